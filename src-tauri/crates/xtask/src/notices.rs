//! The licences of everything that is built into the program: most ask to be passed on with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::licences::{self, Package};
use crate::process;
use crate::workspace::Workspace;

/// One text for all crates, npm packages and fonts in the program; a licence that many share is there once.
pub(crate) fn collect(workspace: &Workspace) -> Result<String> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |name: &str, folder: &Path, licence: &str| -> Result<()> {
        let mut found = licence_files(folder)?;
        if found.is_empty() {
            found.push(format!("(no licence file; declared as {licence})\n"));
        }
        for text in found {
            texts.entry(text).or_default().insert(name.to_owned());
        }
        Ok(())
    };
    for crate_ in shipped_crates(workspace)? {
        add(
            &crate_.name,
            crate_.manifest.parent().context("a manifest lies in a folder")?,
            &crate_.licence,
        )?;
    }
    for Package { path, entry } in licences::shipped_npm(workspace)? {
        let licence = text(&entry, "license").unwrap_or_default();
        let name = key(
            path.trim_start_matches("node_modules/"),
            text(&entry, "version").unwrap_or_default(),
        );
        add(&name, &workspace.ui().join(&path), licence)?;
    }
    add(
        "Be Vietnam Pro, the letters of printed sheets",
        &workspace.root().join("assets").join("fonts"),
        "OFL-1.1",
    )?;
    let sections = texts.iter().map(|(licence, names)| {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        format!(
            "{rule}\n{}\n{rule}\n\n{}\n",
            names.join(", "),
            licence.trim_end(),
            rule = "-".repeat(80)
        )
    });
    Ok(sections.collect::<Vec<_>>().join("\n"))
}

struct Crate {
    name: String,
    manifest: std::path::PathBuf,
    licence: String,
}

/// The crates that the shell is linked from on this kind of machine, our own left out.
fn shipped_crates(workspace: &Workspace) -> Result<Vec<Crate>> {
    let list = process::output(workspace.cargo().args([
        "tree",
        "--locked",
        "--package=dinhdanh",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
    ]))?;
    let linked: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| key(name, version(rest)))
        .collect();
    let metadata = workspace.metadata(&[])?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata lists no packages")?;
    let mut crates = Vec::new();
    for package in packages
        .iter()
        .filter(|package| package.get("source").is_some_and(Value::is_string))
    {
        let name = key(
            text(package, "name").unwrap_or_default(),
            text(package, "version").unwrap_or_default(),
        );
        if linked.contains(&name) {
            let manifest = text(package, "manifest_path")
                .context("a package has a manifest")?
                .into();
            let licence = text(package, "license").unwrap_or("none given").to_owned();
            crates.push(Crate {
                name,
                manifest,
                licence,
            });
        }
    }
    Ok(crates)
}

fn key(name: &str, version: &str) -> String {
    format!("{name} {version}")
}

/// Of `1.2.3 (proc-macro)`, the version.
fn version(rest: &str) -> &str {
    rest.split_once(' ').map_or(rest, |(version, _)| version)
}

fn text<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str)
}

fn licence_files(folder: &Path) -> Result<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    paths.sort();
    Ok(paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect())
}

fn is_licence(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_uppercase())
        .unwrap_or_default();
    ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
        .iter()
        .any(|start| name.starts_with(start))
}
