//! Judges a file of cases, one JSON object a line, in order, as `tests/vectors/README.md` describes, and
//! prints one line of JSON for each bundle and each scan.
//!
//! `cargo run -p dinhdanh-credential --example judge -- FILE.jsonl`

mod cases;

use std::fs::File;
use std::io::{self, BufReader};

use anyhow::{Context as _, Result};

fn main() -> Result<()> {
    let path = std::env::args_os().nth(1).context("usage: judge FILE.jsonl")?;
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let disk = tempfile::tempdir()?;
    cases::run(BufReader::new(file), disk.path(), &mut io::stdout().lock())
}
