//! What the other tests take for granted of the desktop they run on.

use std::process::Command;

use anyhow::Result;
use dinhdanh_tests::desktop::Desktop;

#[test]
fn the_keyring_is_open_and_its_own() {
    let desktop = Desktop::start().unwrap();
    let default = asks_secrets(&desktop, "Service.ReadAlias", "string:default").unwrap();
    assert!(
        default.contains("/org/freedesktop/secrets/collection/login"),
        "{default}"
    );
    let files = std::fs::read_dir(desktop.home().join("data/keyrings"))
        .unwrap()
        .count();
    assert!(files > 0, "the keyring lies in the home of this desktop");
}

#[test]
fn a_bare_desktop_has_no_keyring() {
    let desktop = Desktop::without_keyring().unwrap();
    let answer = asks_secrets(&desktop, "Service.ReadAlias", "string:default").unwrap();
    assert!(
        answer.contains("was not provided by any .service files"),
        "{answer}"
    );
}

#[test]
fn nothing_outlives_the_desktop() {
    let desktop = Desktop::start().unwrap();
    let home = desktop.home().to_path_buf();
    drop(desktop);
    let left = Command::new("pgrep")
        .arg("--full")
        .arg(home.display().to_string())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&left.stdout), "");
    assert!(!home.exists());
}

fn asks_secrets(desktop: &Desktop, method: &str, argument: &str) -> Result<String> {
    let output = desktop
        .command("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"])
        .arg("/org/freedesktop/secrets")
        .args([&format!("org.freedesktop.Secret.{method}"), argument])
        .output()?;
    Ok(format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}
