//! One code followed from frame to frame.

use super::field::Field;
use super::fuse::Sum;
use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::Point;

/// With less doubt than this the code itself holds its grid.
const CERTAIN: f32 = 0.05;

/// A code that is followed.
pub(super) struct Track {
    pub(super) layout: Layout,
    /// Dark on light, or else inverted.
    pub(super) dark: bool,
    pub(super) grid: Grid,
    /// Where its corners were in the frame before.
    before: Option<[Point; 4]>,
    pub(super) sum: Sum,
    /// What the last frame showed of it, the margin included.
    pub(super) last: Vec<f32>,
    /// What it bears, once that was read.
    pub(super) text: Option<String>,
    /// Frames since it was seen.
    pub(super) missed: u32,
    /// How many frames the equalizer has taken in or parted of this code in turn, if that is what it is at.
    pub(super) turns: Option<usize>,
}

impl Track {
    /// Begins to follow a code, in the buffers of `spare` if there is one.
    pub(super) fn new(layout: Layout, dark: bool, grid: Grid, spare: Option<Self>) -> Self {
        let (sum, mut last) = spare.map(|spare| (spare.sum, spare.last)).unwrap_or_default();
        last.clear();
        Self {
            layout,
            dark,
            grid,
            before: None,
            sum,
            last,
            text: None,
            missed: 0,
            turns: None,
        }
    }

    /// Whether nothing that it shows is in doubt.
    pub(super) fn is_certain(&self) -> bool {
        self.sum.doubt() <= CERTAIN
    }

    /// It was read.
    pub(super) fn says(&mut self, text: &str) {
        let known = self.text.get_or_insert_default();
        known.clear();
        known.push_str(text);
    }

    /// Where it will be if it goes on as it did.
    pub(super) fn expected(&self) -> Option<Grid> {
        let size = self.layout.size();
        let now = self.grid.corners(size);
        let Some(before) = self.before else {
            return Some(self.grid.clone());
        };
        let mut next = now;
        for (next, before) in next.iter_mut().zip(before) {
            let (dx, dy) = before.towards(*next);
            *next = next.offset(dx, dy);
        }
        Grid::between(size, next)
    }

    /// Adds what a frame shows of it; whether that agrees with what was seen before.
    pub(super) fn add(&mut self, field: &Field) -> bool {
        self.last.clone_from(&field.level);
        self.sum.add(&field.level, &field.worth);
        self.sum.settle(1);
        let contradicted = self.sum.is_contradicted();
        if contradicted {
            self.sum.take_back();
        }
        !contradicted
    }

    /// The code is at `grid` in this frame.
    pub(super) fn moved(&mut self, grid: Grid) {
        self.before = (self.missed == 0).then(|| self.grid.corners(self.layout.size()));
        self.grid = grid;
        self.missed = 0;
    }
}
