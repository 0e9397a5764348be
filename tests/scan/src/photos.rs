//! Folders of pictures with an `index.jsonl`: a line of JSON a picture.
//!
//! `file` and `text` are always there, or `texts` where a picture bears more than one code; `severity`,
//! `px_per_module`, `defocus` (standard deviation, pixels), `motion` (length, pixels), and for videos `sequence`
//! and `time_ms` where they are known.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::pictures::{Picture, Pictures, Sequence, Source};

/// Set, file and text of a code inside another, of which the index tells only the outer one.
const INSIDE: [(&str, &str, &str); 1] = [(
    "zxing",
    "qrcode-2/16.png",
    "[内側QRコード]\r\n\r\n*ダブルQR*\r\nhttp://d-qr.net/ex/",
)];

/// Every folder of pictures in `folder`, or `folder` itself; of each, no more than `at_most` spread evenly, and of
/// its sequences no more than `sequences_at_most`.
///
/// # Errors
/// Where an index cannot be read.
pub(crate) fn load(folder: &Path, at_most: usize, sequences_at_most: usize) -> Result<Pictures> {
    let mut indexed = vec![folder.to_path_buf()];
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        indexed.push(entry?.path());
    }
    indexed.sort();
    let mut pictures = Pictures::default();
    for folder in indexed {
        let Ok(index) = fs::read_to_string(folder.join("index.jsonl")) else {
            continue;
        };
        let set = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut singles = Vec::new();
        let mut sequences: Vec<Sequence> = Vec::new();
        for line in index.lines().filter(|line| !line.trim().is_empty()) {
            let entry: Value = serde_json::from_str(line).with_context(|| format!("the index of {set}"))?;
            let picture = picture(&set, &folder, &entry)?;
            match entry.get("sequence") {
                None => singles.push(picture),
                Some(number) => {
                    let name = number.to_string();
                    let moment = entry.get("time_ms").and_then(Value::as_f64).unwrap_or(0.0);
                    match sequences.last_mut().filter(|last| last.name == name) {
                        Some(last) => last.frames.push((moment, picture)),
                        None => sequences.push(Sequence {
                            set: set.clone(),
                            part: picture.part.clone(),
                            name,
                            frames: vec![(moment, picture)],
                        }),
                    }
                }
            }
        }
        pictures.singles.extend(spread(singles, at_most));
        pictures.sequences.extend(spread(sequences, sequences_at_most));
    }
    Ok(pictures)
}

fn picture(set: &str, folder: &Path, entry: &Value) -> Result<Picture> {
    let word = |field: &str| entry.get(field).and_then(Value::as_str).map(str::to_owned);
    let number = |field: &str| entry.get(field).and_then(Value::as_f64);
    let name = word("file").with_context(|| format!("a picture of {set} has no file"))?;
    let many = entry.get("texts").and_then(Value::as_array);
    let texts = match many {
        Some(texts) => texts
            .iter()
            .filter_map(|text| Some(text.as_str()?.to_owned()))
            .collect(),
        None => word("text").into_iter().collect(),
    };
    let inside = |(of, file, _): &&(&str, &str, &str)| *of == set && *file == name;
    let besides = INSIDE
        .iter()
        .filter(inside)
        .map(|(_, _, text)| (*text).to_owned())
        .collect();
    let blur = number("defocus").map(|defocus| {
        let motion = number("motion").unwrap_or(0.0);
        (defocus * defocus + motion * motion / 12.0).sqrt()
    });
    Ok(Picture {
        set: set.to_owned(),
        // zxing's pictures have parts by folder.
        part: word("severity")
            .or_else(|| Some(name.rsplit_once('/')?.0.to_owned()))
            .unwrap_or_default(),
        texts,
        besides,
        px_per_module: number("px_per_module"),
        blur,
        source: Source::Path(folder.join(&name)),
        name,
    })
}

/// As many as wanted, from the first to the last.
fn spread<T>(all: Vec<T>, at_most: usize) -> impl Iterator<Item = T> {
    let count = all.len();
    let step = count.div_ceil(at_most.max(1)).max(1);
    all.into_iter().step_by(step)
}
