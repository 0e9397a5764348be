//! Codes on cups, on creased paper, before a lens that is not true: their modules lie beside the flat grid.
//!
//! Where two modules differ there is an edge half-way between them, whatever the code says. Begun at the finders,
//! where the flat grid is right, and further out step by step, a smooth sheet is drawn through all those edges.

use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::Pin;
use crate::picture::GrayView;

/// Cells a side of the sheet at most.
const MOST_CELLS: usize = 4;
/// Knots a side of a sheet of so many cells.
const MOST_KNOTS: usize = MOST_CELLS + 3;
const KNOTS: usize = MOST_KNOTS * MOST_KNOTS;
/// Blocks a side in which edges are gathered, at most.
const MOST_BLOCKS: usize = 24;

/// A smooth sheet of displacements, modules: a bicubic spline.
#[derive(Debug, Clone)]
pub(super) struct Bend {
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
    fn flat(size: usize, cells: usize) -> Self {
        Self {
            cells,
            scale: cells as f64 / size as f64,
            along_u: [0.0; KNOTS],
            along_v: [0.0; KNOTS],
        }
    }

    /// The first of the four times four knots around a place, and their weights across and down.
    #[inline]
    fn around(&self, u: f64, v: f64) -> (usize, [f64; 4], [f64; 4]) {
        let cell = |along: f64| {
            let at = along * self.scale;
            // Beyond the edge the outermost cell goes on, for a little.
            let first = (at.max(0.0) as usize).min(self.cells - 1);
            (first, weights((at - first as f64).clamp(-0.5, 1.5)))
        };
        let ((column, across), (row, down)) = (cell(u), cell(v));
        (row * (self.cells + 3) + column, across, down)
    }

    /// How far the module at a place lies from where it would on a flat code, modules.
    #[inline]
    pub(super) fn at(&self, u: f64, v: f64) -> (f64, f64) {
        let (first, across, down) = self.around(u, v);
        let (mut du, mut dv) = (0.0, 0.0);
        for (row, down) in down.into_iter().enumerate() {
            let from = first + row * (self.cells + 3);
            du += down * along(&self.along_u, from, &across);
            dv += down * along(&self.along_v, from, &across);
        }
        (du, dv)
    }
}

/// The sum of four weighted values in a row.
#[inline]
fn along(values: &[f64; KNOTS], from: usize, weights: &[f64; 4]) -> f64 {
    match values.get(from..).and_then(<[f64]>::first_chunk) {
        Some([a, b, c, d]) => {
            let [wa, wb, wc, wd] = weights;
            a * wa + b * wb + c * wc + d * wd
        }
        None => 0.0,
    }
}

/// Half the side of a finder pattern, modules: the flat grid is true that far.
const FINDER: f64 = 3.6;

/// Draws the sheet under the code through the edges that are seen near the flat grid `from`, which is right at the
/// places of `trust` and around them.
pub(super) fn follow(view: &GrayView<'_>, from: &Grid, layout: &Layout, trust: &[Pin]) -> Grid {
    let size = layout.size();
    let cells = match size {
        ..=29 => 2,
        30..=61 => 3,
        _ => MOST_CELLS,
    };
    let faint = faintest(view, from, size);
    let mut grid = from.bent(Bend::flat(size, cells));
    let farthest = trust
        .iter()
        .map(|pin| farthest_corner(pin, size))
        .fold(f64::INFINITY, f64::min);
    let mut reach = FINDER;
    loop {
        let last = reach >= farthest;
        let near = |u: f64, v: f64| {
            let distance = |pin: &Pin| (pin.module.0 - u).abs().max((pin.module.1 - v).abs());
            last || trust.iter().any(|pin| distance(pin) <= reach)
        };
        let rounds = if last || reach == FINDER { 3 } else { 1 };
        for _ in 0..rounds {
            let Some(bend) =
                Edges::seen(view, &grid, size, faint, &near, 1 + size / 40).sheet(&grid, size, cells)
            else {
                return grid;
            };
            grid = from.bent(bend);
        }
        if last {
            return grid;
        }
        // Where no edge was seen yet the sheet is only as good as its going on: not for many modules.
        reach += (0.1 * reach).max(1.5);
    }
}

