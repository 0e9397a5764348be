//! Whether everything that ships may ship, and comes from where it should.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process;
use crate::report::Done;
use crate::workspace::Workspace;

/// The version that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// Licences of npm packages that end up in the window.
const SHIPPED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "OFL-1.1",
];

/// More that are fine for what only builds and tests: it is used, not passed on.
const TOOLS: &[&str] = &[
    "BlueOak-1.0.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unlicense",
    "Zlib",
];

/// Packages that say nothing in package.json, and what their LICENSE file says.
const READ_BY_HAND: &[(&str, &str)] = &[("node_modules/svelte-toolbelt", "MIT")];

/// Crates: licences, bans and sources, without asking any server.
pub(crate) fn crates(workspace: &Workspace) -> Result<Done> {
    let deny = cargo_deny(workspace)?;
    // Other systems' crates too: no build here has downloaded those.
    process::run(workspace.cargo().args(["fetch", "--locked", "--quiet"]))?;
    let mut command = process::command(deny);
    command.current_dir(workspace.root());
    process::run(command.args([
        "--offline",
        "--log-level=warn",
        "check",
        "licenses",
        "bans",
        "sources",
    ]))?;
    Ok(Done::Passed)
}

/// cargo-deny as found, or built once into the cache: unoptimised and without its advisory client, about a minute
/// on two cores.
fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    if process::answers(process::command("cargo-deny").arg("--version")) {
        return Ok(PathBuf::from("cargo-deny"));
    }
    let home = workspace.cache().join(format!("cargo-deny-{CARGO_DENY}"));
    let program = home
        .join("bin")
        .join("cargo-deny")
        .with_extension(std::env::consts::EXE_EXTENSION);
    if !program.exists() {
        println!("cargo-deny is not here; building it once into {}", home.display());
        let mut command = process::command("cargo");
        command
            .args([
                "install",
                "--locked",
                "--quiet",
                "--debug",
                "--no-default-features",
                "--version",
                CARGO_DENY,
            ])
            .arg("--root")
            .arg(&home)
            .arg("cargo-deny")
            .env_remove("CARGO_TARGET_DIR");
        process::run(&mut command)?;
    }
    Ok(program)
}

/// npm packages, by the lockfiles: the front end's, and those that papers are checked with.
pub(crate) fn npm(workspace: &Workspace) -> Result<Done> {
    let (mut shipped, mut tools, mut refused) = (0, 0, Vec::new());
    let ours = npm_packages(&workspace.ui())?.into_iter().map(|package| {
        let is_tool = is_tool(&package.entry);
        (package, is_tool)
    });
    let foreign = npm_packages(&workspace.root().join("tests").join("foreign"))?;
    let foreign = foreign.into_iter().map(|package| (package, true));
    for (Package { path, entry }, is_tool) in ours.chain(foreign) {
        *(if is_tool { &mut tools } else { &mut shipped }) += 1;
        let by_hand = || {
            READ_BY_HAND
                .iter()
                .find(|(known, _)| *known == path)
                .map(|(_, licence)| *licence)
        };
        let licence = entry
            .get("license")
            .and_then(Value::as_str)
            .or_else(by_hand)
            .unwrap_or("none given");
        if !allowed(licence, |id| {
            SHIPPED.contains(&id) || (is_tool && TOOLS.contains(&id))
        }) {
            refused.push(format!(
                "{} ({licence})",
                path.trim_start_matches("node_modules/")
            ));
        }
    }
    if shipped == 0 {
        bail!("the front end ships no package at all: what its sources import belongs under `dependencies`");
    }
    if !refused.is_empty() {
        bail!("licence not on the list: {}", refused.join(", "));
    }
    println!("{shipped} packages that ship and {tools} tools have licences on the list");
    Ok(Done::Passed)
}

/// The npm packages that the window's bundle is made of: those outside `devDependencies`.
pub(crate) fn shipped_npm(workspace: &Workspace) -> Result<Vec<Package>> {
    let packages = npm_packages(&workspace.ui())?;
    Ok(packages
        .into_iter()
        .filter(|package| !is_tool(&package.entry))
        .collect())
}

/// One entry of package-lock.json.
pub(crate) struct Package {
    /// The folder, from the lockfile's.
    pub(crate) path: String,
    /// Version, licence and the like.
    pub(crate) entry: Value,
}

fn npm_packages(folder: &Path) -> Result<Vec<Package>> {
    let lockfile = folder.join("package-lock.json");
    let text =
        fs::read_to_string(&lockfile).with_context(|| format!("{} cannot be read", lockfile.display()))?;
    let lock: Value = serde_json::from_str(&text).context("package-lock.json is not JSON")?;
    let packages = lock
        .get("packages")
        .and_then(Value::as_object)
        .context("package-lock.json lists no packages")?;
    // The entry without a path is the front end itself.
    let others = packages.iter().filter(|(path, _)| !path.is_empty());
    Ok(others
        .map(|(path, entry)| Package {
            path: path.clone(),
            entry: entry.clone(),
        })
        .collect())
}

fn is_tool(entry: &Value) -> bool {
    ["dev", "devOptional"]
        .iter()
        .any(|flag| entry.get(flag).and_then(Value::as_bool).unwrap_or(false))
}

/// Whether an SPDX expression holds: OR of ANDs of names, brackets disregarded (none in use nests them).
fn allowed(expression: &str, known: impl Fn(&str) -> bool) -> bool {
    expression.split(" OR ").any(|choice| {
        choice
            .split(" AND ")
            .all(|name| known(name.trim_matches(['(', ')', ' '])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_choice_is_enough_and_all_of_a_sum_are_needed() {
        let known = |id: &str| id == "MIT" || id == "ISC";
        assert!(allowed("MIT", known));
        assert!(allowed("(GPL-3.0 OR MIT)", known));
        assert!(allowed("MIT AND ISC", known));
        assert!(!allowed("MIT AND GPL-3.0", known));
        assert!(!allowed("none given", known));
    }
}
