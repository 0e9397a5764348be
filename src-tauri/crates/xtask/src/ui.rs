//! The front end: packages when the lockfile changed, a build when a source is newer than the last one.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The front end's packages.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    install_in(workspace, &workspace.ui())
}

/// `npm ci` in `folder`, unless what is installed there came from this very lockfile.
pub(crate) fn install_in(workspace: &Workspace, folder: &Path) -> Result<()> {
    let lockfile = folder.join("package-lock.json");
    let wanted = fs::read(&lockfile).with_context(|| format!("{} cannot be read", lockfile.display()))?;
    let stamp = folder.join("node_modules").join(".installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = workspace.npm();
    process::run(npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// `npm run build`, unless `ui/dist` is newer than everything it is made from.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    install(workspace)?;
    let built = modified(&workspace.ui().join("dist").join("index.html"));
    let newest = newest_source(workspace)?;
    if built.is_some_and(|built| built >= newest) {
        return Ok(());
    }
    process::run(workspace.npm().args(["run", "build"]))
}

/// When the youngest source of the front end changed. A folder counts too: a deleted file leaves its mark there.
fn newest_source(workspace: &Workspace) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut open = vec![workspace.ui(), workspace.root().join("assets")];
    while let Some(folder) = open.pop() {
        if !folder.is_dir() {
            continue;
        }
        let is_top = folder == workspace.ui();
        // The top folder's own time moves with `dist` and `node_modules`, which are not sources.
        if !is_top {
            newest = newest.max(modified(&folder).unwrap_or(newest));
        }
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            if is_top && is_product(&path) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                newest = newest.max(modified(&path).unwrap_or(newest));
            }
        }
    }
    Ok(newest)
}

fn is_product(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    matches!(name, Some("dist" | "node_modules" | "coverage" | ".svelte-kit"))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
