//! The frames of a video: a code seen once is followed, and what its frames show is added up until it can be read.

use super::follow::Follower;
use super::fuse::MARGIN;
use super::grid::Grid;
use super::layout::Layout;
use super::neighbourhood::DIE;
use super::parting::Parting;
use super::progress::{Progress, Sight};
use super::track::Track;
use super::{Effort, Found, Hint, Reader, Reading, dimly};
use crate::picture::GrayView;

/// Codes followed at once.
const MOST: usize = 3;
/// After so many frames in which it was not seen a code is let go.
const PATIENCE: u32 = 10;
/// Every so many frames the whole picture is looked at, though a code that is followed was read.
const WHOLE: u32 = 8;
/// What is known with less doubt than this needs no more frames that can be read by themselves.
const KNOWN: f32 = 0.1;
/// A code less like what was seen of it before than this may be another: two codes of one holder share their
/// beginning, and so up to half of their modules.
const SAME: f32 = 0.65;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Watch {
    tracks: Vec<Track>,
    /// Codes let go, for their buffers.
    spare: Vec<Track>,
    /// What is made out of a frame: by following, and in the whole of it.
    progress: Progress,
    whole: Progress,
    follower: Follower,
    parting: Parting,
    frames: u32,
}

impl Reader {
    /// Reads the frames of a video one after another, in time for the next one: what was seen in those before
    /// helps to find the code again and to read it.
    ///
    /// A text is returned only when Reed–Solomon vouches for it, as in [`Reader::read`]. What is less like the code
    /// followed than chance allows is taken for another and begins anew. A new code that shares nearly all modules with
    /// the old one, and is too blurred to be read alone, may for a few frames still be told as the old one: a text says
    /// what was shown lately, not what the last frame shows.
    pub fn watch(&mut self, frame: &GrayView<'_>) -> Reading {
        let mut watch = std::mem::take(&mut self.watch);
        let mut progress = std::mem::take(&mut watch.progress);
        progress.begin();
        let (mut hint, mut searched) = (None, false);
        watch.frames = watch.frames.wrapping_add(1);
        for track in &mut watch.tracks {
            track.missed = track.missed.saturating_add(1);
            if let Some(expected) = track.expected() {
                hint = hint.or(follow(frame, track, expected, &mut watch.follower, &mut progress));
            }
        }
        if progress.texts.is_empty() || watch.frames.is_multiple_of(WHOLE) {
            let mut whole = std::mem::take(&mut watch.whole);
            whole.begin();
            self.look_at(frame, Effort::Live, Effort::Live.looks(frame), &mut whole);
            searched = whole.texts.is_empty() && whole.unreadable.is_empty() && watch.tracks.is_empty();
            searched &= dimly::is_busy(frame);
            if let Some(look) = Effort::extra_look(frame, watch.frames).filter(|_| searched) {
                self.look_at(frame, Effort::Live, std::iter::once(look), &mut whole);
            } else if searched {
                self.glance_dimly(frame, watch.frames / 2, &mut whole);
            }
            for sight in whole.sights.iter().chain(&whole.unreadable) {
                hint = hint.or(watch.note(frame, sight, &mut progress));
            }
            for found in whole.texts.drain(..) {
                progress.note_text(found);
            }
            // Beside a code that is followed others of its pattern are mostly chance.
            if progress.unreadable.is_empty() {
                progress.unreadable.append(&mut whole.unreadable);
            }
            progress.small_code |= whole.small_code;
            watch.whole = whole;
        }
        watch.let_go(|track| track.missed > PATIENCE);
        // There is time for one of the two.
        if progress.texts.is_empty() && !searched {
            watch.parting.go_on(
                frame,
                &mut watch.tracks,
                (&mut self.eyes, &mut self.decoder),
                &mut progress,
            );
        }
        let reading = progress.reading();
        watch.progress = progress;
        self.watch = watch;
        match hint {
            Some(hint) if reading.texts.is_empty() => Reading { hint, ..reading },
            _ => reading,
        }
    }

