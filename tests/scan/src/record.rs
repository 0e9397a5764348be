//! Every picture's outcome, a line of JSON each: what two runs are compared by.

use serde_json::{Value, json};

use crate::tally::{Row, Watched};

/// One line a picture, then one a video; the readers in the order of their names.
pub(crate) fn lines(readers: &[&str], rows: &[Row], watchers: &[&str], watched: &[Watched]) -> String {
    let pictures = rows.iter().map(|row| {
        let marks = readers.iter().zip(&row.marks).map(|(name, mark)| {
            let outcome = json!({ "read": mark.count(), "wrong": mark.wrong, "ms": hundredths(mark.ms) });
            ((*name).to_owned(), outcome)
        });
        json!({
            "set": row.set, "part": row.part, "name": row.name, "codes": row.codes,
            "px_per_module": row.px_per_module.map(hundredths), "blur": row.blur.map(hundredths),
            "readers": Value::Object(marks.collect()),
        })
    });
    let videos = watched.iter().map(|video| {
        let firsts = watchers.iter().zip(&video.firsts).map(|(name, first)| {
            let outcome = json!({ "frame": first.frame, "wrong": first.wrong, "ms": hundredths(first.ms) });
            ((*name).to_owned(), outcome)
        });
        json!({
            "set": video.set, "part": video.part, "video": video.name,
            "readers": Value::Object(firsts.collect()),
        })
    });
    pictures.chain(videos).map(|line| format!("{line}\n")).collect()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
