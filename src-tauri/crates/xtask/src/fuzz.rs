//! A short run of every fuzz target.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::report::Done;
use crate::workspace::Workspace;

/// All targets together.
const SMOKE: Duration = Duration::from_secs(30);

/// What libFuzzer needs to see where the code went. These are options of any compiler, nightly or not: only the
/// sanitizers want a nightly, and this workspace has no unsafe code for them to look at.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions=yes";

/// Builds the targets and runs each for its share of [`SMOKE`], from its seeds.
pub(crate) fn smoke(workspace: &Workspace) -> Result<Done> {
    let package = workspace.root().join("tests").join("fuzz");
    let target = workspace.target().join("fuzz");
    let host = host()?;
    let mut build = workspace.cargo();
    build
        .current_dir(&package)
        .args(["build", "--locked", "--release", "--bins", "--target", &host])
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", COVERAGE);
    process::run(&mut build)?;

    let names = targets(&package.join("fuzz_targets"))?;
    let share = SMOKE.as_secs() / u64::try_from(names.len())?;
    for name in &names {
        let corpus = package.join("corpus").join(name);
        fs::create_dir_all(&corpus)?;
        let artifacts = package.join("artifacts").join(name);
        fs::create_dir_all(&artifacts)?;
        let mut fuzz = process::command(target.join(&host).join("release").join(name));
        fuzz.arg(format!("-max_total_time={}", share.max(1)))
            .arg("-verbosity=0")
            .arg("-print_final_stats=1")
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            .arg(&corpus);
        let seeds = package.join("seeds").join(name);
        if seeds.is_dir() {
            fuzz.arg(seeds);
        }
        process::run(&mut fuzz)?;
    }
    Ok(Done::Passed)
}

/// This machine's target triple. Named to cargo, it keeps [`COVERAGE`] off build scripts, which have no fuzzer to
/// link to.
fn host() -> Result<String> {
    let version = process::output(process::command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not name its host")?.to_owned())
}

fn targets(folder: &std::path::Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if let (Some("rs"), Some(stem)) = (path.extension().and_then(|e| e.to_str()), path.file_stem()) {
            names.push(stem.to_string_lossy().into_owned());
        }
    }
    if names.is_empty() {
        bail!("no fuzz target in {}", folder.display());
    }
    names.sort();
    Ok(names)
}
