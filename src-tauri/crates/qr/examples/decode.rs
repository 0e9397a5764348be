//! Reads the codes of picture files: `decode [--live] FILE…` prints a line of JSON a picture; `--live` looks no longer
//! than at a camera's frame.
//!
//! `{"file":…,"texts":[…],"ms":…}`: the texts of all codes found, and the milliseconds of finding and decoding
//! them, the picture being loaded and grey already. A file that is no picture has an `"error"` besides.
//!
//! `decode --sequence DIR…` watches the pictures of each folder, in the order of their names, as the frames of a
//! video, and prints a line when a text is first read: `{"dir":…,"text":…,"frame":…,"ms":…}`, the frames counted
//! from 1, the milliseconds those of all frames until then. Where none is read, text and frame are null.

use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::time::Instant;

use dinhdanh_qr::{Effort, GrayPicture, Reader};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let mut reader = Reader::new();
    let mut out = stdout().lock();
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| matches!(argument.as_str(), "--live" | "--sequence"));
    let given = |flag: &str| flags.iter().any(|one| one == flag);
    let effort = if given("--live") {
        Effort::Live
    } else {
        Effort::Still
    };
    for path in paths {
        let line = if given("--sequence") {
            sequence_line(&mut reader, &path)?
        } else {
            line(&mut reader, &path, effort)
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn line(reader: &mut Reader, file: &str, effort: Effort) -> Value {
    let loaded = std::fs::read(file)
        .map_err(|error| error.to_string())
        .and_then(|bytes| GrayPicture::decode(&bytes).map_err(|error| error.to_string()));
    let picture = match loaded {
        Ok(picture) => picture,
        Err(error) => return json!({ "file": file, "texts": [], "ms": 0, "error": error }),
    };
    let begun = Instant::now();
    let reading = reader.read(&picture.view(), effort);
    let ms = begun.elapsed().as_secs_f64() * 1000.0;
    let texts: Vec<String> = reading.texts.into_iter().map(|found| found.text).collect();
    json!({ "file": file, "texts": texts, "ms": ms })
}

fn sequence_line(reader: &mut Reader, dir: &str) -> anyhow::Result<Value> {
    let entries = std::fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.sort();
    reader.forget();
    let (mut ms, mut frames) = (0.0, 0);
    for file in files {
        // What is no picture is no frame.
        let Ok(picture) = GrayPicture::decode(&std::fs::read(file)?) else {
            continue;
        };
        frames += 1;
        let begun = Instant::now();
        let reading = reader.watch(&picture.view());
        ms += begun.elapsed().as_secs_f64() * 1000.0;
        if let Some(found) = reading.texts.into_iter().next() {
            return Ok(json!({ "dir": dir, "text": found.text, "frame": frames, "ms": ms }));
        }
    }
    Ok(json!({ "dir": dir, "text": null, "frame": null, "ms": ms }))
}
