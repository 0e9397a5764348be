//! Reads the codes of picture files: `decode [--live] FILE…` prints a line of JSON a picture; `--live` looks no longer
//! than at a camera's frame.
//!
//! `{"file":…,"texts":[…],"ms":…}`: the texts of all codes found, and the milliseconds of finding and decoding
//! them, the picture being loaded and grey already. A file that is no picture has an `"error"` besides.

use std::io::{Write as _, stdout};
use std::time::Instant;

use dinhdanh_qr::{Effort, GrayPicture, Reader};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let mut reader = Reader::new();
    let mut out = stdout().lock();
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument == "--live");
    let effort = if flags.is_empty() {
        Effort::Still
    } else {
        Effort::Live
    };
    for file in files {
        writeln!(out, "{}", line(&mut reader, &file, effort))?;
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
