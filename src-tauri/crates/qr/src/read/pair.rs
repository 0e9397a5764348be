//! A code of which glare, a tear or the picture's edge leaves two finder patterns on one side, the upper two or the left
//! two: their own shapes say which way the code lies, the timing line between them how large it is.

use super::Reader;
use super::agreement::{self, Side, beat};
use super::bend;
use super::budget::{Budget, Step};
use super::decode::{Outcome, Views};
use super::finder::{Finder, Probe};
use super::grid::Grid;
use super::layout::{Layout, nearest_version};
use super::progress::Progress;
use super::shape::Shape;
use crate::geometry::{Homography, Pin};
use crate::picture::GrayView;

/// A timing line that beats less is none, where there is but one.
const BEATING: f64 = 0.85;

/// A finder pattern that is to stand for its code with one more is strained less than this, modules.
const PLAIN: f64 = 0.15;

/// Only so many of these are taken in pairs.
const MOST_PAIRED: usize = 6;

/// The grid's timing lines and alignment patterns must agree so much.
const AGREEING: f64 = 0.8;

/// How far the lines are turned by which a finder's lean is measured, radians.
const ASLANT: f64 = 0.35;

/// A finder pattern as it lies, the side towards the other one along `way`, a unit vector, and the code to its right.
fn measured(view: &GrayView<'_>, probe: &mut Probe, finder: &Finder, way: (f64, f64)) -> Option<Shape> {
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
    let lean = match (unit(ASLANT), unit(-ASLANT)) {
        (Some(right), Some(left)) => (1.0 / right - 1.0 / left) / (2.0 * ASLANT.sin()),
        _ => 0.0,
    };
    let sideways = -lean * straight;
    Some(Shape {
        centre: finder.centre,
        along: (way.0 * straight, way.1 * straight),
        down: (
            (across.0 + sideways * way.0) * height,
            (across.1 + sideways * way.1) * height,
        ),
    })
}

/// Middle and corners of a finder pattern, modules from its middle.
const PLACES: [(f64, f64); 5] = [(0.0, 0.0), (-3.5, -3.5), (3.5, -3.5), (-3.5, 3.5), (3.5, 3.5)];

impl Reader {
    /// Looks for codes by every two of the plainest finder patterns that were found.
    pub(super) fn look_at_pairs(&mut self, views: &Views<'_>, factor: f64, progress: &mut Progress) {
        let finders = std::mem::take(&mut self.finders);
        let plain = |finder: &&Finder| finder.hits >= 2 && finder.strain < PLAIN;
        for (i, from) in finders.iter().filter(plain).take(MOST_PAIRED).enumerate() {
            for (j, to) in finders.iter().filter(plain).take(MOST_PAIRED).enumerate() {
                let alike = from.dark == to.dark && (0.5..2.0).contains(&(from.unit / to.unit));
                if i == j || !alike || !progress.texts.is_empty() || progress.budget.is_spent() {
                    continue;
                }
                let grids = grids(
                    &views.view,
                    &mut self.probe,
                    (from, to),
                    (&mut progress.pair_bends, &mut progress.budget),
                );
                for (grid, layout) in grids.into_iter().flatten().flatten() {
                    if let Outcome::Read(text, sight) =
                        self.decode_grid(views, grid, &layout, from.dark, (&mut 0, &mut progress.budget))
                    {
                        progress.note_read(text, sight.scaled(factor));
                    }
                }
            }
        }
        self.finders = finders;
    }
}

/// The grids of the codes that `from` and `to` can be two finder patterns of, the code to the right of the way from the
/// one to the other; each costs one of `bends`.
fn grids(
    view: &GrayView<'_>,
    probe: &mut Probe,
    (from, to): (&Finder, &Finder),
    (bends, budget): (&mut u32, &mut Budget),
) -> Option<[Option<(Grid, Layout)>; 2]> {
    let length = from.centre.distance(to.centre).max(1e-6);
    let (dx, dy) = from.centre.towards(to.centre);
    let way = (dx / length, dy / length);
    let one = measured(view, probe, from, way)?;
    let other = measured(view, probe, to, way)?;
    let unit = |shape: &Shape| shape.along.0.hypot(shape.along.1);
    let span = length / (unit(&one) * unit(&other)).sqrt();
    let layout = layout_between(view, (&one, &other), span, from.dark)?;
    let bent = [Side::Across, Side::Down].map(|side| {
        if *bends == 0 || budget.is_spent() {
            return None;
        }
        *bends -= 1;
        budget.spend(Step::Bend, layout.size() * layout.size());
        let flat: Grid = homography((&one, &other), &layout, side)?.into();
        let [corner, right, below] = layout.finder_centres();
        let second = match side {
            Side::Across => right,
            Side::Down => below,
        };
        let trust = [corner, second].map(|module| Pin {
            module,
            at: flat.at(module.0, module.1),
        });
        let grid = bend::follow(view, &flat, &layout, &trust);
        let agreement = agreement::of(view, &grid, &layout, from.dark);
        (agreement > AGREEING).then_some((grid, layout))
    });
    Some(bent)
}

/// The layout whose timing line beats best between two finders, `span` modules apart as measured.
fn layout_between(view: &GrayView<'_>, pair: (&Shape, &Shape), span: f64, dark: bool) -> Option<Layout> {
    let nearest = nearest_version(span);
    let mut best: Option<(f64, Layout)> = None;
    for version in [nearest, nearest + 1.0, nearest - 1.0] {
        if !(1.0..=40.0).contains(&version) {
            continue;
        }
        let layout = Layout::new(version as u8);
        let grid = homography(pair, &layout, Side::Across)?;
        let beat = beat(view, &grid, &layout, Side::Across, dark);
        if beat > BEATING && best.is_none_or(|best| beat > best.0) {
            best = Some((beat, layout));
        }
    }
    best.map(|(_, layout)| layout)
}

/// The flat grid through two finders: the upper two of the code, or the left two from below.
fn homography((one, other): (&Shape, &Shape), layout: &Layout, side: Side) -> Option<Homography> {
    let far = layout.size() as f64 - 3.5;
    let mut pins = [Pin {
        module: (0.0, 0.0),
        at: one.centre,
    }; 2 * PLACES.len()];
    let of_one = PLACES.map(|place| (one, 0.0, place));
    let of_other = PLACES.map(|place| (other, far - 3.5, place));
    for (pin, (shape, offset, (i, j))) in pins.iter_mut().zip(of_one.into_iter().chain(of_other)) {
        let module = match side {
            Side::Across => (3.5 + offset + i, 3.5 + j),
            Side::Down => (3.5 + j, far - offset - i),
        };
        *pin = Pin {
            module,
            at: shape.at(i, j),
        };
    }
    Homography::through(&pins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Effort, blurred};

    #[test]
    fn a_code_with_one_finder_covered_is_read() {
        let (picture, grid, layout) = blurred::code(4, 0.3);
        let [_, right, below] = layout.finder_centres();
        for (u, v) in [right, below] {
            let covered = blurred::covered(&picture, grid.at(u, v), 3.5 * 4.0);
            let reading = Reader::new().read(&covered.view(), Effort::Still);
            let texts: Vec<_> = reading.texts.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(texts, [blurred::SAID], "the finder at {u}, {v}");
        }
    }
}
