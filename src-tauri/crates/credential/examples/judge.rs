//! Judges a file of cases, one JSON object a line, in order, as `tests/vectors/README.md` describes, and
//! prints one line of JSON for each bundle and each scan.
//!
//! `cargo run -p dinhdanh-credential --example judge -- FILE.jsonl`
#![expect(clippy::print_stdout, reason = "a program whose output is its lines")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, Utc};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, TrustStore, judge};
use dinhdanh_crypto::sign::PublicKey;
use serde::Deserialize;
use serde_json::json;

/// A line of the file. Its kind is told by the fields it has.
#[derive(Deserialize)]
struct Line {
    root: Option<String>,
    bundle: Option<String>,
    restart: Option<serde_json::Value>,
    id: Option<String>,
    verifier: Option<String>,
    now: Option<i64>,
    text: Option<String>,
    aud: Option<String>,
    cnonce: Option<String>,
}

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("usage: judge FILE.jsonl")?;
    let file = BufReader::new(File::open(&path).with_context(|| format!("opening {path}"))?);
    let folder = tempfile::tempdir()?;
    let mut desk: Option<Desk> = None;
    for line in file.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line)?;
        if let Some(root) = &line.root {
            desk = Some(Desk::open(PublicKey::from_cose(&unhex(root)?)?, folder.path())?);
        }
        let desk = desk.as_mut().context("the first line must name the root")?;
        if let Some(bundle) = &line.bundle {
            println!("{}", json!({ "bundle_ok": desk.load(&unhex(bundle)?)? }));
        } else if line.restart.is_some() {
            desk.restart()?;
        } else if let (Some(id), Some(verifier), Some(now), Some(text)) =
            (&line.id, &line.verifier, line.now, &line.text)
        {
            let now = DateTime::from_timestamp(now, 0).context("a moment outside the calendar")?;
            let challenge = challenge(line.aud.as_deref(), line.cnonce.as_deref())?;
            let verdict = desk.scan(verifier, text, challenge.as_ref(), now)?;
            println!("{}", json!({ "id": id, "verdict": verdict }));
        }
    }
    Ok(())
}

/// All verifiers of the file: one trust store, a replay memory each, both kept in a folder.
struct Desk {
    root: PublicKey,
    trust: TrustStore,
    folder: PathBuf,
    memories: BTreeMap<String, FileMemory>,
}

impl Desk {
    fn open(root: PublicKey, folder: &Path) -> Result<Self> {
        let mut trust = TrustStore::new(root.clone());
        if let Ok(kept) = fs::read(folder.join("bundle")) {
            trust.offer(&kept)?;
        }
        Ok(Self {
            root,
            trust,
            folder: folder.to_owned(),
            memories: BTreeMap::new(),
        })
    }

    fn load(&mut self, bundle: &[u8]) -> Result<bool> {
        let taken = self.trust.offer(bundle).is_ok();
        if taken {
            fs::write(self.folder.join("bundle"), bundle)?;
        }
        Ok(taken)
    }

    fn restart(&mut self) -> Result<()> {
        *self = Self::open(self.root.clone(), &self.folder)?;
        Ok(())
    }

    fn scan(
        &mut self,
        verifier: &str,
        text: &str,
        challenge: Option<&Challenge>,
        now: DateTime<Utc>,
    ) -> Result<&'static str> {
        if !self.memories.contains_key(verifier) {
            let name: String = verifier.bytes().map(|byte| format!("{byte:02x}")).collect();
            self.memories.insert(
                verifier.to_owned(),
                FileMemory::open(self.folder.join(format!("seen-{name}")))?,
            );
        }
        let memory = self
            .memories
            .get_mut(verifier)
            .context("the memory just opened")?;
        Ok(judge(text, self.trust.bundle(), challenge, now, memory)?
            .verdict
            .code())
    }
}

/// A replay memory as a file of lines: the code's id and when it was seen, in milliseconds.
struct FileMemory {
    file: File,
    seen: BTreeMap<String, DateTime<Utc>>,
}

impl FileMemory {
    fn open(path: PathBuf) -> Result<Self> {
        let mut seen = BTreeMap::new();
        if let Ok(kept) = fs::read_to_string(&path) {
            for line in kept.lines() {
                let (id, at) = line.split_once(' ').context("a torn line in the replay memory")?;
                seen.insert(
                    id.to_owned(),
                    DateTime::from_timestamp_millis(at.parse()?).context("a moment")?,
                );
            }
        }
        Ok(Self {
            file: OpenOptions::new().create(true).append(true).open(path)?,
            seen,
        })
    }
}

impl ReplayMemory for FileMemory {
    type Error = anyhow::Error;

    fn remember(&mut self, code_id: &[u8; 16], _: DateTime<Utc>, now: DateTime<Utc>) -> Result<Sighting> {
        let id: String = code_id.iter().map(|byte| format!("{byte:02x}")).collect();
        if let Some(at) = self.seen.get(&id) {
            return Ok(Sighting::Again(*at));
        }
        writeln!(self.file, "{id} {}", now.timestamp_millis())?;
        self.file.sync_data()?;
        self.seen.insert(id, now);
        Ok(Sighting::First)
    }
}

fn challenge(aud: Option<&str>, cnonce: Option<&str>) -> Result<Option<Challenge>> {
    let (Some(aud), Some(cnonce)) = (aud, cnonce) else {
        return Ok(None);
    };
    let nonce = unhex(cnonce)?.try_into().ok().context("a cnonce of 16 bytes")?;
    Ok(Some(
        Challenge::new(aud, nonce).context("an aud of 1 to 32 bytes")?,
    ))
}

fn unhex(text: &str) -> Result<Vec<u8>> {
    ensure!(
        text.is_ascii() && text.len().is_multiple_of(2),
        "hex has two ASCII digits a byte"
    );
    (0..text.len())
        .step_by(2)
        .map(|at| Ok(u8::from_str_radix(text.get(at..at + 2).context("a byte")?, 16)?))
        .collect()
}
