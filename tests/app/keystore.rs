//! Where the device secret lies, on a computer with a keystore and on one without.

use anyhow::{Context, Result};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, Tongue};
use dinhdanh_tests::window::{Window, story};

const WARNING: &str = "Mức bảo vệ: phần mềm";

#[test]
fn it_lies_in_the_keyring_where_there_is_one() {
    story(async {
        let desktop = Desktop::start()?;
        assert!(!warned(&desktop).await?);
        assert!(!desktop.data().join("secrets").exists(), "no file in its stead");
        Ok(())
    })
    .unwrap();
}

#[test]
fn it_lies_in_a_file_on_a_bare_computer_and_the_window_says_so() {
    story(async {
        let desktop = Desktop::without_keyring()?;
        assert!(warned(&desktop).await?);
        assert!(desktop.data().join("secrets/main").exists());
        Ok(())
    })
    .unwrap();
}

/// Whether the window warns before an activation is begun, which makes the secret.
async fn warned(desktop: &Desktop) -> Result<bool> {
    desktop.hold_still()?;
    let window = Window::open(desktop, "main").await?;
    let people = person::personas(&window, "not_active", 2, true).await?;
    window.reads("Chọn nhân vật thực hành").await?;
    let warned = window.text().await?.contains(WARNING);
    let somebody = people.first().context("somebody is ready")?;
    person::request(&window, somebody, Tongue::Vietnamese).await?;
    person::accept_device(&window, Tongue::Vietnamese).await?;
    window.close().await?;
    Ok(warned)
}
