//! A code that has moved by less than a module: the perspective that leaves the least difference (Gauss–Newton, with the
//! mean of both pictures' slopes).

use super::super::fuse::MARGIN;
use super::super::grid::Grid;
use super::super::track::Track;
use super::{Follower, MIDDLE};
use crate::geometry::solve;
use crate::picture::GrayView;

/// A field that is like what is expected only when made so much fainter shows something else.
const FAINTEST: f32 = 0.05;
/// Of a code of more modules a side than this every second module tells where it is.
const THINNED: usize = 50;
/// A step is no longer than this, modules; what is farther away the next one reaches.
const LONGEST: f64 = 2.0;
/// A step that moves no corner farther than this is the last, modules.
const SETTLED: f64 = 0.03;

impl Follower {
    /// From `grid` in so many steps at most; none where what is expected is not seen.
    pub(super) fn fine(
        &mut self,
        view: &GrayView<'_>,
        track: &Track,
        mut grid: Grid,
        steps: usize,
    ) -> Option<Grid> {
        let size = track.layout.size();
        for _ in 0..steps {
            self.field.take(view, &grid, (size, MARGIN), track.dark, &MIDDLE);
            let gain = self.gain();
            if gain <= FAINTEST {
                return None;
            }
            let step = self.step(size, gain)?;
            let (next, farthest) = moved(&grid, size, &step)?;
            grid = next;
            if farthest < SETTLED {
                break;
            }
        }
        Some(grid)
    }

    /// What the field must be multiplied by to be as strong as what is expected.
    fn gain(&self) -> f32 {
        let (mut both, mut seen) = (0.0f64, 1e-6f64);
        for ((a, b), worth) in self.picture.iter().zip(&self.field.level).zip(&self.field.worth) {
            both += f64::from(a * b * worth);
            seen += f64::from(b * b * worth);
        }
        (both / seen) as f32
    }

    /// The change of perspective that takes the field nearest to what is expected: see [`moved`].
    #[expect(clippy::indexing_slicing, reason = "places stay inside the margin")]
    fn step(&self, size: usize, gain: f32) -> Option<[f64; 8]> {
        let side = size + 2 * MARGIN;
        let half = size as f64 / 2.0;
        let (level, picture, worth) = (&self.field.level, &self.picture, &self.field.worth);
        let mut sums = [[0.0f32; 8]; 8];
        let mut pulls = [0.0f32; 8];
        let thin = usize::from(size > THINNED);
        for y in MARGIN - 1..side - MARGIN + 1 {
            // Every second module, as on a chessboard, is enough of a large code.
            let first = MARGIN - 1 + (y & thin);
            for x in (first..side - MARGIN + 1).step_by(1 + thin) {
                let i = y * side + x;
                let weight = worth[i] * self.sure[i];
                if weight == 0.0 {
                    continue;
                }
                let slope = |step: usize| {
                    (gain * (level[i + step] - level[i - step]) + picture[i + step] - picture[i - step]) / 4.0
                };
                let (gu, gv) = (slope(1), slope(side));
                let place = |at: usize| (at as f32 + 0.5 - MARGIN as f32) / half as f32 - 1.0;
                let (u, v) = (place(x), place(y));
                let away = picture[i] - gain * level[i];
                let tilt = gu * u + gv * v;
                let row = [gu, gu * u, gu * v, gv, gv * u, gv * v, tilt * u, tilt * v];
                for (a, &term) in row.iter().enumerate() {
                    let term = term * weight;
                    for (sum, other) in sums[a].iter_mut().zip(&row) {
                        *sum += term * other;
                    }
                    pulls[a] += term * away;
                }
            }
        }
        let mut normal = sums.map(|row| row.map(f64::from));
        for (i, row) in normal.iter_mut().enumerate() {
            row[i] += 1e-3 * row[i] + 1e-9;
        }
        solve(normal, pulls.map(f64::from))
    }
}

/// A grid whose places are moved by `step` – a shift, a linear map and a tilt for places −1 to 1 of the code – and how
/// far the farthest of its corners went, modules.
fn moved(grid: &Grid, size: usize, step: &[f64; 8]) -> Option<(Grid, f64)> {
    let far = size as f64;
    let half = far / 2.0;
    let [su, uu, uv, sv, vu, vv, tu, tv] = step;
    let mut farthest = 0.0f64;
    let corners = [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|(u, v)| {
        let (a, b) = (u / half - 1.0, v / half - 1.0);
        let tilt = tu * a + tv * b;
        let du = (su + uu * a + uv * b + tilt * a).clamp(-LONGEST, LONGEST);
        let dv = (sv + vu * a + vv * b + tilt * b).clamp(-LONGEST, LONGEST);
        farthest = farthest.max(du.abs()).max(dv.abs());
        grid.at(u + du, v + dv)
    });
    Some((Grid::between(size, corners)?, farthest))
}
