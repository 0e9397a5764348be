//! Runs a file of cases: every verifier in it, from the first line to the last.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use dinhdanh_credential::{Challenge, ReplayMemory, Sighting, TrustStore, judge};
use dinhdanh_crypto::hex;
use dinhdanh_crypto::sign::PublicKey;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

/// A line that a judge acts on. Its kind is told by the fields it has; others beside them are passed over.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Bundle {
        /// On the first line.
        root: Option<String>,
        bundle: String,
    },
    Restart {
        #[serde(rename = "restart")]
        _said: IgnoredAny,
    },
    Scan(Scan),
}

#[derive(Deserialize)]
struct Scan {
    id: String,
    verifier: String,
    now: i64,
    text: String,
    aud: Option<String>,
    cnonce: Option<String>,
}

/// Acts on each line in turn and answers to `out`. What the verifiers keep over a restart lies in `disk`.
///
/// A line of no kind known here is skipped, be it for its fields or for their types.
pub(crate) fn run(file: impl BufRead, disk: &Path, out: &mut impl Write) -> Result<()> {
    let mut desk: Option<Desk> = None;
    // Split at line feeds alone: a carriage return before one is white space to JSON.
    for line in file.split(b'\n') {
        let Ok(line) = serde_json::from_slice::<Line>(&line?) else {
            continue;
        };
        if let (None, Line::Bundle { root: Some(root), .. }) = (&desk, &line) {
            let root = unhex(root).context("the root in hex")?;
            desk = Some(Desk::open(PublicKey::from_cose(&root)?, disk)?);
        }
        let desk = desk.as_mut().context("the first line must name the root")?;
        match line {
            Line::Bundle { bundle, .. } => {
                let taken = match unhex(&bundle) {
                    Some(bundle) => desk.load(&bundle)?,
                    None => false,
                };
                writeln!(out, "{}", json!({ "bundle_ok": taken }))?;
            }
            Line::Restart { .. } => desk.restart()?,
            Line::Scan(scan) => {
                let Some(challenge) = scan.challenge() else {
                    continue;
                };
                let verdict = desk.scan(&scan, challenge.as_ref())?;
                writeln!(out, "{}", json!({ "id": scan.id, "verdict": verdict }))?;
            }
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

    fn scan(&mut self, scan: &Scan, pending: Option<&Challenge>) -> Result<&'static str> {
        let memory = match self.memories.entry(scan.verifier.clone()) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(closed) => {
                let file = format!("seen-{}", hex::encode(scan.verifier.as_bytes()));
                closed.insert(FileMemory::open(&self.folder.join(file))?)
            }
        };
        let judgement = judge(&scan.text, self.trust.bundle(), pending, scan.moment(), memory)?;
        Ok(judgement.verdict.code())
    }
}

impl Scan {
    /// The challenge pending, if one is; None outside for one that no officer can make.
    fn challenge(&self) -> Option<Option<Challenge>> {
        let (Some(aud), Some(cnonce)) = (&self.aud, &self.cnonce) else {
            return Some(None);
        };
        let nonce = unhex(cnonce)?.try_into().ok()?;
        Some(Some(Challenge::new(aud, nonce)?))
    }

    /// When it was scanned. Seconds outside the calendar are as late, or as early, as its ends.
    fn moment(&self) -> DateTime<Utc> {
        let end = if self.now < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        };
        DateTime::from_timestamp(self.now, 0).unwrap_or(end)
    }
}

/// A replay memory as a file of lines: the code's id and when it was seen, in milliseconds.
struct FileMemory {
    file: File,
    seen: BTreeMap<String, DateTime<Utc>>,
}

impl FileMemory {
    fn open(path: &Path) -> Result<Self> {
        let mut seen = BTreeMap::new();
        if let Ok(kept) = fs::read_to_string(path) {
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
        let id = hex::encode(code_id);
        if let Some(at) = self.seen.get(&id) {
            return Ok(Sighting::Again(*at));
        }
        writeln!(self.file, "{id} {}", now.timestamp_millis())?;
        self.file.sync_data()?;
        self.seen.insert(id, now);
        Ok(Sighting::First)
    }
}

/// The bytes of hexadecimal digits, two a byte; none for anything else.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()?;
    let (pairs, odd) = digits.as_chunks();
    odd.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
