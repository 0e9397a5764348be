//! Three finder patterns, and what their sizes tell of the perspective: which versions the code may be of, and about where
//! it lies.

use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayView;
use crate::read::agreement::{Side, beat};
use crate::read::corner::Corner;
use crate::read::finder::{Finder, Probe};
use crate::read::grid::Grid;
use crate::read::layout::{Layout, nearest_version};

/// How a code lies, by its three finder patterns.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Pose {
    centres: [Point; 3],
    /// How much farther away the upper right and the lower left finder are than the corner one; 1 = the same.
    depths: (f64, f64),
    /// Modules between the middles of two finder patterns, across and down, as measured.
    spans: (f64, f64),
    dark: bool,
}

impl Pose {
    /// Measures the modules along the two sides of the code, at both ends of each.
    ///
    /// A side of length L seen in perspective, whose modules are a pixels long at one end and b at the other,
    /// has L / √(a·b) modules, and its far end is √(a/b) times as far away.
    pub(in crate::read) fn measure(view: &GrayView<'_>, corner: &Corner, probe: &mut Probe) -> Self {
        let mut side = |from: &Finder, to: &Finder| {
            let length = from.centre.distance(to.centre).max(1e-6);
            let (dx, dy) = from.centre.towards(to.centre);
            let way = (dx / length, dy / length);
            let mut unit = |finder: &Finder| {
                probe
                    .cross(view, finder.centre, way, finder.unit, finder.dark)
                    .map(|crossing| crossing.unit)
            };
            let (near, far) = match (unit(from), unit(to)) {
                (Some(near), Some(far)) => (near, far),
                (Some(one), None) | (None, Some(one)) => (one, one),
                (None, None) => (from.unit, to.unit),
            };
            (length / (near * far).sqrt(), (near / far).sqrt().clamp(0.5, 2.0))
        };
        let across = side(&corner.top_left, &corner.top_right);
        let down = side(&corner.top_left, &corner.bottom_left);
        Self {
            centres: corner.centres(),
            depths: (across.1, down.1),
            spans: (across.0, down.0),
            dark: corner.top_left.dark,
        }
    }

    /// Of the middles of three dark finders, their depths and spans.
    pub(in crate::read) fn of(centres: [Point; 3], depths: (f64, f64), spans: (f64, f64)) -> Self {
        Self {
            centres,
            depths,
            spans,
            dark: true,
        }
    }

    /// The same in a picture that begins at `origin` of this one.
    pub(in crate::read) fn seen_from(mut self, origin: Point) -> Self {
        self.centres = self.centres.map(|centre| centre.offset(-origin.x, -origin.y));
        self
    }

    /// Whether the code is dark on light as usual.
    pub(in crate::read) fn is_dark(&self) -> bool {
        self.dark
    }

    /// Whether it is as high as it is wide, modules: however it is turned and tilted.
    pub(in crate::read) fn is_square(&self) -> bool {
        (self.spans.0 / self.spans.1).ln().abs() < 0.35
    }

    /// Where a code of the likeliest layout would lie, roughly, and its modules a side.
    pub(in crate::read) fn guess(&self) -> Option<(Grid, usize)> {
        let layout = Layout::new(self.nearest_version().clamp(1.0, 40.0) as u8);
        let grid = Homography::through(&self.pins(&layout))?;
        Some((grid.into(), layout.size()))
    }

    fn nearest_version(&self) -> f64 {
        nearest_version((self.spans.0 + self.spans.1) / 2.0)
    }

    /// The layouts that it can be, `most` of them, those whose timing lines beat best first, each with the
    /// pose's perspective mended by that beat. Most triples of chance have none.
    pub(in crate::read) fn layouts(
        &self,
        view: &GrayView<'_>,
        most: usize,
    ) -> impl Iterator<Item = (Self, Layout)> + use<> {
        let nearest = self.nearest_version();
        let mut beating = [0.0, 1.0, -1.0, 2.0, -2.0].map(|offset| {
            let version = nearest + offset;
            if !(1.0..=40.0).contains(&version) {
                return None;
            }
            let layout = Layout::new(version as u8);
            let (across, tuned) = self.tuned(view, &layout, Side::Across);
            let (down, tuned) = tuned.tuned(view, &layout, Side::Down);
            let beat = (across + down) / 2.0;
            (beat > 0.63).then_some((beat, tuned, layout))
        });
        let beat = |one: &Option<(f64, Self, Layout)>| one.as_ref().map_or(0.0, |one| one.0);
        beating.sort_by(|a, b| beat(b).total_cmp(&beat(a)));
        beating
            .into_iter()
            .flatten()
            .map(|(_, pose, layout)| (pose, layout))
            .take(most)
    }

    /// The depth of one side, in a small range around the one measured, at which its timing line beats best:
    /// a finder is 7 modules long, the line the whole code.
    fn tuned(&self, view: &GrayView<'_>, layout: &Layout, side: Side) -> (f64, Self) {
        let mut best = (self.beat(view, layout, side), *self);
        for factor in [0.98, 1.02, 0.95, 1.05] {
            let mut other = *self;
            match side {
                Side::Across => other.depths.0 *= factor,
                Side::Down => other.depths.1 *= factor,
            }
            let beat = other.beat(view, layout, side);
            if beat > best.0 {
                best = (beat, other);
            }
        }
        best
    }

    /// How well one timing line beats; see [`beat`].
    fn beat(&self, view: &GrayView<'_>, layout: &Layout, side: Side) -> f64 {
        Homography::through(&self.pins(layout)).map_or(0.0, |grid| beat(view, &grid, layout, side, self.dark))
    }

    /// The middles of the finders, and where perspective puts the fourth corner of their square.
    pub(super) fn pins(&self, layout: &Layout) -> [Pin; 4] {
        let far = layout.size() as f64 - 3.5;
        let [top_left, top_right, bottom_left] = self.centres;
        let (across, down) = self.depths;
        // Homogeneous coordinates add up as plain ones do in a parallelogram.
        let depth = (across + down - 1.0).max(0.3);
        let fourth = Point {
            x: (top_right.x * across + bottom_left.x * down - top_left.x) / depth,
            y: (top_right.y * across + bottom_left.y * down - top_left.y) / depth,
        };
        [
            ((3.5, 3.5), top_left),
            ((far, 3.5), top_right),
            ((3.5, far), bottom_left),
            ((far, far), fourth),
        ]
        .map(|(module, at)| Pin { module, at })
    }
}
