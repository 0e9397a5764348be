//! One code out of many frames, none of which need be readable.
//!
//! Each frame has a blur of its own, and a filter that takes it back is learned from what is believed of the code.
//! How much each frame counts is learned from the modules that every code has alone: those nobody has to guess, and
//! on them it shows how far the frames' errors are the same ones.

mod shot;

use super::layout::Layout;
use crate::geometry::solve;
use shot::Shot;

/// Light modules kept around the code: its quiet zone.
pub(super) const MARGIN: usize = 4;
/// Frames kept of a code.
const MOST: usize = 6;
/// A code in more doubt than this is chance; one whose modules are all but lost in the blur is in less.
const HOPELESS: f32 = 1.2;
/// The share of the patterns between the finders that must be as they should, of 100.
const HOLDING: u32 = 60;
/// With less doubt than this the filters are as good as they get.
const CLEAR: f32 = 0.03;
/// However well the frames agree on what every code has, they are in no less doubt of the rest.
const LEAST_DOUBT: f32 = 0.03;
/// What keeps one frame from counting for all, as a share of a module's square.
const EVENLY: f64 = 0.02;
/// A belief that counts against another, of 1.
const SURE: f32 = 0.9;
/// A module is believed from this on, of 1.
const BELIEVED: f32 = 0.25;

/// What is known of a code from all frames of it.
#[derive(Default)]
pub(super) struct Sum {
    /// Modules a side with the margin.
    side: usize,
    /// What is the same in every code of the layout, ±1, and 0 what is not.
    pattern: Vec<f32>,
    /// Half the logarithm of the odds that each module is dark, by all frames.
    odds: Vec<f32>,
    /// How dark each module is believed to be, −1 to 1.
    belief: Vec<f32>,
    shots: Vec<Shot>,
    /// Shots let go, for their buffers.
    spare: Vec<Shot>,
    /// Odds of what the frames weigh together as 1.
    scale: f32,
    /// How little all tell, as of a shot.
    doubt: f32,
    teacher: Vec<f32>,
}

impl Sum {
    /// Begins anew with a code of this layout.
    pub(super) fn begin(&mut self, layout: &Layout) {
        let size = layout.size();
        self.side = size + 2 * MARGIN;
        self.spare.append(&mut self.shots);
        self.pattern.clear();
        for y in 0..self.side {
            for x in 0..self.side {
                let inside = |at: usize| (MARGIN..MARGIN + size).contains(&at);
                self.pattern.push(if inside(x) && inside(y) {
                    match layout.fixed(x - MARGIN, y - MARGIN) {
                        Some(true) => 1.0,
                        Some(false) => -1.0,
                        None => 0.0,
                    }
                } else {
                    -1.0
                });
            }
        }
        self.belief.clone_from(&self.pattern);
        self.odds.clone_from(&self.pattern);
        self.doubt = f32::INFINITY;
    }

    /// How little it tells: the variance of a module's value as a share of its mean squared.
    pub(super) fn doubt(&self) -> f32 {
        self.doubt
    }

    /// What is the same in every code, row by row with the margin: ±1, and 0 what is not.
    pub(super) fn pattern(&self) -> &[f32] {
        &self.pattern
    }

    /// What is believed, row by row with the margin.
    pub(super) fn belief(&self) -> &[f32] {
        &self.belief
    }

    /// How sure each module is, row by row with the margin: 0 to 1, and `fixed` where all codes have it so.
    pub(super) fn sureness(&self, fixed: f32) -> impl Iterator<Item = f32> {
        self.belief
            .iter()
            .zip(&self.pattern)
            .enumerate()
            .map(move |(i, (belief, pattern))| {
                if !self.is_inside(i) {
                    0.3
                } else if *pattern == 0.0 {
                    belief * belief
                } else {
                    fixed
                }
            })
    }

    fn is_inside(&self, i: usize) -> bool {
        let inside = |at: usize| (MARGIN..self.side - MARGIN).contains(&at);
        inside(i % self.side) && inside(i / self.side)
    }

    /// How surely the module in column `x`, row `y` is dark, above 0, or light, below.
    pub(super) fn darkness(&self, x: usize, y: usize) -> f32 {
        self.odds
            .get((y + MARGIN) * self.side + x + MARGIN)
            .copied()
            .unwrap_or_default()
    }

