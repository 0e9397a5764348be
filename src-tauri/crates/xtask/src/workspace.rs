//! Where things lie: the clone, what cargo builds, what is kept between clones.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The folders that every command needs.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Workspace {
    /// Finds the folders.
    ///
    /// Builds go where `CARGO_TARGET_DIR` says, else into `$DINHDANH_CACHE/target` where that folder exists
    /// (a machine that tests many clones makes it once), else where cargo would put them.
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(3)
            .context("this crate lies three folders below the root of the workspace")?
            .to_path_buf();
        let cache = cache_folder().context("neither DINHDANH_CACHE nor a home folder is set")?;
        let shared = cache.join("target");
        let target = if std::env::var_os("CARGO_TARGET_DIR").is_none() && shared.is_dir() {
            shared
        } else {
            let metadata = cargo_metadata(&root, &["--no-deps"])?;
            PathBuf::from(
                metadata
                    .get("target_directory")
                    .and_then(Value::as_str)
                    .context("cargo metadata names no target folder")?,
            )
        };
        Ok(Self { root, target, cache })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The front end's package.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Scratch space of these commands, inside the target folder.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// What outlives the clone: tools built once, and perhaps builds.
    pub(crate) fn cache(&self) -> &Path {
        &self.cache
    }

    /// `cargo` at the root, building into [`Self::target`].
    pub(crate) fn cargo(&self) -> Command {
        let mut command = process::command("cargo");
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// `npm` in the front end's folder.
    pub(crate) fn npm(&self) -> Command {
        let mut command = process::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(self.ui());
        command
    }

    /// What cargo knows of the workspace and, without `--no-deps`, of every package that it can be built from.
    pub(crate) fn metadata(&self, arguments: &[&str]) -> Result<Value> {
        cargo_metadata(&self.root, arguments)
    }
}

fn cargo_metadata(root: &Path, arguments: &[&str]) -> Result<Value> {
    let mut command = process::command("cargo");
    command
        .current_dir(root)
        .args(["metadata", "--format-version=1", "--locked"])
        .args(arguments);
    serde_json::from_str(&process::output(&mut command)?).context("cargo metadata is not JSON")
}

fn cache_folder() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    variable("DINHDANH_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("vi-dinh-danh")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache").join("vi-dinh-danh")))
}
