//! Which modules explain what is seen through a known blur: orthogonal approximate message passing (Ma and Ping,
//! 2017). In turn, the modules are estimated as if they could be any number, each frequency as far as the blur has
//! left it above the noise, and pressed towards dark or light; what one step knows is taken out of what it hands on.

use std::sync::Arc;

use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};

use super::{EDGE, PLANES, REACH, Shot, WIDTH};
use crate::read::samples::MARGIN;

/// Rounds at most; what can be told is told by then.
const ROUNDS: usize = 10;
/// How much of the round before is kept, against swinging.
const KEPT: f32 = 0.3;
/// Side of what a blur makes of itself, modules.
const SELF: usize = 4 * REACH + 1;

type Value = Complex<f32>;

/// Its buffers.
#[derive(Default)]
pub(super) struct Detector {
    transform: Option<Transform>,
    /// What is seen over the noise, gathered where it came from, by frequency.
    gathered: Vec<Value>,
    /// How much of each frequency the blurs let through, squared, over the noise.
    passed: Vec<Value>,
    estimate: Vec<Value>,
    /// What the modules are believed to be before a round.
    prior: Vec<f32>,
    best: (Vec<f32>, Vec<f32>),
}

#[expect(
    clippy::indexing_slicing,
    reason = "planes and beliefs are as large as the code with its margins, and every index is counted from them"
)]
impl Detector {
    /// Estimates the modules not `known`: `belief` between −1 and +1, `leaning` the same before it was pressed there.
    /// Returns their mean variance: 0 when all are sure, 1 when nothing is known.
    pub(super) fn detect(
        &mut self,
        shots: &[Shot],
        size: usize,
        known: &[bool],
        belief: &mut [f32],
        leaning: &mut [f32],
    ) -> f32 {
        let wide = size + 2 * EDGE;
        let n = Transform::good(wide);
        if self.transform.as_ref().is_none_or(|transform| transform.n != n) {
            self.transform = Some(Transform::new(n));
        }
        for (belief, _) in belief.iter_mut().zip(known).filter(|(_, known)| !**known) {
            *belief = 0.0;
        }
        self.gather(shots, size, belief, n);
        self.pass(shots, n);
        let Some(transform) = &mut self.transform else {
            return 1.0;
        };
        transform.forward(&mut self.gathered);
        transform.forward(&mut self.passed);

        let cells = (n * n) as f32;
        let unknown = known.iter().filter(|known| !**known).count().max(1) as f32;
        self.prior.clear();
        self.prior.resize(known.len(), 0.0);
        let mut variance = 1.0f32;
        let mut lowest = 1.0f32;
        self.best.0.clear();
        self.best.0.extend_from_slice(belief);
        self.best.1.clear();
        self.best.1.extend_from_slice(leaning);
        for round in 0..ROUNDS {
            // As if a module could be any number.
            self.estimate.clear();
            self.estimate.resize(n * n, Value::default());
            for (row, prior) in self.prior.chunks_exact(wide).enumerate() {
                for (cell, prior) in self.estimate[row * n..].iter_mut().zip(prior) {
                    cell.re = *prior;
                }
            }
            transform.forward(&mut self.estimate);
            let mut after = 0.0;
            for (estimate, (gathered, passed)) in self
                .estimate
                .iter_mut()
                .zip(self.gathered.iter().zip(&self.passed))
            {
                let gain = variance / (variance * passed.re.max(0.0) + 1.0);
                *estimate += (gathered - *estimate * passed.re) * gain;
                after += gain;
            }
            after = (after / cells).min(0.999 * variance);
            transform.inverse(&mut self.estimate);
            let told = 1.0 / (1.0 / after - 1.0 / variance);

            // Pressed towards dark or light.
            let mut unsure = 0.0;
            for y in 0..wide {
                for x in 0..wide {
                    let at = y * wide + x;
                    if known[at] {
                        continue;
                    }
                    let estimate = self.estimate[y * n + x].re / cells;
                    let lean = told * (estimate / after - self.prior[at] / variance);
                    let pressed = (lean / told).clamp(-9.0, 9.0).tanh();
                    leaning[at] = lean;
                    belief[at] = pressed;
                    unsure += 1.0 - pressed * pressed;
                }
            }
            unsure = (unsure / unknown).max(1e-6);
            if !unsure.is_finite() || unsure >= lowest {
                break;
            }
            lowest = unsure;
            self.best.0.copy_from_slice(belief);
            self.best.1.copy_from_slice(leaning);
            if unsure < 1e-4 {
                break;
            }
            let next = 1.0 / (1.0 / unsure - 1.0 / told).max(1e-3);
            let kept = if round == 0 { 0.0 } else { KEPT };
            for (at, prior) in self.prior.iter_mut().enumerate().filter(|(at, _)| !known[*at]) {
                let new = next * (belief[at] / unsure - leaning[at] / told);
                *prior = kept * *prior + (1.0 - kept) * new;
            }
            variance = kept * variance + (1.0 - kept) * next;
        }
        belief.copy_from_slice(&self.best.0);
        leaning.copy_from_slice(&self.best.1);
        lowest
    }

