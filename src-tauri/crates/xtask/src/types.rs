//! The TypeScript types that the shell's views generate: committed, and compared here.
//!
//! Each of the shell's views has a test `export_bindings_…` that writes its type. By `cargo test` they write into the
//! front end, as `.cargo/config.toml` says; while everything is checked they write aside, so that a check never mends
//! what it looks at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::report::Done;
use crate::workspace::Workspace;

/// The variable that names the folder which the types are written to.
pub(crate) const FOLDER: &str = "TS_RS_EXPORT_DIR";

/// Where the types are written while everything is checked.
pub(crate) fn aside(workspace: &Workspace) -> PathBuf {
    workspace.scratch("types")
}

/// Empties [`aside`], before the shell's tests fill it.
pub(crate) fn make_room(workspace: &Workspace) -> Result<()> {
    let fresh = aside(workspace);
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| format!("{} cannot be emptied", fresh.display()))?;
    }
    fs::create_dir_all(&fresh).with_context(|| format!("{} cannot be made", fresh.display()))
}

/// Compares what the shell's tests wrote aside with what is committed, file by file.
pub(crate) fn check(workspace: &Workspace) -> Result<Done> {
    let generated = files(&aside(workspace))?;
    if generated.is_empty() {
        bail!("no type was generated");
    }
    let committed = files(&workspace.ui().join("src/lib/ipc/generated"))?;
    let differing: Vec<_> = generated
        .keys()
        .chain(committed.keys())
        .filter(|name| generated.get(*name) != committed.get(*name))
        .map(|name| name.display().to_string())
        .collect();
    if differing.is_empty() {
        println!("{} types are up to date", generated.len());
        return Ok(Done::Passed);
    }
    bail!(
        "out of date in ui/src/lib/ipc/generated: {}. Run `cargo test -p dinhdanh export_bindings`, delete what has no \
         source any more, and commit",
        differing.join(", ")
    )
}

/// Every file below a folder with its text, named from that folder.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(current) = open.pop() {
        for entry in
            fs::read_dir(&current).with_context(|| format!("{} cannot be read", current.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("{} cannot be read", path.display()))?;
                found.insert(path.strip_prefix(folder)?.to_path_buf(), text);
            }
        }
    }
    Ok(found)
}
