//! Lays the grid of a code over the picture: from three finder patterns to a homography through every
//! alignment pattern that can be seen.

use super::bend;
use super::corner::Corner;
use super::finder::{Finder, Probe};
use super::grid::Grid;
use super::layout::{Layout, MOST_PATTERNS};
use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayView;

/// Three finder patterns, and what their sizes tell of the perspective.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    centres: [Point; 3],
    /// How much farther away the upper right and the lower left finder are than the corner one; 1 = the same.
    depths: (f64, f64),
    /// Modules between the middles of two finder patterns, across and down, as measured.
    spans: (f64, f64),
    dark: bool,
}

/// A grid whose timing lines and alignment patterns agree no better is one of chance.
const CHANCE: f64 = 0.57;

/// One that agrees less is not worth bending.
const LOST: f64 = 0.65;

/// One that agrees so much is right, if its edges lie near enough.
const AGREED: f64 = 0.97;

/// Edges of modules lie so near to a good grid, modules.
const TRUE: f64 = 0.09;

/// The two sides of a code along which its timing lines run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Across,
    Down,
}

impl Frame {
    /// Measures the modules along the two sides of the code, at both ends of each.
    ///
    /// A side of length L seen in perspective, whose modules are a pixels long at one end and b at the other,
    /// has L / √(a·b) modules, and its far end is √(a/b) times as far away.
    pub(super) fn measure(view: &GrayView<'_>, corner: &Corner, probe: &mut Probe) -> Self {
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
    pub(super) fn of(centres: [Point; 3], depths: (f64, f64), spans: (f64, f64)) -> Self {
        Self {
            centres,
            depths,
            spans,
            dark: true,
        }
    }

    /// The same in a picture that begins at `origin` of this one.
    pub(super) fn seen_from(mut self, origin: Point) -> Self {
        self.centres = self.centres.map(|centre| centre.offset(-origin.x, -origin.y));
        self
    }

    /// Whether the code is dark on light as usual.
    pub(super) fn is_dark(&self) -> bool {
        self.dark
    }

    /// Whether it is as high as it is wide, modules: however it is turned and tilted.
    pub(super) fn is_square(&self) -> bool {
        (self.spans.0 / self.spans.1).ln().abs() < 0.35
    }

    /// Where a code of the likeliest layout would lie, roughly, and its modules a side.
    pub(super) fn guess(&self) -> Option<(Grid, usize)> {
        let layout = Layout::new(self.nearest_version().clamp(1.0, 40.0) as u8);
        let grid = Homography::through(&self.pins(&layout))?;
        Some((grid.into(), layout.size()))
    }

    /// A span of 14 modules is version 1, each version has 4 more.
    fn nearest_version(&self) -> f64 {
        (((self.spans.0 + self.spans.1) / 2.0 - 10.0) / 4.0).round()
    }

    /// The layouts that it can be, `most` of them, those whose timing lines beat best first, each with the
    /// frame's perspective mended by that beat. Most triples of chance have none.
    pub(super) fn layouts(
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
            .map(|(_, frame, layout)| (frame, layout))
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

    /// The grid of a code of this layout, drawn through the three finders and the alignment patterns; none where there
    /// is no such code.
    pub(super) fn fit(&self, view: &GrayView<'_>, layout: &Layout) -> Option<Fitted> {
        let corners = self.pins(layout);
        let [.., guess] = corners;
        let mut pins = Pins::new(corners);
        let mut grid = Homography::through(pins.all())?;
        // The fourth pin only carries the perspective guessed; an alignment pattern knows better.
        pins.keep(3);
        let size = layout.size() as f64;
        let finders = [(3.5, 3.5), (size - 3.5, 3.5), (3.5, size - 3.5)];
        let remoteness = |place: &(f64, f64)| {
            finders
                .iter()
                .map(|f| (f.0 - place.0).hypot(f.1 - place.1))
                .fold(f64::INFINITY, f64::min)
        };
        let mut places = [(0.0, 0.0); MOST_PATTERNS];
        let mut count = 0;
        for (place, (x, y)) in places.iter_mut().zip(layout.alignment_centres()) {
            *place = (x as f64 + 0.5, y as f64 + 0.5);
            count += 1;
        }
        let patterns = places.get_mut(..count)?;
        patterns.sort_unstable_by(|a, b| remoteness(a).total_cmp(&remoteness(b)));

        // Outwards from the finders, the grid drawn anew after each pattern: so the search stays near.
        let mut found = 0;
        for place in patterns.iter() {
            let doubt = 0.6 + 0.045 * remoteness(place) / f64::from(1 + found);
            if let Some(at) = seek(view, &grid, *place, doubt.min(4.0), self.dark) {
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
            for place in patterns.iter() {
                if let Some(at) = seek(view, &grid, *place, 0.75, self.dark) {
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
        if !grid.is_sane(size) {
            return None;
        }
        let grid = Grid::from(grid);
        let agreement = bend::agreement(view, &grid, layout, self.dark);
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
            let agreement = bend::agreement(view, &grid, layout, self.dark);
            if agreement > best || (agreement == best && bent.is_none()) {
                (best, bent) = (agreement, Some(grid));
            }
            if best >= AGREED {
                break;
            }
        }
        bent
    }

    /// The middles of the finders, and where perspective puts the fourth corner of their square.
    fn pins(&self, layout: &Layout) -> [Pin; 4] {
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

/// The flat grid of a code.
pub(super) struct Fitted {
    pub(super) grid: Grid,
    /// What it was drawn through.
    pins: Pins,
    /// See [`bend::agreement`].
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

/// The share of modules of a timing line that are darker or lighter than their neighbours as they should
/// be: ½ by chance, and in any other version than the code's.
pub(super) fn beat(view: &GrayView<'_>, grid: &Homography, layout: &Layout, side: Side, dark: bool) -> f64 {
    let level = |i: usize| {
        let along = i as f64 + 0.5;
        view.brightness(match side {
            Side::Across => grid.at(along, 6.5),
            Side::Down => grid.at(6.5, along),
        })
    };
    // Its first and last neighbours are the finders' light frames, in step with it.
    let line = 8..layout.size() - 8;
    let count = line.len() as f64;
    let (mut before, mut here) = (level(line.start - 1), level(line.start));
    let mut kept = 0.0;
    for i in line {
        let after = level(i + 1);
        let lighter = here > (before + after) / 2.0;
        if lighter == ((i % 2 == 1) == dark) {
            kept += 1.0;
        }
        (before, here) = (here, after);
    }
    kept / count
}

/// Looks for an alignment pattern, dark, light, dark squares around each other, within `doubt` modules of
/// where the grid has it. Returns its middle, pixels.
fn seek(view: &GrayView<'_>, grid: &Homography, place: (f64, f64), doubt: f64, dark: bool) -> Option<Point> {
    let best =
        [(doubt, 0.4), (0.2, 0.2), (0.1, 0.1)]
            .into_iter()
            .fold(Likeness::NONE, |best, (reach, step)| {
                let count = (reach / step).round() as i32;
                let (from_u, from_v) = best.offset;
                let mut better = best;
                for i in -count..=count {
                    for j in -count..=count {
                        let offset = (from_u + f64::from(i) * step, from_v + f64::from(j) * step);
                        let here = Likeness::of(view, grid, place, offset, dark);
                        if here.score > better.score {
                            better = here;
                        }
                    }
                }
                better
            });
    let (u, v) = best.offset;
    (best.score > 6.0 && best.score > 0.3 * best.contrast).then(|| grid.at(place.0 + u, place.1 + v))
}

/// How much a place looks like an alignment pattern.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    /// Modules from where it was expected.
    offset: (f64, f64),
    /// How much brighter the light ring is than the dark squares, levels of 255, less for a long way.
    score: f64,
    /// Between the brightest and the darkest module, levels.
    contrast: f64,
}

impl Likeness {
    const NONE: Self = Self {
        offset: (0.0, 0.0),
        score: f64::NEG_INFINITY,
        contrast: 0.0,
    };

    fn of(view: &GrayView<'_>, grid: &Homography, place: (f64, f64), offset: (f64, f64), dark: bool) -> Self {
        let (u, v) = (place.0 + offset.0, place.1 + offset.1);
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        let (mut ring, mut squares) = (0.0, 0.0);
        for (column, du) in (-2..=2i32).zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
            for (row, dv) in (-2..=2i32).zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
                let value = view.brightness(grid.at(u + du, v + dv));
                low = low.min(value);
                high = high.max(value);
                if column.abs().max(row.abs()) == 1 {
                    ring += value;
                } else {
                    squares += value;
                }
            }
        }
        let difference = f64::from(ring / 8.0 - squares / 17.0);
        let score = if dark { difference } else { -difference };
        Self {
            offset,
            score: score * (1.0 - 0.03 * (offset.0 * offset.0 + offset.1 * offset.1).sqrt()),
            contrast: f64::from(high - low),
        }
    }
}
