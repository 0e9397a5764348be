//! "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" across the foot of every portrait.

use super::canvas::{Canvas, Tone, corners};
use super::letters;

const PAPER: Tone = Tone(253, 249, 241);
const LOTUS: Tone = Tone(160, 38, 84);

/// The two lines, cut where they are equally long.
const LINES: [&str; 2] = ["MẪU – KHÔNG CÓ", "GIÁ TRỊ PHÁP LÝ"];

/// A slanting band of paper with the mark in two lines.
pub(super) fn band(canvas: &mut Canvas) {
    canvas.veil(corners(&[(-121.0, 269.0), (121.0, 269.0), (121.0, 321.0), (-121.0, 321.0)]), PAPER, 0.88);
    canvas.line(corners(&[(-125.0, 269.0), (125.0, 269.0)]), 1.4, LOTUS, 0.75);
    for (line, top) in LINES.into_iter().zip([279.5, 301.5]) {
        let path = letters::strokes(line, (0.0, top), 13.0);
        canvas.line(path, 2.1, LOTUS, 0.96);
    }
}

/// A low band with "MẪU" alone, for pictures in which no more can be read.
pub(super) fn short_band(canvas: &mut Canvas) {
    let (bottom, half) = (canvas.frame().bottom() + 1.0, canvas.frame().half_width() + 1.0);
    let top = bottom - 31.0;
    canvas.fill(corners(&[(-half, top), (half, top), (half, bottom), (-half, bottom)]), PAPER);
    canvas.line(letters::strokes("MẪU", (0.0, top + 13.0), 13.5), 3.2, LOTUS, 1.0);
}
