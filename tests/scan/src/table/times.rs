//! What a picture costs.

use super::{Report, line};
use crate::tally::{First, quantile};

const SIZES: [(&str, (usize, usize)); 3] = [
    ("640×480", (640, 480)),
    ("1280×720", (1280, 720)),
    ("1920×1080", (1920, 1080)),
];

impl Report<'_> {
    /// The processor's time for a picture, by its size, and for a video's frame.
    pub(super) fn times(&self, out: &mut String) {
        line(out, "\n## Milliseconds a picture: median / 95 %\n");
        let sizes = SIZES.map(|(name, _)| name).join(" | ");
        line(
            out,
            &format!("| reader | {sizes} | a video's frame | once it was read |"),
        );
        line(out, "|---|--:|--:|--:|--:|--:|");
        let fused = self.watchers.iter().filter(|name| !self.readers.contains(name));
        for name in self.readers.iter().chain(fused) {
            let pictures = SIZES
                .map(|(_, size)| spread(&self.of_pictures(name, size)))
                .join(" | ");
            let frame = spread(&self.of_frames(name, |first| &first.times));
            let later = spread(&self.of_frames(name, |first| &first.later));
            line(out, &format!("| {name} | {pictures} | {frame} | {later} |"));
        }
    }

    fn of_pictures(&self, name: &str, size: (usize, usize)) -> Vec<f64> {
        let Some(reader) = self.readers.iter().position(|reader| *reader == name) else {
            return Vec::new();
        };
        let rows = self.rows.iter().filter(|row| row.size == size);
        rows.filter_map(|row| Some(row.marks.get(reader)?.ms)).collect()
    }

    fn of_frames(&self, name: &str, pick: fn(&First) -> &[f64]) -> Vec<f64> {
        let Some(reader) = self.watchers.iter().position(|watcher| *watcher == name) else {
            return Vec::new();
        };
        let firsts = self.watched.iter().filter_map(|video| video.firsts.get(reader));
        firsts.flat_map(|first| pick(first).iter().copied()).collect()
    }
}

fn spread(times: &[f64]) -> String {
    if times.is_empty() {
        return "–".to_owned();
    }
    let at = |part| quantile(times.iter().copied(), part);
    format!("{:.1} / {:.1}", at(0.5), at(0.95))
}
