//! The sheet: displacements that change smoothly over a code.

/// Cells a side of the sheet at most.
pub(super) const MOST_CELLS: usize = 4;
/// Knots a side of a sheet of so many cells.
const MOST_KNOTS: usize = MOST_CELLS + 3;
pub(super) const KNOTS: usize = MOST_KNOTS * MOST_KNOTS;

/// A smooth sheet of displacements, modules: a bicubic spline.
#[derive(Debug, Clone)]
pub(in crate::read) struct Bend {
    /// Cells a side.
    cells: usize,
    /// Cells a module.
    scale: f64,
    along_u: [f64; KNOTS],
    along_v: [f64; KNOTS],
}

/// The four weights of a uniform cubic B-spline at `t` of a cell, 0 to 1.
#[inline]
fn weights(t: f64) -> [f64; 4] {
    let s = 1.0 - t;
    let (t2, t3) = (t * t, t * t * t);
    [
        s * s * s / 6.0,
        (3.0 * t3 - 6.0 * t2 + 4.0) / 6.0,
        (-3.0 * t3 + 3.0 * t2 + 3.0 * t + 1.0) / 6.0,
        t3 / 6.0,
    ]
}

impl Bend {
    /// Of a code of `size` modules, no displacement anywhere.
    pub(super) fn flat(size: usize, cells: usize) -> Self {
        Self {
            cells,
            scale: cells as f64 / size as f64,
            along_u: [0.0; KNOTS],
            along_v: [0.0; KNOTS],
        }
    }

    /// With other knots.
    pub(super) fn with(self, along_u: [f64; KNOTS], along_v: [f64; KNOTS]) -> Self {
        Self {
            along_u,
            along_v,
            ..self
        }
    }

    /// Knots a side: a cell is shaped by those of its neighbours, too.
    pub(super) const fn knots(&self) -> usize {
        self.cells + 3
    }

    /// The first of the four knots around a place in one direction, and their weights.
    #[inline]
    fn cell(&self, along: f64) -> (usize, [f64; 4]) {
        let at = along * self.scale;
        // Beyond the edge the outermost cell goes on, for a little.
        let first = (at.max(0.0) as usize).min(self.cells - 1);
        (first, weights((at - first as f64).clamp(-0.5, 1.5)))
    }

    /// The first of the four times four knots around a place, and their weights across and down.
    #[inline]
    pub(super) fn around(&self, u: f64, v: f64) -> (usize, [f64; 4], [f64; 4]) {
        let ((column, across), (row, down)) = (self.cell(u), self.cell(v));
        (row * self.knots() + column, across, down)
    }

    /// How far the module at a place lies from where it would on a flat code, modules.
    #[inline]
    pub(in crate::read) fn at(&self, u: f64, v: f64) -> (f64, f64) {
        let (first, across, down) = self.around(u, v);
        let (mut du, mut dv) = (0.0, 0.0);
        for (row, down) in down.into_iter().enumerate() {
            let from = first + row * self.knots();
            du += down * along(&self.along_u, from, &across);
            dv += down * along(&self.along_v, from, &across);
        }
        (du, dv)
    }

    /// The sheet along one row of the code, or one column, `line` modules from its first edge.
    pub(in crate::read) fn slice(&self, line: f64, across: bool) -> Slice<'_> {
        let mut slice = Slice {
            bend: self,
            along_u: [0.0; MOST_KNOTS],
            along_v: [0.0; MOST_KNOTS],
        };
        let (first, weights) = self.cell(line);
        let knots = self.knots();
        let sides = slice.along_u.iter_mut().zip(&mut slice.along_v);
        for (knot, (u, v)) in sides.take(knots).enumerate() {
            for (beside, weight) in (first..).zip(weights) {
                let at = if across {
                    beside * knots + knot
                } else {
                    knot * knots + beside
                };
                *u += weight * self.along_u.get(at).copied().unwrap_or_default();
                *v += weight * self.along_v.get(at).copied().unwrap_or_default();
            }
        }
        slice
    }
}

/// A sheet along a straight line of the code: many places of it for the price of one.
pub(in crate::read) struct Slice<'a> {
    bend: &'a Bend,
    along_u: [f64; MOST_KNOTS],
    along_v: [f64; MOST_KNOTS],
}

impl Slice<'_> {
    /// As [`Bend::at`], `place` modules along the line.
    #[inline]
    pub(in crate::read) fn at(&self, place: f64) -> (f64, f64) {
        let (first, weights) = self.bend.cell(place);
        (
            along(&self.along_u, first, &weights),
            along(&self.along_v, first, &weights),
        )
    }
}

/// The sum of four weighted values in a row.
#[inline]
fn along(values: &[f64], from: usize, weights: &[f64; 4]) -> f64 {
    match values.get(from..).and_then(<[f64]>::first_chunk) {
        Some([a, b, c, d]) => {
            let [wa, wb, wc, wd] = weights;
            a * wa + b * wb + c * wc + d * wd
        }
        None => 0.0,
    }
}
