//! The TypeScript types that the shell's views generate: committed, and compared here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::report::Done;
use crate::workspace::Workspace;

/// Generates the types afresh and compares them with the committed ones, file by file.
pub(crate) fn check(workspace: &Workspace) -> Result<Done> {
    let fresh = workspace.scratch("types");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| format!("{} cannot be emptied", fresh.display()))?;
    }
    fs::create_dir_all(&fresh)?;
    process::run(
        workspace
            .cargo()
            .args([
                "test",
                "--locked",
                "--quiet",
                "--package",
                "dinhdanh",
                "export_bindings",
            ])
            .env("TS_RS_EXPORT_DIR", &fresh),
    )?;
    let generated = files(&fresh)?;
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
