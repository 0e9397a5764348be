use dinhdanh_crypto::base45;
use dinhdanh_crypto::digest::sha256;
use raptorq::ObjectTransmissionInformation;

/// What an animated code carries: its frames begin by it, so that none is taken for another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cargo {
    /// A paper that its holder presents.
    #[default]
    Paper,
    /// What the desks of an office tell each other.
    Sightings,
}

impl Cargo {
    const ALL: [Self; 2] = [Self::Paper, Self::Sightings];

    /// How the text of a frame begins: for all as many characters, so that all fill the same codes.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Paper => "DDP1:",
            Self::Sightings => "DDS1:",
        }
    }

    /// What a text is a frame of, as it seems.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|cargo| text.starts_with(cargo.prefix()))
    }
}

/// The longest message, bytes.
pub const MAX_LENGTH: usize = 96 * 1024;

/// The shortest symbol, bytes: so that no message has more than 1,536 of them.
pub(crate) const MIN_SYMBOL: usize = 64;

const VERSION: u8 = 1;
const HEADER: usize = 23;
const ID: usize = 16;

/// What names a message in its frames.
pub(crate) type Digest = [u8; ID];

/// How large frames are and how fast they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FramePace {
    /// 15 a second, version 22-L: for a webcam of 720p that sees the code large. A frame that is spoilt is one lost, and the
    /// next few make up for it: more correction in each would cost all of them.
    Brisk,
    /// 8 a second, version 13-M: for a weak webcam, or a hand that shakes.
    Calm,
}

/// How much of a frame's code may be spoilt (ISO/IEC 18004 §7.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Level L.
    Low,
    /// Level M.
    Medium,
}

impl FramePace {
    /// Frames a second.
    pub const fn per_second(self) -> u32 {
        match self {
            Self::Brisk => 15,
            Self::Calm => 8,
        }
    }

    /// The level that its frames are encoded at.
    pub const fn correction(self) -> Correction {
        match self {
            Self::Brisk => Correction::Low,
            Self::Calm => Correction::Medium,
        }
    }

    /// Bytes of a symbol, so that a frame's text just fills its version of a QR code.
    pub const fn symbol(self) -> usize {
        match self {
            // Of 1,460 characters and 483, less the prefix, two bytes for every three.
            Self::Brisk => 946,
            Self::Calm => 294,
        }
    }
}

/// Which message a symbol is of. Another message has another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) cargo: Cargo,
    pub(crate) id: Digest,
    /// Bytes.
    pub(crate) length: usize,
    /// Bytes of every symbol.
    pub(crate) symbol: usize,
}

impl Message {
    pub(crate) fn of(cargo: Cargo, message: &[u8], symbol: usize) -> Self {
        Self {
            cargo,
            id: digest(message),
            length: message.len(),
            symbol,
        }
    }

    pub(crate) fn is(&self, message: &[u8]) -> bool {
        message.len() == self.length && digest(message) == self.id
    }

    /// How many symbols the message itself has.
    pub(crate) fn symbols(&self) -> usize {
        self.length.div_ceil(self.symbol)
    }

    /// What the code must know: one block, symbols of one piece.
    pub(crate) fn parameters(&self) -> Option<ObjectTransmissionInformation> {
        let symbol = u16::try_from(self.symbol).ok()?;
        Some(ObjectTransmissionInformation::new(
            self.length as u64,
            symbol,
            1,
            1,
            1,
        ))
    }
}

pub(crate) fn digest(message: &[u8]) -> Digest {
    let [id @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = sha256(&[message]);
    id
}

/// A frame: one symbol of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) message: Message,
    /// The symbol's number, below 2²⁴ (ESI).
    pub(crate) number: u32,
    pub(crate) data: Vec<u8>,
}

impl Frame {
    pub(crate) fn text(&self) -> String {
        let mut bytes = Vec::with_capacity(HEADER + self.data.len());
        bytes.extend_from_slice(&self.message.id);
        let [_, length @ ..] = (self.message.length as u32).to_be_bytes();
        bytes.extend_from_slice(&length);
        let [_, number @ ..] = self.number.to_be_bytes();
        bytes.extend_from_slice(&number);
        bytes.push(VERSION);
        bytes.extend_from_slice(&self.data);
        base45::write(self.message.cargo.prefix(), &bytes)
    }

    /// Reads what a camera read; none for anything but a frame.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let cargo = Cargo::of(text)?;
        let bytes = base45::read(text, cargo.prefix())?;
        let (id, rest) = bytes.split_first_chunk::<ID>()?;
        let ([a, b, c], rest) = rest.split_first_chunk::<3>()?;
        let ([d, e, f], rest) = rest.split_first_chunk::<3>()?;
        let (version, data) = rest.split_first()?;
        let length = u32::from_be_bytes([0, *a, *b, *c]) as usize;
        let fits = (1..=MAX_LENGTH).contains(&length) && data.len() >= MIN_SYMBOL;
        (*version == VERSION && fits).then(|| Self {
            message: Message {
                cargo,
                id: *id,
                length,
                symbol: data.len(),
            },
            number: u32::from_be_bytes([0, *d, *e, *f]),
            data: data.to_vec(),
        })
    }
}
