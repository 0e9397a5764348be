//! The report, as Markdown.

use std::collections::BTreeSet;

use crate::tally::{Row, Watched, quantile};

/// Upper bounds of the classes of pixels a module.
const PX_PER_MODULE: [f64; 6] = [1.5, 2.0, 3.0, 4.0, 6.0, f64::INFINITY];

/// Upper bounds of the classes of blur, standard deviation in modules.
const BLUR: [f64; 6] = [0.15, 0.3, 0.45, 0.6, 0.8, f64::INFINITY];

/// Frames within which somebody who helps expects a video to be read, and all of a video.
const WITHIN: [usize; 2] = [5, 20];

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
        let px = |row: &Row| row.px_per_module;
        self.by_class(
            &mut out,
            "Codes read, by pixels a module",
            "px a module",
            &PX_PER_MODULE,
            px,
        );
        let blur = |row: &Row| row.blur;
        self.by_class(&mut out, "Codes read, by blur", "σ in modules", &BLUR, blur);
        self.times(&mut out);
        self.videos(&mut out);
        self.wrong(&mut out);
        self.missed(&mut out);
        out
    }

    fn by_set(&self, out: &mut String) {
        self.head(out, "Codes read, by set", &["set", "part"]);
        let sets: BTreeSet<&str> = self.rows.iter().map(|row| row.set.as_str()).collect();
        for set in sets {
            let of_set: Vec<&Row> = self.rows.iter().filter(|row| row.set == set).collect();
            let parts: BTreeSet<&str> = of_set.iter().map(|row| row.part.as_str()).collect();
            for part in parts {
                let of_part: Vec<&Row> = of_set.iter().copied().filter(|row| row.part == part).collect();
                self.counts(out, &[set, part], &of_part);
            }
            self.counts(out, &[&format!("**{set}**"), "**all**"], &of_set);
        }
        let all: Vec<&Row> = self.rows.iter().collect();
        self.counts(out, &["**all**", ""], &all);
    }

    fn by_class(
        &self,
        out: &mut String,
        title: &str,
        column: &str,
        bounds: &[f64],
        value: impl Fn(&Row) -> Option<f64>,
    ) {
        self.head(out, title, &[column]);
        let mut low = 0.0;
        for &high in bounds {
            let within = |row: &&Row| value(row).is_some_and(|value| value >= low && value < high);
            let rows: Vec<&Row> = self.rows.iter().filter(within).collect();
            let name = if low == 0.0 {
                format!("below {high}")
            } else if high.is_finite() {
                format!("{low} to {high}")
            } else {
                format!("{low} and more")
            };
            self.counts(out, &[&name], &rows);
            low = high;
        }
    }

    fn head(&self, out: &mut String, title: &str, first: &[&str]) {
        line(out, &format!("\n## {title}\n"));
        let columns: Vec<&str> = first
            .iter()
            .copied()
            .chain(["codes"])
            .chain(self.readers.iter().copied())
            .chain(["others together"])
            .collect();
        line(out, &format!("| {} |", columns.join(" | ")));
        let rule: String = columns
            .iter()
            .enumerate()
            .map(|(i, _)| if i < first.len() { "---|" } else { "--:|" })
            .collect();
        line(out, &format!("|{rule}"));
    }

    fn counts(&self, out: &mut String, first: &[&str], rows: &[&Row]) {
        if rows.is_empty() {
            return;
        }
        let codes: usize = rows.iter().map(|row| row.codes).sum();
        let read = |reader: usize| -> usize {
            let marks = rows.iter().filter_map(|row| row.marks.get(reader));
            marks.map(|mark| mark.count()).sum()
        };
        let together: usize = rows.iter().map(|row| row.together(self.ours)).sum();
        let cells: Vec<String> = first
            .iter()
            .map(|cell| (*cell).to_owned())
            .chain([codes.to_string()])
            .chain((0..self.readers.len()).map(|reader| read(reader).to_string()))
            .chain([together.to_string()])
            .collect();
        line(out, &format!("| {} |", cells.join(" | ")));
    }

    /// The processor's time for a picture, by its size.
    fn times(&self, out: &mut String) {
        let sizes = [
            ("640×480", (640, 480)),
            ("1280×720", (1280, 720)),
            ("1920×1080", (1920, 1080)),
        ];
        line(out, "\n## Milliseconds a picture: median / 95 %\n");
        let columns: Vec<&str> = sizes.iter().map(|(name, _)| *name).collect();
        line(
            out,
            &format!("| reader | {} | a video's frame |", columns.join(" | ")),
        );
        line(out, &format!("|---|{}--:|", "--:|".repeat(columns.len())));
        let both = |times: Vec<f64>| match times.len() {
            0 => "–".to_owned(),
            _ => format!(
                "{:.1} / {:.1}",
                quantile(times.clone(), 0.5),
                quantile(times, 0.95)
            ),
        };
        let video = |name: &str| {
            let reader = self.watchers.iter().position(|watcher| *watcher == name);
            let firsts = |reader: usize| {
                self.watched
                    .iter()
                    .filter_map(move |video| video.firsts.get(reader))
            };
            reader
                .into_iter()
                .flat_map(firsts)
                .flat_map(|first| first.times.iter().copied())
                .collect()
        };
        for (reader, name) in self.readers.iter().enumerate() {
            let of_size = |size: (usize, usize)| {
                let rows = self.rows.iter().filter(|row| row.size == size);
                both(rows.filter_map(|row| Some(row.marks.get(reader)?.ms)).collect())
            };
            let cells: Vec<String> = sizes.iter().map(|(_, size)| of_size(*size)).collect();
            line(
                out,
                &format!("| {name} | {} | {} |", cells.join(" | "), both(video(name))),
            );
        }
        for name in self.watchers.iter().filter(|name| !self.readers.contains(name)) {
            let none = " – |".repeat(sizes.len());
            line(out, &format!("| {name} |{none} {} |", both(video(name))));
        }
    }

    fn videos(&self, out: &mut String) {
        let [few, all] = WITHIN;
        line(
            out,
            &format!(
                "\n## Videos read within {few} frames / within {all} · median frame · median milliseconds\n"
            ),
        );
        line(
            out,
            &format!("| set | part | videos | {} |", self.watchers.join(" | ")),
        );
        line(
            out,
            &format!("|---|---|--:|{}", "--:|".repeat(self.watchers.len())),
        );
        let groups: BTreeSet<(&str, &str)> = self
            .watched
            .iter()
            .map(|video| (video.set.as_str(), video.part.as_str()))
            .collect();
        for (set, part) in groups {
            let of_group: Vec<&Watched> = self
                .watched
                .iter()
                .filter(|video| (video.set.as_str(), video.part.as_str()) == (set, part))
                .collect();
            let cells: Vec<String> = (0..self.watchers.len())
                .map(|reader| {
                    let firsts: Vec<_> = of_group
                        .iter()
                        .filter_map(|video| video.firsts.get(reader))
                        .collect();
                    let within = |frames: usize| {
                        let in_time = |frame: Option<usize>| frame.is_some_and(|frame| frame <= frames);
                        firsts.iter().filter(|first| in_time(first.frame)).count()
                    };
                    // A video that was not read is worse than any that was.
                    let frame =
                        |first: &crate::tally::First| first.frame.map_or(f64::INFINITY, |frame| frame as f64);
                    let ms = |first: &crate::tally::First| first.frame.map_or(f64::INFINITY, |_| first.ms);
                    let (frame, ms) = (
                        quantile(firsts.iter().map(|first| frame(first)), 0.5),
                        quantile(firsts.iter().map(|first| ms(first)), 0.5),
                    );
                    let median = if frame.is_finite() {
                        format!("{frame:.0} · {ms:.0}")
                    } else {
                        "– · –".to_owned()
                    };
                    format!("{} / {} · {median}", within(few), within(all))
                })
                .collect();
            line(
                out,
                &format!("| {set} | {part} | {} | {} |", of_group.len(), cells.join(" | ")),
            );
        }
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

    /// What there is to learn from: codes that another reads and ours does not.
    fn missed(&self, out: &mut String) {
        let Some(best) = self.ours.checked_sub(1) else {
            return;
        };
        line(out, "\n## Read by another and not by ours\n");
        let none = self.rows.iter().fold(true, |none, row| {
            let ours = row.marks.get(best).map_or(0, |mark| mark.count());
            if row.together(self.ours) <= ours {
                return none;
            }
            let readers = self.readers.iter().zip(&row.marks).skip(self.ours);
            let names: Vec<&str> = readers
                .filter(|(_, mark)| mark.count() > ours)
                .map(|(name, _)| *name)
                .collect();
            let px = row
                .px_per_module
                .map_or(String::new(), |px| format!(", {px:.1} px a module"));
            let blur = row.blur.map_or(String::new(), |blur| format!(", blur {blur:.2}"));
            line(
                out,
                &format!("- {} · {}{px}{blur}: {}", row.set, row.name, names.join(", ")),
            );
            false
        });
        if none {
            line(out, "None.");
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
