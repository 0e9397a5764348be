//! What blur has mixed, parted again: the modules that explain what is seen, and the blur that explains them.
//!
//! A filter that undoes blur drowns in noise long before the code is lost, for it does not know that a module is
//! dark or light and nothing between. Here the blur is a model instead ([`Blur`]): first the Gaussian that fits the
//! three finders best, then whatever turns the modules believed so far into the light seen. In turn with it the
//! light is taken out ([`light`]) and the modules are estimated ([`detect`]), each turn surer than the one before.
//! Several shots of one code, each with a blur and a light of its own, say more together than any of them.

mod blur;
mod detect;
mod light;

use super::grid::Grid;
use super::layout::Layout;
use super::samples::{MARGIN, Samples};
use crate::picture::GrayView;
pub(super) use blur::Blur;
use detect::Detector;
use light::Light;

/// Places sampled across a module, and down.
const PLACES: usize = 2;
/// The same in all: each is a plane of samples, one a module.
pub(super) const PLANES: usize = PLACES * PLACES;
/// How far a module's light reaches, modules.
const REACH: usize = 2;
/// A module and the neighbours that its light reaches, in a row.
const WIDTH: usize = 2 * REACH + 1;
/// Light modules believed around the sampled ones.
const EDGE: usize = MARGIN + REACH;

/// A code as it is believed to be, and all that is seen of it.
#[derive(Default)]
pub(super) struct Equalizer {
    /// Modules a side.
    size: usize,
    shots: Vec<Shot>,
    /// Shots let go, for their buffers.
    spare: Vec<Shot>,
    /// How dark each module is believed to be, −1 to +1, of the code and [`EDGE`] around it.
    belief: Vec<f32>,
    /// Whether it is the same in every code of this layout.
    known: Vec<bool>,
    /// The belief before it was pressed towards dark or light.
    leaning: Vec<f32>,
    light: Light,
    detector: Detector,
    turns: u16,
}

/// A code under its grid, as one picture shows it.
#[derive(Default)]
struct Shot {
    /// Brightness, levels, a plane for every place in a module, each of the code and [`MARGIN`] around it.
    raw: [Vec<f32>; PLANES],
    /// Darkness with the light taken out: +1 where all around is dark, −1 where all is light.
    seen: [Vec<f32>; PLANES],
    /// What blur makes of the modules believed.
    expected: [Vec<f32>; PLANES],
    blur: Blur,
}

impl Equalizer {
    /// Begins with a code of this layout, of which nothing is seen yet.
    pub(super) fn begin(&mut self, layout: &Layout) {
        self.size = layout.size();
        self.turns = 0;
        self.spare.append(&mut self.shots);
        self.know(layout);
    }

    /// Adds the code under `grid`, of which `samples` were taken before, to what is seen of it. Returns the share of
    /// the light of the three finders that no blur explains, 0 to 1: near 1 where there are none. Beyond [`FOREIGN`] it is
    /// not added.
    pub(super) fn add(&mut self, view: &GrayView<'_>, grid: &Grid, dark: bool, samples: &Samples) -> f64 {
        let mut shot = self.spare.pop().unwrap_or_default();
        shot.sample(view, grid, dark, samples, self.size);
        // The finders are known, whatever is believed of the rest by now.
        let unexplained = shot
            .blur
            .fit_finders(&shot.raw, &self.belief, &self.known, self.size);
        // Of flat data, modules dark and light by chance, the mean deviation is 0.8 of the root of the power.
        let unit = 0.8 * shot.blur.power().sqrt();
        shot.seen.iter_mut().flatten().for_each(|value| *value *= unit);
        shot.blur.noise = (unexplained as f32 + FLATTENING) * shot.blur.power();
        if unexplained > FOREIGN {
            self.spare.push(shot);
        } else {
            self.shots.push(shot);
        }
        unexplained
    }

    /// One more turn. Returns how unsure the modules still are, 0 = not at all, 1 = nothing is known.
    pub(super) fn improve(&mut self) -> f32 {
        if self.turns > 0 {
            let trust = GUESS_TRUSTED / f64::from(self.turns);
            for shot in &mut self.shots {
                shot.learn(&self.belief, &self.known, self.size, trust, &mut self.light);
            }
        }
        self.turns += 1;
        self.detector.detect(
            &self.shots,
            self.size,
            &self.known,
            &mut self.belief,
            &mut self.leaning,
        )
    }

    /// How surely the module in column `x`, row `y` of the code is dark, about 1, or light, about −1.
    pub(super) fn darkness(&self, x: usize, y: usize) -> f32 {
        let at = (y + EDGE) * (self.size + 2 * EDGE) + x + EDGE;
        self.leaning.get(at).copied().unwrap_or_default()
    }

    /// Believes what every code of this layout bears, and of the rest nothing.
    fn know(&mut self, layout: &Layout) {
        let wide = self.size + 2 * EDGE;
        self.belief.clear();
        self.known.clear();
        for row in 0..wide {
            for column in 0..wide {
                let inside = EDGE..EDGE + self.size;
                let fixed = if inside.contains(&row) && inside.contains(&column) {
                    layout.fixed(column - EDGE, row - EDGE)
                } else {
                    Some(false)
                };
                self.belief
                    .push(fixed.map_or(0.0, |dark| if dark { 1.0 } else { -1.0 }));
                self.known.push(fixed.is_some());
            }
        }
        self.leaning.clone_from(&self.belief);
    }
}

