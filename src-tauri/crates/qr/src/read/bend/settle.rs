//! The sheet that the edges ask for, by least squares: near every edge, and as stiff as they let it be.

use super::edges::{Edges, Gathered};
use super::sheet::{Bend, KNOTS};
use crate::read::grid::Grid;

/// The variance of the displacements in a block from which on its edges are taken for chance, modules².
const SCATTERED: f64 = 0.06;
/// What such a block still counts, of 1.
const LEAST: f64 = 0.02;
/// How much a sheet resists being bent, and changing its bend, against the edges together.
const BENDING: f64 = 0.0002;
const TWISTING: f64 = 0.002;

/// The smoothest sheet through what `grid` had and what the edges seen add to it.
pub(super) fn sheet(edges: &Edges, grid: &Grid, size: usize, cells: usize) -> Option<Bend> {
    let flat = Bend::flat(size, cells);
    let before = |u: f64, v: f64| grid.bend().map_or((0.0, 0.0), |bend| bend.at(u, v));
    let along_u = knots(&edges.across, |u, v| before(u, v).0, &flat)?;
    let along_v = knots(&edges.down, |u, v| before(u, v).1, &flat)?;
    Some(flat.with(along_u, along_v))
}

/// The knots in one direction: the displacement `before` at each block's place, and what its edges add to it.
fn knots(blocks: &[Gathered], before: impl Fn(f64, f64) -> f64, flat: &Bend) -> Option<[f64; KNOTS]> {
    let mut normal = [[0.0; KNOTS]; KNOTS];
    let mut right = [0.0; KNOTS];
    let mut seen = 0.0;
    for block in blocks.iter().filter(|block| block.count > 0.0) {
        let count = f64::from(block.count);
        let (u, v) = (f64::from(block.u) / count, f64::from(block.v) / count);
        let by = f64::from(block.by) / count;
        let variance = f64::from(block.squares) / count - by * by;
        let weight = count * (1.0 - variance / SCATTERED).max(LEAST);
        add(&mut normal, &mut right, flat, (u, v), before(u, v) + by, weight);
        seen += weight;
    }
    stiffen(&mut normal, flat.knots(), BENDING * seen, TWISTING * seen);
    settle(&mut normal, right, flat.knots() * flat.knots())
}

/// Adds the equation that the sheet at a place is `value`, to the sixteen knots around it.
fn add(
    normal: &mut [[f64; KNOTS]; KNOTS],
    right: &mut [f64; KNOTS],
    flat: &Bend,
    (u, v): (f64, f64),
    value: f64,
    weight: f64,
) {
    let (first, across, down) = flat.around(u, v);
    let knots = flat.knots();
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

/// Adds what a sheet of so many knots a side resists by: `bending` against any bend, `twisting` against a change of it.
fn stiffen(normal: &mut [[f64; KNOTS]; KNOTS], knots: usize, bending: f64, twisting: f64) {
    let mut resist = |terms: &[(usize, f64)], weight: f64| {
        for &(i, a) in terms {
            for &(j, b) in terms {
                if let Some(cell) = normal.get_mut(i).and_then(|row| row.get_mut(j)) {
                    *cell += weight * a * b;
                }
            }
        }
    };
    let below = knots;
    for y in 0..knots {
        for x in 0..knots {
            let at = y * knots + x;
            // Without any edge around, it stays where it was: nowhere.
            resist(&[(at, 1.0)], 1e-6);
            if x + 2 < knots {
                resist(&[(at, 1.0), (at + 1, -2.0), (at + 2, 1.0)], bending);
            }
            if y + 2 < knots {
                resist(&[(at, 1.0), (at + below, -2.0), (at + 2 * below, 1.0)], bending);
            }
            if x + 1 < knots && y + 1 < knots {
                let square = [
                    (at, 1.0),
                    (at + 1, -1.0),
                    (at + below, -1.0),
                    (at + below + 1, 1.0),
                ];
                resist(&square, bending);
            }
            if x + 3 < knots {
                resist(
                    &[(at, 1.0), (at + 1, -3.0), (at + 2, 3.0), (at + 3, -1.0)],
                    twisting,
                );
            }
            if y + 3 < knots {
                let line = [
                    (at, 1.0),
                    (at + below, -3.0),
                    (at + 2 * below, 3.0),
                    (at + 3 * below, -1.0),
                ];
                resist(&line, twisting);
            }
        }
    }
}
