//! A code of which glare, a tear or the picture's edge leaves two finder patterns: their own shapes say which way the
//! code lies, the timing line between them how large it is.

use super::bend;
use super::finder::{Finder, Probe};
use super::fit::{Side, beat};
use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayView;

/// A timing line that beats less is none, where there is but one.
const BEATING: f64 = 0.85;

/// The grid's timing lines and alignment patterns must agree so much.
const AGREEING: f64 = 0.8;

/// A finder pattern as a parallelogram: a module along the line to the other one, and one into the code, pixels.
#[derive(Clone, Copy)]
struct Shape {
    centre: Point,
    along: (f64, f64),
    inward: (f64, f64),
}

impl Shape {
    /// Of `finder`, where `way` is the unit vector along one of its sides and the code lies to the right of it.
    fn measure(view: &GrayView<'_>, probe: &mut Probe, finder: &Finder, way: (f64, f64)) -> Option<Self> {
        let across = (-way.1, way.0);
        let mut unit = |angle: f64| {
            let (sin, cos) = angle.sin_cos();
            let line = (way.0 * cos + across.0 * sin, way.1 * cos + across.1 * sin);
            probe
                .cross(view, finder.centre, line, finder.unit, finder.dark)
                .map(|crossing| crossing.unit)
        };
        let straight = unit(0.0)?;
        let height = unit(std::f64::consts::FRAC_PI_2)?;
        // The two sides that the line to the other finder crosses: how far they lean, by lines a little aslant.
        let (slant, sine) = (0.35f64, 0.35f64.sin());
        let lean = match (unit(slant), unit(-slant)) {
            (Some(right), Some(left)) => (1.0 / right - 1.0 / left) / (2.0 * sine),
            _ => 0.0,
        };
        let sideways = -lean * straight;
        let scale = height;
        Some(Self {
            centre: finder.centre,
            along: (way.0 * straight, way.1 * straight),
            inward: (
                (across.0 + sideways * way.0) * scale,
                (across.1 + sideways * way.1) * scale,
            ),
        })
    }

    /// Its middle and corners: modules along and inward from the middle, and where they are seen.
    fn places(&self) -> [((f64, f64), Point); 5] {
        [(0.0, 0.0), (-3.5, -3.5), (3.5, -3.5), (-3.5, 3.5), (3.5, 3.5)].map(|(i, j)| {
            let at = self.centre.offset(
                self.along.0 * i + self.inward.0 * j,
                self.along.1 * i + self.inward.1 * j,
            );
            ((i, j), at)
        })
    }
}

/// The grids of the codes that `from` and `to` can be two finder patterns of, the code to the right of the way from the
/// one to the other; each costs one of `bends`.
pub(super) fn grids(
    view: &GrayView<'_>,
    probe: &mut Probe,
    (from, to): (&Finder, &Finder),
    bends: &mut u32,
) -> [Option<(Grid, Layout)>; 2] {
    search(view, probe, from, to, bends).unwrap_or_default()
}

fn search(
    view: &GrayView<'_>,
    probe: &mut Probe,
    from: &Finder,
    to: &Finder,
    bends: &mut u32,
) -> Option<[Option<(Grid, Layout)>; 2]> {
    let length = from.centre.distance(to.centre).max(1e-6);
    let (dx, dy) = from.centre.towards(to.centre);
    let way = (dx / length, dy / length);
    let one = Shape::measure(view, probe, from, way)?;
    let other = Shape::measure(view, probe, to, way)?;
    let unit = |shape: &Shape| shape.along.0.hypot(shape.along.1);
    let span = length / (unit(&one) * unit(&other)).sqrt();
    let nearest = ((span - 10.0) / 4.0).round();
    let mut best: Option<(f64, Layout)> = None;
    for version in [nearest, nearest + 1.0, nearest - 1.0] {
        if !(1.0..=40.0).contains(&version) {
            continue;
        }
        let layout = Layout::new(version as u8);
        let grid = homography(&one, &other, &layout, Side::Across)?;
        let beat = beat(view, &grid, &layout, Side::Across, from.dark);
        if beat > BEATING && best.is_none_or(|best| beat > best.0) {
            best = Some((beat, layout));
        }
    }
    let (_, layout) = best?;
    let bent = [Side::Across, Side::Down].map(|side| {
        if *bends == 0 {
            return None;
        }
        *bends -= 1;
        let flat: Grid = homography(&one, &other, &layout, side)?.into();
        let far = layout.size() as f64 - 3.5;
        let second = match side {
            Side::Across => (far, 3.5),
            Side::Down => (3.5, far),
        };
        let trust = [(3.5, 3.5), second].map(|module| Pin {
            module,
            at: flat.at(module.0, module.1),
        });
        let grid = bend::follow(view, &flat, &layout, &trust);
        let agreement = bend::agreement(view, &grid, &layout, from.dark);
        (agreement > AGREEING).then_some((grid, layout))
    });
    Some(bent)
}

/// The flat grid through two finders: the upper two of the code, or the left two from below.
fn homography(one: &Shape, other: &Shape, layout: &Layout, side: Side) -> Option<Homography> {
    let far = layout.size() as f64 - 3.5;
    let mut pins = [Pin {
        module: (0.0, 0.0),
        at: one.centre,
    }; 10];
    let places = one.places().into_iter().map(|place| (0.0, place));
    let places = places.chain(other.places().into_iter().map(|place| (far - 3.5, place)));
    for (pin, (offset, ((i, j), at))) in pins.iter_mut().zip(places) {
        let module = match side {
            Side::Across => (3.5 + offset + i, 3.5 + j),
            Side::Down => (3.5 + j, far - offset - i),
        };
        *pin = Pin { module, at };
    }
    Homography::through(&pins)
}
