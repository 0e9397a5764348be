//! Finder patterns so blurred that no edge is left inside: a dark core in grey, and light around it.
//!
//! Whole finders are looked for, as blur makes them of whichever turn (the picture's correlation with one that is as
//! round as all turns together), and each place is then fitted by a finder turned, stretched and slanted.

mod fit;
mod kernel;
mod search;

use super::shape::DimFinder;
use crate::geometry::Point;
use crate::picture::GrayView;
use fit::Fit;
use kernel::Kernel;
use search::Search;

/// Sizes of a module that are looked for in a picture at one size, pixels.
const UNITS: [f32; 3] = [1.15, 1.45, 1.85];

/// Looks for them; keeps its buffers.
pub(super) struct Dim {
    kernels: [Kernel; UNITS.len()],
    search: Search,
    fit: Fit,
}

impl Default for Dim {
    fn default() -> Self {
        Self {
            kernels: UNITS.map(Kernel::new),
            search: Search::default(),
            fit: Fit::default(),
        }
    }
}

impl Dim {
    /// Finders of `view` whose modules are one to two pixels, added to `finders`, their places times `factor`.
    pub(super) fn find(&mut self, view: &GrayView<'_>, factor: f64, finders: &mut Vec<DimFinder>) {
        for at in 0..UNITS.len() {
            self.find_of(view, at, factor, finders);
        }
    }

    /// The same of one of the sizes of a module.
    pub(super) fn find_of(
        &mut self,
        view: &GrayView<'_>,
        unit: usize,
        factor: f64,
        finders: &mut Vec<DimFinder>,
    ) {
        let unit = unit % UNITS.len();
        let (Some(kernel), Some(&unit)) = (self.kernels.get(unit), UNITS.get(unit)) else {
            return;
        };
        for &(_, x, y) in self.search.places(view, kernel) {
            let middle = Point {
                x: x as f64 + 0.5,
                y: y as f64 + 0.5,
            };
            if let Some(mut finder) = self.fit.near(view, middle, f64::from(unit)) {
                finder.shape = finder.shape.scaled(factor);
                let near = |known: &&mut DimFinder| {
                    let (one, other) = (known.shape.unit(), finder.shape.unit());
                    // A core alone looks like a small finder: which it is, the other two tell.
                    one.max(other) < 1.35 * one.min(other)
                        && known.shape.centre.distance(finder.shape.centre) < 2.5 * one.max(other)
                };
                match finders.iter_mut().find(near) {
                    Some(known) if known.like < finder.like => *known = finder,
                    Some(_) => {}
                    None => finders.push(finder),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::blurred;
    use crate::read::scale::{Scale, Scales};
    use crate::read::shape::Shape;

    #[test]
    fn finders_without_edges_are_found_and_fitted() {
        let (picture, grid, layout) = blurred::code(3, 0.7);
        let mut scales = Scales::default();
        let half = scales.view(&picture.view(), Scale::Half).unwrap();
        let mut finders = Vec::new();
        Dim::default().find(&half, 2.0, &mut finders);
        for (u, v) in layout.finder_centres() {
            let middle = grid.at(u, v);
            let here =
                |shape: &Shape| shape.centre.distance(middle) < 1.5 && (2.0..4.0).contains(&shape.unit());
            let best = finders
                .iter()
                .filter(|finder| here(&finder.shape))
                .map(|finder| finder.like)
                .fold(0.0, f64::max);
            assert!(best > 0.75, "{best} at {u}, {v}");
        }
    }
}
