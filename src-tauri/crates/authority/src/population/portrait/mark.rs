//! "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" across the foot of every portrait.

use super::canvas::{Canvas, Tone, corners};
use super::letters;

const PAPER: Tone = Tone(253, 249, 241);
const LOTUS: Tone = Tone(160, 38, 84);

/// The two lines, cut where they are equally long.
const LINES: [&str; 2] = ["MẪU – KHÔNG CÓ", "GIÁ TRỊ PHÁP LÝ"];

/// A band of paper with the mark in two lines.
pub(super) fn band(canvas: &mut Canvas) {
    let (bottom, half) = (canvas.frame().bottom(), canvas.frame().half_width() + 1.0);
    let top = bottom - 54.0;
    canvas.veil(
        corners(&[
            (-half, top),
            (half, top),
            (half, bottom + 1.0),
            (-half, bottom + 1.0),
        ]),
        PAPER,
        0.9,
    );
    canvas.line(corners(&[(-half, top), (half, top)]), 1.4, LOTUS, 0.75);
    for (line, cap) in LINES.into_iter().zip([top + 9.5, top + 30.0]) {
        let path = letters::strokes(line, (0.0, cap), 13.0);
        canvas.line(path, 2.1, LOTUS, 0.96);
    }
}

/// A low band with "MẪU" alone, for pictures in which no more can be read.
pub(super) fn short_band(canvas: &mut Canvas) {
    let (bottom, half) = (canvas.frame().bottom() + 1.0, canvas.frame().half_width() + 1.0);
    let top = bottom - 36.0;
    canvas.fill(
        corners(&[(-half, top), (half, top), (half, bottom), (-half, bottom)]),
        PAPER,
    );
    canvas.line(letters::strokes("MẪU", (0.0, top + 14.5), 16.0), 3.3, LOTUS, 1.0);
}
