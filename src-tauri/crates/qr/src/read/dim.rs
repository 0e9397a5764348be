//! Finder patterns so blurred that no edge is left inside: a dark core in grey, and light around it.
//!
//! Whole finders are looked for, as blur makes them of whichever turn (the picture's correlation with one that is as
//! round as all turns together), and each place is then fitted by a finder turned, stretched and slanted.

use super::shape::Shape;
use crate::geometry::Point;
use crate::picture::GrayView;

/// Sizes of a module that are looked for in a picture at one size, pixels.
const UNITS: [f32; 3] = [1.15, 1.45, 1.85];
/// The blur by which finders are looked for, standard deviation in modules.
const BLUR: f32 = 0.65;
/// The blurs by which they are fitted.
const BLURS: [f32; 4] = [0.35, 0.5, 0.65, 0.8];
/// How far from its middle a finder and the light around it reach, modules.
const REACH: f32 = 4.6;
/// Taps on either side of the middle one at most.
const MOST_TAPS: usize = 8;
/// Places less like a finder than this are none.
const LIKE: f32 = 0.4;
/// Places fitted of one size of a module.
const MOST: usize = 24;

/// Modules across and down by which a finder is fitted.
const SEEN: usize = 9;
/// Samples a module, across and down.
const PLACES: usize = 2;
const SIDE: usize = SEEN * PLACES;
const SAMPLES: usize = SIDE * SIDE;
/// Fitted worse than this it is none.
const FITTED: f32 = 0.6;

/// Looks for them; keeps its buffers.
pub(super) struct Dim {
    kernels: [Kernel; UNITS.len()],
    blurred: [[f32; SAMPLES]; BLURS.len()],
    sums: Vec<u32>,
    squares: Vec<u32>,
    folded: Vec<f32>,
    line: Vec<f32>,
    scores: Vec<f32>,
    places: Vec<(f32, usize, usize)>,
}

/// A round finder, a pixel a tap, of mean 0 and length 1.
#[derive(Clone, Copy)]
struct Kernel {
    reach: usize,
    /// Rows from the middle one down.
    rows: [[f32; 2 * MOST_TAPS + 1]; MOST_TAPS + 1],
}

/// The darkness, −1 to 1, at (u, v) modules from the middle of a finder on light ground.
fn darkness(u: f32, v: f32, sigma: f32) -> f32 {
    let step = |z: f32| 1.0 / (1.0 + (-1.702 * z / sigma).exp());
    let bar = |half: f32, at: f32| step(at + half) - step(at - half);
    let square = |half: f32| bar(half, u) * bar(half, v);
    2.0 * (square(3.5) - square(2.5) + square(1.5)) - 1.0
}

impl Kernel {
    fn new(unit: f32) -> Self {
        const TURNS: usize = 8;
        let reach = ((REACH * unit) as usize).min(MOST_TAPS);
        let mut rows = [[0.0f32; 2 * MOST_TAPS + 1]; MOST_TAPS + 1];
        let radius = |x: usize, y: usize| (x as f32 - reach as f32).hypot(y as f32) / unit;
        let inside = |x: usize, y: usize| x <= 2 * reach && y <= reach && radius(x, y) <= REACH;
        // All rows but the middle one stand for two.
        let weight = |y: usize| if y == 0 { 1.0 } else { 2.0 };
        let (mut sum, mut count) = (0.0, 0.0);
        for (y, row) in rows.iter_mut().enumerate() {
            for (x, tap) in row.iter_mut().enumerate().filter(|(x, _)| inside(*x, y)) {
                let at = radius(x, y);
                for turn in 0..TURNS {
                    let angle = (turn as f32 + 0.5) / TURNS as f32 * std::f32::consts::FRAC_PI_2;
                    *tap += darkness(at * angle.cos(), at * angle.sin(), BLUR) / TURNS as f32;
                }
                sum += weight(y) * *tap;
                count += weight(y);
            }
        }
        let mut square = 0.0;
        for (y, row) in rows.iter_mut().enumerate() {
            for (_, tap) in row.iter_mut().enumerate().filter(|(x, _)| inside(*x, y)) {
                *tap -= sum / count;
                square += weight(y) * *tap * *tap;
            }
        }
        let length = square.sqrt();
        rows.iter_mut().flatten().for_each(|tap| *tap /= length);
        Self { reach, rows }
    }
}

impl Default for Dim {
    fn default() -> Self {
        let blurred = BLURS.map(|sigma| {
            let mut samples = [0.0; SAMPLES];
            for (at, sample) in samples.iter_mut().enumerate() {
                let (u, v) = place(at);
                *sample = darkness(u, v, sigma);
            }
            normalized(&mut samples);
            samples
        });
        Self {
            kernels: UNITS.map(Kernel::new),
            blurred,
            sums: Vec::new(),
            squares: Vec::new(),
            folded: Vec::new(),
            line: Vec::new(),
            scores: Vec::new(),
            places: Vec::new(),
        }
    }
}

