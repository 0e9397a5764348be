use std::collections::BTreeMap;

use raptorq::{EncodingPacket, PayloadId, SourceBlockDecoder};

use crate::Cargo;
use crate::frame::{Digest, Frame, Message, digest};

/// Symbols kept beyond those that the message has: more than that never help.
const SPARE: usize = 24;

/// So many frames of another message in a row, and none of ours, mean that another is shown now.
const ANOTHER: u32 = 6;

/// Gathers the frames of one message, whatever else the camera sees: another's frames are passed over until only they
/// are there. Whatever it is offered, it takes less than a
/// megabyte (`tests/memory.rs`).
#[derive(Default)]
pub struct Collector {
    cargo: Cargo,
    message: Option<Message>,
    symbols: BTreeMap<u32, Vec<u8>>,
    /// Frames of others since the last one of ours.
    strange: u32,
}

/// What a text that a camera read has brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collected {
    /// It is no frame, or not one of this message.
    Nothing,
    /// So many frames are there of so many that are needed at least.
    Gathering {
        /// Different ones.
        have: usize,
        /// At least; mostly one or two more.
        need: usize,
    },
    /// The message, whole: its digest is the one that every frame bore.
    Whole(Vec<u8>),
}

/// Which paper an animated code brought: its frames are known again by it, and nothing of what it says is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageMark(Digest);

impl MessageMark {
    /// Of a message that came whole.
    pub fn of(message: &[u8]) -> Self {
        Self(digest(message))
    }

    /// Whether a text that a camera read is a frame of just this message.
    pub fn is_on(self, text: &str) -> bool {
        Frame::read(text).is_some_and(|frame| frame.message.id == self.0)
    }
}

impl Collector {
    /// Gathers papers, and has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, of this cargo alone.
    pub fn of(cargo: Cargo) -> Self {
        Self {
            cargo,
            ..Self::default()
        }
    }

    /// Forgets what it has.
    pub fn clear(&mut self) {
        *self = Self::of(self.cargo);
    }

    /// Takes what a camera read. The same frame again changes nothing.
    pub fn offer(&mut self, text: &str) -> Collected {
        let Some(frame) = Frame::read(text).filter(|frame| frame.message.cargo == self.cargo) else {
            return Collected::Nothing;
        };
        match self.message {
            Some(message) if message == frame.message => self.strange = 0,
            Some(_) if self.strange + 1 < ANOTHER => {
                self.strange += 1;
                return Collected::Nothing;
            }
            _ => {
                self.clear();
                self.message = Some(frame.message);
            }
        }
        let need = frame.message.symbols();
        let new = !self.symbols.contains_key(&frame.number);
        if new {
            self.symbols.insert(frame.number, frame.data);
        }
        let have = self.symbols.len();
        if new
            && have >= need
            && let Some(message) = self.solved(&frame.message)
        {
            if frame.message.is(&message) {
                self.clear();
                return Collected::Whole(message);
            }
            // Some symbol was none of this message's, though its frame said so: nobody can tell which.
            self.clear();
            return Collected::Gathering { have: 0, need };
        }
        if have >= need + SPARE {
            self.clear();
            return Collected::Gathering { have: 0, need };
        }
        Collected::Gathering { have, need }
    }

