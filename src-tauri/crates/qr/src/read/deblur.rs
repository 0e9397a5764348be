//! A picture that is out of focus, sharpened: a blurred finder pattern has no edges inside.

use crate::picture::GrayView;

/// Taps on either side of the middle one.
const REACH: usize = 8;

/// How much noise there is for each bit of signal: what is fainter than this after the blur is not brought back.
const NOISE: f64 = 0.03;

/// Rows that one row is made of.
const ROWS: usize = 2 * REACH + 1;

/// Takes a blur back, in rows and then in columns; keeps its buffers.
#[derive(Default)]
pub(super) struct Deblur {
    padded: Vec<f32>,
    /// The last rows that were sharpened along themselves, in turn.
    rows: [Vec<f32>; ROWS],
    line: Vec<f32>,
    out: Vec<u8>,
}

impl Deblur {
    /// `view` without a Gaussian blur of `sigma` pixels.
    pub(super) fn sharpened(&mut self, view: &GrayView<'_>, sigma: f64) -> Option<GrayView<'_>> {
        let taps = taps(sigma);
        let height = view.height();
        self.out.clear();
        self.out.reserve(view.width() * height);
        for below in 0..height + REACH {
            if below < height {
                self.sharpen_row(view.row(below), &taps, below);
            }
            if below >= REACH {
                self.sharpen_columns(below - REACH, height, &taps);
            }
        }
        GrayView::new(view.width(), height, &self.out).ok()
    }

    fn sharpen_row(&mut self, row: &[u8], taps: &[f32; REACH + 1], y: usize) {
        let (Some(&first), Some(&last), Some(out)) = (row.first(), row.last(), self.rows.get_mut(y % ROWS))
        else {
            return;
        };
        self.padded.clear();
        self.padded.resize(REACH, f32::from(first));
        self.padded.extend(row.iter().map(|&value| f32::from(value)));
        self.padded.resize(row.len() + 2 * REACH, f32::from(last));
        out.clear();
        out.resize(row.len(), 0.0);
        for (k, &tap) in taps.iter().enumerate() {
            let (Some(left), Some(right)) = (self.padded.get(REACH - k..), self.padded.get(REACH + k..))
            else {
                return;
            };
            add(out, left, right, share(k, tap));
        }
    }

    fn sharpen_columns(&mut self, y: usize, height: usize, taps: &[f32; REACH + 1]) {
        self.line.clear();
        self.line.resize(self.padded.len() - 2 * REACH, 0.5);
        for (k, &tap) in taps.iter().enumerate() {
            let (above, below) = (y.saturating_sub(k), (y + k).min(height - 1));
            let (Some(above), Some(below)) = (self.rows.get(above % ROWS), self.rows.get(below % ROWS))
            else {
                return;
            };
            add(&mut self.line, above, below, share(k, tap));
        }
        self.out.extend(self.line.iter().map(|&value| value as u8));
    }
}

/// What each of the two places `k` away from the middle counts: the middle itself is both.
fn share(k: usize, tap: f32) -> f32 {
    if k == 0 { tap / 2.0 } else { tap }
}

/// Adds two lines, each weighted by `tap`.
fn add(sums: &mut [f32], one: &[f32], other: &[f32], tap: f32) {
    for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
        *sum += tap * (one + other);
    }
}

/// The middle tap and those on one side of the filter that takes a blur back as far as the noise lets it (Wiener).
fn taps(sigma: f64) -> [f32; REACH + 1] {
    use std::f64::consts::PI;
    const STEPS: usize = 64;
    let mut taps = [0.0; REACH + 1];
    for (k, tap) in taps.iter_mut().enumerate() {
        let sum: f64 = (0..STEPS)
            .map(|step| {
                let frequency = (step as f64 + 0.5) / (2.0 * STEPS as f64);
                let passed = (-2.0 * (PI * sigma * frequency).powi(2)).exp();
                passed * (1.0 + NOISE) / (passed * passed + NOISE) * (2.0 * PI * frequency * k as f64).cos()
            })
            .sum();
        *tap = sum / STEPS as f64;
    }
    // What was cut off beyond the reach must not change flat ground.
    let all = taps[0] + 2.0 * taps.iter().skip(1).sum::<f64>();
    taps.map(|tap| (tap / all) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::blurred;

    #[test]
    fn it_brings_contrast_back_and_leaves_flat_ground_as_it_is() {
        let (picture, grid, _) = blurred::code(3, 0.7);
        let mut deblur = Deblur::default();
        let sharp = deblur.sharpened(&picture.view(), 2.1).unwrap();
        // The light ring of the upper left finder against its core.
        let contrast =
            |view: &GrayView<'_>| view.brightness(grid.at(1.5, 3.5)) - view.brightness(grid.at(3.5, 3.5));
        assert!(contrast(&sharp) > 1.4 * contrast(&picture.view()));

        let flat = GrayView::new(40, 30, &[93; 1200]).unwrap();
        let mut deblur = Deblur::default();
        let still = deblur.sharpened(&flat, 2.0).unwrap();
        assert!((0..30).all(|y| still.row(y).iter().all(|&value| value == 93)));
    }
}
