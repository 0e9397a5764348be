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

/// Of the likeliest finder patterns, this many, every three are looked at: the largest codes have decoys between
/// their own.
const MOST_COMBINED: usize = 28;

/// Of all the others each is taken for a corner beside so many of the nearest.
const NEIGHBOURS: usize = 14;

/// Triples kept of one finder pattern as the corner, so that none keeps another from its turn.
const MOST_OF_ONE: usize = 8;

/// The triples that can be a code, the squarest first, into `corners` (cleared first), `most` at most.
pub(super) fn find(finders: &[Finder], most: usize, corners: &mut Vec<Corner>) {
    corners.clear();
    let likeliest = finders.get(..MOST_COMBINED).unwrap_or(finders);
    for (i, a) in likeliest.iter().enumerate() {
        for (j, b) in likeliest.iter().enumerate().skip(i + 1) {
            for c in likeliest.iter().skip(j + 1) {
                corners.extend(
                    [[a, b, c], [b, c, a], [c, a, b]]
                        .into_iter()
                        .filter_map(Corner::of),
                );
            }
        }
    }
    if finders.len() > likeliest.len() {
        for i in 0..finders.len() {
            beside(finders, i, corners);
        }
    }
    let squarer = |a: &Corner, b: &Corner| a.oddness.total_cmp(&b.oddness);
    if corners.len() > most {
        corners.select_nth_unstable_by(most, squarer);
        corners.truncate(most);
    }
    corners.sort_unstable_by(squarer);
}

/// Adds the squarest triples whose corner is the finder pattern numbered `i`.
fn beside(finders: &[Finder], i: usize, corners: &mut Vec<Corner>) {
    let Some(corner) = finders.get(i) else { return };
    let mut near = [(f64::INFINITY, i); NEIGHBOURS];
    for (j, other) in finders.iter().enumerate() {
        let distance = corner.centre.distance(other.centre);
        let possible = other.dark == corner.dark
            && (0.4..2.5).contains(&(other.unit / corner.unit))
            && (NEAREST..=FARTHEST).contains(&(distance / corner.unit.max(other.unit)));
        let farthest = near.iter_mut().max_by(|a, b| a.0.total_cmp(&b.0));
        match farthest {
            Some(farthest) if possible && distance < farthest.0 => *farthest = (distance, j),
            _ => {}
        }
    }
    let begun = corners.len();
    for (at, &(_, j)) in near.iter().enumerate() {
        for &(_, k) in near.iter().skip(at + 1) {
            if j == i || k == i || [i, j, k].iter().all(|&n| n < MOST_COMBINED) {
                continue;
            }
            let (Some(b), Some(c)) = (finders.get(j), finders.get(k)) else {
                continue;
            };
            corners.extend(Corner::of([corner, b, c]));
        }
    }
    if let Some(own) = corners.get_mut(begun..) {
        // On a page of codes in rank and file its neighbours' finders make squares too, but larger ones.
        let rank = |one: &Corner| {
            let [corner, right, below] = one.centres();
            one.oddness + 0.1 * (corner.distance(right) + corner.distance(below)).ln()
        };
        own.sort_unstable_by(|a, b| rank(a).total_cmp(&rank(b)));
    }
    corners.truncate(begun + MOST_OF_ONE);
}

/// Modules from the middle of a finder pattern to the next one of the code: a diagonal section of one is up to 1.4
/// times its straight one, hence wider than 14 to 170.
const NEAREST: f64 = 8.0;
const FARTHEST: f64 = 260.0;

impl Corner {
    /// Three finder patterns as one code's, the first in its corner: seen from far aside, that need not be opposite
    /// the longest side.
    fn of([corner, one, other]: [&Finder; 3]) -> Option<Self> {
        if corner.dark != one.dark || one.dark != other.dark {
            return None;
        }
        let (to_one, to_other) = (
            corner.centre.towards(one.centre),
            corner.centre.towards(other.centre),
        );
        let turn = to_one.0 * to_other.1 - to_one.1 * to_other.0;
        let (top_right, bottom_left) = if turn > 0.0 {
            (*one, *other)
        } else {
            (*other, *one)
        };

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
        let possible = largest / smallest < 2.6
            && slant < 0.85
            && sides < 3.5
            && (NEAREST..=FARTHEST).contains(&(across / unit))
            && (NEAREST..=FARTHEST).contains(&(down / unit));
        possible.then(|| Self {
            top_left: *corner,
            top_right,
            bottom_left,
            oddness: 2.0 * slant
                + (largest / smallest).ln()
                + sides.ln()
                + [*corner, top_right, bottom_left]
                    .iter()
                    .map(Finder::doubt)
                    .sum::<f64>(),
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
