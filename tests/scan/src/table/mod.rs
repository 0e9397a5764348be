//! The report, as Markdown.

mod codes;
mod times;
mod videos;

use crate::tally::{Row, Watched};

/// Everything measured, and what it was measured with.
pub(crate) struct Report<'a> {
    /// The readers of single pictures; the first [`Self::ours`] of them are this project's.
    pub(crate) readers: Vec<&'static str>,
    pub(crate) ours: usize,
    pub(crate) rows: &'a [Row],
    /// The readers of videos.
    pub(crate) watchers: Vec<&'static str>,
    pub(crate) watched: &'a [Watched],
    /// Lines about how it was measured.
    pub(crate) notes: Vec<String>,
}

impl Report<'_> {
    /// The whole of it.
    pub(crate) fn markdown(&self) -> String {
        let mut out = String::from("# Readers of QR codes, side by side\n\n");
        for note in &self.notes {
            line(&mut out, &format!("- {note}"));
        }
        self.by_set(&mut out);
        self.by_px_per_module(&mut out);
        self.by_blur(&mut out);
        self.times(&mut out);
        self.videos(&mut out);
        self.wrong(&mut out);
        self.missed(&mut out);
        out
    }

    fn wrong(&self, out: &mut String) {
        line(out, "\n## Wrong texts and panics\n");
        line(out, "| reader | wrong texts | panics | where |");
        line(out, "|---|--:|--:|---|");
        for (reader, name) in self.readers.iter().enumerate() {
            let marks = || {
                self.rows
                    .iter()
                    .filter_map(|row| Some((row, row.marks.get(reader)?)))
            };
            let wrong: usize = marks().map(|(_, mark)| mark.wrong.len()).sum();
            let panics = marks().filter(|(_, mark)| mark.panicked).count();
            let places: Vec<String> = marks()
                .filter(|(_, mark)| mark.panicked || !mark.wrong.is_empty())
                .map(|(row, _)| format!("{} {}", row.set, row.name))
                .collect();
            line(
                out,
                &format!("| {name} | {wrong} | {panics} | {} |", places.join("; ")),
            );
        }
        for (reader, name) in self.watchers.iter().enumerate() {
            let firsts = || {
                self.watched
                    .iter()
                    .filter_map(|video| Some((video, video.firsts.get(reader)?)))
            };
            let wrong: usize = firsts().map(|(_, first)| first.wrong.len()).sum();
            if wrong > 0 {
                let places: Vec<String> = firsts()
                    .filter(|(_, first)| !first.wrong.is_empty())
                    .map(|(video, _)| format!("{} {}", video.set, video.name))
                    .collect();
                line(
                    out,
                    &format!("| {name}, videos | {wrong} | | {} |", places.join("; ")),
                );
            }
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
