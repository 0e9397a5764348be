//! Finds the codes in a picture and says what they bear.
//!
//! rows → [`edges`] → [`finder`] patterns → triples of them ([`corner`]), or two where the third is covered
//! ([`pair`]) → a grid through them and the alignment patterns ([`fit`]), if the finders look like it ([`eyes`]), along
//! the edges of the modules where the code is bent ([`bend`]) → [`samples`] of its modules, sharpened, or parted from
//! their blur ([`equalize`]) → [`code`]; the way from the grid on is [`decode`]. What fails at one size of the picture is
//! tried at another ([`scale`]), and sharpened as a whole ([`deblur`]); at last by whole finders that have no edges left
//! ([`dim`], [`shape`]), and with a [`border`]. Every step is a hypothesis; only Reed–Solomon says yes.
//!
//! In a video ([`watch`]) a code ([`track`]) is followed from frame to frame ([`follow`]) and what they show is added up
//! ([`fuse`]).

mod agreement;
mod bend;
#[cfg(test)]
mod blurred;
mod border;
mod budget;
mod code;
mod corner;
mod deblur;
mod decode;
mod dim;
mod dimly;
mod edges;
mod effort;
mod equalize;
mod eyes;
mod field;
mod finder;
mod fit;
mod follow;
mod fuse;
mod grid;
mod hint;
mod layout;
mod likeness;
mod neighbourhood;
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
use border::Border;
use budget::Step;
use code::Decoder;
use corner::Corner;
use deblur::Deblur;
use decode::{Outcome, Views};
use dim::Dim;
use effort::Look;
use equalize::Equalizer;
use eyes::Eyes;
use finder::{Finder, Probe};
use fit::Pose;
use progress::Progress;
use samples::Samples;
use scale::Scales;
use shape::{DimFinder, Triple};
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

/// Reads pictures one after another, and keeps its buffers between them.
#[derive(Default)]
pub struct Reader {
    scales: Scales,
    border: Border,
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
    dim_finders: Vec<DimFinder>,
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
            self.look_at_bordered(picture, &mut progress);
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
            if progress.budget.is_spent() {
                break;
            }
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

    fn look(&mut self, views: &Views<'_>, look: Look, effort: Effort, progress: &mut Progress) {
        let view = &views.view;
        let pixels = view.width() * view.height();
        progress.budget.spend(Step::Search, pixels);
        if look.blur.is_some() {
            progress.budget.spend(Step::Sharpen, pixels);
        }
        finder::find(view, effort.care(view, look), &mut self.probe, &mut self.finders);
        corner::find(&self.finders, effort.corners(), &mut self.corners);
        let factor = look.scale.factor();
        progress.note_corners(&self.finders, &self.corners, factor);
        let corners = std::mem::take(&mut self.corners);
        let (mut tries, mut grids) = (0, 0);
        for corner in &corners {
            let read = !progress.texts.is_empty();
            if tries >= effort.tries(read) || grids >= effort.grids(read) || progress.budget.is_spent() {
                break;
            }
            if progress.is_read(corner, factor) {
                continue;
            }
            let pose = Pose::measure(view, corner, &mut self.probe);
            if !pose.is_square() {
                continue;
            }
            tries += 1;
            match self.decode(views, &pose, effort, &mut grids, progress) {
                Outcome::Read(text, sight) => {
                    progress.note_read(text, sight.scaled(factor));
                    // Every code of a page has its own turn.
                    if effort == Effort::Still {
                        (tries, grids) = (0, 0);
                        progress.budget = effort.budget();
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
}
