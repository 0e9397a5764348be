//! What the person who holds the code could do, by what is known of it.

use super::Hint;
use super::grid::Grid;
use super::progress::COMFORTABLE;

/// Modules smaller than this cannot be read whatever else is well, pixels.
const TINY: f64 = 3.0;
/// The tilt from which on the far modules are lost, degrees.
const STEEP: f64 = 38.0;
/// The share of modules that may be drowned in light before the screen should be wiped.
const DROWNED: f32 = 0.12;
/// Less than this between a module and its neighbourhood is faint, levels of 255.
const FAINT: f32 = 9.0;
/// A code brighter than this on the whole is not short of light, levels of 255.
const LIT: f32 = 90.0;

/// How a code looks that cannot be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Pixels.
    pub(super) px_per_module: f64,
    /// How far it is turned away from the camera, degrees.
    pub(super) tilt: f64,
    /// The share of its modules in which glare leaves nothing between dark and light.
    pub(super) glare: f32,
    /// The mean difference of a module from its neighbourhood, levels of 255.
    pub(super) contrast: f32,
    /// Its mean brightness, 0 to 255.
    pub(super) brightness: f32,
}

impl Look {
    /// The one thing that would help most.
    pub(super) fn hint(&self) -> Hint {
        if self.px_per_module < TINY {
            Hint::Closer
        } else if self.glare > DROWNED {
            Hint::WipeScreen
        } else if self.contrast < FAINT && self.brightness < LIT {
            Hint::Brighter
        } else if self.tilt > STEEP {
            Hint::Straighter
        } else if self.px_per_module < COMFORTABLE {
            Hint::Closer
        } else {
            Hint::HoldStill
        }
    }
}

/// How far a code of `size` modules under `grid` is turned away, degrees: by how much shorter one way across its middle
/// is than another.
pub(super) fn tilt(grid: &Grid, size: usize) -> f64 {
    let middle = size as f64 / 2.0;
    let at = grid.at(middle, middle);
    let (ux, uy) = at.towards(grid.at(middle + 1.0, middle));
    let (vx, vy) = at.towards(grid.at(middle, middle + 1.0));
    // The singular values of the map there.
    let sum = ux * ux + uy * uy + vx * vx + vy * vy;
    let area = (ux * vy - uy * vx).abs();
    let gap = (sum * sum - 4.0 * area * area).max(0.0).sqrt();
    let (short, long) = (((sum - gap) / 2.0).max(0.0).sqrt(), ((sum + gap) / 2.0).sqrt());
    (short / long.max(1e-9)).clamp(0.0, 1.0).acos().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    const WELL: Look = Look {
        px_per_module: 6.0,
        tilt: 5.0,
        glare: 0.0,
        contrast: 50.0,
        brightness: 120.0,
    };

    #[test]
    fn what_would_help_most_is_said() {
        assert_eq!(WELL.hint(), Hint::HoldStill);
        let small = Look {
            px_per_module: 2.5,
            tilt: 50.0,
            ..WELL
        };
        assert_eq!(small.hint(), Hint::Closer);
        let drowned = Look {
            glare: 0.3,
            tilt: 50.0,
            ..WELL
        };
        assert_eq!(drowned.hint(), Hint::WipeScreen);
        let dim = Look {
            contrast: 5.0,
            brightness: 30.0,
            ..WELL
        };
        assert_eq!(dim.hint(), Hint::Brighter);
        assert_eq!(Look { tilt: 50.0, ..WELL }.hint(), Hint::Straighter);
    }

    #[test]
    fn a_code_seen_from_the_side_is_narrow() {
        let seen = |width: f64| {
            let corners = [(0.0, 0.0), (width, 0.0), (width, 100.0), (0.0, 100.0)];
            Grid::between(25, corners.map(|(x, y)| Point { x, y })).map(|grid| tilt(&grid, 25).round())
        };
        assert_eq!(seen(100.0), Some(0.0));
        assert_eq!(seen(50.0), Some(60.0));
    }
}
