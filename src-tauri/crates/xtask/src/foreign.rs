//! Papers, checks' receipts and implementations of their formats that are not ours: they judge what we make, and of papers we
//! what they make.

use anyhow::Result;

use crate::report::Done;
use crate::workspace::Workspace;
use crate::{process, ui};

pub(crate) fn check(workspace: &Workspace) -> Result<Done> {
    let folder = workspace.root().join("tests").join("foreign");
    ui::install_in(workspace, &folder)?;
    let mut build = workspace.cargo();
    process::run(build.args([
        "build",
        "--locked",
        "--quiet",
        "--package=dinhdanh-paper",
        "--example=foreign",
    ]))?;
    let example = workspace.target().join("debug").join("examples").join("foreign");
    let mut check = process::command("node");
    check
        .current_dir(&folder)
        .arg("check.js")
        .arg(example.with_extension(std::env::consts::EXE_EXTENSION));
    process::run(&mut check)?;
    Ok(Done::Passed)
}
