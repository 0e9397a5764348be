//! `cargo xtask count`: the instructions that reading a frame takes, compared with those that were committed.
//!
//! Time on a shared machine says little; instructions, counted by callgrind, are the same on every run. They hold for
//! x86-64 and about the same compiler, so a tenth more or less is let pass.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::report::Done;
use crate::workspace::Workspace;

/// What was committed: a picture or `empty`, how it is looked at, and the instructions a frame of it takes.
const COUNTS: &str = "src-tauri/crates/qr/tests/pictures/instructions.json";
const PICTURES: &str = "src-tauri/crates/qr/tests/pictures";

/// A count may be off by so much of what was committed.
const TOLERANCE: f64 = 0.1;

/// Frames before those that count: the first makes the buffers.
const WARM_UP: u64 = 1;

/// Whether what is counted is compared with what was committed, or takes its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Compare,
    Keep,
}

/// Counts, and compares or keeps.
///
/// # Errors
/// In comparing: where a frame takes a tenth more instructions than was committed. Of a tenth fewer it is only said that
/// they should be committed, so that it stays so.
pub(crate) fn count(workspace: &Workspace, purpose: Purpose) -> Result<Done> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(Done::Skipped("the counts are of Linux on x86-64".into()));
    }
    let file = workspace.root().join(COUNTS);
    let committed: BTreeMap<String, u64> = serde_json::from_str(&fs::read_to_string(&file)?)
        .with_context(|| format!("{COUNTS} does not name counts"))?;
    let program = build(workspace)?;
    let mut counted = BTreeMap::new();
    let (mut more, mut fewer) = (Vec::new(), Vec::new());
    for (case, before) in &committed {
        let now = of_a_frame(workspace, &program, case)?;
        let change = now as f64 / (*before).max(1) as f64 - 1.0;
        println!("{now:>13}  {:+6.1} %  {case}", change * 100.0);
        if change > TOLERANCE {
            more.push(case.as_str());
        } else if change < -TOLERANCE {
            fewer.push(case.as_str());
        }
        counted.insert(case.clone(), now);
    }
    if purpose == Purpose::Keep {
        fs::write(&file, serde_json::to_string_pretty(&counted)? + "\n")?;
        return Ok(Done::Passed);
    }
    if !more.is_empty() {
        bail!(
            "more instructions a frame than {COUNTS} allows: {}. Where they are worth it: `cargo xtask count --keep`, and \
             commit",
            more.join(", ")
        );
    }
    if !fewer.is_empty() {
        println!(
            "Fewer instructions a frame than {COUNTS} says: {}. So that it stays so: `cargo xtask count --keep`, and commit",
            fewer.join(", ")
        );
    }
    Ok(Done::Passed)
}

/// The example that is looked into: the reader as it ships but for the checks of a debug build, which the suite has
/// built already.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    process::run(workspace.cargo().args([
        "build",
        "--locked",
        "--package=dinhdanh-qr",
        "--example=hot_path",
    ]))?;
    Ok(workspace.target().join("debug/examples/hot_path"))
}

/// The instructions of one frame: what more of them take, divided by how many more.
fn of_a_frame(workspace: &Workspace, program: &Path, case: &str) -> Result<u64> {
    let (picture, way) = case
        .split_once(' ')
        .with_context(|| format!("`{case}` is a picture and a way to look at it"))?;
    let picture = if picture == "empty" {
        PathBuf::from(picture)
    } else {
        workspace.root().join(PICTURES).join(picture)
    };
    // What a video's frames take differs: the whole picture is looked at in turn.
    let frames = if way == "video" { 4 } else { 1 };
    let few = instructions(program, &picture, way, WARM_UP)?;
    let many = instructions(program, &picture, way, WARM_UP + frames)?;
    Ok(many.saturating_sub(few) / frames)
}

/// The instructions of a whole run.
fn instructions(program: &Path, picture: &Path, way: &str, frames: u64) -> Result<u64> {
    let output = process::command("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .arg(picture)
        .args([way, &frames.to_string()])
        .stdin(Stdio::null())
        .output()
        .context("valgrind did not start; `cargo xtask setup` installs it where it can")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("valgrind ended with {}: {said}", output.status);
    }
    collected(&said).with_context(|| format!("valgrind does not say what it collected: {said}"))
}

/// The number in `==1234== Collected : 5678`.
fn collected(said: &str) -> Option<u64> {
    let line = said.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(':').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_found_in_what_valgrind_says() {
        let said = "==7== Events    : Ir\n==7== Collected : 123456\n==7== \n";
        assert_eq!(collected(said), Some(123_456));
        assert_eq!(collected("==7== Events : Ir"), None);
    }

    #[test]
    fn every_committed_count_is_of_a_picture_that_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap();
        let text = fs::read_to_string(root.join(COUNTS)).unwrap();
        let counts: BTreeMap<String, u64> = serde_json::from_str(&text).unwrap();
        assert!(!counts.is_empty());
        for case in counts.keys() {
            let (picture, way) = case.split_once(' ').unwrap();
            assert!(["still", "live", "video"].contains(&way), "{case}");
            assert!(
                picture == "empty" || root.join(PICTURES).join(picture).exists(),
                "{case}"
            );
        }
    }
}
