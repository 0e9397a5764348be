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
use equalize::Equalizer;
use eyes::Eyes;
use finder::{Care, Finder, Probe};
use fit::Frame;
use grid::Grid;
use layout::Layout;
use samples::Samples;
use scale::{Light, Scale, Scales};
use shape::{Shape, Triple};
use watch::Watch;

/// How much work a picture is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A camera frame: the next one comes anyway. A few tries, then it is let go.
    Live,
    /// A picture that will not get better: everything is tried.
    Still,
}

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

/// Modules smaller than this are better shown from nearer, pixels.
const COMFORTABLE: f64 = 4.0;

/// A grid whose fixed modules differ by less than this is one, though it may be too faint to be read.
const CODE_LIKE: f64 = 0.3;

/// With more finder patterns than these in a picture, most are chance.
const MOST_PLAIN: usize = 10;

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

/// A code that was seen.
#[derive(Clone, Copy)]
struct Sight {
    corners: [Point; 4],
    px_per_module: f64,
    /// Modules a side.
    size: usize,
    /// Dark on light, or else inverted.
    dark: bool,
}

impl Sight {
    fn of(grid: &Grid, size: usize, dark: bool) -> Self {
        Self {
            size,
            dark,
            corners: grid.corners(size),
            px_per_module: grid.px_per_module(size),
        }
    }

    fn shifted(self, by: Point) -> Self {
        Self {
            corners: self.corners.map(|corner| corner.offset(by.x, by.y)),
            ..self
        }
    }

    fn scaled(self, factor: f64) -> Self {
        Self {
            corners: self.corners.map(|corner| corner.scaled(factor)),
            px_per_module: self.px_per_module * factor,
            ..self
        }
    }
}

/// What has been made out of a picture so far, all in the picture's own pixels.
#[derive(Default)]
struct Progress {
    texts: Vec<Found>,
    /// The codes that were read.
    sights: Vec<Sight>,
    /// The codes that were seen and not read.
    unreadable: Vec<Sight>,
    /// How many grids may still be bent in this picture, over three finders and over two.
    bends: u32,
    pair_bends: u32,
    /// How many codes may still be equalized.
    equalizable: u32,
    /// Whether the three finder patterns of a code too small to be read were seen, as it seems.
    small_code: bool,
}

impl Progress {
    /// Begins with another picture, in which nothing is to be bent or equalized.
    fn begin(&mut self) {
        self.texts.clear();
        self.sights.clear();
        self.unreadable.clear();
        self.small_code = false;
        (self.bends, self.pair_bends, self.equalizable) = (0, 0, 0);
    }

    fn begin_with(&mut self, effort: Effort) {
        self.begin();
        self.bends = effort.bends();
        self.pair_bends = effort.bends();
        self.equalizable = effort.equalizable();
    }

    /// Three finder patterns in the right places are a code, though too small to be read; but where chance
    /// makes many, as in coarse grain, it makes triples too.
    fn note_corners(&mut self, finders: &[Finder], corners: &[Corner], factor: f64) {
        let plain = |finder: &Finder| finder.hits >= 2;
        let few = finders.iter().filter(|finder| plain(finder)).count() <= MOST_PLAIN;
        let small = |corner: &Corner| {
            corner.oddness < 1.0
                && corner
                    .finders()
                    .iter()
                    .all(|finder| plain(finder) && finder.unit * factor < COMFORTABLE)
        };
        self.small_code |= few && corners.iter().any(small);
    }

    fn note_read(&mut self, text: String, sight: Sight) {
        self.note_text(Found::new(text, &sight));
        self.sights.push(sight);
    }

    fn note_text(&mut self, found: Found) {
        if self.texts.iter().all(|known| known.text != found.text) {
            self.texts.push(found);
        }
    }

    fn is_read(&self, corner: &Corner, factor: f64) -> bool {
        let inside = |finder: &Finder| {
            let centre = finder.centre.scaled(factor);
            self.sights.iter().any(|sight| centre.is_within(&sight.corners))
        };
        corner.finders().iter().any(inside)
    }

    /// All that was made out; its texts are handed over.
    fn reading(&mut self) -> Reading {
        let largest = self
            .unreadable
            .iter()
            .max_by(|a, b| a.px_per_module.total_cmp(&b.px_per_module));
        let seen = self.texts.first().map(|found| found.corners);
        let hint = if !self.texts.is_empty() {
            Hint::Nothing
        } else if largest.is_some_and(|sight| sight.px_per_module >= COMFORTABLE) {
            Hint::HoldStill
        } else if largest.is_some() || self.small_code {
            Hint::Closer
        } else {
            Hint::Nothing
        };
        Reading {
            seen: seen.or(largest.map(|sight| sight.corners)),
            texts: std::mem::take(&mut self.texts),
            hint,
        }
    }
}

impl Found {
    fn new(text: String, sight: &Sight) -> Self {
        Self {
            text,
            corners: sight.corners,
            px_per_module: sight.px_per_module,
        }
    }
}

