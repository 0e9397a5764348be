//! The modules of a code as numbers: how dark each is, and what it would be without the blur.

use super::grid::Grid;
use super::layout::Layout;
use super::neighbourhood::{DIE, mean_around};
use crate::geometry::{accumulate, solve};
use crate::picture::GrayView;

/// Modules sampled beyond the code's edge: the blur brings their light in.
pub(super) const MARGIN: usize = 2;
/// Half the side of the neighbourhood whose middle brightness parts dark from light, modules.
const NEIGHBOURHOOD: usize = 5;

/// The modules of one code, each about +1 when dark and −1 when light.
#[derive(Default)]
pub(super) struct Samples {
    /// Modules a side with the margin.
    side: usize,
    /// Brightness as it was seen.
    seen: Vec<f32>,
    /// Darkness against the neighbourhood.
    level: Vec<f32>,
    /// Darkness as it is judged now.
    clear: Vec<f32>,
    sums: Vec<f32>,
    /// The mean brightness of a module's neighbourhood, and how far its modules are from it.
    means: Vec<f32>,
    spreads: Vec<f32>,
    deviations: Vec<f32>,
    believed: Vec<f32>,
}

impl Samples {
    /// Reads the modules under `grid`.
    pub(super) fn take(&mut self, view: &GrayView<'_>, grid: &Grid, size: usize, dark: bool) {
        self.side = size + 2 * MARGIN;
        self.seen.clear();
        let margin = MARGIN as f64;
        for row in 0..self.side {
            for column in 0..self.side {
                let (u, v) = (column as f64 - margin, row as f64 - margin);
                let sum: f32 = DIE
                    .into_iter()
                    .map(|(du, dv)| view.brightness(grid.at(u + du, v + dv)))
                    .sum();
                self.seen.push(if dark { sum } else { -sum } / DIE.len() as f32);
            }
        }
        self.flatten();
        self.clear.clone_from(&self.level);
    }

    /// Takes the light's slope out: every module against the mean and spread of its neighbourhood.
    fn flatten(&mut self) {
        let side = self.side;
        let mut means = |values: &[f32], out: &mut Vec<f32>| {
            mean_around(values, (side, 0), NEIGHBOURHOOD, &mut self.sums, out);
        };
        means(&self.seen, &mut self.means);
        self.deviations.clear();
        let deviations = self.seen.iter().zip(&self.means);
        self.deviations
            .extend(deviations.map(|(seen, mean)| (seen - mean).abs()));
        means(&self.deviations, &mut self.spreads);
        self.level.clear();
        self.level.extend(
            self.seen
                .iter()
                .zip(self.means.iter().zip(&self.spreads))
                .map(|(seen, (mean, spread))| (mean - seen) / spread.max(1.0)),
        );
    }

    /// Learns from the modules that every code has what the optics and the hand did to a module and its
    /// neighbours, and takes it back: the linear filter that restores those best restores the others too.
    pub(super) fn sharpen(&mut self, layout: &Layout) {
        let known = |x, y| layout.fixed(x, y).map(|dark| if dark { 1.0 } else { -1.0 });
        self.learn::<9, 10>(1, known);
    }

    /// Sharpens anew with what is by now believed of all modules.
    pub(super) fn sharpen_by_belief(&mut self, layout: &Layout) {
        let mut believed = std::mem::take(&mut self.believed);
        believed.clone_from(&self.clear);
        let side = self.side;
        let belief = |x: usize, y: usize| {
            layout
                .fixed(x, y)
                .map(|dark| if dark { 1.0 } else { -1.0 })
                .or_else(|| {
                    let value = believed.get((y + MARGIN) * side + x + MARGIN).copied()?;
                    (value.abs() > 0.25).then(|| f64::from(value.signum()))
                })
        };
        self.learn::<25, 26>(2, belief);
        self.believed = believed;
    }

    /// Least squares for a filter of `TAPS` (a square of side 2 × `reach` + 1) and a constant, towards the
    /// values of `truth`; `TERMS` = `TAPS` + 1.
    fn learn<const TAPS: usize, const TERMS: usize>(
        &mut self,
        reach: usize,
        truth: impl Fn(usize, usize) -> Option<f64>,
    ) {
        let side = self.side;
        let size = side.saturating_sub(2 * MARGIN);
        let mut normal = [[0.0; TERMS]; TERMS];
        let mut right = [0.0; TERMS];
        let mut count = 0.0;
        for y in 0..size {
            for x in 0..size {
                let Some(value) = truth(x, y) else { continue };
                let terms = self.surroundings::<TERMS>(x + MARGIN, y + MARGIN, reach);
                accumulate(&mut normal, &mut right, &terms, value, 1.0);
                count += 1.0;
            }
        }
        // Few teachers must not teach nonsense: without evidence the filter leaves a module as it is.
        for (i, row) in normal.iter_mut().enumerate() {
            if let Some(own) = row.get_mut(i) {
                *own += 0.02 * count + 1e-3;
            }
        }
        if let Some(own) = right.get_mut(TAPS / 2) {
            *own += 0.02 * count + 1e-3;
        }
        let Some(filter) = solve(normal, right) else {
            return;
        };
        self.clear.clear();
        for y in 0..side {
            for x in 0..side {
                let terms = self.surroundings::<TERMS>(x, y, reach);
                let value: f64 = terms
                    .iter()
                    .zip(&filter)
                    .map(|(term, weight)| term * weight)
                    .sum();
                self.clear.push(value as f32);
            }
        }
    }

    /// The levels around a place, row by row, and a 1 for the constant; beyond the margin it is all light.
    fn surroundings<const TERMS: usize>(&self, x: usize, y: usize, reach: usize) -> [f64; TERMS] {
        let mut terms = [1.0; TERMS];
        let width = 2 * reach + 1;
        for (i, term) in terms.iter_mut().take(width * width).enumerate() {
            let (column, row) = (
                (x + i % width).wrapping_sub(reach),
                (y + i / width).wrapping_sub(reach),
            );
            let inside = column < self.side && row < self.side;
            *term = match self.level.get(row.wrapping_mul(self.side).wrapping_add(column)) {
                Some(&level) if inside => f64::from(level),
                _ => -1.0,
            };
        }
        terms
    }

    /// How surely the module in column `x`, row `y` of the code is dark, about 1, or light, about −1.
    pub(super) fn darkness(&self, x: usize, y: usize) -> f32 {
        let at = (y + MARGIN) * self.side + x + MARGIN;
        self.clear.get(at).copied().unwrap_or_default()
    }

    /// How dark a place of `brightness` is against the neighbourhood of its module, whose column and row are counted
    /// from the margin's corner; of an inverted code the brightness is negative.
    pub(super) fn flattened(&self, column: usize, row: usize, brightness: f32) -> f32 {
        let at = row * self.side + column;
        match (self.means.get(at), self.spreads.get(at)) {
            (Some(mean), Some(spread)) => (mean - brightness) / spread.max(1.0),
            _ => 0.0,
        }
    }

    /// Whether it is dark.
    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.darkness(x, y) > 0.0
    }

    /// The share of modules that are the same in every code of this layout but not here, 0 to 1: near ½ when
    /// there is no such code under the grid.
    pub(super) fn strangeness(&self, layout: &Layout) -> f64 {
        let (mut wrong, mut all) = (0u32, 0u32);
        for y in 0..layout.size() {
            for x in 0..layout.size() {
                if let Some(dark) = layout.fixed(x, y) {
                    all += 1;
                    wrong += u32::from(dark != self.is_dark(x, y));
                }
            }
        }
        f64::from(wrong) / f64::from(all.max(1))
    }
}
