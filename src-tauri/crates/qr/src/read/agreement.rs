//! Whether a code of a layout lies under a grid, by its timing lines and alignment patterns: it costs little, and nothing
//! of it depends on what the code says.

use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::Homography;
use crate::picture::GrayView;

/// The two sides of a code along which its timing lines run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Across,
    Down,
}

/// The share of modules of a timing line that are darker or lighter than their neighbours as they should
/// be: ½ by chance, and in any other version than the code's.
pub(super) fn beat(view: &GrayView<'_>, grid: &Homography, layout: &Layout, side: Side, dark: bool) -> f64 {
    let level = |i: usize| {
        let along = i as f64 + 0.5;
        view.brightness(match side {
            Side::Across => grid.at(along, 6.5),
            Side::Down => grid.at(6.5, along),
        })
    };
    // Its first and last neighbours are the finders' light frames, in step with it.
    let line = 8..layout.size() - 8;
    let count = line.len() as f64;
    let (mut before, mut here) = (level(line.start - 1), level(line.start));
    let mut kept = 0.0;
    for i in line {
        let after = level(i + 1);
        let lighter = here > (before + after) / 2.0;
        if lighter == ((i % 2 == 1) == dark) {
            kept += 1.0;
        }
        (before, here) = (here, after);
    }
    kept / count
}

/// The share of neighbours on the timing lines and in the alignment patterns, one dark and one light, that are seen
/// so: ½ where there is no code.
pub(super) fn of(view: &GrayView<'_>, grid: &Grid, layout: &Layout, dark: bool) -> f64 {
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
