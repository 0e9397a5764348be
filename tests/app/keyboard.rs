//! An officer's way to the desk and through it by the keyboard alone, in windows of all three sizes.

use anyhow::{Context, Result, ensure};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use serde_json::{Value, json};

const VI: Tongue = Tongue::Vietnamese;

/// A phone's, a tablet's and a laptop's window, CSS pixels.
const SIZES: [(u32, u32); 3] = [(420, 860), (820, 1180), (1366, 768)];

const ESCAPE: &str = "\u{e00c}";

#[test]
fn a_desk_is_kept_by_the_keyboard_alone_at_every_size() {
    story(async {
        let desktop = Desktop::start()?;
        let ([citizen, officer], first) = person::side_by_side(&desktop, ["citizen", "officer"]).await?;
        person::make_first_code(&citizen, VI).await?;
        webcam::plug_in(&officer).await?;
        officer.press_by_keyboard("Quét mã").await?;
        for (width, height) in SIZES {
            officer.resize(width, height).await?;
            keep_the_desk(&citizen, &officer, &first.full_name)
                .await
                .with_context(|| format!("{width} × {height}"))?;
        }
        Ok(())
    })
    .unwrap();
}

async fn keep_the_desk(citizen: &Window, officer: &Window, name: &str) -> Result<()> {
    officer.press_by_keyboard("Chế độ bàn kiểm tra").await?;
    officer.press_by_keyboard("Mở bàn").await?;
    officer.reads("Mời công dân đưa mã").await?;
    let code = citizen.invoke("make_code", json!({ "view": "b" })).await?;
    let svg = code
        .get("svg")
        .and_then(Value::as_str)
        .context("a code is drawn")?;
    webcam::hold_up(officer, Some(&Sight::of_svg(svg)?.seen())).await?;
    officer.reads(name).await?;
    webcam::hold_up(officer, None).await?;
    let faults = officer.axe().await?;
    ensure!(faults.is_empty(), "{faults:#?}");
    officer.keys("c").await?;
    officer.reads("Thông tin đang được che").await?;
    ensure!(
        !officer.text().await?.contains(name),
        "what is covered cannot be read"
    );
    officer.keys("c").await?;
    officer.reads(name).await?;
    officer.reads("Tự xóa khỏi màn hình sau 2").await?;
    officer.keys("g").await?;
    officer.reads("Tự xóa khỏi màn hình sau 30 giây").await?;
    officer.keys("h").await?;
    officer.reads("Mã hỏi cho người kế tiếp").await?;
    officer.keys("h").await?;
    officer.reads("Không hỏi mã dùng một lần nữa").await?;
    officer.keys(" ").await?;
    officer.reads("Mời công dân đưa mã").await?;
    let faults = officer.axe().await?;
    ensure!(faults.is_empty(), "{faults:#?}");
    officer.keys(ESCAPE).await?;
    officer.reads("Lịch sử quét mã").await
}