/// From a place to the corner of the code that is farthest from it, modules.
fn farthest_corner(pin: &Pin, size: usize) -> f64 {
    let size = size as f64;
    let (u, v) = pin.module;
    u.max(size - u).max(v.max(size - v))
}

/// How far the edges lie from the grid, modules, root of the mean square.
pub(super) fn residual(view: &GrayView<'_>, grid: &Grid, layout: &Layout) -> f64 {
    let size = layout.size();
    Edges::seen(
        view,
        grid,
        size,
        faintest(view, grid, size),
        &|_, _| true,
        3 + size / 40,
    )
    .spread()
}

/// The share of neighbours on the timing lines and in the alignment patterns, one dark and one light, that are seen
/// so: ½ where there is no code.
pub(super) fn agreement(view: &GrayView<'_>, grid: &Grid, layout: &Layout, dark: bool) -> f64 {
    let (mut right, mut all) = (0u32, 0u32);
    let level = |(x, y): (usize, usize)| view.brightness(grid.at(x as f64 + 0.5, y as f64 + 0.5));
    let mut compare = |darker: (usize, usize), lighter: (usize, usize)| {
        all += 1;
        right += u32::from((level(darker) < level(lighter)) == dark);
    };
    for i in 8..layout.size() - 8 {
        // Even ones are dark.
        let (even, odd) = (i + i % 2, i + 1 - i % 2);
        compare((even, 6), (odd, 6));
        compare((6, even), (6, odd));
    }
    for (x, y) in layout.alignment_centres() {
        for (near, far) in [(-1isize, -2isize), (1, 2)] {
            let (Some(near_x), Some(far_x)) = (x.checked_add_signed(near), x.checked_add_signed(far)) else {
                continue;
            };
            let (Some(near_y), Some(far_y)) = (y.checked_add_signed(near), y.checked_add_signed(far)) else {
                continue;
            };
            for (square, ring) in [
                ((x, y), (near_x, y)),
                ((x, y), (x, near_y)),
                ((far_x, y), (near_x, y)),
                ((x, far_y), (x, near_y)),
                ((far_x, far_y), (near_x, near_y)),
            ] {
                compare(square, ring);
            }
        }
    }
    f64::from(right) / f64::from(all.max(1))
}

/// An edge fainter than this is none, levels: a part of what the finders show.
fn faintest(view: &GrayView<'_>, grid: &Grid, size: usize) -> f32 {
    let far = size as f64 - 3.5;
    let contrast = [(3.5, 3.5), (far, 3.5), (3.5, far)]
        .into_iter()
        .map(|(u, v)| {
            let core = view.brightness(grid.at(u, v));
            let ring: f32 = [(2.0, 0.0), (-2.0, 0.0), (0.0, 2.0), (0.0, -2.0)]
                .into_iter()
                .map(|(du, dv)| view.brightness(grid.at(u + du, v + dv)))
                .sum();
            (ring / 4.0 - core).abs()
        })
        .fold(0.0, f32::max);
    (0.25 * contrast).max(6.0)
}

/// Displacements of the edges that were seen, gathered in blocks.
struct Edges {
    /// Blocks a side.
    count: usize,
    /// Blocks a module.
    scale: f64,
    across: [Gathered; MOST_BLOCKS * MOST_BLOCKS],
    down: [Gathered; MOST_BLOCKS * MOST_BLOCKS],
}

#[derive(Clone, Copy, Default)]
struct Gathered {
    count: f32,
    /// Sum of places, modules.
    u: f32,
    v: f32,
    /// Sum of displacements, modules, and of their squares.
    by: f32,
    squares: f32,
}

