//! A code as one frame shows it, and the filter that takes that frame's blur back.

use super::MARGIN;
use crate::geometry::solve;

/// Half the side of a filter, modules.
const REACH: usize = 2;
const WIDTH: usize = 2 * REACH + 1;
const TAPS: usize = WIDTH * WIDTH;
/// Those, and a constant.
const TERMS: usize = TAPS + 1;
/// What keeps a filter from making much of what is hardly there, as a variance of levels.
const RIDGE: f64 = 0.02;

/// A code as one frame shows it.
#[derive(Default)]
pub(super) struct Shot {
    /// Darkness against the neighbourhood, the margin included.
    pub(super) level: Vec<f32>,
    /// How much each place is worth, 0 to 1.
    pub(super) worth: Vec<f32>,
    /// Darkness by its filter.
    pub(super) clear: Vec<f32>,
    /// How much it counts.
    pub(super) weight: f32,
}

impl Shot {
    /// Rows and columns whose surroundings lie inside.
    fn inner(side: usize) -> std::ops::Range<usize> {
        REACH..side.saturating_sub(REACH)
    }

    /// Learns its filter, and how well that does where every code is the same.
    pub(super) fn learn(&mut self, teacher: &[f32], side: usize) {
        let Some(filter) = self.filter(teacher, side) else {
            return;
        };
        filtered(&self.level, side, &filter, &mut self.clear);
        for (value, worth) in self.clear.iter_mut().zip(&self.worth) {
            *value *= worth;
        }
    }

    /// Least squares for the filter that makes what the teacher says of the levels, where he says something.
    #[expect(
        clippy::indexing_slicing,
        reason = "places stay a reach away from the raster's edge"
    )]
    fn filter(&self, teacher: &[f32], side: usize) -> Option<[f64; TERMS]> {
        let mut sums = [[0.0f32; TERMS]; TERMS];
        let mut right = [0.0f32; TERMS];
        let mut count = 0.0;
        let inside = MARGIN..side - MARGIN;
        let mut terms = [1.0f32; TERMS];
        for y in inside.clone() {
            for x in inside.clone() {
                let wanted = teacher[y * side + x];
                // Half of the believed teach as well as all.
                if wanted == 0.0 || (wanted.abs() < 1.0 && (x + y) % 2 == 1) {
                    continue;
                }
                let wanted = wanted.signum();
                for (line, terms) in terms[..TAPS].chunks_exact_mut(WIDTH).enumerate() {
                    let from = (y + line - REACH) * side + x - REACH;
                    terms.copy_from_slice(&self.level[from..from + WIDTH]);
                }
                for (a, &term) in terms.iter().enumerate() {
                    // One half; the other is its mirror image.
                    for (sum, other) in sums[a][a & !3..].iter_mut().zip(&terms[a & !3..]) {
                        *sum += term * other;
                    }
                    right[a] += term * wanted;
                }
                count += 1.0;
            }
        }
        let evidence = RIDGE * count + 1e-3;
        let mut normal = [[0.0f64; TERMS]; TERMS];
        for (a, row) in normal.iter_mut().enumerate() {
            for (b, value) in row.iter_mut().enumerate() {
                *value = f64::from(sums[a.min(b)][a.max(b)]);
            }
            row[a] += evidence;
        }
        let mut right = right.map(f64::from);
        right[TAPS / 2] += evidence;
        solve(normal, right)
    }
}

/// The stretch of row `y` that a tap of the filter sees, for all places of that row.
fn row(side: usize, y: usize, tap: usize) -> std::ops::Range<usize> {
    let start = (y + tap / WIDTH - REACH) * side + tap % WIDTH;
    start..start + side - 2 * REACH
}

/// `values` through a filter into `out`; the edge, a reach wide, stays 0.
#[expect(
    clippy::indexing_slicing,
    reason = "places stay a reach away from the raster's edge"
)]
fn filtered(values: &[f32], side: usize, filter: &[f64; TERMS], out: &mut Vec<f32>) {
    out.clear();
    out.resize(side * side, 0.0);
    let inner = Shot::inner(side);
    for y in inner.clone() {
        let to = y * side + REACH..y * side + REACH + inner.len();
        out[to.clone()].fill(filter[TAPS] as f32);
        for (tap, &weight) in filter.iter().take(TAPS).enumerate() {
            let weight = weight as f32;
            for (out, value) in out[to.clone()].iter_mut().zip(&values[row(side, y, tap)]) {
                *out += weight * value;
            }
        }
    }
}
