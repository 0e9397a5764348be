//! A code out of focus, for tests.

use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::{Homography, Pin, Point};
use crate::picture::GrayPicture;

/// What the code says.
pub(super) const SAID: &str = "DD1:%69 VD92EX0AB2KZ+CUZ4MBVD-4H%AQ3E-.6LT8O2XQ$0N9WCJVF:8B1D5/7K0PTHE*S4A";
/// Light modules around it.
const QUIET: usize = 6;

/// A code seen straight on, `px` pixels a module, through a Gaussian of `sigma` modules and with some grain, and the
/// grid on which it lies.
pub(super) fn code(px: usize, sigma: f64) -> (GrayPicture, Grid, Layout) {
    let code = crate::encode(SAID, crate::ErrorCorrection::Medium).unwrap();
    let layout = Layout::new(code.version());
    let side = (code.size() + 2 * QUIET) * px;
    let module = |at: usize| (at / px).wrapping_sub(QUIET);
    let dark =
        |x: usize, y: usize| module(x).max(module(y)) < code.size() && code.module(module(x), module(y));
    let sharp: Vec<f64> = (0..side * side)
        .map(|i| if dark(i % side, i / side) { 30.0 } else { 220.0 })
        .collect();
    let sigma = (sigma * px as f64).max(0.01);
    let reach = (3.0 * sigma).ceil() as i64;
    let weights: Vec<f64> = (-reach..=reach)
        .map(|d| (-0.5 * (d as f64 / sigma).powi(2)).exp())
        .collect();
    let all: f64 = weights.iter().sum();
    let along = |from: &[f64], step: i64| -> Vec<f64> {
        let sum = |at: usize| -> f64 {
            let value = |d: i64| {
                from.get((at as i64 + d * step) as usize)
                    .copied()
                    .unwrap_or(220.0)
            };
            (-reach..=reach)
                .zip(&weights)
                .map(|(d, weight)| weight * value(d))
                .sum()
        };
        (0..from.len()).map(|at| sum(at) / all).collect()
    };
    let mut seed = 7u32;
    let mut grain = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 24) / 64.0 - 2.0
    };
    let pixels = along(&along(&sharp, 1), side as i64)
        .into_iter()
        .map(|value| (value + grain()) as u8)
        .collect();
    let picture = GrayPicture::from_raw(side, side, pixels).unwrap();
    (picture, grid(px, code.size(), 0.0), layout)
}

/// The same with light over all that lies less than `reach` pixels, across and down, from `middle`.
pub(super) fn covered(picture: &GrayPicture, middle: Point, reach: f64) -> GrayPicture {
    let view = picture.view();
    let away = |at: usize, middle: f64| (at as f64 + 0.5 - middle).abs();
    let pixels = (0..view.height()).flat_map(|y| {
        let row = view.row(y).iter().enumerate();
        row.map(move |(x, &level)| {
            let hidden = away(x, middle.x).max(away(y, middle.y)) < reach;
            if hidden { 235 } else { level }
        })
    });
    GrayPicture::from_raw(view.width(), view.height(), pixels.collect()).unwrap()
}

/// The grid of a code of `size` modules in such a picture, `off` modules to the right and down.
pub(super) fn grid(px: usize, size: usize, off: f64) -> Grid {
    let far = size as f64;
    let pins = [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|module: (f64, f64)| Pin {
        module,
        at: Point {
            x: (module.0 + QUIET as f64 + off) * px as f64,
            y: (module.1 + QUIET as f64 + off) * px as f64,
        },
    });
    Homography::through(&pins).unwrap().into()
}
