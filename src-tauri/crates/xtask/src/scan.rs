//! `cargo xtask bench scan`: our reader of QR codes beside others, over photographs and over frames made on the spot.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// What a person may ask of `bench scan`.
pub(crate) struct Options {
    /// A fifth of the frames.
    pub(crate) quick: bool,
    /// A folder of photographs with an index, or of such folders; where none is named, the one that developers keep
    /// beside their clones, if it is there.
    pub(crate) photos: Option<PathBuf>,
    /// A folder into which the frames made on the spot are put.
    pub(crate) keep: Option<PathBuf>,
    /// Another seed makes other frames.
    pub(crate) seed: Option<u64>,
}

/// Builds and runs the comparison. It has a workspace of its own: the other readers burden nothing else.
pub(crate) fn scan(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let target = workspace.target().join("scan");
    let mut run = workspace.cargo();
    run.current_dir(workspace.root().join("tests").join("scan"))
        .env("CARGO_TARGET_DIR", &target)
        .args(["run", "--locked", "--release", "--quiet", "--", "--out"])
        .arg(target.join("report"));
    if options.quick {
        run.arg("--quick");
    }
    if let Some(photos) = photos(workspace, options.photos.as_deref())? {
        run.arg("--photos").arg(photos);
    }
    if let Some(keep) = &options.keep {
        run.arg("--keep").arg(std::path::absolute(keep)?);
    }
    if let Some(seed) = options.seed {
        run.arg("--seed").arg(seed.to_string());
    }
    process::run(&mut run)?;
    Ok(ExitCode::SUCCESS)
}

fn photos(workspace: &Workspace, asked: Option<&Path>) -> Result<Option<PathBuf>> {
    match asked {
        Some(folder) if !folder.is_dir() => bail!("{} is no folder", folder.display()),
        Some(folder) => Ok(Some(std::path::absolute(folder)?)),
        None => {
            let beside = workspace.root().join("../shared/qr-photos");
            Ok(beside.is_dir().then_some(beside))
        }
    }
}
