//! The few letters of the mark, as strokes: no font is needed, and none could be missing.

use tiny_skia::{Path, PathBuilder};

/// One move of the pen, in cap heights: x from the letter's left edge, y from the cap line down.
#[derive(Clone, Copy)]
enum Step {
    To(f32, f32),
    Line(f32, f32),
    Curve(f32, f32, f32, f32, f32, f32),
}

use Step::{Curve, Line, To};

/// The width of a letter and the moves that write it.
type Glyph = (f32, &'static [Step]);

const GLYPH_A: Glyph = (
    0.78,
    &[
        To(0.0, 1.0),
        Line(0.39, 0.0),
        Line(0.78, 1.0),
        To(0.14, 0.66),
        Line(0.64, 0.66),
    ],
);
const GLYPH_C: Glyph = (
    0.76,
    &[
        To(0.76, 0.2),
        Curve(0.68, 0.07, 0.56, 0.0, 0.42, 0.0),
        Curve(0.16, 0.0, 0.0, 0.22, 0.0, 0.5),
        Curve(0.0, 0.78, 0.16, 1.0, 0.42, 1.0),
        Curve(0.56, 1.0, 0.68, 0.93, 0.76, 0.8),
    ],
);
const GLYPH_G: Glyph = (
    0.8,
    &[
        To(0.76, 0.2),
        Curve(0.68, 0.07, 0.56, 0.0, 0.42, 0.0),
        Curve(0.16, 0.0, 0.0, 0.22, 0.0, 0.5),
        Curve(0.0, 0.78, 0.16, 1.0, 0.42, 1.0),
        Curve(0.6, 1.0, 0.72, 0.93, 0.8, 0.84),
        Line(0.8, 0.54),
        Line(0.48, 0.54),
    ],
);
const GLYPH_H: Glyph = (
    0.7,
    &[
        To(0.0, 0.0),
        Line(0.0, 1.0),
        To(0.7, 0.0),
        Line(0.7, 1.0),
        To(0.0, 0.48),
        Line(0.7, 0.48),
    ],
);
const GLYPH_I: Glyph = (0.0, &[To(0.0, 0.0), Line(0.0, 1.0)]);
const GLYPH_K: Glyph = (
    0.66,
    &[
        To(0.0, 0.0),
        Line(0.0, 1.0),
        To(0.64, 0.0),
        Line(0.0, 0.6),
        To(0.22, 0.42),
        Line(0.66, 1.0),
    ],
);
const GLYPH_L: Glyph = (0.54, &[To(0.0, 0.0), Line(0.0, 1.0), Line(0.54, 1.0)]);
const GLYPH_M: Glyph = (
    0.88,
    &[
        To(0.0, 1.0),
        Line(0.0, 0.0),
        Line(0.44, 0.7),
        Line(0.88, 0.0),
        Line(0.88, 1.0),
    ],
);
const GLYPH_N: Glyph = (
    0.72,
    &[To(0.0, 1.0), Line(0.0, 0.0), Line(0.72, 1.0), Line(0.72, 0.0)],
);
const GLYPH_O: Glyph = (
    0.86,
    &[
        To(0.43, 0.0),
        Curve(0.7, 0.0, 0.86, 0.22, 0.86, 0.5),
        Curve(0.86, 0.78, 0.7, 1.0, 0.43, 1.0),
        Curve(0.16, 1.0, 0.0, 0.78, 0.0, 0.5),
        Curve(0.0, 0.22, 0.16, 0.0, 0.43, 0.0),
    ],
);
const GLYPH_P: Glyph = (
    0.6,
    &[
        To(0.0, 1.0),
        Line(0.0, 0.0),
        Line(0.32, 0.0),
        Curve(0.5, 0.0, 0.6, 0.11, 0.6, 0.27),
        Curve(0.6, 0.44, 0.5, 0.55, 0.32, 0.55),
        Line(0.0, 0.55),
    ],
);
const GLYPH_R: Glyph = (
    0.64,
    &[
        To(0.0, 1.0),
        Line(0.0, 0.0),
        Line(0.32, 0.0),
        Curve(0.5, 0.0, 0.6, 0.1, 0.6, 0.26),
        Curve(0.6, 0.42, 0.5, 0.52, 0.32, 0.52),
        Line(0.0, 0.52),
        To(0.34, 0.52),
        Line(0.64, 1.0),
    ],
);
const GLYPH_T: Glyph = (
    0.7,
    &[To(0.0, 0.0), Line(0.7, 0.0), To(0.35, 0.0), Line(0.35, 1.0)],
);
const GLYPH_U: Glyph = (
    0.7,
    &[
        To(0.0, 0.0),
        Line(0.0, 0.64),
        Curve(0.0, 0.88, 0.13, 1.0, 0.35, 1.0),
        Curve(0.57, 1.0, 0.7, 0.88, 0.7, 0.64),
        Line(0.7, 0.0),
    ],
);
const GLYPH_Y: Glyph = (
    0.72,
    &[
        To(0.0, 0.0),
        Line(0.36, 0.5),
        Line(0.72, 0.0),
        To(0.36, 0.5),
        Line(0.36, 1.0),
    ],
);
const GLYPH_DASH: Glyph = (0.5, &[To(0.0, 0.56), Line(0.5, 0.56)]);
const GLYPH_SPACE: Glyph = (0.2, &[]);

/// Marks over and under a letter, x from the letter's middle.
const CIRCUMFLEX: &[Step] = &[To(-0.19, -0.14), Line(0.0, -0.3), Line(0.19, -0.14)];
const TILDE_ABOVE: &[Step] = &[To(-0.2, -0.42), Curve(-0.08, -0.62, 0.06, -0.34, 0.2, -0.54)];
const ACUTE: &[Step] = &[To(-0.04, -0.14), Line(0.14, -0.34)];
const DOT_BELOW: &[Step] = &[To(0.0, 1.23), Line(0.001, 1.23)];

/// The space between two letters.
const GAP: f32 = 0.28;

/// A letter with its marks; nothing for a sign that the mark does not use.
fn glyph(letter: char) -> Option<(Glyph, &'static [&'static [Step]])> {
    Some(match letter {
        'A' => (GLYPH_A, &[]),
        'Á' => (GLYPH_A, &[ACUTE]),
        'Ẫ' => (GLYPH_A, &[CIRCUMFLEX, TILDE_ABOVE]),
        'C' => (GLYPH_C, &[]),
        'G' => (GLYPH_G, &[]),
        'H' => (GLYPH_H, &[]),
        'I' => (GLYPH_I, &[]),
        'Ị' => (GLYPH_I, &[DOT_BELOW]),
        'K' => (GLYPH_K, &[]),
        'L' => (GLYPH_L, &[]),
        'M' => (GLYPH_M, &[]),
        'N' => (GLYPH_N, &[]),
        'Ó' => (GLYPH_O, &[ACUTE]),
        'Ô' => (GLYPH_O, &[CIRCUMFLEX]),
        'P' => (GLYPH_P, &[]),
        'R' => (GLYPH_R, &[]),
        'T' => (GLYPH_T, &[]),
        'U' => (GLYPH_U, &[]),
        'Ý' => (GLYPH_Y, &[ACUTE]),
        '–' => (GLYPH_DASH, &[]),
        ' ' => (GLYPH_SPACE, &[]),
        _ => return None,
    })
}

