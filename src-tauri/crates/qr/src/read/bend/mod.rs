//! Codes on cups, on creased paper, before a lens that is not true: their modules lie beside the flat grid.
//!
//! Where two modules differ there is an edge half-way between them, whatever the code says. Begun at the finders,
//! where the flat grid is right, and further out step by step, a smooth sheet is drawn through all those edges.

mod edges;
mod settle;
mod sheet;

use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::Pin;
use crate::picture::GrayView;
use edges::Edges;
use sheet::MOST_CELLS;
pub(super) use sheet::{Bend, Slice};

/// A little more than half the side of a finder pattern, modules: the flat grid is true that far.
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
    let faint = faintest(view, from, layout);
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
            let edges = Edges::seen(view, &grid, size, faint, &near, 1 + size / 40);
            let Some(bend) = settle::sheet(&edges, &grid, size, cells) else {
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
        faintest(view, grid, layout),
        &|_, _| true,
        3 + size / 40,
    )
    .spread()
}

/// An edge fainter than this part of what the finders show is none, nor one fainter than the grain, levels.
const FAINTEST: f32 = 0.25;
const GRAIN: f32 = 6.0;

/// The difference of brightness from which on there is an edge, levels.
fn faintest(view: &GrayView<'_>, grid: &Grid, layout: &Layout) -> f32 {
    let contrast = layout
        .finder_centres()
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
    (FAINTEST * contrast).max(GRAIN)
}
