//! Which three finder patterns belong to one code, and which of them is its corner.

use super::finder::Finder;
use crate::geometry::Point;

/// Three finder patterns that may be those of one code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corner {
    pub(super) top_left: Finder,
    pub(super) top_right: Finder,
    pub(super) bottom_left: Finder,
    /// How far it is from a square seen straight on; 0 = exactly that.
    pub(super) oddness: f64,
}

/// Only this many finder patterns are combined: their triples grow with the cube.
const MOST_COMBINED: usize = 28;

/// The triples that can be a code, the squarest first, into `corners` (cleared first), `most` at most.
pub(super) fn find(finders: &[Finder], most: usize, corners: &mut Vec<Corner>) {
    corners.clear();
    let finders = finders.get(..MOST_COMBINED).unwrap_or(finders);
    for (i, a) in finders.iter().enumerate() {
        for (j, b) in finders.iter().enumerate().skip(i + 1) {
            for c in finders.iter().skip(j + 1) {
                corners.extend(Corner::of(*a, *b, *c));
            }
        }
    }
    corners.sort_by(|a, b| a.oddness.total_cmp(&b.oddness));
    corners.truncate(most);
}

impl Corner {
    fn of(a: Finder, b: Finder, c: Finder) -> Option<Self> {
        if a.dark != b.dark || b.dark != c.dark {
            return None;
        }
        // The corner is opposite the longest side.
        let (ab, bc, ca) = (
            a.centre.distance(b.centre),
            b.centre.distance(c.centre),
            c.centre.distance(a.centre),
        );
        let (corner, one, other) = if bc >= ab && bc >= ca {
            (a, b, c)
        } else if ca >= ab {
            (b, c, a)
        } else {
            (c, a, b)
        };
        let (to_one, to_other) = (
            corner.centre.towards(one.centre),
            corner.centre.towards(other.centre),
        );
        let turn = to_one.0 * to_other.1 - to_one.1 * to_other.0;
        let (top_right, bottom_left) = if turn > 0.0 { (one, other) } else { (other, one) };

        let (across, down) = (
            corner.centre.distance(top_right.centre),
            corner.centre.distance(bottom_left.centre),
        );
        let units = [corner.unit, top_right.unit, bottom_left.unit];
        let smallest = units.into_iter().fold(f64::INFINITY, f64::min);
        let largest = units.into_iter().fold(0.0, f64::max);
        let unit = units.iter().sum::<f64>() / 3.0;
        let slant = (to_one.0 * to_other.0 + to_one.1 * to_other.1).abs() / (across * down);
        let sides = across.max(down) / across.min(down);
        // A finder's diagonal section is up to 1.4 times its straight one, hence the wide bounds.
        let possible = largest / smallest < 2.2
            && slant < 0.6
            && sides < 2.5
            && (8.0..=260.0).contains(&(across / unit))
            && (8.0..=260.0).contains(&(down / unit));
        possible.then(|| Self {
            top_left: corner,
            top_right,
            bottom_left,
            oddness: slant
                + (largest / smallest).ln()
                + sides.ln()
                + [corner, top_right, bottom_left]
                    .iter()
                    .map(Finder::doubt)
                    .sum::<f64>(),
        })
    }

    /// Whether one of its finder patterns stands at one of `places`, given in pixels of a picture of which one
    /// of ours is `factor`.
    pub(super) fn touches(&self, places: &[Point], factor: f64) -> bool {
        [self.top_left, self.top_right, self.bottom_left]
            .iter()
            .any(|finder| {
                places
                    .iter()
                    .any(|place| place.distance(finder.centre.scaled(factor)) < 2.0 * finder.unit * factor)
            })
    }

    /// The three: top left, top right, bottom left.
    pub(super) fn finders(&self) -> [Finder; 3] {
        [self.top_left, self.top_right, self.bottom_left]
    }

    /// Their middles, in that order.
    pub(super) fn centres(&self) -> [Point; 3] {
        [
            self.top_left.centre,
            self.top_right.centre,
            self.bottom_left.centre,
        ]
    }
}
