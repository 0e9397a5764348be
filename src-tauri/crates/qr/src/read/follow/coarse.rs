//! A code that has moved by modules.

use super::super::fuse::MARGIN;
use super::super::grid::Grid;
use super::super::likeness::Correlation;
use super::super::track::Track;
use super::{Follower, MIDDLE};
use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayView;

/// How far from where it is expected a code is looked for, modules.
const SEARCH: usize = 10;
/// How far a part of it may be from where the whole is, modules.
const PART_SEARCH: usize = 3;
/// Parts a side that are looked for one by one.
const PARTS: usize = 3;
/// A part that is less like what it should be than this is not found.
const PART_LIKE: f32 = 0.3;
/// With fewer parts found than this all have moved as the whole.
const ENOUGH: usize = 6;

impl Follower {
    /// The grid by the code as a whole, then by its parts, moved by whole modules.
    #[expect(clippy::indexing_slicing, reason = "shifts stay within the margin")]
    pub(super) fn coarse(&mut self, view: &GrayView<'_>, track: &Track, guess: &Grid) -> Option<Grid> {
        let size = track.layout.size();
        let margin = SEARCH + PART_SEARCH;
        self.wide.take(view, guess, (size, margin), track.dark, &MIDDLE);
        let (wide, picture) = (&self.wide, &self.picture);
        let near = size + 2 * MARGIN;
        // The likeness of a part of the code to what is seen `dx`, `dy` modules away.
        let like = |left: usize, top: usize, wide_part: usize, step: usize, dx: isize, dy: isize| {
            let mut like = Correlation::default();
            for y in (top..(top + wide_part).min(size)).step_by(step) {
                let right = (left + wide_part).min(size);
                let from = (y + MARGIN) * near + MARGIN;
                let one = &picture[from + left..from + right];
                let start = ((y + margin) as isize + dy) as usize * wide.side + margin;
                let other = &wide.level
                    [(start + left).wrapping_add_signed(dx)..(start + right).wrapping_add_signed(dx)];
                for (a, b) in one.iter().zip(other) {
                    like.add(*a, *b, 1.0);
                }
            }
            like.value()
        };
        let (_, whole) = best((0, 0), SEARCH as isize, |dx, dy| like(0, 0, size, 3, dx, dy));
        let part = size.div_ceil(PARTS);
        let mut pins = [None; PARTS * PARTS];
        for (i, pin) in pins.iter_mut().enumerate() {
            let (left, top) = (i % PARTS * part, i / PARTS * part);
            let (value, (dx, dy)) = best(whole, PART_SEARCH as isize, |dx, dy| {
                like(left, top, part, 1, dx, dy)
            });
            if value > PART_LIKE {
                let (u, v) = ((left * 2 + part) as f64 / 2.0, (top * 2 + part) as f64 / 2.0);
                *pin = Some(Pin {
                    module: (u, v),
                    at: guess.at(u + dx as f64, v + dy as f64),
                });
            }
        }
        let mut found = [Pin {
            module: (0.0, 0.0),
            at: Point { x: 0.0, y: 0.0 },
        }; PARTS * PARTS];
        let mut count = 0;
        for (to, pin) in found.iter_mut().zip(pins.into_iter().flatten()) {
            *to = pin;
            count += 1;
        }
        if count >= ENOUGH {
            let grid = Homography::through(&found[..count])?;
            return grid.is_sane(size as f64).then(|| Grid::from(grid));
        }
        let side = size as f64;
        let (dx, dy) = (whole.0 as f64, whole.1 as f64);
        Grid::between(
            size,
            [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| guess.at(u + dx, v + dy)),
        )
    }
}

/// The most like what is looked for of all shifts up to `reach` from `around`, and how like it is.
fn best(around: (isize, isize), reach: isize, like: impl Fn(isize, isize) -> f32) -> (f32, (isize, isize)) {
    let mut best = (f32::NEG_INFINITY, around);
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            let value = like(around.0 + dx, around.1 + dy);
            if value > best.0 {
                best = (value, (around.0 + dx, around.1 + dy));
            }
        }
    }
    best
}
