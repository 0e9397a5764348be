//! From finder patterns to a text: every grid that they can carry is tried, and every way to see the modules under it.

use super::Reader;
use super::budget::{Budget, Step};
use super::effort::Effort;
use super::equalize::FOREIGN;
use super::fit::Pose;
use super::grid::Grid;
use super::layout::Layout;
use super::progress::{Progress, Sight};
use crate::picture::GrayView;

/// A rough guess is let go when more than this share of the light about its finders is not explained.
pub(super) const UNLIKELY: f64 = 0.85;
/// The same of a grid.
const BLIND: f64 = 0.55;

/// Of the modules that all codes of a layout have alike, so many may be wrong in what is a code, though it may be too
/// faint to be read.
const CODE_LIKE: f64 = 0.3;
/// And so many in what is worth correcting.
const CORRECTABLE: f64 = 0.2;

/// How unsure the modules may still be after each turn of the equalizer, for another to be worth it.
const HOPEFUL: [f32; 5] = [0.3, 0.15, 0.1, 0.05, 0.03];

/// How the blur is taken back, each step from the one before.
#[derive(Debug, Clone, Copy)]
enum Sharpening {
    None,
    ByPattern,
    ByBelief,
}

/// A picture at one size.
pub(super) struct Views<'a> {
    /// As it is searched: sharpened, if at all.
    pub(super) view: GrayView<'a>,
    /// As it is.
    pub(super) plain: GrayView<'a>,
}

/// What became of one triple of finder patterns.
pub(super) enum Outcome {
    Read(String, Sight),
    /// A code by its pattern, but its blocks cannot be corrected.
    Unreadable(Sight),
    NoCode,
}

impl Reader {
    /// Tries one triple of finder patterns at every version that it may be.
    pub(super) fn decode(
        &mut self,
        views: &Views<'_>,
        pose: &Pose,
        effort: Effort,
        grids: &mut u32,
        progress: &mut Progress,
    ) -> Outcome {
        let mut outcome = Outcome::NoCode;
        let (view, dark) = (&views.view, pose.is_dark());
        let Some((guess, size)) = pose.guess() else {
            return outcome;
        };
        if self.eyes.unexplained(view, &guess, size, dark) > UNLIKELY {
            return outcome;
        }
        progress.budget.spend(Step::Measure, 1);
        for (pose, layout) in pose.layouts(view, effort.versions()) {
            if progress.budget.is_spent() {
                break;
            }
            *grids += 1;
            let modules = layout.size() * layout.size();
            progress.budget.spend(Step::Fit, modules);
            let Some(fitted) = pose.fit(view, &layout) else {
                continue;
            };
            let bent = progress.bends > 0 && fitted.is_doubtful(view, &layout);
            // Only the better of two grids is worth to be equalized.
            let mut none = 0;
            let equalizable = if bent {
                &mut none
            } else {
                &mut progress.equalizable
            };
            let costs = (equalizable, &mut progress.budget);
            match self.decode_seen(views, fitted.grid.clone(), &layout, dark, costs) {
                read @ Outcome::Read(..) => return read,
                unreadable @ Outcome::Unreadable(_) => outcome = unreadable,
                Outcome::NoCode => {}
            }
            if !bent {
                continue;
            }
            progress.bends -= 1;
            progress.budget.spend(Step::Bend, modules);
            let grid = pose.bent(view, &layout, &fitted).unwrap_or(fitted.grid);
            let costs = (&mut progress.equalizable, &mut progress.budget);
            match self.decode_seen(views, grid, &layout, dark, costs) {
                read @ Outcome::Read(..) => return read,
                unreadable @ Outcome::Unreadable(_) => outcome = unreadable,
                Outcome::NoCode => {}
            }
        }
        outcome
    }

    /// Reads the modules under one grid, if finders are seen in its corners.
    fn decode_seen(
        &mut self,
        views: &Views<'_>,
        grid: Grid,
        layout: &Layout,
        dark: bool,
        costs: (&mut u32, &mut Budget),
    ) -> Outcome {
        if self.eyes.unexplained(&views.view, &grid, layout.size(), dark) > BLIND {
            return Outcome::NoCode;
        }
        self.decode_grid(views, grid, layout, dark, costs)
    }

    /// Reads the modules under one grid. To equalize them is dear: one is taken from `equalizable`.
    pub(super) fn decode_grid(
        &mut self,
        views: &Views<'_>,
        grid: Grid,
        layout: &Layout,
        dark: bool,
        (equalizable, budget): (&mut u32, &mut Budget),
    ) -> Outcome {
        let mut outcome = Outcome::NoCode;
        let size = layout.size();
        budget.spend(Step::Read, size * size);
        self.samples.take(&views.view, &grid, size, dark);
        for sharpening in [Sharpening::None, Sharpening::ByPattern, Sharpening::ByBelief] {
            match sharpening {
                Sharpening::None => {}
                Sharpening::ByPattern => self.samples.sharpen(layout),
                Sharpening::ByBelief => self.samples.sharpen_by_belief(layout),
            }
            let strangeness = self.samples.strangeness(layout);
            if strangeness < CODE_LIKE {
                outcome = Outcome::Unreadable(Sight::of(&grid, size, dark));
            }
            if strangeness > CORRECTABLE {
                continue;
            }
            if let Some(text) = self.decoder.text(layout, &|x, y| self.samples.darkness(x, y)) {
                return Outcome::Read(text, Sight::of(&grid, size, dark));
            }
        }
        if *equalizable > 0 && matches!(outcome, Outcome::Unreadable(_)) {
            *equalizable -= 1;
            if let Some(text) = self.equalized(&views.plain, &grid, layout, dark, budget) {
                return Outcome::Read(text, Sight::of(&grid, size, dark));
            }
        }
        outcome
    }

    /// Parts what blur has mixed in a code.
    fn equalized(
        &mut self,
        view: &GrayView<'_>,
        grid: &Grid,
        layout: &Layout,
        dark: bool,
        budget: &mut Budget,
    ) -> Option<String> {
        self.samples.take(view, grid, layout.size(), dark);
        self.equalizer.begin(layout);
        if self.equalizer.add(view, grid, dark, &self.samples) > FOREIGN {
            return None;
        }
        for doubt in HOPEFUL {
            budget.spend(Step::Part, layout.size() * layout.size());
            let unsure = self.equalizer.improve();
            let text = self.decoder.text(layout, &|x, y| self.equalizer.darkness(x, y));
            if text.is_some() || unsure > doubt || budget.is_spent() {
                return text;
            }
        }
        None
    }
}
