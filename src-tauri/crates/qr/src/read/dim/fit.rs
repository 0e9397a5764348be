//! A finder turned, stretched, slanted and blurred until it is most like what is seen.

use super::kernel::darkness;
use crate::geometry::Point;
use crate::picture::GrayView;
use crate::read::likeness::{alike, normalize};
use crate::read::shape::{DimFinder, Shape};

/// The blurs that are tried, standard deviation in modules.
const BLURS: [f32; 4] = [0.35, 0.5, 0.65, 0.8];
/// Modules across and down by which a finder is fitted.
const SEEN: usize = 9;
/// Samples a module, across and down.
const PLACES: usize = 2;
const SIDE: usize = SEEN * PLACES;
const SAMPLES: usize = SIDE * SIDE;
/// Samples whose length is less than this, levels, are flat ground.
const FLAT: f32 = 4.0;
/// Fitted worse than this it is none.
const FITTED: f32 = 0.6;

/// A finder through every blur.
pub(super) struct Fit {
    blurred: [[f32; SAMPLES]; BLURS.len()],
}

impl Default for Fit {
    fn default() -> Self {
        let blurred = BLURS.map(|sigma| {
            let mut samples = [0.0; SAMPLES];
            for (at, sample) in samples.iter_mut().enumerate() {
                let (u, v) = place(at);
                *sample = darkness(u, v, sigma);
            }
            normalize(&mut samples, FLAT);
            samples
        });
        Self { blurred }
    }
}

impl Fit {
    /// The finder near `middle`, whose modules are about `unit` pixels.
    pub(super) fn near(&self, view: &GrayView<'_>, middle: Point, unit: f64) -> Option<DimFinder> {
        let turned = |turn: u32| {
            let (sin, cos) = (f64::from(turn) * std::f64::consts::FRAC_PI_8 / 2.0).sin_cos();
            let shape = Shape {
                centre: middle,
                along: (unit * cos, unit * sin),
                down: (-unit * sin, unit * cos),
            };
            self.compared(view, shape)
        };
        let mut best = (0..8).map(turned).max_by(|a, b| a.like.total_cmp(&b.like))?;
        // Shifts first, then turn and size, then slants.
        for step in [0.5, 0.3, 0.15, 0.08, 0.04] {
            if step < 0.3 && best.like < 0.8 * f64::from(FITTED) {
                return None;
            }
            for way in 0..6 {
                for sign in [step, -step] {
                    let other = self.compared(view, changed(best.shape, way, sign));
                    if other.like > best.like {
                        best = other;
                    }
                }
            }
        }
        (best.like > f64::from(FITTED)).then_some(best)
    }

    /// A finder of this shape, as like as its likeliest blur makes it to what is seen.
    fn compared(&self, view: &GrayView<'_>, shape: Shape) -> DimFinder {
        let mut finder = DimFinder {
            shape,
            like: -1.0,
            blur: 0.0,
        };
        let mut seen = [0.0; SAMPLES];
        for (at, seen) in seen.iter_mut().enumerate() {
            let (u, v) = place(at);
            *seen = -view.brightness(shape.at(f64::from(u), f64::from(v)));
        }
        if !normalize(&mut seen, FLAT) {
            return finder;
        }
        for (blurred, blur) in self.blurred.iter().zip(BLURS) {
            let like = f64::from(alike(blurred, &seen));
            if like > finder.like {
                (finder.like, finder.blur) = (like, f64::from(blur));
            }
        }
        finder
    }
}

/// A shape shifted (ways 0 and 1), grown (2), turned (3), stretched (4) or slanted (5) by so much of a module.
fn changed(shape: Shape, way: usize, by: f64) -> Shape {
    let mut other = shape;
    let (a, b) = (shape.along, shape.down);
    let grow = by * 0.4;
    match way {
        0 => other.centre = shape.centre.offset(a.0 * by, a.1 * by),
        1 => other.centre = shape.centre.offset(b.0 * by, b.1 * by),
        2 => {
            other.along = (a.0 * (1.0 + grow), a.1 * (1.0 + grow));
            other.down = (b.0 * (1.0 + grow), b.1 * (1.0 + grow));
        }
        3 => {
            other.along = (a.0 + grow * b.0, a.1 + grow * b.1);
            other.down = (b.0 - grow * a.0, b.1 - grow * a.1);
        }
        4 => other.along = (a.0 * (1.0 + grow), a.1 * (1.0 + grow)),
        _ => other.along = (a.0 + grow * b.0, a.1 + grow * b.1),
    }
    other
}

/// Where a sample lies, modules from the middle of a finder.
fn place(sample: usize) -> (f32, f32) {
    let along = |i: usize| (i as f32 + 0.5) / PLACES as f32 - SEEN as f32 / 2.0;
    (along(sample % SIDE), along(sample / SIDE))
}
