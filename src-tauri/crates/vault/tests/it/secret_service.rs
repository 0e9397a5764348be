//! A vault under a real Secret Service: gnome-keyring on a D-Bus session of its own, so that nobody's keyring
//! is touched.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_vault::{
    DeviceSecret, DeviceSecrets as _, KeyringSecrets, KeystoreError, Protection, Vault, VaultError,
};

use crate::desk::{RIGHT, child_root, noon, passcode, place};

const SERVICE: &str = "vn.dinhdanh.test";

#[test]
fn a_real_keystore_keeps_the_device_secret() {
    if !on_path("dbus-run-session") || !on_path("gnome-keyring-daemon") {
        skip("a_real_keystore_keeps_the_device_secret: dbus-run-session or gnome-keyring-daemon is missing");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let script =
        "printf 'test' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
    let mut command = session(root.path());
    command.args(["--", "sh", "-c", script, "sh"]);
    succeed(command, "secret_service::child_uses_the_keystore");
}

#[test]
fn a_session_without_a_keystore_says_so() {
    if !on_path("dbus-run-session") {
        skip("a_session_without_a_keystore_says_so: dbus-run-session is missing");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    // Nothing is started by the bus itself either.
    let config = root.path().join("bus.conf");
    std::fs::write(
        &config,
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
    )
    .unwrap();
    let mut command = session(root.path());
    command
        .arg(format!("--config-file={}", config.display()))
        .arg("--");
    succeed(command, "secret_service::child_finds_no_keystore");
}

#[test]
#[ignore = "the child of a_real_keystore_keeps_the_device_secret"]
fn child_uses_the_keystore() {
    let root = child_root();
    let secrets = Arc::new(KeyringSecrets::new(SERVICE, "Ví Định Danh (test)"));
    assert_eq!(secrets.protection(), Protection::Keystore);
    assert!(secrets.load("main").unwrap().is_none());

    let place = place(&root.join("vault"), secrets.clone());
    drop(Vault::create(&place, &passcode(RIGHT), &SystemRandom).unwrap());
    drop(Vault::unlock(&place, &passcode(RIGHT), noon()).unwrap());

    // Another name is another secret; storing again replaces.
    assert!(secrets.load("other").unwrap().is_none());
    for _ in 0..2 {
        let secret = DeviceSecret::make(&SystemRandom).unwrap();
        secrets.store("other", &secret).unwrap();
    }
    secrets.delete("other").unwrap();
    secrets.delete("other").unwrap();
    assert!(secrets.load("other").unwrap().is_none());

    // The keystore emptied behind the vault's back.
    secrets.delete("main").unwrap();
    let outcome = Vault::unlock(&place, &passcode(RIGHT), noon());
    assert!(matches!(outcome, Err(VaultError::KeystoreLost)));
}

#[test]
#[ignore = "the child of a_session_without_a_keystore_says_so"]
fn child_finds_no_keystore() {
    let outcome = KeyringSecrets::new(SERVICE, "Ví Định Danh (test)").load("main");
    assert_eq!(outcome.err(), Some(KeystoreError::Unreachable));
}

/// Runs a hidden test of this binary at the end of `command`; what it said is shown when it fails.
fn succeed(mut command: Command, test: &str) {
    let output = command
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}{}",
        said(&output.stdout),
        said(&output.stderr)
    );
}

/// A D-Bus session with a home and runtime folder of its own.
fn session(root: &Path) -> Command {
    let mut command = Command::new("dbus-run-session");
    command
        .env("VAULT_TEST_ROOT", root)
        .env_remove("DBUS_SESSION_BUS_ADDRESS");
    for (name, folder) in [
        ("HOME", "home"),
        ("XDG_DATA_HOME", "home/data"),
        ("XDG_CONFIG_HOME", "home/config"),
        ("XDG_CACHE_HOME", "home/cache"),
        ("XDG_RUNTIME_DIR", "home/run"),
    ] {
        let folder = root.join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        command.env(name, folder);
    }
    command
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Past the capture of test output: what was not tested must be seen.
fn skip(what: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {what}");
}
