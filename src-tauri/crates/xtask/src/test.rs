//! `cargo xtask test`: every check there is, one after the other.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::report::{Done, Report};
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use crate::{count, foreign, fuzz, licences, process, types, ui};

/// How much of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What a change is worth while one is still at it: no window, no fuzzing.
    Quick,
    /// All.
    Full,
}

/// Runs the checks; fails where one of them does.
pub(crate) fn test(workspace: &Workspace, extent: Extent) -> Result<ExitCode> {
    setup::ensure(if extent == Extent::Full {
        Purpose::Test
    } else {
        Purpose::Run
    })?;
    let mut report = Report::default();
    // Before the crates: the shell carries ui/dist inside.
    report.step("Front end: build", || ui::build(workspace).map(|()| Done::Passed));
    report.step("Rust: format", || format(workspace));
    report.step("Rust: lints", || lints(workspace, extent));
    report.step("Rust: unit tests, property tests, flows", || {
        types::make_room(workspace)?;
        passes(
            workspace
                .cargo()
                .args(["test", "--locked", "--workspace"])
                .env(types::FOLDER, types::aside(workspace)),
        )
    });
    report.step("Papers, by implementations that are not ours", || {
        foreign::check(workspace)
    });
    report.step("Types shared with the front end", || types::check(workspace));
    report.step("Front end: types", || {
        passes(workspace.npm().args(["run", "check"]))
    });
    report.step("Front end: tests", || {
        passes(workspace.npm().args(["run", "test"]))
    });
    if extent == Extent::Full {
        report.step("Licences, bans and sources of crates", || {
            licences::crates(workspace)
        });
        report.step("Licences of npm packages", || licences::npm(workspace));
        report.step("Instructions a frame takes the reader", || {
            count::count(workspace, count::Purpose::Compare)
        });
        report.step("The real window", || window(workspace));
        report.step("Fuzz targets, 30 seconds", || fuzz::smoke(workspace));
    }
    Ok(if report.close() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Also of what has a workspace of its own.
fn format(workspace: &Workspace) -> Result<Done> {
    process::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
    for package in ["tests/fuzz", "tests/scan"] {
        let mut command = workspace.cargo();
        command.current_dir(workspace.root().join(package));
        process::run(command.args(["fmt", "--check"]))?;
    }
    Ok(Done::Passed)
}

/// As it ships and, in a full run, as the window tests build it too.
fn lints(workspace: &Workspace, extent: Extent) -> Result<Done> {
    let clippy = |features: &[&str]| {
        let mut command = workspace.cargo();
        command.args(["clippy", "--locked", "--quiet", "--workspace", "--all-targets"]);
        process::run(command.args(features).args(["--", "--deny=warnings"]))
    };
    clippy(&[])?;
    if extent == Extent::Full {
        clippy(&["--features=dinhdanh/testing,dinhdanh-tests/window"])?;
        // The build that trusts no practice root is a claim of the README's.
        let mut command = workspace.cargo();
        command.args([
            "clippy",
            "--locked",
            "--quiet",
            "--package=dinhdanh",
            "--no-default-features",
        ]);
        process::run(command.args(["--features=custom-protocol", "--", "--deny=warnings"]))?;
    }
    Ok(Done::Passed)
}

/// The shell with its clock that can be moved, driven as a person would.
fn window(workspace: &Workspace) -> Result<Done> {
    if !cfg!(target_os = "linux") {
        return Ok(Done::Skipped("WebKitWebDriver and Xvfb are on Linux".into()));
    }
    process::run(
        workspace
            .cargo()
            .args(["build", "--locked", "--package=dinhdanh", "--features=testing"]),
    )?;
    passes(workspace.cargo().args([
        "test",
        "--locked",
        "--package=dinhdanh-tests",
        "--features=window",
        "--test=app",
        "--",
        // Each opens up to five windows and films codes: two at once on two cores tell of the computer, not of the app.
        "--test-threads=1",
    ]))
}

fn passes(command: &mut Command) -> Result<Done> {
    process::run(command).map(|()| Done::Passed)
}
