//! Lays the grid of a code over the picture: from three finder patterns to a homography through every
//! alignment pattern that can be seen.

use super::corner::Corner;
use super::finder::{Finder, Probe};
use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayView;

/// Three finder patterns, and what their sizes tell of the perspective.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    centres: [Point; 3],
    /// How much farther away the upper right and the lower left finder are than the corner one; 1 = the same.
    depths: (f64, f64),
    /// Modules between the middles of two finder patterns, as measured.
    span: f64,
    dark: bool,
}

/// The two sides of a code along which its timing lines run.
#[derive(Debug, Clone, Copy)]
enum Side {
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
            (length / (near * far).sqrt(), (near / far).sqrt().clamp(0.6, 1.6))
        };
        let across = side(&corner.top_left, &corner.top_right);
        let down = side(&corner.top_left, &corner.bottom_left);
        Self {
            centres: corner.centres(),
            depths: (across.1, down.1),
            span: (across.0 + down.0) / 2.0,
            dark: corner.top_left.dark,
        }
    }

    /// The layouts that it can be, `most` of them, those whose timing lines beat best first, each with the
    /// frame's perspective mended by that beat. Most triples of chance have none.
    pub(super) fn layouts(&self, view: &GrayView<'_>, most: usize) -> Vec<(Self, Layout)> {
        // A span of 14 modules is version 1, each version has 4 more.
        let nearest = ((self.span - 10.0) / 4.0).round();
        let mut beating: Vec<(f64, Self, Layout)> = [0.0, 1.0, -1.0, 2.0, -2.0]
            .into_iter()
            .map(|offset| nearest + offset)
            .filter(|version| (1.0..=40.0).contains(version))
            .map(|version| Layout::new(version as u8))
            .map(|layout| {
                let (across, tuned) = self.tuned(view, &layout, Side::Across);
                let (down, tuned) = tuned.tuned(view, &layout, Side::Down);
                ((across + down) / 2.0, tuned, layout)
            })
            .filter(|(beat, ..)| *beat > 0.63)
            .collect();
        beating.sort_by(|a, b| b.0.total_cmp(&a.0));
        beating
            .into_iter()
            .map(|(_, frame, layout)| (frame, layout))
            .take(most)
            .collect()
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

    /// The share of modules of a timing line that are darker or lighter than their neighbours as they should
    /// be: ½ by chance, and in any other version than the code's.
    fn beat(&self, view: &GrayView<'_>, layout: &Layout, side: Side) -> f64 {
        let Some(grid) = Homography::through(&self.pins(layout)) else {
            return 0.0;
        };
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
            if lighter == ((i % 2 == 1) == self.dark) {
                kept += 1.0;
            }
            (before, here) = (here, after);
        }
        kept / count
    }

    /// The grid of a code of this layout, drawn through the three finders and the alignment patterns.
    pub(super) fn fit(&self, view: &GrayView<'_>, layout: &Layout) -> Option<Grid> {
        let mut pins = self.pins(layout);
        let mut grid = Homography::through(&pins)?;
        // The fourth pin only carries the perspective guessed; an alignment pattern knows better.
        let guess = pins.pop()?;
        let mut patterns: Vec<(f64, f64)> = layout
            .alignment_centres()
            .map(|(x, y)| (x as f64 + 0.5, y as f64 + 0.5))
            .collect();
        let finders = [
            (3.5, 3.5),
            (layout.size() as f64 - 3.5, 3.5),
            (3.5, layout.size() as f64 - 3.5),
        ];
        let remoteness = |place: &(f64, f64)| {
            finders
                .iter()
                .map(|f| (f.0 - place.0).hypot(f.1 - place.1))
                .fold(f64::INFINITY, f64::min)
        };
        patterns.sort_by(|a, b| remoteness(a).total_cmp(&remoteness(b)));

        // Outwards from the finders, the grid drawn anew after each pattern: so the search stays near.
        let mut found = 0;
        for place in &patterns {
            let doubt = 0.6 + 0.045 * remoteness(place) / f64::from(1 + found);
            if let Some(at) = seek(view, &grid, *place, doubt.min(4.0), self.dark) {
                pins.push(Pin { module: *place, at });
                found += 1;
                let mut held = pins.clone();
                if found < 3 {
                    held.push(guess);
                }
                grid = Homography::through(&held).unwrap_or(grid);
            }
        }
        // Once more, all from the good grid, each near its place: what was caught wrongly falls out.
        if found > 0 {
            pins.truncate(3);
            for place in &patterns {
                if let Some(at) = seek(view, &grid, *place, 0.75, self.dark) {
                    pins.push(Pin { module: *place, at });
                }
            }
            if pins.len() < 6 {
                pins.push(Pin {
                    module: guess.module,
                    at: grid.at(guess.module.0, guess.module.1),
                });
            }
            grid = Homography::through(&pins).unwrap_or(grid);
        }
        grid.is_sane(layout.size() as f64).then(|| grid.into())
    }

    /// The middles of the finders, and where perspective puts the fourth corner of their square.
    fn pins(&self, layout: &Layout) -> Vec<Pin> {
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
        .to_vec()
    }
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
            score: score * (1.0 - 0.03 * offset.0.hypot(offset.1)),
            contrast: f64::from(high - low),
        }
    }
}
