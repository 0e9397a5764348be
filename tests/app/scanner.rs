//! A USB barcode scanner, which is a keyboard to the computer, on a desktop with Unikey and on one without.

use anyhow::{Context, Result, bail};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, PASSCODE, Tongue};
use dinhdanh_tests::webcam::Sight;
use dinhdanh_tests::window::{Window, story};
use serde_json::{Value, json};

const VI: Tongue = Tongue::Vietnamese;

const SWITCH_IT_OFF: &str = "Tắt bộ gõ tiếng Việt rồi quét lại";
const KEYS_WERE_LOST: &str = "Hãy quét lại mã này một lần nữa";

#[test]
fn it_is_read_or_said_what_the_input_method_made_of_it() {
    story(async {
        let mut desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "citizen").await?;
        let officer = Window::open(&desktop, "officer").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        let [first, second, ..] = people.as_slice() else {
            bail!("the picker offers two people who are ready");
        };
        person::activate(&citizen, first, VI).await?;
        person::make_first_code(&citizen, VI).await?;
        person::activate(&officer, second, VI).await?;
        officer.press("Quét mã").await?;
        // Keys go to the window under the pointer.
        desktop.click(210, 70)?;
        scan(&desktop, &officer, &newest(&citizen).await?, "MÃ THẬT").await?;
        officer.close().await?;

        desktop.type_vietnamese()?;
        let officer = Window::open(&desktop, "officer").await?;
        officer.reads("Nhập passcode").await?;
        desktop.click(210, 70)?;
        desktop.write(PASSCODE)?;
        officer.press("Quét mã").await?;
        scan(&desktop, &officer, &newest(&citizen).await?, "MÃ THẬT").await?;
        officer.press("Quét tiếp").await?;

        // The method has its hands on what is typed into a field.
        officer.press("Giấy tờ dạng chữ").await?;
        officer
            .script("document.querySelector('textarea').focus()")
            .await?;
        desktop.write("ddaay ")?;
        written(&officer, "đây ").await?;
        let code = newest(&citizen).await?;
        scan(&desktop, &officer, &code, SWITCH_IT_OFF).await?;
        written(&officer, "đây ").await?;
        scan(&desktop, &officer, &code, "MÃ THẬT").await
    })
    .unwrap();
}

/// The text of a code that the citizen makes now.
async fn newest(citizen: &Window) -> Result<String> {
    let code = citizen.invoke("make_code", json!({ "view": "a" })).await?;
    let svg = code.get("svg").and_then(Value::as_str);
    Sight::of_svg(svg.context("a code is drawn")?)?.text()
}

/// Scans, and once more where a busy computer lost a key on the way, which is asked for.
async fn scan(desktop: &Desktop, officer: &Window, code: &str, told: &str) -> Result<()> {
    officer.reads("Không dùng webcam?").await?;
    for _ in 0..5 {
        desktop.write(code)?;
        desktop.key("Return")?;
        let heard = async |officer: &Window| {
            let text = officer.text().await?;
            Ok(text.contains(told) || text.contains(KEYS_WERE_LOST))
        };
        officer
            .until("the scan is heard", heard)
            .await
            .with_context(|| format!("in place of “{told}”"))?;
        if officer.text().await?.contains(told) {
            return Ok(());
        }
    }
    bail!("five scans, and no “{told}”")
}

async fn written(officer: &Window, text: &str) -> Result<()> {
    let holds = async |officer: &Window| {
        let value = officer
            .script("return document.querySelector('textarea').value")
            .await?;
        Ok(value.as_str() == Some(text))
    };
    officer.until("the field holds what was written", holds).await
}
