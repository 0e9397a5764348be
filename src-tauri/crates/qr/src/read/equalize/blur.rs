//! What the optics, the hand and the sensor make of one dark module among light ones.

use super::{EDGE, PLANES, REACH, WIDTH, place};
use crate::geometry::solve;
use crate::read::samples::MARGIN;

/// The modules whose light reaches a sample.
const TAPS: usize = WIDTH * WIDTH;
/// They and a constant.
const TERMS: usize = TAPS + 1;
/// A finder and the light around it: in so many modules from a corner all that reaches a sample is known.
const FINDER: usize = 8;

/// For every place in a module, how much of its light comes from each module around, and the noise.
#[derive(Clone)]
pub(in crate::read) struct Blur {
    taps: [[f32; TERMS]; PLANES],
    /// Variance of what is seen around what is expected.
    pub(super) noise: f32,
}

impl Default for Blur {
    fn default() -> Self {
        Self::gaussian(Spread {
            across: 0.1,
            slanting: 0.0,
            down: 0.1,
        })
    }
}

/// The covariance of a Gaussian, modules².
#[derive(Clone, Copy)]
struct Spread {
    across: f64,
    slanting: f64,
    down: f64,
}

impl Spread {
    fn round(sigma: f64) -> Self {
        Self {
            across: sigma * sigma,
            slanting: 0.0,
            down: sigma * sigma,
        }
    }

    /// Wider by `more` in the direction of `angle`, radians.
    fn stretched(self, angle: f64, more: f64) -> Option<Self> {
        let (sin, cos) = angle.sin_cos();
        let spread = Self {
            across: self.across + more * cos * cos,
            slanting: self.slanting + more * cos * sin,
            down: self.down + more * sin * sin,
        };
        (spread.across > 0.02 && spread.down > 0.02 && spread.determinant() > 1e-3).then_some(spread)
    }

    fn determinant(self) -> f64 {
        self.across * self.down - self.slanting * self.slanting
    }

    /// The density at (u, v), but for a factor.
    fn density(self, u: f64, v: f64) -> f64 {
        let square = self.down * u * u - 2.0 * self.slanting * u * v + self.across * v * v;
        (-0.5 * square / self.determinant()).exp()
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "planes and beliefs are as large as the code with its margins, and every index is counted from them"
)]
impl Blur {
    fn gaussian(spread: Spread) -> Self {
        /// Points a module's area is taken for, across and down.
        const POINTS: usize = 4;
        let mut taps = [[0.0; TERMS]; PLANES];
        for (plane, taps) in taps.iter_mut().enumerate() {
            let (du, dv) = place(plane);
            let mut density = [0.0; TAPS];
            for (tap, density) in density.iter_mut().enumerate() {
                let corner = |i: usize| i as f64 - REACH as f64;
                let (left, top) = (corner(tap % WIDTH) - du, corner(tap / WIDTH) - dv);
                for point in 0..POINTS * POINTS {
                    let along = |i: usize| (i as f64 + 0.5) / POINTS as f64;
                    *density += spread.density(left + along(point % POINTS), top + along(point / POINTS));
                }
            }
            let all: f64 = density.iter().sum();
            for (tap, density) in taps.iter_mut().zip(density) {
                *tap = (density / all) as f32;
            }
        }
        Self { taps, noise: 0.1 }
    }

    /// The Gaussian of a standard deviation, modules.
    pub(in crate::read) fn round(sigma: f64) -> Self {
        Self::gaussian(Spread::round(sigma))
    }

    /// What a sample of `plane` is expected to be, of the modules `around` it, in columns and rows from its own.
    pub(in crate::read) fn of(&self, plane: usize, around: impl Fn(i32, i32) -> f32) -> f32 {
        let reach = REACH as i32;
        let module = |at: usize| around((at % WIDTH) as i32 - reach, (at / WIDTH) as i32 - reach);
        self.taps(plane)
            .iter()
            .enumerate()
            .map(|(at, tap)| tap * module(at))
            .sum()
    }

