//! Takes out of what is seen what the lamp, the screen and the camera's tone curve put in.

use super::PLANES;
use crate::geometry::{accumulate, solve};

/// Half the side of the neighbourhood in which the light is taken for even, modules.
const EVEN: usize = 6;
/// Sums a module: count, expected, toned, expected², expected × toned.
const SUMS: usize = 5;
/// A neighbourhood's contrast is held to that of the whole code as by this share of its samples.
const HELD: f32 = 0.1;

/// Its buffers.
#[derive(Default)]
pub(super) struct Light {
    toned: [Vec<f32>; PLANES],
    sums: Vec<[f32; SUMS]>,
    across: Vec<[f32; SUMS]>,
}

impl Light {
    /// From brightness `raw` to the darkness `seen`, such that it is as near as one tone curve and a slowly changing
    /// light let it be to what is `expected`, and its variance `power`.
    pub(super) fn take_out(
        &mut self,
        raw: &[Vec<f32>; PLANES],
        expected: &[Vec<f32>; PLANES],
        seen: &mut [Vec<f32>; PLANES],
        side: usize,
        power: f32,
    ) {
        if !self.tone(raw, expected) {
            return;
        }
        self.sum_up(expected, side);
        let mut all = 0.0;
        let mut count = 0.0;
        for (at, [n, e, t, ee, et]) in self.sums.iter().copied().enumerate() {
            let held = HELD * n;
            let contrast = ((et - e * t / n + held) / (ee - e * e / n + held)).max(0.1);
            let middle = (t - contrast * e) / n;
            for (seen, toned) in seen.iter_mut().zip(&self.toned) {
                if let (Some(seen), Some(toned)) = (seen.get_mut(at), toned.get(at)) {
                    *seen = (toned - middle) / contrast;
                    all += *seen * *seen;
                    count += 1.0;
                }
            }
        }
        // The modules outside are light, so a little more than the power of chance.
        let scale = (1.05 * power * count / all.max(1e-6)).sqrt();
        seen.iter_mut().flatten().for_each(|value| *value *= scale);
    }

    /// The cubic of the brightness that is nearest to what is expected, into `toned`.
    fn tone(&mut self, raw: &[Vec<f32>; PLANES], expected: &[Vec<f32>; PLANES]) -> bool {
        let powers = |raw: f32| {
            let level = f64::from(raw - 128.0) / 128.0;
            [1.0, level, level * level, level * level * level]
        };
        let mut normal = [[0.0; 4]; 4];
        let mut right = [0.0; 4];
        for (raw, expected) in raw.iter().flatten().zip(expected.iter().flatten()) {
            accumulate(&mut normal, &mut right, &powers(*raw), f64::from(*expected), 1.0);
        }
        let Some(curve) = solve(normal, right) else {
            return false;
        };
        for (toned, raw) in self.toned.iter_mut().zip(raw) {
            toned.clear();
            toned.extend(raw.iter().map(|raw| {
                let value: f64 = powers(*raw)
                    .iter()
                    .zip(&curve)
                    .map(|(power, factor)| power * factor)
                    .sum();
                value as f32
            }));
        }
        true
    }

    /// The sums over the neighbourhood of every module.
    fn sum_up(&mut self, expected: &[Vec<f32>; PLANES], side: usize) {
        self.sums.clear();
        self.sums.resize(side * side, [0.0; SUMS]);
        for (toned, expected) in self.toned.iter().zip(expected) {
            for (sums, (t, e)) in self.sums.iter_mut().zip(toned.iter().zip(expected)) {
                for (sum, value) in sums.iter_mut().zip([1.0, *e, *t, e * e, e * t]) {
                    *sum += value;
                }
            }
        }
        self.across.clear();
        self.across.resize(side * side, [0.0; SUMS]);
        window(&self.sums, &mut self.across, side, 1, side);
        window(&self.across, &mut self.sums, side, side, 1);
    }
}

/// Sums over a window of 2 × [`EVEN`] + 1 along lines of `side` values, `step` apart, the lines beginning `next` apart.
fn window(from: &[[f32; SUMS]], to: &mut [[f32; SUMS]], side: usize, step: usize, next: usize) {
    for line in 0..side {
        let at = |i: usize| from.get(line * next + i * step).copied().unwrap_or_default();
        let mut sums = [0.0; SUMS];
        let mut add = |values: [f32; SUMS], sign: f32| {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += sign * value;
            }
            sums
        };
        for i in 0..EVEN.min(side) {
            add(at(i), 1.0);
        }
        for i in 0..side {
            let entering = if i + EVEN < side {
                at(i + EVEN)
            } else {
                [0.0; SUMS]
            };
            let here = add(entering, 1.0);
            if let Some(to) = to.get_mut(line * next + i * step) {
                *to = here;
            }
            if i >= EVEN {
                add(at(i - EVEN), -1.0);
            }
        }
    }
}
