//! Finds the codes in a picture and says what they bear.
//!
//! rows → [`edges`] → [`finder`] patterns → triples of them ([`corner`]), or two where the third is covered
//! ([`pair`]) → a grid through them and the alignment patterns ([`fit`]), along the edges of the modules where the
//! code is bent ([`bend`]), if the finders look like it ([`eyes`]) → [`samples`] of its modules, sharpened, or parted
//! from their blur ([`equalize`]) → [`code`]. What fails at one size of the picture is tried at another ([`scale`]), and
//! sharpened as a whole ([`deblur`]); at last by whole finders that have no edges left ([`dim`], [`shape`]). Every step is a hypothesis; only Reed–Solomon says yes.

mod bend;
#[cfg(test)]
mod blurred;
mod code;
mod corner;
mod deblur;
mod dim;
mod dimly;
mod edges;
mod effort;
mod equalize;
mod eyes;
mod field;
mod finder;
mod fit;
mod fuse;
mod grid;
mod hint;
mod layout;
mod pair;
mod parting;
mod progress;
mod samples;
mod scale;
mod shape;
mod track;
mod watch;

use crate::geometry::Point;
use crate::picture::GrayView;
use code::Decoder;
use corner::Corner;
use deblur::Deblur;
use dim::Dim;
use effort::{Look, SMALL};
use equalize::Equalizer;
use eyes::Eyes;
use finder::{Finder, Probe};
use fit::Frame;
use grid::Grid;
use layout::Layout;
use progress::{Progress, Sight};
use samples::Samples;
use scale::{Light, Scale, Scales};
use shape::{Shape, Triple};
use watch::Watch;

pub use effort::Effort;

/// What a picture says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The codes read, each once, in the order they were found.
    pub texts: Vec<Found>,
    /// The corners of the code that is seen best, read or not, as [`Found::corners`].
    pub seen: Option<[Point; 4]>,
    /// What would help when nothing was read; [`Hint::Nothing`] when something was.
    pub hint: Hint,
}

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it bears, exactly.
    pub text: String,
    /// Its corners in pixels of the picture: upper left, upper right, lower right, lower left *of the code*,
    /// however it is turned.
    pub corners: [Point; 4],
    /// The mean length of a module's side, pixels.
    pub px_per_module: f64,
}

/// What the person who holds the code could do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// A code is there, but its modules are under 4 pixels.
    Closer,
    /// A code is there, but seen too much from the side.
    Straighter,
    /// A code is there, but glare lies over it.
    WipeScreen,
    /// A code is there, but there is too little light between its dark and its light modules.
    Brighter,
    /// A code of a good size is there and could not be read: blurred, shaken or covered.
    HoldStill,
    /// Nothing like a code was seen, or all is well.
    Nothing,
}

/// A grid whose fixed modules differ by less than this is one, though it may be too faint to be read.
const CODE_LIKE: f64 = 0.3;

/// A finder pattern that is to stand for its code with one more is strained less than this, modules.
const PLAIN: f64 = 0.15;

/// Only so many of these are taken in pairs.
const MOST_PAIRED: usize = 6;

/// A grid whose fixed modules differ by more than this is none.
const STRANGE: f64 = 0.2;

/// Reads pictures one after another, and keeps its buffers between them.
#[derive(Default)]
pub struct Reader {
    scales: Scales,
    frame: Light,
    probe: Probe,
    finders: Vec<Finder>,
    corners: Vec<Corner>,
    samples: Samples,
    decoder: Decoder,
    deblur: Deblur,
    equalizer: Equalizer,
    eyes: Eyes,
    watch: Watch,
    progress: Progress,
    dim: Dim,
    shapes: Vec<Shape>,
    triples: Vec<Triple>,
    part: Vec<u8>,
}

impl Reader {
    /// A reader with empty buffers; they grow with the pictures.
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds and reads the codes in `picture`: dark on light or inverted, turned, tilted, mirrored.
    ///
    /// A text is returned only when Reed–Solomon vouches for every block of it and the code's own pattern is
    /// in place. Bytes of which the code does not say in which character set they are, are UTF-8, unmistakable Shift
    /// JIS or Latin-1, or else no text. The work is bounded whatever the picture shows.
    pub fn read(&mut self, picture: &GrayView<'_>, effort: Effort) -> Reading {
        let mut progress = std::mem::take(&mut self.progress);
        progress.begin_with(effort);
        self.look_at(picture, effort, effort.looks(picture), &mut progress);
        if effort == Effort::Still && progress.texts.is_empty() {
            self.look_dimly(picture, &mut progress);
        }
        if effort == Effort::Still && progress.texts.is_empty() {
            self.look_at_framed(picture, &mut progress);
        }
        let reading = progress.reading();
        self.progress = progress;
        reading
    }