    /// Adds a frame: the levels of the modules with the margin, and what each is worth. The frame that tells least
    /// is let go when there are too many.
    pub(super) fn add(&mut self, level: &[f32], worth: &[f32]) {
        if level.len() != self.belief.len() || worth.len() != level.len() {
            return;
        }
        if self.shots.len() >= MOST {
            let weight = |at: usize| self.shots.get(at).map_or(0.0, |shot| shot.weight.abs());
            let least = (0..self.shots.len())
                .min_by(|&a, &b| weight(a).total_cmp(&weight(b)))
                .unwrap_or_default();
            let least = self.shots.remove(least);
            self.spare.push(least);
        }
        let mut shot = self.spare.pop().unwrap_or_default();
        shot.level.clear();
        shot.level.extend_from_slice(level);
        shot.worth.clear();
        shot.worth.extend_from_slice(worth);
        shot.learn(&self.pattern, self.side);
        self.shots.push(shot);
        self.combine();
    }

    /// Learns each frame's filter anew from what all say together, `rounds` times.
    pub(super) fn settle(&mut self, rounds: usize) {
        for _ in 0..rounds {
            self.teacher.clear();
            let scale = self.scale;
            self.teacher
                .extend(self.pattern.iter().zip(&self.odds).map(|(pattern, odds)| {
                    if *pattern != 0.0 {
                        *pattern
                    } else if odds.abs() > BELIEVED * scale {
                        0.5 * odds.signum()
                    } else {
                        0.0
                    }
                }));
            // When all is clear the others have nothing more to learn.
            let first = if self.doubt < CLEAR {
                self.shots.len().saturating_sub(1)
            } else {
                0
            };
            for shot in self.shots.iter_mut().skip(first) {
                shot.learn(&self.teacher, self.side);
            }
            self.combine();
        }
    }

    /// Makes the odds of each module, and what is believed of it, anew out of all frames.
    fn combine(&mut self) {
        let Some(weights) = self.weights() else {
            return;
        };
        for (shot, weight) in self.shots.iter_mut().zip(weights) {
            shot.weight = weight as f32;
        }
        self.odds.clear();
        let shots = &self.shots;
        let of_all = |i: usize| {
            let of_one = |shot: &Shot| shot.weight * shot.clear.get(i).copied().unwrap_or_default();
            shots.iter().map(of_one).sum::<f32>()
        };
        self.odds.extend((0..self.pattern.len()).map(of_all));
        self.measure();
        for ((belief, pattern), odds) in self.belief.iter_mut().zip(&self.pattern).zip(&mut self.odds) {
            *odds *= self.scale;
            *belief = if *pattern == 0.0 { odds.tanh() } else { *pattern };
        }
    }