    fn solved(&self, message: &Message) -> Option<Vec<u8>> {
        let parameters = message.parameters()?;
        let block = (message.symbols() * message.symbol) as u64;
        let packets = self
            .symbols
            .iter()
            .map(|(number, data)| EncodingPacket::new(PayloadId::new(0, *number), data.clone()));
        let mut solved = SourceBlockDecoder::new(0, &parameters, block).decode(packets)?;
        solved.truncate(message.length);
        Some(solved)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{FramePace, Frames, MAX_LENGTH};

    fn message(length: usize, seed: u8) -> Vec<u8> {
        (0..length)
            .map(|i| (i as u8).wrapping_mul(31).wrapping_add((i >> 8) as u8) ^ seed)
            .collect()
    }

    fn gathered(collector: &mut Collector, texts: impl IntoIterator<Item = String>) -> Option<Vec<u8>> {
        texts.into_iter().find_map(|text| match collector.offer(&text) {
            Collected::Whole(message) => Some(message),
            _ => None,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_frames_enough_give_the_message(
            length in 1..20_000usize,
            calm: bool,
            late in 0..200usize,
            lost in proptest::collection::vec(any::<bool>(), 400),
        ) {
            let sent = message(length, 1);
            let pace = if calm { FramePace::Calm } else { FramePace::Brisk };
            let frames = Frames::new(&sent, pace).unwrap();
            let need = frames.least();
            let seen = frames.skip(late).zip(lost.iter().cycle()).filter(|(_, lost)| !**lost).map(|(text, _)| text);
            let seen: Vec<_> = seen.take(need + 4).collect();
            prop_assume!(seen.len() == need + 4);
            prop_assert_eq!(gathered(&mut Collector::new(), seen), Some(sent));
        }

        #[test]
        fn a_strangers_text_is_taken_or_left(text in "(DDP1:)?[0-9A-Z $%*+./:-]{0,300}") {
            Collector::new().offer(&text);
        }
    }

    #[test]
    fn a_frame_is_of_its_message_alone() {
        let (ours, other) = (message(900, 1), message(900, 2));
        let mut frames = Frames::new(&ours, FramePace::Calm).unwrap();
        let text = frames.next().unwrap();
        let mark = MessageMark::of(&ours);
        assert!(mark.is_on(&text) && !MessageMark::of(&other).is_on(&text));
        assert!(!mark.is_on("DDP1:"));
    }

    #[test]
    fn what_desks_tell_each_other_is_no_paper() {
        let sent = message(900, 1);
        let frames = || {
            Frames::of(Cargo::Sightings, &sent, FramePace::Calm)
                .unwrap()
                .take(8)
        };
        assert_eq!(gathered(&mut Collector::new(), frames()), None);
        assert_eq!(
            gathered(&mut Collector::of(Cargo::Sightings), frames()),
            Some(sent.clone())
        );
        let paper = Frames::new(&sent, FramePace::Calm).unwrap().take(8);
        assert_eq!(gathered(&mut Collector::of(Cargo::Sightings), paper), None);
    }

    #[test]
    fn the_longest_message_comes_whole_and_a_longer_one_is_refused() {
        let sent = message(MAX_LENGTH, 3);
        let frames = Frames::new(&sent, FramePace::Brisk).unwrap();
        assert_eq!(gathered(&mut Collector::new(), frames.take(150)), Some(sent));
        assert!(Frames::new(&message(MAX_LENGTH + 1, 3), FramePace::Calm).is_err());
        assert!(Frames::new(&[], FramePace::Calm).is_err());
    }

    #[test]
    fn a_frame_just_fills_its_code() {
        use dinhdanh_qr::{ErrorCorrection, encode};
        for (pace, version) in [(FramePace::Brisk, 22), (FramePace::Calm, 13)] {
            let level = match pace.correction() {
                crate::Correction::Low => ErrorCorrection::Low,
                crate::Correction::Medium => ErrorCorrection::Medium,
            };
            let text = Frames::new(&message(9_000, 1), pace).unwrap().next().unwrap();
            assert_eq!(encode(&text, level).unwrap().version(), version);
            let fuller = encode(&format!("{text}0000"), level).unwrap();
            assert!(fuller.version() > version, "{pace:?} has room");
        }
    }

    #[test]
    fn two_messages_at_once_never_mix_and_the_first_one_comes() {
        let (ours, other) = (message(9_000, 1), message(9_000, 2));
        let one = Frames::new(&ours, FramePace::Brisk).unwrap();
        let two = Frames::new(&other, FramePace::Brisk).unwrap();
        let both = one.zip(two).flat_map(|(one, two)| [one, two]).take(60);
        assert_eq!(gathered(&mut Collector::new(), both), Some(ours));
    }

    #[test]
    fn another_message_takes_over_when_it_alone_is_shown() {
        let (ours, other) = (message(9_000, 1), message(9_000, 2));
        let mut collector = Collector::new();
        let begun = Frames::new(&ours, FramePace::Brisk).unwrap().take(5);
        assert_eq!(gathered(&mut collector, begun), None);
        let shown = Frames::new(&other, FramePace::Brisk).unwrap().take(40);
        assert_eq!(gathered(&mut collector, shown), Some(other));
    }

    #[test]
    fn a_forged_symbol_spoils_a_try_and_never_a_message() {
        let sent = message(3_000, 1);
        let mut frames = Frames::new(&sent, FramePace::Brisk).unwrap();
        let forged = Frame {
            data: vec![7; FramePace::Brisk.symbol()],
            ..Frame::read(&frames.next().unwrap()).unwrap()
        };
        let mut collector = Collector::new();
        collector.offer(&forged.text());
        let got = gathered(&mut collector, frames.take(40));
        assert_eq!(got, Some(sent));
    }
}
