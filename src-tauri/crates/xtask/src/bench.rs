//! `cargo xtask bench`: every benchmark in one run, and what they promise in one table.
//!
//! Machines differ, so a promise is a ratio wherever it can be. A benchmark measures both sides by turns in one
//! process and prints a line of the form
//! `measured: judging ÷ two bare verifications: 1.08, limit 1.15` or `measured: making a code: 3.2 ms, limit 10 ms`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use crate::{process, ui};

/// Runs the benchmarks of all crates; fails where one of them misses its limit.
pub(crate) fn bench(workspace: &Workspace) -> Result<ExitCode> {
    setup::ensure(Purpose::Test)?;
    ui::build(workspace)?;
    let driven = driven(workspace)?;
    // What is measured of the window is measured on the release, beside an empty window of the same toolkit.
    let release = [
        "build",
        "--locked",
        "--release",
        "--package=dinhdanh",
        "--bins",
        "--example=empty_window",
    ];
    process::run(workspace.cargo().args(release))?;
    let mut promises = Vec::new();
    for (package, bench) in benches(workspace)? {
        println!("\n=== {package}: {bench} ===");
        promises.extend(measure(workspace, &driven, &package, &bench)?);
    }
    println!("\n=== Promises ===");
    for promise in &promises {
        let word = if promise.kept() { "ok    " } else { "MISSED" };
        println!(
            "  {word}  {}: {}{unit}, limit {}{unit}",
            promise.name,
            promise.value,
            promise.limit,
            unit = promise.unit
        );
    }
    let missed = promises.iter().filter(|promise| !promise.kept()).count();
    println!("\n{} passed, {missed} failed", promises.len() - missed);
    Ok(if missed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The release as a test may drive it, which no package is: under a name of its own, beside the one that ships.
fn driven(workspace: &Workspace) -> Result<PathBuf> {
    let release = [
        "build",
        "--locked",
        "--release",
        "--package=dinhdanh",
        "--bin=dinhdanh",
        "--features=testing",
    ];
    process::run(workspace.cargo().args(release))?;
    let built = workspace.target().join("release");
    let driven = built.join("dinhdanh-driven");
    fs::copy(built.join("dinhdanh"), &driven).context("the program that was built cannot be copied")?;
    Ok(driven)
}

/// Package and name of every benchmark in the workspace.
fn benches(workspace: &Workspace) -> Result<Vec<(String, String)>> {
    let metadata = workspace.metadata(&["--no-deps"])?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata lists no packages")?;
    let text = |value: &Value, field: &str| {
        value
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let list = |value: &Value, field: &str| {
        value
            .get(field)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let mut found = Vec::new();
    for package in packages {
        for target in list(package, "targets") {
            if list(&target, "kind").contains(&Value::from("bench")) {
                found.push((text(package, "name"), text(&target, "name")));
            }
        }
    }
    if found.is_empty() {
        bail!("no package has a benchmark");
    }
    Ok(found)
}

/// Runs one benchmark, its output in plain sight, and gives the promises it prints.
fn measure(workspace: &Workspace, driven: &Path, package: &str, bench: &str) -> Result<Vec<Promise>> {
    let mut command = workspace.cargo();
    command.args([
        "bench",
        "--locked",
        "--quiet",
        "--all-features",
        "--package",
        package,
        "--bench",
        bench,
    ]);
    let built = workspace.target().join("release");
    let mut child = command
        .env("DINHDANH_APP", built.join("dinhdanh"))
        .env("DINHDANH_DRIVEN", driven)
        .env("DINHDANH_EMPTY", built.join("examples").join("empty_window"))
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo bench did not start")?;
    let output = child.stdout.take().context("its output is a pipe")?;
    let mut promises = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(rest) = line.strip_prefix("measured: ") {
            promises.push(Promise::parse(rest).with_context(|| format!("this says no measurement: {line}"))?);
        }
    }
    if !child.wait()?.success() {
        bail!("the benchmark {bench} of {package} failed");
    }
    Ok(promises)
}

/// Something measured, and how much of it there may be.
#[derive(Debug, PartialEq)]
struct Promise {
    name: String,
    value: f64,
    limit: f64,
    /// With the blank before it; empty for a ratio.
    unit: String,
}

impl Promise {
    /// Of `NAME: VALUE[ UNIT], limit LIMIT[ UNIT]`, the parts; None where the units differ.
    fn parse(text: &str) -> Option<Self> {
        let (name, figures) = text.rsplit_once(": ")?;
        let (value, limit) = figures.split_once(", limit ")?;
        let number_and_unit = |text: &str| {
            let end = text.find(' ').unwrap_or(text.len());
            let (number, unit) = text.split_at_checked(end)?;
            Some((number.parse::<f64>().ok()?, unit.to_owned()))
        };
        let ((value, unit), (limit, same)) = (number_and_unit(value)?, number_and_unit(limit)?);
        (unit == same).then(|| Self {
            name: name.to_owned(),
            value,
            limit,
            unit,
        })
    }

    fn kept(&self) -> bool {
        self.value <= self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_benchmark_is_understood() {
        let ratio = Promise::parse("unlock ÷ bare Argon2id: 1.003, limit 1.1").unwrap();
        assert!(ratio.kept() && ratio.unit.is_empty());
        let slow = Promise::parse("making a code: 12.5 ms, limit 10 ms").unwrap();
        assert!(!slow.kept());
        assert_eq!(slow.name, "making a code");
        assert_eq!(Promise::parse("making a code: 12.5 µs, limit 10 ms"), None);
        assert_eq!(Promise::parse("making a code takes long"), None);
    }
}
