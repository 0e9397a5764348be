//! One code followed from frame to frame.

use super::code::Decoder;
use super::field::Field;
use super::fuse::{MARGIN, Sum};
use super::grid::Grid;
use super::layout::Layout;
use crate::geometry::{Homography, Pin, Point, solve};
use crate::picture::GrayView;

/// How far from where it is expected a code is looked for, modules.
const SEARCH: usize = 10;
/// How far a part of it may be from where the whole is, modules.
const PART_SEARCH: usize = 3;
/// Parts a side that are looked for one by one.
const PARTS: usize = 3;
/// The blur of the picture a code is looked for by, modules.
const SOFT: f32 = 0.7;
/// A part that is less like what it should be than this is not found.
const PART_LIKE: f32 = 0.3;

/// While the sum is in doubt as much as this, a code is looked for by what the last frame showed of it instead.
const TELLING: f32 = 0.35;
/// Of a code of more modules a side than this every second module tells where it is.
const THINNED: usize = 50;
/// Steps towards the grid at most.
const STEPS: usize = 4;
/// A code that is so like what is expected need not be looked for farther away.
const ALIKE: f32 = 0.65;
/// With less doubt than this the code itself holds its grid.
const CERTAIN: f32 = 0.05;
/// How much more a module that all codes have counts than one that is believed.
const ANCHOR: f32 = 4.0;

/// Patterns less like what they should be than this do not hold a grid.
const ANCHORED: f32 = 0.6;

/// A code that is followed.
pub(super) struct Track {
    pub(super) layout: Layout,
    /// Dark on light, or else inverted.
    pub(super) dark: bool,
    pub(super) grid: Grid,
    /// Where its corners were in the frame before.
    before: Option<[Point; 4]>,
    pub(super) sum: Sum,
    /// What the last frame showed of it, the margin included.
    last: Vec<f32>,
    /// What it bears, once that was read.
    pub(super) text: Option<String>,
    /// Frames since it was seen.
    pub(super) missed: u32,
    /// How often the equalizer has improved the frame of this code that it took, if that is what it is at.
    pub(super) turns: Option<usize>,
}

/// Buffers to follow codes with.
#[derive(Default)]
pub(super) struct Follower {
    wide: Field,
    pub(super) field: Field,
    pub(super) decoder: Decoder,
    /// What the code should look like, the margin included.
    picture: Vec<f32>,
    /// How sure each module of it is; the modules that all codes have count more, lest the whole should creep.
    sure: Vec<f32>,
    row: Vec<f32>,
}

impl Track {
    /// Begins to follow a code, in the buffers of `spare` if there is one.
    pub(super) fn new(layout: Layout, dark: bool, grid: Grid, spare: Option<Self>) -> Self {
        let (sum, mut last) = spare.map(|spare| (spare.sum, spare.last)).unwrap_or_default();
        last.clear();
        Self {
            layout,
            dark,
            grid,
            before: None,
            sum,
            last,
            text: None,
            missed: 0,
            turns: None,
        }
    }

    /// It was read.
    pub(super) fn says(&mut self, text: &str) {
        let known = self.text.get_or_insert_default();
        known.clear();
        known.push_str(text);
    }

    /// Where it will be if it goes on as it did.
    pub(super) fn expected(&self) -> Option<Grid> {
        let size = self.layout.size();
        let now = self.grid.corners(size);
        let Some(before) = self.before else {
            return Some(self.grid.clone());
        };
        let mut next = now;
        for (next, before) in next.iter_mut().zip(before) {
            let (dx, dy) = before.towards(*next);
            *next = next.offset(dx, dy);
        }
        through(size, next)
    }

    /// Adds what a frame shows of it; whether that agrees with what was seen before.
    pub(super) fn add(&mut self, field: &Field) -> bool {
        self.last.clone_from(&field.level);
        self.sum.add(&field.level, &field.worth);
        self.sum.settle(1);
        let contradicted = self.sum.is_contradicted();
        if contradicted {
            self.sum.take_back();
        }
        !contradicted
    }

    /// The code is at `grid` in this frame.
    pub(super) fn moved(&mut self, grid: Grid) {
        self.before = (self.missed == 0).then(|| self.grid.corners(self.layout.size()));
        self.grid = grid;
        self.missed = 0;
    }
}

