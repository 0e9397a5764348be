//! Where each module of a code lies in the picture.

use super::bend::{Bend, Slice};
use crate::geometry::{Homography, Pin, Point};

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
    /// The flat grid of a code of `size` modules with its corners at `corners`; none where nothing flat is seen so.
    pub(super) fn between(size: usize, corners: [Point; 4]) -> Option<Self> {
        let side = size as f64;
        let [a, b, c, d] = corners;
        let pins = [
            ((0.0, 0.0), a),
            ((side, 0.0), b),
            ((side, side), c),
            ((0.0, side), d),
        ]
        .map(|(module, at)| Pin { module, at });
        Homography::through(&pins)
            .filter(|grid| grid.is_sane(side))
            .map(Self::from)
    }

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

    /// The places of one row of the code, or of one column, `line` modules from its first edge.
    pub(super) fn line(&self, line: f64, across: bool) -> Line<'_> {
        Line {
            flat: &self.flat,
            slice: self.bend.as_ref().map(|bend| bend.slice(line, across)),
            line,
            across,
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

/// A straight line of places on a code.
pub(super) struct Line<'a> {
    flat: &'a Homography,
    slice: Option<Slice<'a>>,
    line: f64,
    across: bool,
}

impl Line<'_> {
    /// The pixel of the place `along` modules from the line's beginning.
    #[inline]
    pub(super) fn at(&self, along: f64) -> Point {
        let (du, dv) = self.slice.as_ref().map_or((0.0, 0.0), |slice| slice.at(along));
        if self.across {
            self.flat.at(along + du, self.line + dv)
        } else {
            self.flat.at(self.line + du, along + dv)
        }
    }
}
