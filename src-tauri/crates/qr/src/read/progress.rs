//! What has been made out of a picture so far.

use super::budget::Budget;
use super::corner::Corner;
use super::effort::Effort;
use super::finder::Finder;
use super::grid::Grid;
use super::{Found, Hint, Reading};
use crate::geometry::Point;

/// Modules smaller than this are better shown from nearer, pixels.
pub(super) const COMFORTABLE: f64 = 4.0;

/// With more finder patterns than these in a picture, most are chance.
const MOST_PLAIN: usize = 10;

/// A code that was seen.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    pub(super) corners: [Point; 4],
    pub(super) px_per_module: f64,
    /// Modules a side.
    pub(super) size: usize,
    /// Dark on light, or else inverted.
    pub(super) dark: bool,
}

impl Sight {
    pub(super) fn of(grid: &Grid, size: usize, dark: bool) -> Self {
        Self {
            size,
            dark,
            corners: grid.corners(size),
            px_per_module: grid.px_per_module(size),
        }
    }

    pub(super) fn shifted(self, by: Point) -> Self {
        Self {
            corners: self.corners.map(|corner| corner.offset(by.x, by.y)),
            ..self
        }
    }

    pub(super) fn scaled(self, factor: f64) -> Self {
        Self {
            corners: self.corners.map(|corner| corner.scaled(factor)),
            px_per_module: self.px_per_module * factor,
            ..self
        }
    }
}

/// What has been made out of a picture so far, all in the picture's own pixels.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) texts: Vec<Found>,
    /// The codes that were read.
    pub(super) sights: Vec<Sight>,
    /// The codes that were seen and not read.
    pub(super) unreadable: Vec<Sight>,
    /// What may still be spent.
    pub(super) budget: Budget,
    /// How many grids may still be bent in this picture, over three finders and over two.
    pub(super) bends: u32,
    pub(super) pair_bends: u32,
    /// How many codes may still be equalized.
    pub(super) equalizable: u32,
    /// Whether the three finder patterns of a code too small to be read were seen, as it seems.
    pub(super) small_code: bool,
}

impl Progress {
    /// Begins with another picture, in which nothing is to be bent or equalized.
    pub(super) fn begin(&mut self) {
        self.budget = Effort::Live.budget();
        self.texts.clear();
        self.sights.clear();
        self.unreadable.clear();
        self.small_code = false;
        (self.bends, self.pair_bends, self.equalizable) = (0, 0, 0);
    }

    pub(super) fn begin_with(&mut self, effort: Effort) {
        self.begin();
        self.budget = effort.budget();
        self.bends = effort.bends();
        self.pair_bends = effort.bends();
        self.equalizable = effort.equalizable();
    }

    /// Three finder patterns in the right places are a code, though too small to be read; but where chance
    /// makes many, as in coarse grain, it makes triples too.
    pub(super) fn note_corners(&mut self, finders: &[Finder], corners: &[Corner], factor: f64) {
        let plain = |finder: &Finder| finder.hits >= 2;
        let few = finders.iter().filter(|finder| plain(finder)).count() <= MOST_PLAIN;
        let small = |corner: &Corner| {
            corner.oddness < 1.0
                && corner
                    .finders()
                    .iter()
                    .all(|finder| plain(finder) && finder.unit * factor < COMFORTABLE)
        };
        self.small_code |= few && corners.iter().any(small);
    }

    pub(super) fn note_read(&mut self, text: String, sight: Sight) {
        self.note_text(Found::new(text, &sight));
        self.sights.push(sight);
    }

    pub(super) fn note_text(&mut self, found: Found) {
        if self.texts.iter().all(|known| known.text != found.text) {
            self.texts.push(found);
        }
    }

    pub(super) fn is_read(&self, corner: &Corner, factor: f64) -> bool {
        let inside = |finder: &Finder| {
            let centre = finder.centre.scaled(factor);
            self.sights.iter().any(|sight| centre.is_within(&sight.corners))
        };
        corner.finders().iter().any(inside)
    }

    /// All that was made out; its texts are handed over.
    pub(super) fn reading(&mut self) -> Reading {
        let largest = self
            .unreadable
            .iter()
            .max_by(|a, b| a.px_per_module.total_cmp(&b.px_per_module));
        let seen = self.texts.first().map(|found| found.corners);
        let hint = if !self.texts.is_empty() {
            Hint::Nothing
        } else if largest.is_some_and(|sight| sight.px_per_module >= COMFORTABLE) {
            Hint::HoldStill
        } else if largest.is_some() || self.small_code {
            Hint::Closer
        } else {
            Hint::Nothing
        };
        Reading {
            seen: seen.or(largest.map(|sight| sight.corners)),
            texts: std::mem::take(&mut self.texts),
            hint,
        }
    }
}

impl Found {
    pub(super) fn new(text: String, sight: &Sight) -> Self {
        Self {
            text,
            corners: sight.corners,
            px_per_module: sight.px_per_module,
        }
    }
}