impl Edges {
    /// Of every row and column, or of one in `stride`.
    fn seen(
        view: &GrayView<'_>,
        grid: &Grid,
        size: usize,
        faint: f32,
        near: &dyn Fn(f64, f64) -> bool,
        stride: usize,
    ) -> Self {
        let count = size.div_ceil(3).min(MOST_BLOCKS);
        let mut edges = Self {
            count,
            scale: count as f64 / size as f64,
            across: [Gathered::default(); MOST_BLOCKS * MOST_BLOCKS],
            down: [Gathered::default(); MOST_BLOCKS * MOST_BLOCKS],
        };
        for across in [true, false] {
            for line in (0..size).step_by(stride) {
                edges.along(view, grid, size, faint, near, (line, across));
            }
        }
        edges
    }

    /// Adds the edges along one row of modules, or one column.
    fn along(
        &mut self,
        view: &GrayView<'_>,
        grid: &Grid,
        size: usize,
        faint: f32,
        near: &dyn Fn(f64, f64) -> bool,
        (line, across): (usize, bool),
    ) {
        const PARTS: [f64; 5] = [-0.5, -0.25, 0.0, 0.25, 0.5];
        let middle = line as f64 + 0.5;
        let place = |along: f64| if across { (along, middle) } else { (middle, along) };
        let level = |along: f64| {
            let (u, v) = place(along);
            view.brightness(grid.at(u, v))
        };
        let mut carried: Option<f32> = None;
        for border in 0..=size {
            let border = border as f64;
            let (u, v) = place(border);
            if !near(u, v) {
                carried = None;
                continue;
            }
            let before = carried.unwrap_or_else(|| level(border - 0.5));
            let after = level(border + 0.5);
            carried = Some(after);
            if (after - before).abs() < faint {
                continue;
            }
            let [_, a, b, c, _] = PARTS;
            let levels = [
                before,
                level(border + a),
                level(border + b),
                level(border + c),
                after,
            ];
            let half = (before + after) / 2.0;
            let crossing = levels.windows(2).zip(PARTS).find_map(|(pair, from)| match *pair {
                [one, other] if (one < half) != (other < half) => {
                    Some(from + 0.25 * f64::from((half - one) / (other - one)))
                }
                _ => None,
            });
            if let Some(by) = crossing {
                self.add(u, v, by, across);
            }
        }
    }

    fn add(&mut self, u: f64, v: f64, by: f64, across: bool) {
        let block = |along: f64| ((along * self.scale).max(0.0) as usize).min(self.count - 1);
        let at = block(v) * MOST_BLOCKS + block(u);
        let gathered = if across { &mut self.across } else { &mut self.down };
        if let Some(gathered) = gathered.get_mut(at) {
            gathered.count += 1.0;
            gathered.u += u as f32;
            gathered.v += v as f32;
            gathered.by += by as f32;
            gathered.squares += (by * by) as f32;
        }
    }

    fn spread(&self) -> f64 {
        let (mut sum, mut count) = (0.0, 0.0);
        for gathered in self.across.iter().chain(&self.down) {
            if gathered.count >= 2.0 {
                let mean = gathered.by / gathered.count;
                sum += f64::from(mean * mean * gathered.count);
                count += f64::from(gathered.count);
            }
        }
        if count > 0.0 { (sum / count).sqrt() } else { 0.0 }
    }