impl Shot {
    fn sample(&mut self, view: &GrayView<'_>, grid: &Grid, dark: bool, samples: &Samples, size: usize) {
        let side = size + 2 * MARGIN;
        let margin = MARGIN as f64;
        for (at, (raw, seen)) in self.raw.iter_mut().zip(&mut self.seen).enumerate() {
            let (du, dv) = place(at);
            raw.clear();
            seen.clear();
            for row in 0..side {
                for column in 0..side {
                    let (u, v) = (column as f64 - margin + du, row as f64 - margin + dv);
                    let value = view.brightness(grid.at(u, v));
                    let value = if dark { value } else { 255.0 - value };
                    raw.push(value);
                    seen.push(samples.flattened(column, row, if dark { value } else { value - 255.0 }));
                }
            }
        }
    }

    /// Learns blur and light anew from what is believed. Where that has no single solution, all stays as it is.
    fn learn(&mut self, belief: &[f32], known: &[bool], size: usize, trust: f64, light: &mut Light) {
        let guess = self.blur.clone();
        for round in 0..3 {
            let learnt = self.blur.learn(&self.seen, belief, known, size, &guess, trust);
            self.blur.spread(belief, size, &mut self.expected);
            if !(learnt && self.blur.measure_noise(&self.seen, &self.expected, belief, known)) {
                self.blur = guess;
                return;
            }
            if round < 2 {
                let power = self.blur.power();
                light.take_out(
                    &self.raw,
                    &self.expected,
                    &mut self.seen,
                    size + 2 * MARGIN,
                    power,
                );
            }
        }
    }
}

/// Where in its module a plane's samples lie, 0 to 1 across and down.
pub(super) fn place(plane: usize) -> (f64, f64) {
    let along = |i: usize| (i as f64 + 0.5) / PLACES as f64;
    (along(plane % PLACES), along(plane / PLACES))
}

/// A shot of whose finders more than this share is not explained is none of the code.
pub(super) const FOREIGN: f64 = 0.55;

/// Samples that the blur guessed from the finders counts for in the first turn, as much as if they had been seen.
const GUESS_TRUSTED: f64 = 200.0;

/// What the first, rough way to take the light out leaves, as a share of the power.
const FLATTENING: f32 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::GrayPicture;
    use crate::read::blurred;
    use crate::read::code::Decoder;

    #[test]
    fn a_code_is_parted_from_a_blur_that_no_filter_takes_back() {
        let (picture, grid, layout) = blurred::code(3, 0.78);
        let view = picture.view();
        let mut samples = Samples::default();
        samples.take(&view, &grid, layout.size(), true);
        samples.sharpen(&layout);
        samples.sharpen_by_belief(&layout);
        assert_eq!(
            Decoder::default().text(&layout, &|x, y| samples.darkness(x, y)),
            None
        );

        let mut equalizer = Equalizer::default();
        samples.take(&view, &grid, layout.size(), true);
        equalizer.begin(&layout);
        assert!(equalizer.add(&view, &grid, true, &samples) < 0.1);
        let text = (0..4).find_map(|_| {
            equalizer.improve();
            Decoder::default().text(&layout, &|x, y| equalizer.darkness(x, y))
        });
        assert_eq!(text.as_deref(), Some(blurred::SAID));
    }

    #[test]
    fn two_shots_give_what_neither_gives() {
        let shots = [3, 4].map(|px| blurred::code(px, 0.95));
        let text = |shots: &[(GrayPicture, Grid, Layout)]| {
            let mut equalizer = Equalizer::default();
            let mut samples = Samples::default();
            let layout = &shots.first()?.2;
            equalizer.begin(layout);
            for (picture, grid, _) in shots {
                samples.take(&picture.view(), grid, layout.size(), true);
                equalizer.add(&picture.view(), grid, true, &samples);
            }
            (0..4).find_map(|_| {
                equalizer.improve();
                Decoder::default().text(layout, &|x, y| equalizer.darkness(x, y))
            })
        };
        let [one, other] = shots.each_ref().map(std::slice::from_ref);
        assert_eq!(text(one), None);
        assert_eq!(text(other), None);
        assert_eq!(text(&shots).as_deref(), Some(blurred::SAID));
    }

    #[test]
    fn where_no_code_is_nothing_becomes_sure() {
        let (picture, _, layout) = blurred::code(3, 0.3);
        let grid = blurred::grid(3, layout.size(), 5.5);
        let mut samples = Samples::default();
        samples.take(&picture.view(), &grid, layout.size(), true);
        let mut equalizer = Equalizer::default();
        equalizer.begin(&layout);
        assert!(equalizer.add(&picture.view(), &grid, true, &samples) > FOREIGN);
        assert!((0..3).map(|_| equalizer.improve()).all(|unsure| unsure > 0.9));
    }
}
