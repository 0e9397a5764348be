//! `cargo xtask run`: from a clone to an open window.

use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;

/// What a person may ask of `run`.
pub(crate) struct Options {
    /// The wallet to open; the shell's default where none is named.
    pub(crate) profile: Option<String>,
    /// The practice authority's desk in place of a wallet.
    pub(crate) desk: bool,
    /// Optimised, as it is shipped: slower to build, quicker to use.
    pub(crate) release: bool,
}

/// Sets up, builds, opens the window and waits until it is closed.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    setup::ensure(Purpose::Run)?;
    ui::build(workspace)?;
    let mut command = workspace.cargo();
    command.args(["run", "--locked", "--package", "dinhdanh"]);
    if options.release {
        command.arg("--release");
    }
    command.arg("--");
    if options.desk {
        command.arg("--desk");
    }
    if let Some(profile) = &options.profile {
        command.args(["--profile", profile]);
    }
    process::run(&mut command)?;
    Ok(ExitCode::SUCCESS)
}
