//! One frame after another of a code that is followed and cannot be read, parted from its blur: a turn of the equalizer
//! a frame, in time for the next one.

use super::Found;
use super::code::Decoder;
use super::equalize::{Equalizer, FOREIGN};
use super::eyes::Eyes;
use super::progress::{Progress, Sight};
use super::samples::Samples;
use super::track::Track;
use crate::picture::GrayView;

/// A frame is taken whose finders are in place but for less than this share.
const IN_PLACE: f64 = 0.4;
/// Codes of more modules a side take longer than there is time.
const LARGEST: usize = 117;

/// Frames parted together.
const TOGETHER: usize = 3;
/// Turns at most.
const TURNS: usize = 9;
/// Modules more unsure than this after a turn are not worth another.
const HOPELESS: f32 = 0.45;

/// The frame that is at it.
#[derive(Default)]
pub(super) struct Parting {
    equalizer: Equalizer,
    samples: Samples,
}

impl Parting {
    /// One more turn for the frame that was taken last, or for this one.
    pub(super) fn go_on(
        &mut self,
        frame: &GrayView<'_>,
        tracks: &mut [Track],
        (eyes, decoder): (&mut Eyes, &mut Decoder),
        progress: &mut Progress,
    ) {
        for track in tracks.iter_mut().filter(|track| track.missed > 0) {
            track.turns = None;
        }
        let at = tracks.iter().position(|track| track.turns.is_some()).or_else(|| {
            tracks.iter().position(|track| {
                let size = track.layout.size();
                track.missed == 0
                    && size <= LARGEST
                    && eyes.unexplained(frame, &track.grid, size, track.dark) < IN_PLACE
            })
        });
        let Some(track) = at.and_then(|at| tracks.get_mut(at)) else {
            return;
        };
        let turns = track.turns.take().unwrap_or_default();
        // To take a frame in and to part it are each as much as there is time for.
        if turns < 2 * TOGETHER && turns.is_multiple_of(2) {
            if self.take(frame, track, turns == 0) {
                track.turns = Some(turns + 1);
            }
            return;
        }
        let unsure = self.equalizer.improve();
        let text = decoder.text(&track.layout, &|x, y| self.equalizer.darkness(x, y));
        if let Some(text) = text {
            let sight = Sight::of(&track.grid, track.layout.size(), track.dark);
            track.says(&text);
            progress.note_text(Found::new(text, &sight));
        } else if turns + 1 < TURNS && unsure < HOPELESS {
            track.turns = Some(turns + 1);
        }
    }

    /// Adds this frame to those that are parted together; whether there is one to part.
    fn take(&mut self, frame: &GrayView<'_>, track: &Track, first: bool) -> bool {
        let (grid, size) = (&track.grid, track.layout.size());
        if first {
            self.equalizer.begin(&track.layout);
        }
        self.samples.take(frame, grid, size, track.dark);
        self.equalizer.add(frame, grid, track.dark, &self.samples) <= FOREIGN || !first
    }
}