    /// The taps of a plane, row by row, without its constant.
    pub(super) fn taps(&self, plane: usize) -> &[f32] {
        &self.taps[plane][..TAPS]
    }

    /// The variance of a sample of modules dark and light by chance.
    pub(super) fn power(&self) -> f32 {
        let square = |taps: &[f32; TERMS]| taps[..TAPS].iter().map(|tap| tap * tap).sum::<f32>();
        self.taps.iter().map(square).sum::<f32>() / PLANES as f32
    }

    /// What a sample of `plane` is expected to be, whose module is in the middle of the square of beliefs that
    /// begins at `start`, in rows of `wide`.
    #[inline]
    pub(super) fn expected(&self, plane: usize, belief: &[f32], start: usize, wide: usize) -> f32 {
        let taps = &self.taps[plane];
        let mut sum = taps[TAPS];
        for row in 0..WIDTH {
            let line = &belief[start + row * wide..start + row * wide + WIDTH];
            for (tap, belief) in taps[row * WIDTH..(row + 1) * WIDTH].iter().zip(line) {
                sum += tap * belief;
            }
        }
        sum
    }

    /// What all samples of a code of `size` modules are expected to be, into `expected`.
    pub(super) fn spread(&self, belief: &[f32], size: usize, expected: &mut [Vec<f32>; PLANES]) {
        let (side, wide) = (size + 2 * MARGIN, size + 2 * EDGE);
        for (plane, expected) in expected.iter_mut().enumerate() {
            expected.clear();
            for y in 0..side {
                expected.extend((0..side).map(|x| self.expected(plane, belief, y * wide + x, wide)));
            }
        }
    }

    /// Becomes the Gaussian that explains the three finders best, each in a light of its own. Returns the share of
    /// their light that it does not explain, 0 to 1.
    pub(super) fn fit_finders(
        &mut self,
        raw: &[Vec<f32>; PLANES],
        belief: &[f32],
        known: &[bool],
        size: usize,
    ) -> f64 {
        let unexplained = |blur: &Self| {
            let far = size + 2 * MARGIN - FINDER - MARGIN;
            let share: f64 = [(0, 0), (far, 0), (0, far)]
                .into_iter()
                .map(|corner| blur.unexplained(corner, raw, belief, known, size))
                .sum();
            share / 3.0
        };
        let mut best = (f64::INFINITY, Spread::round(0.3), Self::default());
        let consider = |spread: Spread, best: &mut (f64, Spread, Self)| {
            let blur = Self::gaussian(spread);
            let share = unexplained(&blur);
            if share < best.0 {
                *best = (share, spread, blur);
            }
        };
        for step in 0..12 {
            consider(Spread::round(0.2 + 0.1 * f64::from(step)), &mut best);
        }
        // A shaking hand blurs one way more than the other.
        for _ in 0..2 {
            let middle = best.1;
            for way in 0..8 {
                let angle = f64::from(way) * std::f64::consts::FRAC_PI_8;
                for more in [-0.15, -0.05, 0.05, 0.15, 0.4, 0.8] {
                    if let Some(spread) = middle.stretched(angle, more) {
                        consider(spread, &mut best);
                    }
                }
            }
        }
        *self = best.2;
        best.0
    }

    /// The share of the light around one finder that is not a multiple of what is expected and a constant.
    fn unexplained(
        &self,
        corner: (usize, usize),
        raw: &[Vec<f32>; PLANES],
        belief: &[f32],
        known: &[bool],
        size: usize,
    ) -> f64 {
        let (side, wide) = (size + 2 * MARGIN, size + 2 * EDGE);
        let (mut count, mut e, mut r, mut ee, mut er, mut rr) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for y in corner.1..corner.1 + FINDER + MARGIN {
            for x in corner.0..corner.0 + FINDER + MARGIN {
                let start = y * wide + x;
                let all_known = (0..WIDTH).all(|row| {
                    known[start + row * wide..start + row * wide + WIDTH]
                        .iter()
                        .all(|k| *k)
                });
                if !all_known {
                    continue;
                }
                for (plane, raw) in raw.iter().enumerate() {
                    let expected = f64::from(self.expected(plane, belief, start, wide));
                    let raw = f64::from(raw[y * side + x]);
                    count += 1.0;
                    e += expected;
                    r += raw;
                    ee += expected * expected;
                    er += expected * raw;
                    rr += raw * raw;
                }
            }
        }
        let (ee, er, rr) = (ee - e * e / count, er - e * r / count, rr - r * r / count);
        // Dark must be darker: the other way round nothing is explained.
        if er >= 0.0 || ee <= 0.0 || rr <= 0.0 {
            return 1.0;
        }
        1.0 - er * er / (ee * rr)
    }

