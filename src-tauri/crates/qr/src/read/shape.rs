//! Blurred finders with a turn and a slant each, and the three of them that can be one code's.

use super::fit::Pose;
use crate::geometry::Point;

/// A finder as a parallelogram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) centre: Point,
    /// A module along one of its sides, and along the other, to the right of it, pixels.
    pub(super) along: (f64, f64),
    pub(super) down: (f64, f64),
}

/// A finder seen through a blur.
#[derive(Debug, Clone, Copy)]
pub(super) struct DimFinder {
    pub(super) shape: Shape,
    /// How like a finder it is, −1 to 1.
    pub(super) like: f64,
    /// Its blur, standard deviation in modules.
    pub(super) blur: f64,
}

impl Shape {
    pub(super) fn at(&self, u: f64, v: f64) -> Point {
        self.centre.offset(
            self.along.0 * u + self.down.0 * v,
            self.along.1 * u + self.down.1 * v,
        )
    }

    /// About the pixels a module.
    pub(super) fn unit(&self) -> f64 {
        (self.along.0 * self.down.1 - self.along.1 * self.down.0)
            .abs()
            .sqrt()
    }

    pub(super) fn scaled(self, factor: f64) -> Self {
        Self {
            centre: self.centre.scaled(factor),
            along: (self.along.0 * factor, self.along.1 * factor),
            down: (self.down.0 * factor, self.down.1 * factor),
        }
    }

    /// The way to `to` in modules of this one: the longer part along one side, the shorter along the other.
    fn way(&self, to: Point) -> (f64, f64) {
        let (x, y) = self.centre.towards(to);
        let area = self.along.0 * self.down.1 - self.along.1 * self.down.0;
        let u = ((x * self.down.1 - y * self.down.0) / area).abs();
        let v = ((self.along.0 * y - self.along.1 * x) / area).abs();
        (u.max(v), u.min(v))
    }
}

/// Three of them as a code.
#[derive(Clone, Copy)]
pub(super) struct Triple {
    pub(super) pose: Pose,
    /// How little it is like a code: 0 = exactly that.
    pub(super) doubt: f64,
    /// Pixels a module, and the blur, pixels.
    pub(super) unit: f64,
    pub(super) blur: f64,
}

/// Of the likeliest so many, every three are looked at.
const MOST: usize = 48;
/// How far from its side the next finder may lie, of its distance.
const ASIDE: f64 = 0.3;
/// Modules between the middles of two finders.
const SPANS: std::ops::RangeInclusive<f64> = 11.0..=190.0;

/// The triples that can be a code, the likeliest first, into `triples` (cleared first), `most` at most.
pub(super) fn triples(finders: &mut [DimFinder], most: usize, triples: &mut Vec<Triple>) {
    triples.clear();
    finders.sort_unstable_by(|a, b| b.like.total_cmp(&a.like));
    let likeliest = finders.get(..MOST).unwrap_or(finders);
    for (i, corner) in likeliest.iter().enumerate() {
        for (j, right) in likeliest.iter().enumerate() {
            if i == j {
                continue;
            }
            if !(0.6..1.7).contains(&(corner.shape.unit() / right.shape.unit())) {
                continue;
            }
            let Some(across) = Span::of(&corner.shape, &right.shape) else {
                continue;
            };
            for (k, below) in likeliest.iter().enumerate() {
                if k == i || k == j {
                    continue;
                }
                triples.extend(Triple::of([corner, right, below], across));
            }
        }
    }
    triples.sort_unstable_by(|a, b| a.doubt.total_cmp(&b.doubt));
    triples.truncate(most);
}

/// The way from one finder to another of its code.
#[derive(Clone, Copy)]
struct Span {
    modules: f64,
    /// How much farther away its end is than its beginning.
    depth: f64,
    /// How far aside the ends lie, of the distance.
    aside: f64,
}

impl Span {
    fn of(from: &Shape, to: &Shape) -> Option<Self> {
        let (there, one) = from.way(to.centre);
        let (back, other) = to.way(from.centre);
        let span = Self {
            modules: (there * back).sqrt(),
            depth: (back / there).sqrt(),
            aside: (one / there).max(other / back),
        };
        let possible = span.aside < ASIDE
            && SPANS.contains(&span.modules)
            && (0.6..1.7).contains(&(span.depth * span.depth));
        possible.then_some(span)
    }
}

impl Triple {
    fn of(finders: [&DimFinder; 3], across: Span) -> Option<Self> {
        let shapes = finders.map(|finder| finder.shape);
        let [corner, right, below] = &shapes;
        let (a, b) = (
            corner.centre.towards(right.centre),
            corner.centre.towards(below.centre),
        );
        if a.0 * b.1 - a.1 * b.0 <= 0.0 {
            return None;
        }
        let down = Span::of(corner, below)?;
        let uneven = (across.modules / down.modules).ln().abs();
        let unit = shapes.iter().map(Shape::unit).sum::<f64>() / 3.0;
        let blur = finders.iter().map(|finder| finder.blur).sum::<f64>() / 3.0;
        let unlike = finders.iter().map(|finder| 1.0 - finder.like).sum::<f64>() / 3.0;
        (uneven < 0.25).then(|| Self {
            pose: Pose::of(
                shapes.map(|shape| shape.centre),
                (across.depth, down.depth),
                (across.modules, down.modules),
            ),
            doubt: unlike + uneven + 0.5 * (across.aside + down.aside),
            unit,
            blur: blur * unit,
        })
    }
}
