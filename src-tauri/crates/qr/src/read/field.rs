//! A code and its surroundings as one frame shows them, a number a module.

use super::grid::Grid;
use super::hint::{Look, tilt};
use super::neighbourhood::mean_around;
use crate::picture::GrayView;

/// Levels of 255 by which a module differs from its neighbourhood though there is nothing.
const GRAIN: f32 = 3.0;

/// Half the side of the neighbourhood, modules.
const NEIGHBOURHOOD: usize = 6;
/// A level beyond this is none of the code's.
const MOST: f32 = 5.0;

/// A place that is worth less than this is not seen.
const NOTHING: f32 = 0.15;

/// Modules sampled under a grid, with a margin around the code.
#[derive(Default)]
pub(super) struct Field {
    /// Modules a side with the margin.
    pub(super) side: usize,
    /// Darkness against the neighbourhood, about ±1.
    pub(super) level: Vec<f32>,
    /// How much each is worth, 0 to 1: where there is little between dark and light, as in glare, the grain is loud.
    pub(super) worth: Vec<f32>,
    /// The mean difference of a module from its neighbourhood, levels of 255.
    contrast: f32,
    margin: usize,
    seen: Vec<f32>,
    mean: Vec<f32>,
    away: Vec<f32>,
    spread: Vec<f32>,
    sums: Vec<f32>,
}

impl Field {
    /// Reads the modules under `grid`, each at its places `at` (modules from its corner).
    pub(super) fn take(
        &mut self,
        view: &GrayView<'_>,
        grid: &Grid,
        (size, margin): (usize, usize),
        dark: bool,
        at: &[(f64, f64)],
    ) {
        self.side = size + 2 * margin;
        self.margin = margin;
        self.seen.clear();
        let share = if dark { 1.0 } else { -1.0 } / at.len().max(1) as f32;
        for row in 0..self.side {
            for column in 0..self.side {
                let (u, v) = (column as f64 - margin as f64, row as f64 - margin as f64);
                let sum: f32 = at
                    .iter()
                    .map(|(du, dv)| view.brightness(grid.at(u + du, v + dv)))
                    .sum();
                self.seen.push(sum * share);
            }
        }
        self.flatten(margin);
    }

    /// How dark the module in column `x`, row `y` of the code is against its neighbourhood, about ±1.
    pub(super) fn darkness(&self, x: usize, y: usize) -> f32 {
        let at = (y + self.margin) * self.side + x + self.margin;
        self.level.get(at).copied().unwrap_or_default()
    }

    /// How the code looks whose modules were taken under `grid`.
    pub(super) fn look(&self, grid: &Grid) -> Look {
        let size = self.side.saturating_sub(2 * self.margin);
        let inside = |at: usize| (self.margin..self.side.saturating_sub(self.margin)).contains(&at);
        let count = (size * size).max(1) as f32;
        let places = || {
            self.mean
                .iter()
                .zip(&self.worth)
                .enumerate()
                .filter_map(|(i, place)| {
                    (inside(i % self.side.max(1)) && inside(i / self.side.max(1))).then_some(place)
                })
        };
        let brightness = places().map(|(mean, _)| mean.abs()).sum::<f32>() / count;
        let drowned = places()
            .filter(|(mean, worth)| **worth < NOTHING && mean.abs() > brightness)
            .count();
        Look {
            px_per_module: grid.px_per_module(size),
            tilt: tilt(grid, size),
            glare: drowned as f32 / count,
            contrast: self.contrast,
            brightness,
        }
    }

    /// Takes the light's slope out: every module against the mean and spread of the code's modules around it. What
    /// lies outside the code has no part in them, or the code's edge would look darker than its middle.
    fn flatten(&mut self, margin: usize) {
        let side = self.side;
        let mut means = |values: &[f32], out: &mut Vec<f32>| {
            mean_around(values, (side, margin), NEIGHBOURHOOD, &mut self.sums, out);
        };
        means(&self.seen, &mut self.mean);
        self.away.clear();
        self.away.extend(
            self.seen
                .iter()
                .zip(&self.mean)
                .map(|(seen, mean)| (seen - mean).abs()),
        );
        means(&self.away, &mut self.spread);
        self.level.clear();
        self.level.extend(
            self.seen
                .iter()
                .zip(self.mean.iter().zip(&self.spread))
                .map(|(seen, (mean, spread))| ((mean - seen) / spread.max(1.0)).clamp(-MOST, MOST)),
        );
        self.contrast = self.spread.iter().sum::<f32>() / self.spread.len().max(1) as f32;
        let usual = self.contrast.max(1.0);
        self.worth.clear();
        self.worth.extend(self.spread.iter().map(|spread| {
            let share = ((spread - GRAIN).max(0.0) / usual).min(1.0);
            share * share
        }));
    }
}