    fn look_at(
        &mut self,
        picture: &GrayView<'_>,
        effort: Effort,
        looks: impl Iterator<Item = Look>,
        progress: &mut Progress,
    ) {
        for look in looks {
            let mut scales = std::mem::take(&mut self.scales);
            if let Some(plain) = scales.view(picture, look.scale) {
                let mut deblur = std::mem::take(&mut self.deblur);
                let view = match look.blur {
                    Some(sigma) => deblur.sharpened(&plain, sigma),
                    None => Some(plain),
                };
                if let Some(view) = view {
                    self.look(&Views { view, plain }, look, effort, progress);
                }
                self.deblur = deblur;
            }
            self.scales = scales;
            if !progress.texts.is_empty() {
                break;
            }
        }
    }

    /// A code that was cut out along its edge has no quiet zone: one is put around it.
    fn look_at_framed(&mut self, picture: &GrayView<'_>, progress: &mut Progress) {
        let mut frame = std::mem::take(&mut self.frame);
        if let Some((view, margin)) = frame.around(picture) {
            let mut framed = Progress::default();
            framed.begin_with(Effort::Still);
            // Who cut it out had it in focus; and what is larger need not be doubled.
            let small = picture.width() * picture.height() <= SMALL;
            let looks = Effort::Still
                .looks(&view)
                .filter(|look| look.blur.is_none() && (small || look.scale != Scale::Double));
            self.look_at(&view, Effort::Still, looks, &mut framed);
            let back = |at: Point| at.offset(-margin, -margin);
            progress.texts.extend(framed.texts.into_iter().map(|found| Found {
                corners: found.corners.map(back),
                ..found
            }));
        }
        self.frame = frame;
    }

    fn look(&mut self, views: &Views<'_>, look: Look, effort: Effort, progress: &mut Progress) {
        let view = &views.view;
        finder::find(view, effort.care(view, look), &mut self.probe, &mut self.finders);
        corner::find(&self.finders, effort.corners(), &mut self.corners);
        let factor = look.scale.factor();
        progress.note_corners(&self.finders, &self.corners, factor);
        let corners = std::mem::take(&mut self.corners);
        let (mut tries, mut grids) = (0, 0);
        for corner in &corners {
            let read = !progress.texts.is_empty();
            if tries >= effort.tries(read) || grids >= effort.grids(read) {
                break;
            }
            if progress.is_read(corner, factor) {
                continue;
            }
            let frame = Frame::measure(view, corner, &mut self.probe);
            if !frame.is_square() {
                continue;
            }
            tries += 1;
            match self.decode(views, &frame, effort, &mut grids, progress) {
                Outcome::Read(text, sight) => {
                    progress.note_read(text, sight.scaled(factor));
                    // Every code of a page has its own turn.
                    if effort == Effort::Still {
                        (tries, grids) = (0, 0);
                    }
                }
                Outcome::Unreadable(sight) => progress.unreadable.push(sight.scaled(factor)),
                Outcome::NoCode => {}
            }
        }
        self.corners = corners;
        if effort == Effort::Still && progress.texts.is_empty() {
            self.look_at_pairs(views, factor, progress);
        }
    }

    /// A code whose third finder pattern is covered.
    fn look_at_pairs(&mut self, views: &Views<'_>, factor: f64, progress: &mut Progress) {
        let finders = std::mem::take(&mut self.finders);
        let plain = |finder: &&Finder| finder.hits >= 2 && finder.strain < PLAIN;
        for (i, from) in finders.iter().filter(plain).take(MOST_PAIRED).enumerate() {
            for (j, to) in finders.iter().filter(plain).take(MOST_PAIRED).enumerate() {
                let alike = from.dark == to.dark && (0.5..2.0).contains(&(from.unit / to.unit));
                if i == j || !alike || !progress.texts.is_empty() {
                    continue;
                }
                let grids = pair::grids(&views.view, &mut self.probe, (from, to), &mut progress.pair_bends);
                for (grid, layout) in grids.into_iter().flatten() {
                    if let Outcome::Read(text, sight) =
                        self.decode_grid(views, grid, &layout, from.dark, &mut 0)
                    {
                        progress.note_read(text, sight.scaled(factor));
                    }
                }
            }
        }
        self.finders = finders;
    }