/// Where a sample lies, modules from the middle of a finder.
fn place(sample: usize) -> (f32, f32) {
    let along = |i: usize| (i as f32 + 0.5) / PLACES as f32 - SEEN as f32 / 2.0;
    (along(sample % SIDE), along(sample / SIDE))
}

/// Mean 0 and length 1; false where all are the same.
fn normalized(values: &mut [f32; SAMPLES]) -> bool {
    let mean = values.iter().sum::<f32>() / SAMPLES as f32;
    values.iter_mut().for_each(|value| *value -= mean);
    let length = values.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length < 4.0 {
        values.iter_mut().for_each(|value| *value = 0.0);
        return false;
    }
    values.iter_mut().for_each(|value| *value /= length);
    true
}

impl Dim {
    /// Finders of `view` whose modules are one to two pixels, added to `shapes`, their places times `factor`.
    pub(super) fn find(&mut self, view: &GrayView<'_>, factor: f64, shapes: &mut Vec<Shape>) {
        for at in 0..UNITS.len() {
            self.find_of(view, at, factor, shapes);
        }
    }

    /// The same of one of the sizes of a module.
    pub(super) fn find_of(&mut self, view: &GrayView<'_>, unit: usize, factor: f64, shapes: &mut Vec<Shape>) {
        let unit = unit % UNITS.len();
        let (Some(&kernel), Some(&unit)) = (self.kernels.get(unit), UNITS.get(unit)) else {
            return;
        };
        self.score(view, &kernel);
        let width = view.width();
        self.peaks(width);
        for at in 0..self.places.len() {
            let Some(&(_, x, y)) = self.places.get(at) else {
                break;
            };
            let middle = Point {
                x: x as f64 + 0.5,
                y: y as f64 + 0.5,
            };
            if let Some(shape) = self.fit(view, middle, f64::from(unit)) {
                let shape = shape.scaled(factor);
                let near = |known: &&mut Shape| {
                    let (one, other) = (known.unit(), shape.unit());
                    // A core alone looks like a small finder: which it is, the other two tell.
                    one.max(other) < 1.35 * one.min(other)
                        && known.centre.distance(shape.centre) < 2.5 * one.max(other)
                };
                match shapes.iter_mut().find(near) {
                    Some(known) if known.like < shape.like => *known = shape,
                    Some(_) => {}
                    None => shapes.push(shape),
                }
            }
        }
    }

    /// How like a finder each place of the picture is, −1 to 1.
    #[expect(clippy::indexing_slicing, reason = "rows are as long as the picture is wide")]
    fn score(&mut self, view: &GrayView<'_>, kernel: &Kernel) {
        let (width, height, reach) = (view.width(), view.height(), kernel.reach);
        self.scores.clear();
        self.scores.resize(width * height, 0.0);
        let taps = 2 * reach + 1;
        if width <= taps || height <= taps {
            return;
        }
        let count = (taps * taps) as f32;
        self.sums.clear();
        self.sums.resize(width, 0);
        self.squares.clear();
        self.squares.resize(width, 0);
        for y in 0..height {
            for (sums, sign) in [(y, true), (y.wrapping_sub(taps), false)] {
                if sums >= height {
                    continue;
                }
                let columns = self.sums.iter_mut().zip(&mut self.squares);
                for ((sum, square), &value) in columns.zip(view.row(sums)) {
                    let value = u32::from(value);
                    if sign {
                        *sum += value;
                        *square += value * value;
                    } else {
                        *sum -= value;
                        *square -= value * value;
                    }
                }
            }
            if y + 1 < taps {
                continue;
            }
            let middle = y - reach;
            self.line.clear();
            self.line.resize(width - 2 * reach, 0.0);
            for (away, row) in kernel.rows.iter().enumerate().take(reach + 1) {
                self.folded.clear();
                let (above, below) = (view.row(middle - away), view.row(middle + away));
                if away == 0 {
                    self.folded.extend(above.iter().map(|&value| f32::from(value)));
                } else {
                    let pairs = above.iter().zip(below);
                    self.folded
                        .extend(pairs.map(|(&a, &b)| f32::from(a) + f32::from(b)));
                }
                for (tap, &weight) in row.iter().enumerate().take(taps) {
                    if weight == 0.0 {
                        continue;
                    }
                    for (sum, value) in self.line.iter_mut().zip(&self.folded[tap..]) {
                        *sum += weight * value;
                    }
                }
            }
            let (mut sum, mut square) = (0u32, 0u32);
            for x in 0..width {
                sum += self.sums[x];
                square += self.squares[x];
                if x >= taps {
                    sum -= self.sums[x - taps];
                    square -= self.squares[x - taps];
                }
                if x + 1 >= taps {
                    let mean = sum as f32 / count;
                    let power = square as f32 - mean * mean * count;
                    // What is fainter than the grain is nothing.
                    let score = -self.line[x + 1 - taps] / (power.max(0.0) + 4.0 * count).sqrt();
                    self.scores[middle * width + x - reach] = score;
                }
            }
        }
    }

