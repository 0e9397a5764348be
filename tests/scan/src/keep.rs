//! The frames made here, as files for other programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::pictures::{Picture, Pictures, Source};

/// Puts them into a folder, with indexes as folders of photographs have them.
///
/// # Errors
/// Where a file cannot be written.
pub(crate) fn put_away(pictures: &Pictures, folder: &Path) -> Result<()> {
    let mut indexes: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |picture: &Picture, file: String, more: Value| -> Result<()> {
        let Source::Bytes(bytes) = &picture.source else {
            return Ok(());
        };
        let path = folder.join(&picture.set).join(&file);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
        let mut entry = json!({
            "file": file, "text": picture.texts.first(), "severity": picture.part,
            "px_per_module": picture.px_per_module, "defocus": picture.blur,
        });
        if let (Some(fields), Value::Object(more)) = (entry.as_object_mut(), more) {
            fields.extend(more);
            if picture.texts.len() > 1 {
                fields.insert("texts".to_owned(), json!(picture.texts));
            }
        }
        let index = indexes.entry(picture.set.clone()).or_default();
        index.push_str(&format!("{entry}\n"));
        Ok(())
    };
    for picture in &pictures.singles {
        put(
            picture,
            format!("{}.jpg", picture.name.replace(' ', "_")),
            json!({}),
        )?;
    }
    for (number, sequence) in pictures.sequences.iter().enumerate() {
        for (frame, (moment, picture)) in sequence.frames.iter().enumerate() {
            let file = format!("{number:02}_{}/{frame:02}.jpg", picture.part);
            let more = json!({ "sequence": number, "frame": frame, "time_ms": moment.round() });
            put(picture, file, more)?;
        }
    }
    for (set, index) in indexes {
        fs::write(folder.join(set).join("index.jsonl"), index)?;
    }
    Ok(())
}
