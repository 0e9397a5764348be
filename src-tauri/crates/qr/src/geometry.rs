//! Points, projective maps, and the small linear systems behind them.

/// A place in a picture, pixels from its upper left corner; (0.5, 0.5) is the centre of the first pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    pub(crate) fn offset(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
        }
    }

    pub(crate) fn towards(self, to: Self) -> (f64, f64) {
        (to.x - self.x, to.y - self.y)
    }

    pub(crate) fn distance(self, to: Self) -> f64 {
        // Not `hypot`: no place is so far away that its square would be too large, and this is asked for often.
        let (dx, dy) = self.towards(to);
        (dx * dx + dy * dy).sqrt()
    }

    /// Whether it lies inside of a convex `outline`, however that turns.
    pub(crate) fn is_within(self, outline: &[Self; 4]) -> bool {
        let [a, b, c, d] = outline;
        let turns = [(a, b), (b, c), (c, d), (d, a)].map(|(from, to)| {
            let (side, here) = (from.towards(*to), from.towards(self));
            side.0 * here.1 - side.1 * here.0 > 0.0
        });
        turns.iter().all(|turn| *turn) || turns.iter().all(|turn| !*turn)
    }

    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self {
            x: self.x * factor,
            y: self.y * factor,
        }
    }
}

/// Where a module lies in the picture: a place on the code and its place in the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pin {
    /// Modules from the code's upper left corner.
    pub(crate) module: (f64, f64),
    /// Pixels.
    pub(crate) at: Point,
}

/// A flat code seen in perspective: modules to pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Homography {
    x: [f64; 3],
    y: [f64; 3],
    w: [f64; 3],
}

impl Homography {
    /// The map of least squares through `pins`, of which at least four must be in general position.
    pub(crate) fn through(pins: &[Pin]) -> Option<Self> {
        // Both planes are moved and scaled to about ±1, or the squares drown each other.
        let count = pins.len() as f64;
        if count < 4.0 {
            return None;
        }
        let mean = |value: fn(&Pin) -> f64| pins.iter().map(value).sum::<f64>() / count;
        let (mu, mv) = (mean(|p| p.module.0), mean(|p| p.module.1));
        let (mx, my) = (mean(|p| p.at.x), mean(|p| p.at.y));
        let spread = |dx: &dyn Fn(&Pin) -> f64| pins.iter().map(dx).sum::<f64>() / count;
        let su = spread(&|p| (p.module.0 - mu).abs() + (p.module.1 - mv).abs());
        let sx = spread(&|p| (p.at.x - mx).abs() + (p.at.y - my).abs());
        if !(su > 1e-9 && sx > 1e-9) {
            return None;
        }
        let mut normal = [[0.0; 8]; 8];
        let mut right = [0.0; 8];
        for pin in pins {
            let (u, v) = ((pin.module.0 - mu) / su, (pin.module.1 - mv) / su);
            let (x, y) = ((pin.at.x - mx) / sx, (pin.at.y - my) / sx);
            accumulate(
                &mut normal,
                &mut right,
                &[u, v, 1.0, 0.0, 0.0, 0.0, -u * x, -v * x],
                x,
                1.0,
            );
            accumulate(
                &mut normal,
                &mut right,
                &[0.0, 0.0, 0.0, u, v, 1.0, -u * y, -v * y],
                y,
                1.0,
            );
        }
        let [a, b, c, d, e, f, g, h] = solve(normal, right)?;
        // Back from the scaled planes: pixels = sx · (…) + m, modules = (m − mu) / su.
        let back = |[p, q, r]: [f64; 3]| [p / su, q / su, r - (p * mu + q * mv) / su];
        let w = back([g, h, 1.0]);
        let plane = |row: [f64; 3], middle: f64| {
            let [p, q, r] = back(row);
            [
                sx * p + middle * w[0],
                sx * q + middle * w[1],
                sx * r + middle * w[2],
            ]
        };
        Some(Self {
            x: plane([a, b, c], mx),
            y: plane([d, e, f], my),
            w,
        })
    }

    /// The pixel of a place on the code, in modules.
    #[inline]
    pub(crate) fn at(&self, u: f64, v: f64) -> Point {
        let along = |row: &[f64; 3]| row[0] * u + row[1] * v + row[2];
        let w = along(&self.w);
        Point {
            x: along(&self.x) / w,
            y: along(&self.y) / w,
        }
    }

    /// Whether every corner of a code of `size` modules lies before the camera, and none so far away that the
    /// code would be seen edge on.
    pub(crate) fn is_sane(&self, size: f64) -> bool {
        let depths = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)]
            .map(|(u, v)| self.w[0] * u + self.w[1] * v + self.w[2]);
        let near = depths.into_iter().fold(f64::INFINITY, f64::min);
        let far = depths.into_iter().fold(f64::NEG_INFINITY, f64::max);
        (near > 0.0 && far / near < 4.0) || (far < 0.0 && near / far < 4.0)
    }
}

/// Adds one weighted equation `row · unknowns = value` to the normal equations.
#[inline]
#[expect(
    clippy::indexing_slicing,
    reason = "every index is below N by the loops' bounds"
)]
pub(crate) fn accumulate<const N: usize>(
    normal: &mut [[f64; N]; N],
    right: &mut [f64; N],
    row: &[f64; N],
    value: f64,
    weight: f64,
) {
    for i in 0..N {
        let scaled = row[i] * weight;
        for j in 0..N {
            normal[i][j] += scaled * row[j];
        }
        right[i] += scaled * value;
    }
}

/// Gaussian elimination with row pivots; `None` when the system has no single solution.
#[expect(
    clippy::indexing_slicing,
    reason = "every index is below N by the loops' bounds"
)]
pub(crate) fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> Option<[f64; N]> {
    for column in 0..N {
        let pivot =
            (column..N).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))?;
        if matrix[pivot][column].abs() <= 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..N {
            let factor = matrix[row][column] / matrix[column][column];
            let above = matrix[column];
            for (value, above) in matrix[row].iter_mut().zip(above).skip(column) {
                *value -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    let mut solution = [0.0; N];
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|k| matrix[row][k] * solution[k]).sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_homography_goes_through_its_four_pins() {
        let square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let seen = [(100.0, 50.0), (310.0, 80.0), (290.0, 300.0), (90.0, 240.0)];
        let pins: Vec<Pin> = square
            .into_iter()
            .zip(seen)
            .map(|(module, (x, y))| Pin {
                module,
                at: Point { x, y },
            })
            .collect();
        let homography = Homography::through(&pins).unwrap();
        for pin in &pins {
            assert!(homography.at(pin.module.0, pin.module.1).distance(pin.at) < 1e-6);
        }
        assert!(homography.is_sane(10.0));
    }

    #[test]
    fn pins_on_one_line_make_no_homography() {
        let pins: Vec<Pin> = (0..6)
            .map(f64::from)
            .map(|i| Pin {
                module: (i, i),
                at: Point {
                    x: 3.0 * i,
                    y: 5.0 * i,
                },
            })
            .collect();
        assert!(Homography::through(&pins).is_none());
        assert!(Homography::through(&[]).is_none());
    }
}