/// One look at the picture: at which size, and how faint an edge may be (levels of 255).
#[derive(Debug, Clone, Copy)]
struct Look {
    scale: Scale,
    swing: u8,
    /// The blur that is taken back before: standard deviation, pixels of this size.
    blur: Option<f64>,
}

/// Of a code that was cut out, a picture of more pixels is not worth doubling.
const SMALL: usize = 1 << 18;

/// Pictures of up to this many pixels are worth doubling.
const DOUBLED: usize = 2 << 20;

/// A picture is sharpened as a whole at a size of no more pixels than this.
const SHARPENED: f64 = 2_100_000.0;

/// Pictures of more pixels than this are looked at from half their size on, and of four times as many from a
/// quarter: a code that fills a telling part of them is large enough there, and a page of decoys stays bounded.
const WHOLE: usize = 12 << 20;

impl Effort {
    /// A look at every other frame of a video beside the plain ones, while nothing is followed: small, so that it is
    /// done in time.
    fn extra_look(picture: &GrayView<'_>, frame: u32) -> Option<Look> {
        let scale = Scale::Half;
        let small = (picture.width() * picture.height()) as f64 <= SHARPENED / 2.0;
        (small && frame.is_multiple_of(2)).then_some(Look {
            scale,
            swing: 24,
            blur: Some(1.2),
        })
    }

    fn looks(self, picture: &GrayView<'_>) -> impl Iterator<Item = Look> + use<> {
        let pixels = picture.width() * picture.height();
        let enough = move |scale: Scale| match scale {
            Scale::Double => pixels <= DOUBLED,
            Scale::Whole => pixels <= WHOLE,
            Scale::Half => pixels <= 4 * WHOLE,
            Scale::Quarter | Scale::Eighth => true,
        };
        let sharpened = move |scale: Scale| pixels as f64 <= SHARPENED * scale.factor().powi(2);
        let looks: &[(Scale, u8, Option<f64>)] = match self {
            Self::Live if pixels > WHOLE => &[(Scale::Quarter, 16, None), (Scale::Eighth, 16, None)],
            Self::Live => &[
                (Scale::Whole, 24, None),
                (Scale::Half, 16, None),
                (Scale::Whole, 10, None),
            ],
            Self::Still => &[
                (Scale::Whole, 24, None),
                (Scale::Half, 16, None),
                (Scale::Whole, 10, None),
                (Scale::Quarter, 16, None),
                (Scale::Double, 16, None),
                (Scale::Half, 8, None),
                (Scale::Double, 8, None),
                (Scale::Eighth, 12, None),
                (Scale::Whole, 24, Some(1.2)),
                (Scale::Whole, 24, Some(2.0)),
                (Scale::Half, 24, Some(1.2)),
                (Scale::Whole, 24, Some(2.8)),
                (Scale::Half, 24, Some(2.0)),
                (Scale::Double, 24, Some(3.0)),
            ],
        };
        looks
            .iter()
            .filter(move |(scale, _, blur)| enough(*scale) && (blur.is_none() || sharpened(*scale)))
            .map(|&(scale, swing, blur)| Look { scale, swing, blur })
    }

    fn care(self, view: &GrayView<'_>, look: Look) -> Care {
        let swing = look.swing;
        match self {
            // The core of a finder is three modules high: every second row meets it also at 2 pixels a module.
            Self::Live if view.height() >= 480 => Care {
                swing,
                step: 2,
                suspects: 3_000,
                most: 160,
            },
            Self::Live => Care {
                swing,
                step: 1,
                suspects: 3_000,
                most: 160,
            },
            Self::Still => Care {
                swing,
                // What is interpolated or sharpened differs little from one row to the next.
                step: match look {
                    Look {
                        scale: Scale::Double, ..
                    } if view.height() > 1_000 => 2,
                    Look { blur: Some(_), .. } if view.height() > 500 => 2,
                    _ => 1,
                },
                suspects: 60_000,
                most: 400,
            },
        }
    }

    /// Triples of finder patterns tried a look at most, from one code that is read to the next.
    fn tries(self, read: bool) -> usize {
        match (self, read) {
            (Self::Live, _) => 8,
            (Self::Still, true) => 400,
            (Self::Still, false) => 60,
        }
    }

    /// Grids laid over a look at most, from one code that is read to the next.
    fn grids(self, read: bool) -> u32 {
        match (self, read) {
            (Self::Live, _) => 8,
            (Self::Still, true) => 40,
            (Self::Still, false) => 24,
        }
    }

    /// Grids bent in a picture at most.
    fn bends(self) -> u32 {
        match self {
            Self::Live => 1,
            Self::Still => 10,
        }
    }

    /// Codes equalized a picture at most.
    fn equalizable(self) -> u32 {
        match self {
            Self::Live => 0,
            Self::Still => 6,
        }
    }

    /// Triples of finder patterns kept a look.
    fn corners(self) -> usize {
        match self {
            Self::Live => 40,
            Self::Still => 1_500,
        }
    }

    /// Versions tried a triple.
    fn versions(self) -> usize {
        match self {
            Self::Live => 3,
            Self::Still => 5,
        }
    }
}