    /// Learns every tap from what is seen of what is believed (least squares over the expectation of the modules),
    /// held near `guess` as by `trust` samples. False when there is no single solution.
    pub(super) fn learn(
        &mut self,
        seen: &[Vec<f32>; PLANES],
        belief: &[f32],
        known: &[bool],
        size: usize,
        guess: &Self,
        trust: f64,
    ) -> bool {
        let (side, wide) = (size + 2 * MARGIN, size + 2 * EDGE);
        let mut normal = [[0.0; TERMS]; TERMS];
        let mut right = [[0.0; TERMS]; PLANES];
        let mut terms = [1.0f32; TERMS];
        for y in 0..side {
            // Sums of a row in single precision, of rows in double.
            let mut row_normal = [[0.0f32; TERMS]; TERMS];
            let mut row_right = [[0.0f32; TERMS]; PLANES];
            for x in 0..side {
                for row in 0..WIDTH {
                    let start = (y + row) * wide + x;
                    terms[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(&belief[start..start + WIDTH]);
                }
                for (own, sums) in terms.iter().zip(&mut row_normal) {
                    for (term, sum) in terms.iter().zip(sums) {
                        *sum += own * term;
                    }
                }
                for (seen, sums) in seen.iter().zip(&mut row_right) {
                    let seen = seen[y * side + x];
                    for (term, sum) in terms.iter().zip(sums) {
                        *sum += seen * term;
                    }
                }
            }
            let add = |sums: &mut [f64; TERMS], row: &[f32; TERMS]| {
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += f64::from(*value);
                }
            };
            for (sums, row) in normal.iter_mut().zip(&row_normal) {
                add(sums, row);
            }
            for (sums, row) in right.iter_mut().zip(&row_right) {
                add(sums, row);
            }
        }
        // The square of a module is 1 however little is known of it: the square of its belief falls short.
        let short = doubt(belief, known);
        for (i, row) in normal.iter_mut().enumerate() {
            row[i] += trust + if i < TAPS { short } else { 0.0 };
        }
        for (plane, mut right) in right.into_iter().enumerate() {
            for (sum, guess) in right.iter_mut().zip(&guess.taps[plane]) {
                *sum += trust * f64::from(*guess);
            }
            let Some(taps) = solve(normal, right) else {
                return false;
            };
            self.taps[plane] = taps.map(|tap| tap as f32);
        }
        true
    }

    /// Measures the noise: what is seen and not expected, and what the unsure modules add. False where it is none.
    pub(super) fn measure_noise(
        &mut self,
        seen: &[Vec<f32>; PLANES],
        expected: &[Vec<f32>; PLANES],
        belief: &[f32],
        known: &[bool],
    ) -> bool {
        let pairs = || seen.iter().flatten().zip(expected.iter().flatten());
        let count = pairs().count().max(1) as f32;
        let squares: f32 = pairs().map(|(seen, expected)| (seen - expected).powi(2)).sum();
        let unsure = doubt(belief, known) as f32 * PLANES as f32 / count;
        self.noise = (squares / count + self.power() * unsure).max(1e-5);
        self.noise.is_finite()
    }
}

/// How much of all modules together is not known, modules.
fn doubt(belief: &[f32], known: &[bool]) -> f64 {
    let unknown = belief.iter().zip(known).filter(|(_, known)| !**known);
    unknown.map(|(belief, _)| f64::from(1.0 - belief * belief)).sum()
}