    /// The smoothest sheet through what `grid` had and what these edges add to it.
    fn sheet(&self, grid: &Grid, size: usize, cells: usize) -> Option<Bend> {
        let mut bend = Bend::flat(size, cells);
        let along = |edges: &[Gathered], part: fn((f64, f64)) -> f64, bend: &Bend| {
            let mut normal = [[0.0; KNOTS]; KNOTS];
            let mut right = [0.0; KNOTS];
            let mut seen = 0.0;
            for gathered in edges.iter().filter(|gathered| gathered.count > 0.0) {
                let count = f64::from(gathered.count);
                let (u, v) = (f64::from(gathered.u) / count, f64::from(gathered.v) / count);
                let by = f64::from(gathered.by) / count;
                let here = grid.bend().map_or((0.0, 0.0), |before| before.at(u, v));
                let value = part(here) + by;
                let variance = f64::from(gathered.squares) / count - by * by;
                let weight = count * (1.0 - variance / 0.06).max(0.02);
                let (first, across, down) = bend.around(u, v);
                let knots = cells + 3;
                for (y, own_down) in down.into_iter().enumerate() {
                    for (x, own_across) in across.into_iter().enumerate() {
                        let own = first + y * knots + x;
                        let share = weight * own_down * own_across;
                        if let Some(cell) = right.get_mut(own) {
                            *cell += share * value;
                        }
                        let Some(row) = normal.get_mut(own) else { continue };
                        for (y, down) in down.into_iter().enumerate() {
                            let cells = row
                                .get_mut(first + y * knots..)
                                .and_then(<[f64]>::first_chunk_mut::<4>);
                            for (cell, across) in cells.into_iter().flatten().zip(across) {
                                *cell += share * down * across;
                            }
                        }
                    }
                }
                seen += weight;
            }
            stiffen(&mut normal, cells, 0.0002 * seen, 0.002 * seen);
            settle(&mut normal, right, (cells + 3) * (cells + 3))
        };
        let along_u = along(&self.across, |by| by.0, &bend)?;
        let along_v = along(&self.down, |by| by.1, &bend)?;
        bend.along_u = along_u;
        bend.along_v = along_v;
        Some(bend)
    }
}

/// The knots of a sheet out of the first `count` equations, which are symmetric: no pivot need be looked for, and most
/// knots know nothing of most others.
#[expect(clippy::indexing_slicing, reason = "every index is below the count of knots")]
fn settle(normal: &mut [[f64; KNOTS]; KNOTS], mut right: [f64; KNOTS], count: usize) -> Option<[f64; KNOTS]> {
    for i in 0..count {
        let own = normal[i];
        if own[i] <= 1e-12 {
            return None;
        }
        for row in i + 1..count {
            let factor = normal[row][i] / own[i];
            if factor == 0.0 {
                continue;
            }
            for column in i..count {
                normal[row][column] -= factor * own[column];
            }
            right[row] -= factor * right[i];
        }
    }
    for row in (0..count).rev() {
        let known: f64 = (row + 1..count).map(|k| normal[row][k] * right[k]).sum();
        right[row] = (right[row] - known) / normal[row][row];
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}

/// Adds what a sheet resists by: `bending` against any bend, `twisting` against a change of it.
fn stiffen(normal: &mut [[f64; KNOTS]; KNOTS], cells: usize, bending: f64, twisting: f64) {
    let knots = cells + 3;
    let mut resist = |terms: &[(usize, f64)], weight: f64| {
        for &(i, a) in terms {
            for &(j, b) in terms {
                if let Some(cell) = normal.get_mut(i).and_then(|row| row.get_mut(j)) {
                    *cell += weight * a * b;
                }
            }
        }
    };
    for y in 0..knots {
        for x in 0..knots {
            let at = |x: usize, y: usize| y * knots + x;
            resist(&[(at(x, y), 1.0)], 1e-6);
            if x + 2 < knots {
                resist(
                    &[(at(x, y), 1.0), (at(x + 1, y), -2.0), (at(x + 2, y), 1.0)],
                    bending,
                );
            }
            if y + 2 < knots {
                resist(
                    &[(at(x, y), 1.0), (at(x, y + 1), -2.0), (at(x, y + 2), 1.0)],
                    bending,
                );
            }
            if x + 1 < knots && y + 1 < knots {
                resist(
                    &[
                        (at(x, y), 1.0),
                        (at(x + 1, y), -1.0),
                        (at(x, y + 1), -1.0),
                        (at(x + 1, y + 1), 1.0),
                    ],
                    bending,
                );
            }
            if x + 3 < knots {
                resist(
                    &[
                        (at(x, y), 1.0),
                        (at(x + 1, y), -3.0),
                        (at(x + 2, y), 3.0),
                        (at(x + 3, y), -1.0),
                    ],
                    twisting,
                );
            }
            if y + 3 < knots {
                resist(
                    &[
                        (at(x, y), 1.0),
                        (at(x, y + 1), -3.0),
                        (at(x, y + 2), 3.0),
                        (at(x, y + 3), -1.0),
                    ],
                    twisting,
                );
            }
        }
    }
}
