//! Lays the grid of a code over the picture: from three finder patterns to a homography through every
//! alignment pattern that can be seen.

use super::corner::Corner;
use super::finder::{Finder, Probe};
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
                    .map(|(_, unit)| unit)
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

    /// The versions that it can be, the likeliest first.
    pub(super) fn versions(&self, most: usize) -> impl Iterator<Item = u8> + use<> {
        // A span of 14 modules is version 1, each version has 4 more.
        let measured = (self.span - 10.0) / 4.0;
        let nearest = measured.round();
        let beyond = if measured > nearest { 1.0 } else { -1.0 };
        [0.0, beyond, -beyond, 2.0 * beyond, -2.0 * beyond]
            .into_iter()
            .map(move |offset| nearest + offset)
            .filter(|version| (1.0..=40.0).contains(version))
            .map(|version| version as u8)
            .take(most)
    }

    /// The grid of a code of this layout, drawn through the three finders and the alignment patterns.
    pub(super) fn fit(&self, view: &GrayView<'_>, layout: &Layout) -> Option<Homography> {
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
        grid.is_sane(layout.size() as f64).then_some(grid)
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
