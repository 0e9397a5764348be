//! The edges between modules, and how far each lies beside where the grid has it.

use crate::picture::GrayView;
use crate::read::grid::Grid;

/// Blocks a side in which edges are gathered, at most.
const MOST_BLOCKS: usize = 24;

/// Displacements of the edges that were seen, gathered in blocks.
pub(super) struct Edges {
    /// Blocks a side.
    count: usize,
    /// Blocks a module.
    scale: f64,
    pub(super) across: [Gathered; MOST_BLOCKS * MOST_BLOCKS],
    pub(super) down: [Gathered; MOST_BLOCKS * MOST_BLOCKS],
}

#[derive(Clone, Copy, Default)]
pub(super) struct Gathered {
    pub(super) count: f32,
    /// Sum of places, modules.
    pub(super) u: f32,
    pub(super) v: f32,
    /// Sum of displacements, modules, and of their squares.
    pub(super) by: f32,
    pub(super) squares: f32,
}

impl Edges {
    /// Of every row and column, or of one in `stride`.
    pub(super) fn seen(
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
        let middle = line as f64 + 0.5;
        let place = |along: f64| if across { (along, middle) } else { (middle, along) };
        let under = grid.line(middle, across);
        let level = |along: f64| view.brightness(under.at(along));
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
            if let Some(by) = crossing(before, after, |part| level(border + part)) {
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

    /// How far the edges lie from the grid, modules, root of the mean square of the blocks.
    pub(super) fn spread(&self) -> f64 {
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
}

/// How far beside its border an edge lies between two modules, so bright in their middles: modules, −½ to ½.
fn crossing(before: f32, after: f32, level: impl Fn(f64) -> f32) -> Option<f64> {
    const PARTS: [f64; 5] = [-0.5, -0.25, 0.0, 0.25, 0.5];
    let [_, a, b, c, _] = PARTS;
    let levels = [before, level(a), level(b), level(c), after];
    let half = (before + after) / 2.0;
    levels.windows(2).zip(PARTS).find_map(|(pair, from)| match *pair {
        [one, other] if (one < half) != (other < half) => {
            Some(from + 0.25 * f64::from((half - one) / (other - one)))
        }
        _ => None,
    })
}
