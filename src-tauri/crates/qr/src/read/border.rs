//! A code that was cut out along its edge has no quiet zone: one is put around it.

use super::Reader;
use super::budget::Budget;
use super::effort::{Effort, SMALL};
use super::progress::Progress;
use super::scale::Scale;
use crate::geometry::Point;
use crate::picture::GrayView;
use crate::read::Found;

/// What looking at a picture with a border may cost.
const BUDGET: Budget = Budget::of_ms(45);

/// Pictures of more pixels than this get none: what was cut out along a code's edge is smaller.
const MOST: usize = 4 << 20;
/// Nor do those that would have more pixels with theirs: long ones, which no code was cut out as.
const MOST_WITH_BORDER: usize = 2 * MOST;

/// A light border around a picture.
#[derive(Default)]
pub(super) struct Border(Vec<u8>);

impl Border {
    /// The picture with as light a margin as anything in it, and how wide that is; `None` where the picture is too large.
    fn around(&mut self, picture: &GrayView<'_>) -> Option<(GrayView<'_>, f64)> {
        let (width, height) = (picture.width(), picture.height());
        if width * height > MOST {
            return None;
        }
        let margin = (width.max(height) / 8).max(8);
        let (wide, tall) = (width + 2 * margin, height + 2 * margin);
        if wide * tall > MOST_WITH_BORDER {
            return None;
        }
        let rows = || (0..height).map(|y| picture.row(y));
        let lightest = rows().flatten().copied().max()?;
        self.0.clear();
        self.0.resize(wide * margin, lightest);
        for row in rows() {
            self.0.resize(self.0.len() + margin, lightest);
            self.0.extend_from_slice(row);
            self.0.resize(self.0.len() + margin, lightest);
        }
        self.0.resize(wide * tall, lightest);
        let view = GrayView::new(wide, tall, &self.0).ok()?;
        Some((view, margin as f64))
    }
}

impl Reader {
    /// Looks at the whole picture once more, with a border.
    pub(super) fn look_at_bordered(&mut self, picture: &GrayView<'_>, progress: &mut Progress) {
        let mut border = std::mem::take(&mut self.border);
        if let Some((view, margin)) = border.around(picture) {
            let mut bordered = Progress::default();
            bordered.begin_with(Effort::Still);
            bordered.budget = BUDGET;
            // Who cut it out had it in focus; and what is larger need not be doubled.
            let small = picture.width() * picture.height() <= SMALL;
            let looks = Effort::Still
                .looks(&view)
                .filter(|look| look.blur.is_none() && (small || look.scale != Scale::Double));
            self.look_at(&view, Effort::Still, looks, &mut bordered);
            let back = |at: Point| at.offset(-margin, -margin);
            progress
                .texts
                .extend(bordered.texts.into_iter().map(|found| Found {
                    corners: found.corners.map(back),
                    ..found
                }));
        }
        self.border = border;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_much_longer_than_wide_gets_no_border() {
        let bordered = |width: usize, height: usize| {
            let mut border = Border::default();
            let pixels = vec![9; width * height];
            let view = GrayView::new(width, height, &pixels).unwrap();
            let size = border
                .around(&view)
                .map(|(view, _)| (view.width(), view.height()));
            (size, border.0.capacity())
        };
        assert_eq!(bordered(1600, 1200).0, Some((2000, 1600)));
        assert_eq!(bordered(400, 40).0, Some((500, 140)));
        // Of these nothing is even asked for: it would be tens of megabytes.
        for (width, height) in [(9_600, 436), (12_000, 349), (1, 12_000)] {
            assert_eq!(bordered(width, height), (None, 0));
        }
    }
}
