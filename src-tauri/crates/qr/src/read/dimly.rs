//! Looks for codes by whole finders, where blur has left no edges inside them.

use super::budget::Budget;
use super::decode::{Outcome, UNLIKELY, Views};
use super::scale::Scale;
use super::shape::{self, Triple};
use super::{Effort, Progress, Reader};
use crate::geometry::Point;
use crate::picture::GrayView;

/// Pictures of more pixels than this are not looked at so.
const MOST: usize = 4 << 20;
/// The same of one size of a picture: of larger ones only smaller sizes are.
const MOST_OF_A_SIZE: usize = 1_100_000;
/// Triples whose finders are compared with what is seen.
const COMPARED: usize = 120;
/// Triples tried of a picture, and of a video's frame.
const TRIED: usize = 8;
const TRIED_LIVE: usize = 1;
/// Codes equalized of a picture, the others not counted.
const EQUALIZED: u32 = 4;
/// What trying them may cost.
const BUDGET: Budget = Budget::of_ms(120);
/// The looks at a video's frames in turn: a size of the picture, and a size of a module.
const TURNS: [(Scale, usize); 4] = [
    (Scale::Half, 0),
    (Scale::Half, 2),
    (Scale::Half, 1),
    (Scale::Quarter, 0),
];
/// What a sharpened code needs around it, modules.
const MARGIN: f64 = 4.0;

/// Whether there is more in a picture than grain and slopes of light: a wall or a desk is not worth the search.
pub(super) fn is_busy(picture: &GrayView<'_>) -> bool {
    let (mut steep, mut all) = (0, 0);
    for y in (0..picture.height()).step_by(8) {
        for pair in picture.row(y).windows(STRIDE + 1).step_by(STRIDE) {
            if let [one, .., other] = pair {
                all += 1;
                steep += usize::from(one.abs_diff(*other) > STEEP);
            }
        }
    }
    100 * steep > all
}

/// Pixels from one place to the next that are compared there, and the levels by which an edge makes them differ.
const STRIDE: usize = 6;
const STEEP: u8 = 18;

impl Reader {
    /// A code so blurred that its finders have no edges inside.
    pub(super) fn look_dimly(&mut self, picture: &GrayView<'_>, progress: &mut Progress) {
        if picture.width() * picture.height() > MOST {
            return;
        }
        self.dim_finders.clear();
        for scale in [Scale::Whole, Scale::Half, Scale::Quarter] {
            if let Some(view) = self.scales.view(picture, scale)
                && view.width() * view.height() <= MOST_OF_A_SIZE
            {
                self.dim.find(&view, scale.factor(), &mut self.dim_finders);
            }
        }
        progress.equalizable = progress.equalizable.max(EQUALIZED);
        progress.budget = BUDGET;
        self.try_finders(picture, TRIED, Effort::Still, progress);
    }

    /// One size of a module in a video's frame, the next in the next.
    pub(super) fn glance_dimly(&mut self, picture: &GrayView<'_>, turn: u32, progress: &mut Progress) {
        let Some(&(scale, unit)) = TURNS.get(turn as usize % TURNS.len()) else {
            return;
        };
        self.dim_finders.clear();
        if let Some(view) = self.scales.view(picture, scale)
            && view.width() * view.height() <= MOST_OF_A_SIZE / 2
        {
            self.dim
                .find_of(&view, unit, scale.factor(), &mut self.dim_finders);
        }
        self.try_finders(picture, TRIED_LIVE, Effort::Live, progress);
    }

    /// Tries the likeliest three finders that were found, then the next, `most` times.
    fn try_finders(&mut self, picture: &GrayView<'_>, most: usize, effort: Effort, progress: &mut Progress) {
        let mut triples = std::mem::take(&mut self.triples);
        shape::triples(&mut self.dim_finders, COMPARED, &mut triples);
        for triple in &mut triples {
            triple.doubt = triple.pose.guess().map_or(1.0, |(guess, size)| {
                self.eyes.unexplained(picture, &guess, size, true)
            });
        }
        triples.sort_unstable_by(|a, b| a.doubt.total_cmp(&b.doubt));
        for triple in triples.iter().take(most) {
            if !progress.texts.is_empty() || triple.doubt > UNLIKELY || progress.budget.is_spent() {
                break;
            }
            self.try_triple(picture, triple, effort, progress);
        }
        self.triples = triples;
    }

    /// Reads the code of three finders in its part of the picture, which alone is sharpened.
    fn try_triple(
        &mut self,
        picture: &GrayView<'_>,
        triple: &Triple,
        effort: Effort,
        progress: &mut Progress,
    ) {
        let Some((guess, size)) = triple.pose.guess() else {
            return;
        };
        let corners = guess.corners(size);
        let margin = MARGIN * triple.unit;
        let bounds = |of: fn(&Point) -> f64, end: usize| {
            let places = || corners.iter().map(of);
            let least = places().fold(f64::INFINITY, f64::min) - margin;
            let most = places().fold(0.0, f64::max) + margin;
            let most = (most.max(0.0) as usize).min(end);
            (least.max(0.0) as usize).min(most)..most
        };
        let columns = bounds(|at| at.x, picture.width());
        let rows = bounds(|at| at.y, picture.height());
        let origin = Point {
            x: columns.start as f64,
            y: rows.start as f64,
        };
        let mut part = std::mem::take(&mut self.part);
        part.clear();
        for y in rows.clone() {
            part.extend_from_slice(picture.row(y).get(columns.clone()).unwrap_or_default());
        }
        let mut deblur = std::mem::take(&mut self.deblur);
        if let Ok(plain) = GrayView::new(columns.len(), rows.len(), &part)
            && let Some(view) = deblur.sharpened(&plain, triple.blur)
        {
            let pose = triple.pose.seen_from(origin);
            match self.decode(&Views { view, plain }, &pose, effort, &mut 0, progress) {
                Outcome::Read(text, sight) => progress.note_read(text, sight.shifted(origin)),
                Outcome::Unreadable(sight) => progress.unreadable.push(sight.shifted(origin)),
                Outcome::NoCode => {}
            }
        }
        self.deblur = deblur;
        self.part = part;
    }
}
