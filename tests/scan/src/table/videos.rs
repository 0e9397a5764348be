//! When videos were read.

use std::collections::BTreeSet;

use super::{Report, line};
use crate::tally::{First, Watched, quantile};

/// Frames within which somebody who helps expects a video to be read, and all of a video.
const WITHIN: [usize; 2] = [5, 20];

impl Report<'_> {
    pub(super) fn videos(&self, out: &mut String) {
        let [few, all] = WITHIN;
        let title =
            format!("Videos read within {few} frames / within {all} · median frame · median milliseconds");
        line(out, &format!("\n## {title}\n"));
        let columns = self.watchers.join(" | ");
        line(out, &format!("| set | part | videos | {columns} |"));
        let rule = "--:|".repeat(self.watchers.len());
        line(out, &format!("|---|---|--:|{rule}"));
        let group = |video: &Watched| (video.set.clone(), video.part.clone());
        let groups: BTreeSet<(String, String)> = self.watched.iter().map(group).collect();
        for (set, part) in groups {
            let within = |video: &&Watched| video.set == set && video.part == part;
            let videos: Vec<&Watched> = self.watched.iter().filter(within).collect();
            let of_reader = |reader: usize| -> Vec<&First> {
                videos
                    .iter()
                    .filter_map(|video| video.firsts.get(reader))
                    .collect()
            };
            let cells: Vec<String> = (0..self.watchers.len())
                .map(|reader| cell(&of_reader(reader)))
                .collect();
            line(
                out,
                &format!("| {set} | {part} | {} | {} |", videos.len(), cells.join(" | ")),
            );
        }
    }
}

fn cell(firsts: &[&First]) -> String {
    let within = |frames: usize| {
        let in_time = |first: &&&First| first.frame.is_some_and(|frame| frame <= frames);
        firsts.iter().filter(in_time).count()
    };
    let [few, all] = WITHIN.map(within);
    // A video that was not read is worse than any that was.
    let frames = firsts
        .iter()
        .map(|first| first.frame.map_or(f64::INFINITY, |frame| frame as f64));
    let ms = firsts
        .iter()
        .map(|first| first.frame.map_or(f64::INFINITY, |_| first.ms));
    let (frame, ms) = (quantile(frames, 0.5), quantile(ms, 0.5));
    if frame.is_finite() {
        format!("{few} / {all} · {frame:.0} · {ms:.0}")
    } else {
        format!("{few} / {all} · – · –")
    }
}
