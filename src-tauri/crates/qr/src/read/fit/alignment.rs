//! Alignment patterns, looked for where the grid so far has them.

use crate::geometry::{Homography, Point};
use crate::picture::GrayView;

/// Looks for an alignment pattern, dark, light, dark squares around each other, within `doubt` modules of
/// where the grid has it. Returns its middle, pixels.
pub(super) fn seek(
    view: &GrayView<'_>,
    grid: &Homography,
    place: (f64, f64),
    doubt: f64,
    dark: bool,
) -> Option<Point> {
    let best =
        [(doubt, 0.4), (0.2, 0.2), (0.1, 0.1)]
            .into_iter()
            .fold(Likeness::NONE, |best, (reach, step)| {
                let count = (reach / step).round() as i32;
                let (from_u, from_v) = best.offset;
                let mut better = best;
                for i in -count..=count {
                    for j in -count..=count {
                        let offset = (from_u + f64::from(i) * step, from_v + f64::from(j) * step);
                        let here = Likeness::of(view, grid, place, offset, dark);
                        if here.score > better.score {
                            better = here;
                        }
                    }
                }
                better
            });
    let (u, v) = best.offset;
    (best.score > 6.0 && best.score > 0.3 * best.contrast).then(|| grid.at(place.0 + u, place.1 + v))
}

/// How much a place looks like an alignment pattern.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    /// Modules from where it was expected.
    offset: (f64, f64),
    /// How much brighter the light ring is than the dark squares, levels of 255, less for a long way.
    score: f64,
    /// Between the brightest and the darkest module, levels.
    contrast: f64,
}

impl Likeness {
    const NONE: Self = Self {
        offset: (0.0, 0.0),
        score: f64::NEG_INFINITY,
        contrast: 0.0,
    };

    fn of(view: &GrayView<'_>, grid: &Homography, place: (f64, f64), offset: (f64, f64), dark: bool) -> Self {
        let (u, v) = (place.0 + offset.0, place.1 + offset.1);
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        let (mut ring, mut squares) = (0.0, 0.0);
        for (column, du) in (-2..=2i32).zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
            for (row, dv) in (-2..=2i32).zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
                let value = view.brightness(grid.at(u + du, v + dv));
                low = low.min(value);
                high = high.max(value);
                if column.abs().max(row.abs()) == 1 {
                    ring += value;
                } else {
                    squares += value;
                }
            }
        }
        let difference = f64::from(ring / 8.0 - squares / 17.0);
        let score = if dark { difference } else { -difference };
        Self {
            offset,
            score: score * (1.0 - 0.03 * (offset.0 * offset.0 + offset.1 * offset.1).sqrt()),
            contrast: f64::from(high - low),
        }
    }
}