/// The width of a line of letters at cap height 1.
pub(super) fn width(text: &str) -> f32 {
    let letters: Vec<f32> = text
        .chars()
        .filter_map(glyph)
        .map(|((width, _), _)| width)
        .collect();
    letters.iter().sum::<f32>() + GAP * letters.len().saturating_sub(1) as f32
}

/// The strokes of a line of letters centred on `middle`, which lies on the cap line;
/// `height` is the cap height.
pub(super) fn strokes(text: &str, middle: (f32, f32), height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let mut left = middle.0 - width(text) * height / 2.0;
    for ((width, steps), marks) in text.chars().filter_map(glyph) {
        write(&mut path, steps, left, middle.1, height);
        for mark in marks {
            write(&mut path, mark, left + width * height / 2.0, middle.1, height);
        }
        left += (width + GAP) * height;
    }
    path.finish()
}

fn write(path: &mut PathBuilder, steps: &[Step], left: f32, top: f32, height: f32) {
    let at = |x: f32, y: f32| (left + x * height, top + y * height);
    for step in steps {
        match *step {
            To(x, y) => {
                let to = at(x, y);
                path.move_to(to.0, to.1);
            }
            Line(x, y) => {
                let to = at(x, y);
                path.line_to(to.0, to.1);
            }
            Curve(x1, y1, x2, y2, x, y) => {
                let (one, two, to) = (at(x1, y1), at(x2, y2), at(x, y));
                path.cubic_to(one.0, one.1, two.0, two.1, to.0, to.1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_mark_is_there() {
        let text = "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";
        assert!(text.chars().all(|letter| glyph(letter).is_some()));
        assert!(glyph('Z').is_none());
    }

    #[test]
    fn a_line_is_centred() {
        let bounds = strokes("KHÔNG", (10.0, 5.0), 4.0).unwrap().bounds();
        assert!((bounds.left() + bounds.right() - 20.0).abs() < 0.01);
        assert!((bounds.width() - width("KHÔNG") * 4.0).abs() < 0.01);
        assert!((bounds.bottom() - 9.0).abs() < 0.01);
    }
}
