//! The patterns that every code has: what is followed from frame to frame by what it shows alone would creep.

use super::super::fuse::MARGIN;
use super::super::grid::Grid;
use super::super::likeness::Correlation;
use super::super::track::Track;
use super::{Follower, MIDDLE};
use crate::picture::GrayView;

/// Patterns less like what they should be than this do not hold a grid.
const ANCHORED: f32 = 0.6;
/// Steps towards them at most.
const STEPS: usize = 3;

impl Follower {
    /// The grid mended by the patterns, where they are seen and that makes it better.
    pub(super) fn anchored(&mut self, view: &GrayView<'_>, track: &Track, grid: Grid) -> Grid {
        let side = track.layout.size() + 2 * MARGIN;
        self.swap_expected();
        self.paint(track.sum.pattern(), side);
        self.be_sure_of(track.sum.pattern(), side);
        let before = self.fits(view, track, &grid);
        let mended = self.fine(view, track, grid.clone(), STEPS);
        let better = mended.filter(|mended| {
            let after = self.fits(view, track, mended);
            after > before && after > ANCHORED
        });
        self.swap_expected();
        better.unwrap_or(grid)
    }

    /// Sets aside what is expected of the code, or takes it up again.
    fn swap_expected(&mut self) {
        std::mem::swap(&mut self.picture, &mut self.aside.0);
        std::mem::swap(&mut self.sure, &mut self.aside.1);
    }

    /// Only the modules that lie among others known as they are sure.
    fn be_sure_of(&mut self, pattern: &[f32], side: usize) {
        let is_known = |at: usize| pattern.get(at).is_some_and(|value| *value != 0.0);
        let inside = |at: usize| (MARGIN - 1..side - MARGIN + 1).contains(&at);
        self.sure.clear();
        self.sure.extend((0..pattern.len()).map(|i| {
            let among_known = (0..9).all(|around| {
                let at = (i + around / 3 * side + around % 3).checked_sub(side + 1);
                at.is_some_and(is_known)
            });
            if among_known && inside(i % side) && inside(i / side) {
                1.0
            } else {
                0.0
            }
        }));
    }

    /// How like what they should be the patterns are under a grid, −1 to 1.
    fn fits(&mut self, view: &GrayView<'_>, track: &Track, grid: &Grid) -> f32 {
        let size = track.layout.size();
        self.field.take(view, grid, (size, MARGIN), track.dark, &MIDDLE);
        let mut like = Correlation::default();
        for ((a, b), sure) in self.picture.iter().zip(&self.field.level).zip(&self.sure) {
            like.add(*a, *b, *sure);
        }
        like.value()
    }
}