/// The flat grid of a code of `size` modules with its corners at `corners`.
pub(super) fn through(size: usize, corners: [Point; 4]) -> Option<Grid> {
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
        .map(Grid::from)
}

impl Follower {
    /// Looks for the code of `track` near `guess`: its grid in this frame, and how like the code that is seen there
    /// is to the sum of what was seen before, −1 to 1, the modules that all codes have left out.
    pub(super) fn find(&mut self, view: &GrayView<'_>, track: &Track, guess: Grid) -> Option<(Grid, f32)> {
        let size = track.layout.size();
        self.sure.clear();
        if track.sum.doubt() < TELLING {
            self.paint(track.sum.belief(), size + 2 * MARGIN);
            self.sure.extend(track.sum.sureness(ANCHOR));
        } else {
            self.picture.clone_from(&track.last);
            self.sure.resize(self.picture.len(), 1.0);
        }
        // A hand seldom jerks: mostly it is where it was expected.
        let near = self
            .fine(view, track, guess.clone(), STEPS)
            .filter(|_| self.likeness(&track.layout) > ALIKE);
        let mut grid = match near {
            Some(grid) => grid,
            None => {
                let coarse = self.coarse(view, track, &guess).unwrap_or(guess);
                self.fine(view, track, coarse, STEPS)?
            }
        };
        if track.sum.doubt() > CERTAIN {
            grid = self.anchored(view, track, grid);
        }
        self.field.take(view, &grid, (size, MARGIN), track.dark, &DIE);
        let like = self.likeness(&track.layout);
        Some((grid, like))
    }

    /// The beliefs, softly.
    fn paint(&mut self, belief: &[f32], side: usize) {
        let taps: [f32; 5] = std::array::from_fn(|i| {
            let away = i as f32 - 2.0;
            (-away * away / (2.0 * SOFT * SOFT)).exp()
        });
        let total: f32 = taps.iter().sum();
        let taps = taps.map(|tap| tap / total);
        let along = |from: &[f32], to: &mut Vec<f32>, step: usize, at: &dyn Fn(usize) -> usize| {
            to.clear();
            for i in 0..from.len() {
                let place = at(i);
                let value: f32 = taps
                    .iter()
                    .enumerate()
                    .map(|(tap, weight)| {
                        let inside = (2..side + 2).contains(&(place + tap));
                        let value = if inside {
                            from.get((i + tap * step).wrapping_sub(2 * step)).copied()
                        } else {
                            None
                        };
                        weight * value.unwrap_or(-1.0)
                    })
                    .sum();
                to.push(value);
            }
        };
        let (row, picture) = (&mut self.row, &mut self.picture);
        along(belief, row, 1, &|i| i % side);
        along(row, picture, side, &|i| i / side);
    }

