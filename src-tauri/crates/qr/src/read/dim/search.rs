//! Places like a finder: the picture's correlation with one.

use super::kernel::Kernel;
use crate::picture::GrayView;

/// Places less like a finder than this are none.
const LIKE: f32 = 0.4;
/// Places kept of one size of a module.
const MOST: usize = 24;

/// Buffers to search in.
#[derive(Default)]
pub(super) struct Search {
    /// Of the rows that the kernel covers, the sums of each column's brightness, and of its squares.
    sums: Vec<u32>,
    squares: Vec<u32>,
    /// Two rows as far above the middle one as below, added up: the kernel is the same for both.
    folded: Vec<f32>,
    line: Vec<f32>,
    scores: Vec<f32>,
    /// How like a finder it is, and its column and row.
    places: Vec<(f32, usize, usize)>,
}

impl Search {
    /// The places most like a finder of this kernel's size, the likeliest first.
    pub(super) fn places(&mut self, view: &GrayView<'_>, kernel: &Kernel) -> &[(f32, usize, usize)] {
        self.score(view, kernel);
        self.peaks(view.width());
        &self.places
    }

    /// How like a finder each place of the picture is, −1 to 1.
    fn score(&mut self, view: &GrayView<'_>, kernel: &Kernel) {
        let (width, height, reach) = (view.width(), view.height(), kernel.reach);
        self.scores.clear();
        self.scores.resize(width * height, 0.0);
        let taps = 2 * reach + 1;
        if width <= taps || height <= taps {
            return;
        }
        self.sums.clear();
        self.sums.resize(width, 0);
        self.squares.clear();
        self.squares.resize(width, 0);
        for y in 0..height {
            self.slide(view, y, taps);
            if y + 1 >= taps {
                self.correlate(view, kernel, y - reach);
                self.score_row((y - reach) * width, width, reach);
            }
        }
    }

    /// Takes row `y` into the columns' sums, and the one that is no longer among `taps` out.
    fn slide(&mut self, view: &GrayView<'_>, y: usize, taps: usize) {
        for (row, enters) in [(y, true), (y.wrapping_sub(taps), false)] {
            if row >= view.height() {
                continue;
            }
            let columns = self.sums.iter_mut().zip(&mut self.squares);
            for ((sum, square), &value) in columns.zip(view.row(row)) {
                let value = u32::from(value);
                if enters {
                    *sum += value;
                    *square += value * value;
                } else {
                    *sum -= value;
                    *square -= value * value;
                }
            }
        }
    }

    /// The picture times the kernel around each place of row `middle`, into `line`.
    fn correlate(&mut self, view: &GrayView<'_>, kernel: &Kernel, middle: usize) {
        let taps = 2 * kernel.reach + 1;
        self.line.clear();
        self.line.resize(view.width() - 2 * kernel.reach, 0.0);
        for (away, row) in kernel.rows.iter().enumerate().take(kernel.reach + 1) {
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
                let from = self.folded.get(tap..).unwrap_or_default();
                for (sum, value) in self.line.iter_mut().zip(from) {
                    *sum += weight * value;
                }
            }
        }
    }

    /// The scores of the row that begins at `start`: the line, against the contrast around each place.
    #[expect(clippy::indexing_slicing, reason = "rows are as long as the picture is wide")]
    fn score_row(&mut self, start: usize, width: usize, reach: usize) {
        let taps = 2 * reach + 1;
        let count = (taps * taps) as f32;
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
                self.scores[start + x - reach] = score;
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
}