    /// Tries one triple of finder patterns at every version that it may be.
    fn decode(
        &mut self,
        views: &Views<'_>,
        frame: &Frame,
        effort: Effort,
        grids: &mut u32,
        progress: &mut Progress,
    ) -> Outcome {
        let mut outcome = Outcome::NoCode;
        let (view, dark) = (&views.view, frame.is_dark());
        let Some((guess, size)) = frame.guess() else {
            return outcome;
        };
        if self.eyes.unexplained(view, &guess, size, dark) > UNLIKELY {
            return outcome;
        }
        for (frame, layout) in frame.layouts(view, effort.versions()) {
            *grids += 1;
            let Some(fitted) = frame.fit(view, &layout) else {
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
            match self.decode_seen(views, fitted.grid.clone(), &layout, dark, equalizable) {
                read @ Outcome::Read(..) => return read,
                unreadable @ Outcome::Unreadable(_) => outcome = unreadable,
                Outcome::NoCode => {}
            }
            if !bent {
                continue;
            }
            progress.bends -= 1;
            let grid = frame.bent(view, &layout, &fitted).unwrap_or(fitted.grid);
            match self.decode_seen(views, grid, &layout, dark, &mut progress.equalizable) {
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
        equalizable: &mut u32,
    ) -> Outcome {
        if self.eyes.unexplained(&views.view, &grid, layout.size(), dark) > BLIND {
            return Outcome::NoCode;
        }
        self.decode_grid(views, grid, layout, dark, equalizable)
    }

    /// Reads the modules under one grid. To equalize them is dear: one is taken from `equalizable`.
    fn decode_grid(
        &mut self,
        views: &Views<'_>,
        grid: Grid,
        layout: &Layout,
        dark: bool,
        equalizable: &mut u32,
    ) -> Outcome {
        let mut outcome = Outcome::NoCode;
        let size = layout.size();
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
            if strangeness > STRANGE {
                continue;
            }
            if let Some(text) = self.decoder.text(layout, &|x, y| self.samples.darkness(x, y)) {
                return Outcome::Read(text, Sight::of(&grid, size, dark));
            }
        }
        if *equalizable > 0 && matches!(outcome, Outcome::Unreadable(_)) {
            *equalizable -= 1;
            if let Some(text) = self.equalized(&views.plain, &grid, layout, dark) {
                return Outcome::Read(text, Sight::of(&grid, size, dark));
            }
        }
        outcome
    }

    /// Parts what blur has mixed in a code.
    fn equalized(&mut self, view: &GrayView<'_>, grid: &Grid, layout: &Layout, dark: bool) -> Option<String> {
        self.samples.take(view, grid, layout.size(), dark);
        self.equalizer.begin(layout);
        if self.equalizer.add(view, grid, dark, &self.samples) > BLIND {
            return None;
        }
        for doubt in HOPEFUL {
            let unsure = self.equalizer.improve();
            let text = self.decoder.text(layout, &|x, y| self.equalizer.darkness(x, y));
            if text.is_some() || unsure > doubt {
                return text;
            }
        }
        None
    }
}

/// A picture at one size.
struct Views<'a> {
    /// As it is searched: sharpened, if at all.
    view: GrayView<'a>,
    /// As it is.
    plain: GrayView<'a>,
}

/// A rough guess is let go when more than this share of the light about its finders is not explained.
const UNLIKELY: f64 = 0.85;
/// The same of a grid.
const BLIND: f64 = 0.55;

/// How unsure the modules may still be after each turn of the equalizer, for another to be worth it.
const HOPEFUL: [f32; 5] = [0.3, 0.15, 0.1, 0.05, 0.03];

/// How the blur is taken back, each step from the one before.
#[derive(Debug, Clone, Copy)]
enum Sharpening {
    None,
    ByPattern,
    ByBelief,
}

/// What became of one triple of finder patterns.
enum Outcome {
    Read(String, Sight),
    /// A code by its pattern, but its blocks cannot be corrected.
    Unreadable(Sight),
    NoCode,
}