    /// By the code as a whole, then by its parts.
    #[expect(clippy::indexing_slicing, reason = "shifts stay within the margin")]
    fn coarse(&mut self, view: &GrayView<'_>, track: &Track, guess: &Grid) -> Option<Grid> {
        let size = track.layout.size();
        let margin = SEARCH + PART_SEARCH;
        self.wide
            .take(view, guess, (size, margin), track.dark, &[(0.5, 0.5)]);
        let (wide, picture) = (&self.wide, &self.picture);
        let near = size + 2 * MARGIN;
        // The likeness of a part of the code to what is seen `dx`, `dy` modules away.
        let like = |left: usize, top: usize, wide_part: usize, step: usize, dx: isize, dy: isize| {
            let (mut both, mut seen, mut should) = (0.0f32, 1e-6f32, 1e-6f32);
            for y in (top..(top + wide_part).min(size)).step_by(step) {
                let right = (left + wide_part).min(size);
                let from = (y + MARGIN) * near + MARGIN;
                let one = &picture[from + left..from + right];
                let start = ((y + margin) as isize + dy) as usize * wide.side + margin;
                let other = &wide.level
                    [(start + left).wrapping_add_signed(dx)..(start + right).wrapping_add_signed(dx)];
                for (a, b) in one.iter().zip(other) {
                    both += a * b;
                    should += a * a;
                    seen += b * b;
                }
            }
            both / (seen * should).sqrt()
        };
        let best = |around: (isize, isize), reach: isize, like: &dyn Fn(isize, isize) -> f32| {
            let mut best = (f32::NEG_INFINITY, around);
            for dy in -reach..=reach {
                for dx in -reach..=reach {
                    let value = like(around.0 + dx, around.1 + dy);
                    if value > best.0 {
                        best = (value, (around.0 + dx, around.1 + dy));
                    }
                }
            }
            best
        };
        let (_, whole) = best((0, 0), SEARCH as isize, &|dx, dy| like(0, 0, size, 3, dx, dy));
        let part = size.div_ceil(PARTS);
        let mut pins = [None; PARTS * PARTS];
        for (i, pin) in pins.iter_mut().enumerate() {
            let (left, top) = (i % PARTS * part, i / PARTS * part);
            let (value, (dx, dy)) = best(whole, PART_SEARCH as isize, &|dx, dy| {
                like(left, top, part, 1, dx, dy)
            });
            if value > PART_LIKE {
                let (u, v) = ((left * 2 + part) as f64 / 2.0, (top * 2 + part) as f64 / 2.0);
                *pin = Some(Pin {
                    module: (u, v),
                    at: guess.at(u + dx as f64, v + dy as f64),
                });
            }
        }
        let mut found = [Pin {
            module: (0.0, 0.0),
            at: Point { x: 0.0, y: 0.0 },
        }; PARTS * PARTS];
        let mut count = 0;
        for (to, pin) in found.iter_mut().zip(pins.into_iter().flatten()) {
            *to = pin;
            count += 1;
        }
        if count >= 6 {
            let grid = Homography::through(&found[..count])?;
            return grid.is_sane(size as f64).then(|| Grid::from(grid));
        }
        let side = size as f64;
        let (dx, dy) = (whole.0 as f64, whole.1 as f64);
        through(
            size,
            [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| guess.at(u + dx, v + dy)),
        )
    }

    /// Below a module: the perspective that leaves the least difference (Gauss–Newton with the mean of both pictures'
    /// slopes).
    #[expect(clippy::indexing_slicing, reason = "places stay inside the margin")]
    fn fine(&mut self, view: &GrayView<'_>, track: &Track, mut grid: Grid, steps: usize) -> Option<Grid> {
        let size = track.layout.size();
        let side = size + 2 * MARGIN;
        let half = size as f64 / 2.0;
        for _ in 0..steps {
            self.field
                .take(view, &grid, (size, MARGIN), track.dark, &[(0.5, 0.5)]);
            let (level, picture, worth) = (&self.field.level, &self.picture, &self.field.worth);
            let sure = &self.sure;
            let (mut both, mut seen) = (0.0f64, 1e-6f64);
            for ((a, b), worth) in picture.iter().zip(level).zip(worth) {
                both += f64::from(a * b * worth);
                seen += f64::from(b * b * worth);
            }
            let gain = (both / seen) as f32;
            if gain <= 0.05 {
                return None;
            }
            let mut sums = [[0.0f32; 8]; 8];
            let mut pulls = [0.0f32; 8];
            let thin = usize::from(size > THINNED);
            for y in MARGIN - 1..side - MARGIN + 1 {
                // Every second module, as on a chessboard, is enough of a large code.
                let first = MARGIN - 1 + (y & thin);
                for x in (first..side - MARGIN + 1).step_by(1 + thin) {
                    let i = y * side + x;
                    let weight = worth[i] * sure[i];
                    if weight == 0.0 {
                        continue;
                    }
                    let slope = |step: usize| {
                        (gain * (level[i + step] - level[i - step]) + picture[i + step] - picture[i - step])
                            / 4.0
                    };
                    let (gu, gv) = (slope(1), slope(side));
                    let place = |at: usize| (at as f32 + 0.5 - MARGIN as f32) / half as f32 - 1.0;
                    let (u, v) = (place(x), place(y));
                    let away = picture[i] - gain * level[i];
                    let tilt = gu * u + gv * v;
                    let row = [gu, gu * u, gu * v, gv, gv * u, gv * v, tilt * u, tilt * v];
                    for (a, &term) in row.iter().enumerate() {
                        let term = term * weight;
                        for (sum, other) in sums[a].iter_mut().zip(&row) {
                            *sum += term * other;
                        }
                        pulls[a] += term * away;
                    }
                }
            }
            let mut normal = sums.map(|row| row.map(f64::from));
            for (i, row) in normal.iter_mut().enumerate() {
                row[i] += 1e-3 * row[i] + 1e-9;
            }
            let right = pulls.map(f64::from);
            let step = solve(normal, right)?;
            let moved = |u: f64, v: f64| {
                let (a, b) = (u / half - 1.0, v / half - 1.0);
                let tilt = step[6] * a + step[7] * b;
                let du = step[0] + step[1] * a + step[2] * b + tilt * a;
                let dv = step[3] + step[4] * a + step[5] * b + tilt * b;
                (du.clamp(-2.0, 2.0), dv.clamp(-2.0, 2.0))
            };
            let far = size as f64;
            let mut most = 0.0f64;
            let corners = [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|(u, v)| {
                let (du, dv) = moved(u, v);
                most = most.max(du.abs()).max(dv.abs());
                grid.at(u + du, v + dv)
            });
            grid = through(size, corners)?;
            if most < 0.03 {
                break;
            }
        }
        Some(grid)
    }