    /// What the known modules leave of what is seen, each sample given back to the modules that made it, for
    /// as much as it is worth.
    fn gather(&mut self, shots: &[Shot], size: usize, belief: &[f32], n: usize) {
        let (side, wide) = (size + 2 * MARGIN, size + 2 * EDGE);
        self.gathered.clear();
        self.gathered.resize(n * n, Value::default());
        for (shot, plane) in shots
            .iter()
            .flat_map(|shot| (0..PLANES).map(move |plane| (shot, plane)))
        {
            let taps = shot.blur.taps(plane);
            for (y, row) in shot.seen[plane].chunks_exact(side).enumerate() {
                for (x, seen) in row.iter().enumerate() {
                    let left = seen - shot.blur.expected(plane, belief, y * wide + x, wide);
                    let left = left / shot.blur.noise;
                    for (line, taps) in taps.chunks_exact(WIDTH).enumerate() {
                        let start = (y + line) * n + x;
                        for (cell, tap) in self.gathered[start..start + WIDTH].iter_mut().zip(taps) {
                            cell.re += tap * left;
                        }
                    }
                }
            }
        }
    }

    /// Every blur met with itself, around the first cell.
    fn pass(&mut self, shots: &[Shot], n: usize) {
        self.passed.clear();
        self.passed.resize(n * n, Value::default());
        for lag in 0..SELF * SELF {
            let (dx, dy) = (lag % SELF, lag / SELF);
            let mut sum = 0.0;
            for (shot, plane) in shots
                .iter()
                .flat_map(|shot| (0..PLANES).map(move |plane| (shot, plane)))
            {
                let taps = shot.blur.taps(plane);
                for (at, tap) in taps.iter().enumerate() {
                    let (x, y) = (at % WIDTH + dx, at / WIDTH + dy);
                    let reach = 2 * REACH..2 * REACH + WIDTH;
                    if reach.contains(&x) && reach.contains(&y) {
                        sum += tap * taps[(y - 2 * REACH) * WIDTH + x - 2 * REACH] / shot.blur.noise;
                    }
                }
            }
            let wrapped = |d: usize| (d + n - 2 * REACH) % n;
            self.passed[wrapped(dy) * n + wrapped(dx)].re = sum;
        }
    }
}

/// Squares of values to squares of frequencies and back.
struct Transform {
    /// Values a side.
    n: usize,
    there: Arc<dyn Fft<f32>>,
    back: Arc<dyn Fft<f32>>,
    turned: Vec<Value>,
    scratch: Vec<Value>,
}

impl Transform {
    /// The least side from `least` on that is quick to transform.
    fn good(least: usize) -> usize {
        let quick = |mut n: usize| {
            for factor in [2, 3, 5] {
                while n.is_multiple_of(factor) {
                    n /= factor;
                }
            }
            n == 1
        };
        (least..).find(|n| quick(*n)).unwrap_or(least)
    }

    fn new(n: usize) -> Self {
        let mut planner = FftPlanner::new();
        let (there, back) = (planner.plan_fft_forward(n), planner.plan_fft_inverse(n));
        let scratch = there
            .get_inplace_scratch_len()
            .max(back.get_inplace_scratch_len());
        Self {
            n,
            there,
            back,
            turned: vec![Value::default(); n * n],
            scratch: vec![Value::default(); scratch],
        }
    }

    fn forward(&mut self, values: &mut [Value]) {
        let there = Arc::clone(&self.there);
        self.run(&*there, values);
    }

    /// But for a factor of the number of values.
    fn inverse(&mut self, values: &mut [Value]) {
        let back = Arc::clone(&self.back);
        self.run(&*back, values);
    }

    fn run(&mut self, fft: &dyn Fft<f32>, values: &mut [Value]) {
        for _ in 0..2 {
            fft.process_with_scratch(values, &mut self.scratch);
            for (column, turned) in self.turned.chunks_exact_mut(self.n).enumerate() {
                let down = values.iter().skip(column).step_by(self.n);
                for (to, from) in turned.iter_mut().zip(down) {
                    *to = *from;
                }
            }
            values.copy_from_slice(&self.turned);
        }
    }
}
