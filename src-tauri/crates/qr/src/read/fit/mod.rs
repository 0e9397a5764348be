//! Lays the grid of a code over the picture: from three finder patterns to a homography through every
//! alignment pattern that can be seen.

mod alignment;
mod pose;

use super::agreement;
use super::bend;
use super::grid::Grid;
use super::layout::{Layout, MOST_PATTERNS};
use crate::geometry::{Homography, Pin};
use crate::picture::GrayView;
use alignment::seek;
pub(super) use pose::Pose;

/// A grid whose timing lines and alignment patterns agree no better is one of chance.
const CHANCE: f64 = 0.57;

/// One that agrees less is not worth bending.
const LOST: f64 = 0.65;

/// One that agrees so much is right, if its edges lie near enough.
const AGREED: f64 = 0.97;

/// Edges of modules lie so near to a good grid, modules.
const TRUE: f64 = 0.09;

/// From how far, in modules, an alignment pattern is looked for: so much beside a finder and at most; and once the grid
/// is a good one.
const NEAR: f64 = 0.6;
const FAR: f64 = 4.0;
const SETTLED: f64 = 0.75;
/// How much farther for each module to the nearest finder; the less, the more patterns were found.
const FARTHER: f64 = 0.045;

impl Pose {
    /// The grid of a code of this layout, drawn through the three finders and the alignment patterns; none where there
    /// is no such code.
    pub(super) fn fit(&self, view: &GrayView<'_>, layout: &Layout) -> Option<Fitted> {
        let corners = self.pins(layout);
        let [.., guess] = corners;
        let mut pins = Pins::new(corners);
        let mut grid = Homography::through(pins.all())?;
        // The fourth pin only carries the perspective guessed; an alignment pattern knows better.
        pins.keep(3);
        let mut places = [(0.0, 0.0); MOST_PATTERNS];
        let patterns = outwards(layout, &mut places)?;

        // Outwards from the finders, the grid drawn anew after each pattern: so the search stays near.
        let mut found = 0;
        for place in patterns {
            let doubt = NEAR + FARTHER * remoteness(layout, *place) / f64::from(1 + found);
            if let Some(at) = seek(view, &grid, *place, doubt.min(FAR), self.is_dark()) {
                pins.push(Pin { module: *place, at });
                found += 1;
                let mut held = pins.clone();
                if found < 3 {
                    held.push(guess);
                }
                grid = Homography::through(held.all()).unwrap_or(grid);
            }
        }
        // Once more, all from the good grid, each near its place: what was caught wrongly falls out.
        if found > 0 {
            pins.keep(3);
            for place in patterns {
                if let Some(at) = seek(view, &grid, *place, SETTLED, self.is_dark()) {
                    pins.push(Pin { module: *place, at });
                }
            }
            if pins.all().len() < 6 {
                pins.push(Pin {
                    module: guess.module,
                    at: grid.at(guess.module.0, guess.module.1),
                });
            }
            grid = Homography::through(pins.all()).unwrap_or(grid);
        }
        if !grid.is_sane(layout.size() as f64) {
            return None;
        }
        let grid = Grid::from(grid);
        let agreement = agreement::of(view, &grid, layout, self.is_dark());
        (agreement >= CHANCE).then_some(Fitted {
            grid,
            pins,
            agreement,
        })
    }

    /// The grid along the edges of the modules, where that is truer than the flat one. That is a long search.
    pub(super) fn bent(&self, view: &GrayView<'_>, layout: &Layout, fitted: &Fitted) -> Option<Grid> {
        let Fitted {
            grid: flat,
            pins,
            agreement,
        } = fitted;
        // From the finders alone as well: an alignment pattern may have been caught wrongly.
        let corners = self.pins(layout);
        let plain = Homography::through(&corners).map(Grid::from);
        let alone = corners.get(..3).unwrap_or_default();
        let (mut best, mut bent) = (*agreement, None);
        for (from, trust) in [(Some(flat), pins.all()), (plain.as_ref(), alone)] {
            let Some(from) = from else { continue };
            let grid = bend::follow(view, from, layout, trust);
            let agreement = agreement::of(view, &grid, layout, self.is_dark());
            if agreement > best || (agreement == best && bent.is_none()) {
                (best, bent) = (agreement, Some(grid));
            }
            if best >= AGREED {
                break;
            }
        }
        bent
    }
}

/// The flat grid of a code.
pub(super) struct Fitted {
    pub(super) grid: Grid,
    /// What it was drawn through.
    pins: Pins,
    /// See [`agreement::of`].
    agreement: f64,
}

impl Fitted {
    /// Whether the code may be a bent one.
    pub(super) fn is_doubtful(&self, view: &GrayView<'_>, layout: &Layout) -> bool {
        (LOST..AGREED).contains(&self.agreement)
            || (self.agreement >= AGREED && bend::residual(view, &self.grid, layout) > TRUE)
    }
}

/// Places of the code that were found in the picture.
#[derive(Clone)]
struct Pins {
    all: [Pin; MOST_PINS],
    count: usize,
}

/// Four corners and every alignment pattern.
const MOST_PINS: usize = 5 + MOST_PATTERNS;

impl Pins {
    fn new(corners: [Pin; 4]) -> Self {
        let [first, ..] = corners;
        let mut pins = Self {
            all: [first; MOST_PINS],
            count: 0,
        };
        corners.into_iter().for_each(|pin| pins.push(pin));
        pins
    }

    fn push(&mut self, pin: Pin) {
        if let Some(free) = self.all.get_mut(self.count) {
            *free = pin;
            self.count += 1;
        }
    }

    /// Only the first `count`.
    fn keep(&mut self, count: usize) {
        self.count = self.count.min(count);
    }

    fn all(&self) -> &[Pin] {
        self.all.get(..self.count).unwrap_or_default()
    }
}

/// The middles of the alignment patterns, modules, those nearest to a finder first.
fn outwards<'a>(layout: &Layout, places: &'a mut [(f64, f64); MOST_PATTERNS]) -> Option<&'a [(f64, f64)]> {
    let mut count = 0;
    for (place, (x, y)) in places.iter_mut().zip(layout.alignment_centres()) {
        *place = (x as f64 + 0.5, y as f64 + 0.5);
        count += 1;
    }
    let patterns = places.get_mut(..count)?;
    patterns.sort_unstable_by(|a, b| remoteness(layout, *a).total_cmp(&remoteness(layout, *b)));
    Some(patterns)
}

/// From a place of the code to the middle of the nearest finder, modules.
fn remoteness(layout: &Layout, (u, v): (f64, f64)) -> f64 {
    layout
        .finder_centres()
        .iter()
        .map(|finder| (finder.0 - u).hypot(finder.1 - v))
        .fold(f64::INFINITY, f64::min)
}
