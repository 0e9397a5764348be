//! A computer that a family shares: a profile for each, and nothing of one shows to another.

use anyhow::{Context as _, Result};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, PASSCODE, Tongue};
use dinhdanh_tests::window::{Window, story};

const VI: Tongue = Tongue::Vietnamese;

#[test]
fn two_people_share_a_computer_and_neither_sees_the_other() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let window = Window::open_unnamed(&desktop).await?;
        let people = person::personas(&window, "not_active", 2, true).await?;
        let [first, second, ..] = people.as_slice() else {
            anyhow::bail!("the picker offers two people who are ready");
        };
        // Alone, nobody is asked who it is.
        person::activate(&window, first, VI).await?;
        window.invoke("lock", serde_json::json!({})).await?;
        window.press("Đổi người dùng").await?;
        window.reads("Ai đang dùng máy này?").await?;
        window.reads(&first.full_name).await?;
        assert_eq!(window.axe().await?, Vec::<String>::new());

        window.press("Thêm người dùng").await?;
        person::activate(&window, second, VI).await?;
        assert!(!window.text().await?.contains(&first.full_name));
        window.invoke("lock", serde_json::json!({})).await?;
        window.close().await?;

        // From now on the program asks, and each passcode opens one wallet alone.
        let window = Window::open_unnamed(&desktop).await?;
        window.reads("Ai đang dùng máy này?").await?;
        no_wallet_answers(&window).await?;
        window.press(&first.full_name).await?;
        window.reads("Nhập passcode").await?;
        window.keys(PASSCODE).await?;
        window.press("Cá nhân").await?;
        window.reads(&first.full_name).await?;
        assert!(!window.text().await?.contains(&second.full_name));
        window.close().await
    })
    .unwrap();
}

/// Before anybody has said who it is, no wallet answers.
async fn no_wallet_answers(window: &Window) -> Result<()> {
    let answer = window.invoke("practice_messages", serde_json::json!({})).await;
    let error = answer.err().context("it is not known whose messages")?;
    anyhow::ensure!(error.to_string().contains("wrong_step"), "{error}");
    Ok(())
}