    /// Forgets what [`Reader::watch`] has seen: the next frame belongs to another video.
    pub fn forget(&mut self) {
        self.watch.let_go(|_| true);
        self.watch.frames = 0;
    }
}

impl Watch {
    /// Follows the codes no more that are `lost`.
    fn let_go(&mut self, lost: impl Fn(&Track) -> bool) {
        self.spare.extend(self.tracks.extract_if(.., |track| lost(track)));
    }

    /// A code was seen in the whole picture: one that is followed, or another. What would help, if it was not read.
    fn note(&mut self, frame: &GrayView<'_>, sight: &Sight, progress: &mut Progress) -> Option<Hint> {
        let grid = Grid::between(sight.size, sight.corners)?;
        let layout = Layout::of_size(sight.size)?;
        let half = sight.size as f64 / 2.0;
        let middle = grid.at(half, half);
        for track in &mut self.tracks {
            if track.layout.size() != sight.size || track.dark != sight.dark {
                continue;
            }
            if track.missed > 0 {
                let hint = follow(frame, track, grid.clone(), &mut self.follower, progress);
                if track.missed == 0 {
                    return hint;
                }
            } else if track.grid.at(half, half).distance(middle) < half * sight.px_per_module {
                return None;
            }
        }
        let mut track = Track::new(layout, sight.dark, grid, self.spare.pop());
        let field = &mut self.follower.field;
        field.take(frame, &track.grid, (sight.size, MARGIN), sight.dark, &DIE);
        track.sum.begin(&track.layout);
        track.add(field);
        if !track.sum.holds() {
            self.spare.push(track);
            return None;
        }
        let hint = field.look(&track.grid).hint();
        if self.tracks.len() >= MOST {
            let oldest = (0..self.tracks.len())
                .max_by_key(|&at| self.tracks.get(at).map_or(0, |track| track.missed))
                .unwrap_or_default();
            self.spare.push(self.tracks.swap_remove(oldest));
        }
        self.tracks.push(track);
        Some(hint)
    }
}

/// Looks for a code near where it is expected, and reads it from all that was seen of it if it is there. What would
/// help, if it was not read.
fn follow(
    frame: &GrayView<'_>,
    track: &mut Track,
    expected: Grid,
    follower: &mut Follower,
    progress: &mut Progress,
) -> Option<Hint> {
    let (grid, like) = follower.find(frame, track, expected)?;
    if like < least_likeness(&track.layout) {
        return None;
    }
    let sight = Sight::of(&grid, track.layout.size(), track.dark);
    let Follower { field, decoder, .. } = follower;
    let text = (like > PLAIN)
        .then(|| decoder.text(&track.layout, &|x, y| field.darkness(x, y)))
        .flatten();
    if let Some(text) = text {
        if track.text.as_ref().is_some_and(|known| *known != text) {
            track.sum.begin(&track.layout);
        }
        if track.sum.doubt() > KNOWN {
            track.add(field);
        }
        track.moved(grid);
        track.says(&text);
        progress.note_text(Found::new(text, &sight));
        return None;
    }
    if !(track.add(field) && track.sum.holds()) {
        return None;
    }
    track.moved(grid);
    let text = decoder.text(&track.layout, &|x, y| track.sum.darkness(x, y));
    match text {
        Some(text) => {
            track.says(&text);
            progress.note_text(Found::new(text, &sight));
            None
        }
        None => {
            progress.unreadable.push(sight);
            Some(field.look(&track.grid).hint())
        }
    }
}

/// A frame as like what is expected as this is worth reading by itself, as it was seen.
const PLAIN: f32 = 0.6;

/// How like a code must be to what was seen of it before: by chance two codes are the more alike the fewer modules
/// they have.
fn least_likeness(layout: &Layout) -> f32 {
    let modules = (layout.size() * layout.size()) as f32;
    (5.0 / (modules / 6.0).sqrt()).clamp(SAME, 0.85)
}
