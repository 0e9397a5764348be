//! Where each module of a code lies in the picture.

use super::bend::Bend;
use crate::geometry::{Homography, Point};

/// A grid laid over a code: modules to pixels.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    flat: Homography,
    bend: Option<Bend>,
}

impl From<Homography> for Grid {
    fn from(flat: Homography) -> Self {
        Self { flat, bend: None }
    }
}

impl Grid {
    /// The pixel of a place on the code, in modules from its upper left corner.
    #[inline]
    pub(super) fn at(&self, u: f64, v: f64) -> Point {
        match &self.bend {
            None => self.flat.at(u, v),
            Some(bend) => {
                let (du, dv) = bend.at(u, v);
                self.flat.at(u + du, v + dv)
            }
        }
    }

    /// The same with its modules moved by `bend` before perspective.
    pub(super) fn bent(&self, bend: Bend) -> Self {
        Self {
            flat: self.flat,
            bend: Some(bend),
        }
    }

    /// How far it is bent, if it is.
    pub(super) fn bend(&self) -> Option<&Bend> {
        self.bend.as_ref()
    }

    /// The corners of a code of `size` modules a side, pixels: upper left, upper right, lower right, lower left.
    pub(super) fn corners(&self, size: usize) -> [Point; 4] {
        let side = size as f64;
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| self.at(u, v))
    }

    /// The mean length of a module's side, pixels: that of a square as large as the code is seen.
    pub(super) fn px_per_module(&self, size: usize) -> f64 {
        let [a, b, c, d] = self.corners(size);
        let (ac, bd) = (a.towards(c), b.towards(d));
        ((ac.0 * bd.1 - ac.1 * bd.0).abs() / 2.0).sqrt() / size as f64
    }
}