    /// The places most like a finder, none beside a better one.
    #[expect(
        clippy::indexing_slicing,
        reason = "the first and the last row and column are left out"
    )]
    fn peaks(&mut self, width: usize) {
        self.places.clear();
        let scores = &self.scores;
        for at in width + 1..scores.len().saturating_sub(width + 1) {
            let score = scores[at];
            if score < LIKE {
                continue;
            }
            let around = [
                at - width - 1,
                at - width,
                at - width + 1,
                at - 1,
                at + 1,
                at + width - 1,
                at + width,
                at + width + 1,
            ];
            if around.iter().all(|&other| scores[other] <= score) {
                self.places.push((score, at % width, at / width));
            }
        }
        self.places.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        self.places.truncate(MOST);
    }

    /// The finder near `middle`, whose modules are about `unit` pixels.
    fn fit(&self, view: &GrayView<'_>, middle: Point, unit: f64) -> Option<Shape> {
        let turned = |turn: u32| {
            let (sin, cos) = (f64::from(turn) * std::f64::consts::FRAC_PI_8 / 2.0).sin_cos();
            let mut shape = Shape {
                centre: middle,
                along: (unit * cos, unit * sin),
                down: (-unit * sin, unit * cos),
                like: 0.0,
                blur: 0.0,
            };
            self.compare(view, &mut shape);
            shape
        };
        let mut best = (0..8).map(turned).max_by(|a, b| a.like.total_cmp(&b.like))?;
        // Shifts first, then turn and size, then slants.
        for step in [0.5, 0.3, 0.15, 0.08, 0.04] {
            if step < 0.3 && best.like < 0.8 * f64::from(FITTED) {
                return None;
            }
            for way in 0..6 {
                for sign in [step, -step] {
                    let mut other = best;
                    let (a, b) = (best.along, best.down);
                    let grow = sign * 0.4;
                    match way {
                        0 => other.centre = best.centre.offset(a.0 * sign, a.1 * sign),
                        1 => other.centre = best.centre.offset(b.0 * sign, b.1 * sign),
                        2 => {
                            other.along = (a.0 * (1.0 + grow), a.1 * (1.0 + grow));
                            other.down = (b.0 * (1.0 + grow), b.1 * (1.0 + grow));
                        }
                        3 => {
                            other.along = (a.0 + grow * b.0, a.1 + grow * b.1);
                            other.down = (b.0 - grow * a.0, b.1 - grow * a.1);
                        }
                        4 => other.along = (a.0 * (1.0 + grow), a.1 * (1.0 + grow)),
                        _ => other.along = (a.0 + grow * b.0, a.1 + grow * b.1),
                    }
                    self.compare(view, &mut other);
                    if other.like > best.like {
                        best = other;
                    }
                }
            }
        }
        (best.like > f64::from(FITTED)).then_some(best)
    }

    fn compare(&self, view: &GrayView<'_>, shape: &mut Shape) {
        let mut seen = [0.0; SAMPLES];
        for (at, seen) in seen.iter_mut().enumerate() {
            let (u, v) = place(at);
            *seen = -view.brightness(shape.at(f64::from(u), f64::from(v)));
        }
        shape.like = -1.0;
        if !normalized(&mut seen) {
            return;
        }
        for (blurred, blur) in self.blurred.iter().zip(BLURS) {
            let like: f32 = blurred.iter().zip(&seen).map(|(a, b)| a * b).sum();
            if f64::from(like) > shape.like {
                shape.like = f64::from(like);
                shape.blur = f64::from(blur);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::blurred;
    use crate::read::scale::{Scale, Scales};

    #[test]
    fn finders_without_edges_are_found_and_fitted() {
        let (picture, grid, layout) = blurred::code(3, 0.7);
        let far = layout.size() as f64 - 3.5;
        let mut scales = Scales::default();
        let half = scales.view(&picture.view(), Scale::Half).unwrap();
        let mut shapes = Vec::new();
        Dim::default().find(&half, 2.0, &mut shapes);
        for (u, v) in [(3.5, 3.5), (far, 3.5), (3.5, far)] {
            let middle = grid.at(u, v);
            let best = shapes
                .iter()
                .filter(|shape| shape.centre.distance(middle) < 1.5 && (2.0..4.0).contains(&shape.unit()))
                .map(|shape| shape.like)
                .fold(0.0, f64::max);
            assert!(best > 0.75, "{best} at {u}, {v}");
        }
    }
}
