//! A login session that lasts for one command: its own message bus, its own unlocked keyring.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::report::Done;
use crate::workspace::Workspace;

/// Unlocks a new keyring (with an empty password) before the command given as arguments runs.
const UNLOCKED: &str = r#"install -d -m 700 "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR" && printf '' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@""#;

/// The tests that talk to a real Secret Service: ignored elsewhere, named `secret_service` in the shell.
pub(crate) fn keystore_tests(workspace: &Workspace) -> Result<Done> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::Skipped("the Secret Service is Linux's keystore".into()));
    }
    let arguments = [
        "test",
        "--locked",
        "--package",
        "dinhdanh",
        "secret_service",
        "--",
        "--ignored",
    ];
    let listed = process::output(workspace.cargo().args(arguments).arg("--list"))?;
    if !listed.lines().any(|line| line.ends_with(": test")) {
        bail!("no test is called secret_service any more");
    }
    let home = workspace.scratch("keyring");
    if home.exists() {
        fs::remove_dir_all(&home).with_context(|| format!("{} cannot be emptied", home.display()))?;
    }
    // The keyring of whoever runs this is neither read nor written.
    let mut session = Command::new("dbus-run-session");
    let cargo = workspace.cargo();
    session
        .args(["--", "sh", "-c", UNLOCKED, "sh", "cargo"])
        .args(arguments)
        .current_dir(workspace.root());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => session.env(name, value),
            None => session.env_remove(name),
        };
    }
    session
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home.join("run"));
    process::run(&mut session)?;
    Ok(Done::Passed)
}