    /// Mended by the patterns that every code has: what is followed from frame to frame alone would creep.
    fn anchored(&mut self, view: &GrayView<'_>, track: &Track, grid: Grid) -> Grid {
        let size = track.layout.size();
        let painted = std::mem::take(&mut self.picture);
        let pattern = track.sum.pattern();
        let side = size + 2 * MARGIN;
        self.paint(pattern, side);
        let sure = std::mem::take(&mut self.sure);
        self.sure.extend((0..pattern.len()).map(|i| {
            let known = [
                0,
                1,
                side,
                side + 1,
                2,
                side + 2,
                2 * side,
                2 * side + 1,
                2 * side + 2,
            ]
            .iter()
            .all(|step| {
                (i + step)
                    .checked_sub(side + 1)
                    .and_then(|at| pattern.get(at))
                    .is_some_and(|value| *value != 0.0)
            });
            let inside = |at: usize| (MARGIN - 1..side - MARGIN + 1).contains(&at);
            if known && inside(i % side) && inside(i / side) {
                1.0
            } else {
                0.0
            }
        }));
        let fits = |this: &mut Self, grid: &Grid| {
            this.field
                .take(view, grid, (size, MARGIN), track.dark, &[(0.5, 0.5)]);
            let (mut both, mut seen, mut should) = (0.0f32, 1e-6f32, 1e-6f32);
            for ((a, b), sure) in this.picture.iter().zip(&this.field.level).zip(&this.sure) {
                both += sure * a * b;
                seen += sure * b * b;
                should += sure * a * a;
            }
            both / (seen * should).sqrt()
        };
        let before = fits(self, &grid);
        let mended = self.fine(view, track, grid.clone(), 3);
        let better = mended.filter(|mended| {
            let after = fits(self, mended);
            after > before && after > ANCHORED
        });
        self.picture = painted;
        self.sure = sure;
        better.unwrap_or(grid)
    }

    #[expect(clippy::indexing_slicing, reason = "places stay inside the margin")]
    fn likeness(&self, layout: &Layout) -> f32 {
        let size = layout.size();
        let side = size + 2 * MARGIN;
        let (mut both, mut seen, mut should) = (0.0f32, 1e-6f32, 1e-6f32);
        for y in 0..size {
            for x in 0..size {
                if layout.fixed(x, y).is_none() {
                    let i = (y + MARGIN) * side + x + MARGIN;
                    let (a, b, worth) = (self.picture[i], self.field.level[i], self.field.worth[i]);
                    both += worth * a * b;
                    should += worth * a * a;
                    seen += worth * b * b;
                }
            }
        }
        both / (seen * should).sqrt()
    }
}

/// Places in a module as the dots of a die: the middle alone is at the mercy of noise.
pub(super) const DIE: [(f64, f64); 5] = [(0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)];
