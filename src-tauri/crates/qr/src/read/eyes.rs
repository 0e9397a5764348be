//! Whether the three finders of a code are where a grid has them, however blurred: what is seen there against what a
//! blur would make of them. It costs a hundredth of sampling the code.

use super::equalize::{Blur, PLANES, place};
use super::grid::Grid;
use super::likeness::{alike, normalize};
use crate::picture::GrayView;

/// Modules of a finder's surroundings, across and down, of which all that blur brings in is known: from the second
/// outside the code to the last before the finder's light frame.
const SEEN: usize = 8;
/// How far outside the code they begin, modules.
const OUTSIDE: f64 = 2.0;
/// Samples a finder.
const SAMPLES: usize = SEEN * SEEN * PLANES;
/// Blurs that are tried, standard deviation in modules.
const BLURS: [f64; 4] = [0.25, 0.5, 0.7, 0.9];

/// Samples whose length is less than this, levels, are flat ground.
const FLAT: f32 = 1e-3;

/// The finder in the upper left corner, through every blur.
pub(super) struct Eyes {
    blurred: [[f32; SAMPLES]; BLURS.len()],
    seen: [f32; SAMPLES],
}

impl Default for Eyes {
    fn default() -> Self {
        let sharp = |u: i32, v: i32| match (u - 3).abs().max((v - 3).abs()) {
            0 | 1 | 3 => 1.0,
            _ => -1.0,
        };
        let blurred = BLURS.map(|sigma| {
            let blur = Blur::round(sigma);
            let mut samples = [0.0; SAMPLES];
            for (at, sample) in samples.iter_mut().enumerate() {
                let (u, v) = module(at);
                *sample = blur.of(at % PLANES, |du, dv| sharp(u + du, v + dv));
            }
            normalize(&mut samples, FLAT);
            samples
        });
        Self {
            blurred,
            seen: [0.0; SAMPLES],
        }
    }
}

/// The module of a sample, in a code's upper left corner.
fn module(sample: usize) -> (i32, i32) {
    let at = (sample / PLANES) as i32;
    let side = SEEN as i32;
    (at % side - OUTSIDE as i32, at / side - OUTSIDE as i32)
}

impl Eyes {
    /// The share of the light about the three finders of a code of `size` modules that they do not explain, mean of
    /// the three: 0 = they are there, near 1 where they are not.
    pub(super) fn unexplained(&mut self, view: &GrayView<'_>, grid: &Grid, size: usize, dark: bool) -> f64 {
        let far = size as f64;
        let mut shares = [0.0; BLURS.len()];
        for (right, below) in [(false, false), (true, false), (false, true)] {
            for (at, seen) in self.seen.iter_mut().enumerate() {
                let ((u, v), (du, dv)) = (module(at), place(at % PLANES));
                let (u, v) = (f64::from(u) + du, f64::from(v) + dv);
                let (u, v) = (if right { far - u } else { u }, if below { far - v } else { v });
                *seen = view.brightness(grid.at(u, v));
            }
            if !normalize(&mut self.seen, FLAT) {
                return 1.0;
            }
            for (share, blurred) in shares.iter_mut().zip(&self.blurred) {
                let alike = alike(blurred, &self.seen);
                // Bright where it should be dark.
                let alike = f64::from(if dark { -alike } else { alike }).max(0.0);
                *share += (1.0 - alike * alike) / 3.0;
            }
        }
        shares.into_iter().fold(1.0, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::blurred;

    #[test]
    fn finders_are_known_through_blur_and_nothing_else_is() {
        for sigma in [0.0, 0.5, 0.9] {
            let (picture, _, layout) = blurred::code(4, sigma);
            let mut eyes = Eyes::default();
            let mut unexplained = |off: f64, dark: bool| {
                let grid = blurred::grid(4, layout.size(), off);
                eyes.unexplained(&picture.view(), &grid, layout.size(), dark)
            };
            assert!(unexplained(0.0, true) < 0.1, "at {sigma}");
            assert!(unexplained(0.0, false) > 0.9, "inverted, at {sigma}");
            assert!(unexplained(3.0, true) > 0.6, "three modules off, at {sigma}");
        }
    }
}
