//! Work counted, not timed: what a picture says is the same on every machine, and no picture costs without end.

/// What remains to be spent on a picture, in nanoseconds of the machine that the costs below were once measured on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Budget(u64);

/// What a step costs, nanoseconds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Searching a pixel for finder patterns.
    Search,
    /// Sharpening a pixel, before.
    Sharpen,
    /// Asking three finder patterns for their version.
    Measure,
    /// Fitting a grid, for each of its modules.
    Fit,
    /// Bending it, the same.
    Bend,
    /// Reading what lies under it, the same.
    Read,
    /// Parting its modules, the same.
    Part,
}

impl Step {
    const fn cost(self) -> u64 {
        match self {
            Self::Search => 8,
            Self::Sharpen => 4,
            Self::Measure => 100_000,
            Self::Fit => 90,
            Self::Bend => 4_500,
            Self::Read => 800,
            Self::Part => 2_300,
        }
    }
}

impl Budget {
    pub(super) const fn of_ms(ms: u64) -> Self {
        Self(ms * 1_000_000)
    }

    /// Takes `count` steps' cost off; the last ones may be owed.
    pub(super) fn spend(&mut self, step: Step, count: usize) {
        self.0 = self.0.saturating_sub(step.cost().saturating_mul(count as u64));
    }

    pub(super) fn is_spent(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::GrayPicture;
    use crate::read::progress::Progress;
    use crate::read::{Effort, Reader, blurred};

    /// A code, and the same so covered that it is seen and cannot be read.
    fn pictures() -> [GrayPicture; 2] {
        let (plain, grid, layout) = blurred::code(4, 0.3);
        let middle = layout.size() as f64 / 2.0;
        let covered = blurred::covered(&plain, grid.at(middle, middle), 32.0);
        [plain, covered]
    }

    /// What a still picture's looks come to with this budget.
    fn looked_at(reader: &mut Reader, picture: &GrayPicture, budget: Budget) -> Progress {
        let view = picture.view();
        let mut progress = Progress::default();
        progress.begin_with(Effort::Still);
        progress.budget = budget;
        reader.look_at(&view, Effort::Still, Effort::Still.looks(&view), &mut progress);
        progress
    }

    #[test]
    fn the_last_step_may_be_owed() {
        let mut budget = Budget::of_ms(1);
        budget.spend(Step::Measure, 9);
        assert!(!budget.is_spent());
        budget.spend(Step::Bend, usize::MAX);
        assert!(budget.is_spent());
    }

    #[test]
    fn a_code_is_let_go_when_the_budget_is_spent() {
        let [plain, covered] = pictures();
        let looked = |picture, budget| looked_at(&mut Reader::new(), picture, budget);
        assert_eq!(looked(&plain, Effort::Still.budget()).texts.len(), 1);
        assert_eq!(looked(&plain, Budget::default()).texts.len(), 0);
        let (little, all) = (
            looked(&covered, Budget::of_ms(2)),
            looked(&covered, Effort::Still.budget()),
        );
        assert!(little.texts.is_empty() && all.texts.is_empty());
        assert!(little.budget.is_spent());
        assert!(little.unreadable.len() < all.unreadable.len());
        assert!(little.equalizable > all.equalizable);
    }

    #[test]
    fn a_picture_costs_the_same_whatever_was_read_before() {
        let [plain, covered] = pictures();
        let mut reader = Reader::new();
        let costs = [&covered, &plain, &covered]
            .map(|picture| looked_at(&mut reader, picture, Budget::of_ms(10_000)).budget);
        assert_eq!(costs[0], costs[2]);
        assert!(costs[0] != costs[1] && costs[0] != Budget::of_ms(10_000));
    }
}
