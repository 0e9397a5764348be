//! Where a code that is followed lies in the next frame.
//!
//! It is looked for by what is believed of it: a hand seldom jerks, so first where it was expected ([`fine`]), then
//! farther away and by its parts ([`coarse`]); while little is sure, the patterns that every code has hold it ([`anchor`]).

mod anchor;
mod coarse;
mod fine;

use super::code::Decoder;
use super::field::Field;
use super::fuse::MARGIN;
use super::grid::Grid;
use super::layout::Layout;
use super::likeness::Correlation;
use super::neighbourhood::DIE;
use super::track::Track;
use crate::picture::GrayView;

/// The blur of the picture a code is looked for by, modules.
const SOFT: f32 = 0.7;
/// While the sum is in doubt as much as this, a code is looked for by what the last frame showed of it instead.
const TELLING: f32 = 0.35;
/// Steps towards the grid at most.
const STEPS: usize = 4;
/// A code that is so like what is expected need not be looked for farther away.
const ALIKE: f32 = 0.65;
/// Modules larger than this need be looked at in the middle only, pixels.
const CLEAR: f64 = 3.0;
/// How much more a module that all codes have counts than one that is believed.
const ANCHOR: f32 = 4.0;
/// The middle of a module.
const MIDDLE: [(f64, f64); 1] = [(0.5, 0.5)];

/// Buffers to follow codes with.
#[derive(Default)]
pub(in crate::read) struct Follower {
    wide: Field,
    pub(in crate::read) field: Field,
    pub(in crate::read) decoder: Decoder,
    /// What the code should look like, the margin included.
    picture: Vec<f32>,
    /// How sure each module of it is; the modules that all codes have count more, lest the whole should creep.
    sure: Vec<f32>,
    /// The same two, set aside while the patterns alone are looked for.
    aside: (Vec<f32>, Vec<f32>),
    row: Vec<f32>,
}

impl Follower {
    /// Looks for the code of `track` near `guess`: its grid in this frame, and how like the code that is seen there
    /// is to the sum of what was seen before, −1 to 1, the modules that all codes have left out. Of a certain and clear
    /// code the field is left as the last step towards the grid saw it, in the middle of each module.
    pub(in crate::read) fn find(
        &mut self,
        view: &GrayView<'_>,
        track: &Track,
        guess: Grid,
    ) -> Option<(Grid, f32)> {
        let size = track.layout.size();
        self.sure.clear();
        if track.sum.doubt() < TELLING {
            self.paint(track.sum.belief(), size + 2 * MARGIN);
            self.sure.extend(track.sum.sureness(ANCHOR));
        } else {
            self.picture.clone_from(&track.last);
            self.sure.resize(self.picture.len(), 1.0);
        }
        // A hand seldom jerks: mostly it is where it was expected.
        let near = self
            .fine(view, track, guess.clone(), STEPS)
            .filter(|_| self.likeness(&track.layout) > ALIKE);
        let mut grid = match near {
            Some(grid) => grid,
            None => {
                let coarse = self.coarse(view, track, &guess).unwrap_or(guess);
                self.fine(view, track, coarse, STEPS)?
            }
        };
        if !track.is_certain() {
            grid = self.anchored(view, track, grid);
        }
        if !(track.is_certain() && grid.px_per_module(size) > CLEAR) {
            self.field.take(view, &grid, (size, MARGIN), track.dark, &DIE);
        }
        let like = self.likeness(&track.layout);
        Some((grid, like))
    }

    /// The beliefs, softly.
    fn paint(&mut self, belief: &[f32], side: usize) {
        let taps: [f32; 5] = std::array::from_fn(|i| {
            let away = i as f32 - 2.0;
            (-away * away / (2.0 * SOFT * SOFT)).exp()
        });
        let total: f32 = taps.iter().sum();
        let taps = taps.map(|tap| tap / total);
        let along = |from: &[f32], to: &mut Vec<f32>, step: usize, at: &dyn Fn(usize) -> usize| {
            to.clear();
            for i in 0..from.len() {
                let place = at(i);
                let value: f32 = taps
                    .iter()
                    .enumerate()
                    .map(|(tap, weight)| {
                        let inside = (2..side + 2).contains(&(place + tap));
                        let value = if inside {
                            from.get((i + tap * step).wrapping_sub(2 * step)).copied()
                        } else {
                            None
                        };
                        weight * value.unwrap_or(-1.0)
                    })
                    .sum();
                to.push(value);
            }
        };
        let (row, picture) = (&mut self.row, &mut self.picture);
        along(belief, row, 1, &|i| i % side);
        along(row, picture, side, &|i| i / side);
    }

    /// How like what is expected the field is, −1 to 1, the modules that all codes have left out.
    #[expect(clippy::indexing_slicing, reason = "places stay inside the margin")]
    fn likeness(&self, layout: &Layout) -> f32 {
        let size = layout.size();
        let side = size + 2 * MARGIN;
        let mut like = Correlation::default();
        for y in 0..size {
            for x in 0..size {
                if layout.fixed(x, y).is_none() {
                    let i = (y + MARGIN) * side + x + MARGIN;
                    like.add(self.picture[i], self.field.level[i], self.field.worth[i]);
                }
            }
        }
        like.value()
    }
}