    /// How much each frame counts: least squares for the modules that every code has.
    #[expect(
        clippy::indexing_slicing,
        reason = "both indices are below the number of shots, which is below MOST"
    )]
    fn weights(&self) -> Option<[f64; MOST]> {
        let mut normal = [[0.0f64; MOST]; MOST];
        let mut right = [0.0f64; MOST];
        let mut count = 0.0;
        let mut values = [0.0f64; MOST];
        for (i, pattern) in self.fixed() {
            let pattern = f64::from(pattern);
            for (value, shot) in values.iter_mut().zip(&self.shots) {
                *value = f64::from(shot.clear[i]);
            }
            for a in 0..self.shots.len() {
                for b in 0..self.shots.len() {
                    normal[a][b] += values[a] * values[b];
                }
                right[a] += values[a] * pattern;
            }
            count += 1.0;
        }
        for (a, row) in normal.iter_mut().enumerate() {
            row[a] += EVENLY * count + 1e-6;
        }
        solve(normal, right)
    }

    /// Measures on the same modules what the frames together are worth.
    fn measure(&mut self) {
        let (mut sum, mut squares, mut count) = (0.0f32, 0.0f32, 0.0f32);
        for (i, pattern) in self.fixed() {
            let odds = self.odds.get(i).copied().unwrap_or_default();
            sum += odds * pattern;
            squares += odds * odds;
            count += 1.0;
        }
        let mean = (sum / count).max(1e-3);
        let variance = (squares / count - mean * mean)
            .max(LEAST_DOUBT * mean * mean)
            .max(1e-6);
        self.doubt = variance / (mean * mean);
        self.scale = mean / variance;
    }

    /// The modules of the code that every code has: where each is in the raster, and ±1.
    fn fixed(&self) -> impl Iterator<Item = (usize, f32)> {
        let all = self.pattern.iter().copied().enumerate();
        all.filter(|(i, pattern)| *pattern != 0.0 && self.is_inside(*i))
    }

    /// Whether the frame added last contradicts the others where codes differ more than where they are all the same:
    /// then it shows another code.
    pub(super) fn is_contradicted(&self) -> bool {
        let Some(shot) = self.shots.last().filter(|_| self.shots.len() > 1) else {
            return false;
        };
        let (mut own, mut all) = ((0.0f32, 0.0f32), (0.0f32, 0.0f32));
        for (i, ((clear, belief), pattern)) in
            shot.clear.iter().zip(&self.belief).zip(&self.pattern).enumerate()
        {
            // What nobody is sure of contradicts nothing.
            if !self.is_inside(i) || belief.abs() < SURE {
                continue;
            }
            let wrong = if (*clear > 0.0) == (*belief > 0.0) {
                0.0
            } else {
                1.0
            };
            let count = if *pattern == 0.0 { &mut own } else { &mut all };
            count.0 += wrong;
            count.1 += 1.0;
        }
        own.0 / own.1.max(1.0) > 0.08 + 3.0 * all.0 / all.1.max(1.0)
    }

    /// Whether there is such a code at all: the timing lines and alignment patterns are where they should be. Finder
    /// patterns alone look the same in codes of every size.
    pub(super) fn holds(&self) -> bool {
        if self.doubt > HOPELESS {
            return false;
        }
        let size = self.side - 2 * MARGIN;
        let (mut right, mut all) = (0u32, 0u32);
        for (i, pattern) in self.fixed() {
            let odds = self.odds.get(i).copied().unwrap_or_default();
            let (x, y) = (i % self.side - MARGIN, i / self.side - MARGIN);
            let low = |at: usize| at < 9;
            let high = |at: usize| at + 9 > size;
            if (low(x) && (low(y) || high(y))) || (high(x) && low(y)) {
                continue;
            }
            all += 1;
            right += u32::from((odds > 0.0) == (pattern > 0.0));
        }
        right * 100 >= all * HOLDING
    }

    /// Takes the frame added last out again.
    pub(super) fn take_back(&mut self) {
        self.spare.extend(self.shots.pop());
        self.combine();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Chance(u64);

    impl Chance {
        fn next(&mut self) -> f32 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        }
    }

    /// The modules of a code, ±1, with the margin.
    fn modules(sum: &Sum, chance: &mut Chance) -> Vec<f32> {
        let dark = |pattern: &f32| {
            if *pattern == 0.0 {
                chance.next().signum()
            } else {
                *pattern
            }
        };
        sum.pattern.iter().map(dark).collect()
    }

    /// Smeared along rows or columns, with noise.
    fn smeared(modules: &[f32], side: usize, step: usize, chance: &mut Chance) -> Vec<f32> {
        let at = |i: usize, by: usize, on: bool| {
            let at = if on { i + by } else { i.wrapping_sub(by) };
            modules.get(at).copied().unwrap_or(-1.0)
        };
        let step = if step == 0 { 1 } else { side };
        (0..modules.len())
            .map(|i| (modules[i] + at(i, step, true) + at(i, step, false)) / 3.0 + 0.5 * chance.next())
            .collect()
    }

    fn errors(sum: &Sum, modules: &[f32]) -> usize {
        let wrong = |(odds, truth): &(&f32, &f32)| (**odds > 0.0) != (**truth > 0.0);
        sum.odds.iter().zip(modules).filter(wrong).count()
    }

    #[test]
    fn frames_smeared_in_different_ways_make_one_good_one() {
        let layout = Layout::new(12);
        let mut chance = Chance(7);
        let (mut sum, mut alone) = (Sum::default(), Sum::default());
        sum.begin(&layout);
        let truth = modules(&sum, &mut chance);
        let side = sum.side;
        let worth = vec![1.0; truth.len()];
        let mut least = usize::MAX;
        for frame in 0..6 {
            let level = smeared(&truth, side, frame % 2, &mut chance);
            alone.begin(&layout);
            alone.add(&level, &worth);
            alone.settle(1);
            least = least.min(errors(&alone, &truth));
            sum.add(&level, &worth);
            sum.settle(1);
            assert!(!sum.is_contradicted(), "frame {frame}");
        }
        let together = errors(&sum, &truth);
        assert!(
            together * 3 < least,
            "{together} of all, {least} of the best alone"
        );
    }

    #[test]
    fn another_code_contradicts() {
        let layout = Layout::new(5);
        let mut chance = Chance(11);
        let mut sum = Sum::default();
        sum.begin(&layout);
        let (one, other) = (modules(&sum, &mut chance), modules(&sum, &mut chance));
        let worth = vec![1.0; one.len()];
        sum.add(&one, &worth);
        sum.settle(1);
        sum.add(&one, &worth);
        sum.settle(1);
        assert!(!sum.is_contradicted());
        sum.add(&other, &worth);
        sum.settle(1);
        assert!(sum.is_contradicted());
        sum.take_back();
        assert_eq!(errors(&sum, &one), 0);
    }
}
