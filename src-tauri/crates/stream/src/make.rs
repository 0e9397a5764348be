use raptorq::{EncodingPacket, SourceBlockEncoder};

use crate::frame::{Frame, MAX_LENGTH, Message};
use crate::{Cargo, FramePace};

/// A message is empty or longer than [`MAX_LENGTH`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message of {length} bytes is none that an animated code carries")]
pub struct TooLong {
    /// Its length, bytes.
    pub length: usize,
}

/// The frames of a message, one after another without end: first its own parts, then ever new mixtures of them, so that
/// who begins late or loses some need not wait for a certain one.
pub struct Frames {
    message: Message,
    encoder: SourceBlockEncoder,
    next: u32,
}

/// Numbers of symbols end here, a day and more at 15 a second.
const LAST: u32 = (1 << 24) - 1;

impl Frames {
    /// Of a paper of 1 to [`MAX_LENGTH`] bytes.
    pub fn new(message: &[u8], pace: FramePace) -> Result<Self, TooLong> {
        Self::of(Cargo::Paper, message, pace)
    }

    /// Of a message of 1 to [`MAX_LENGTH`] bytes.
    pub fn of(cargo: Cargo, message: &[u8], pace: FramePace) -> Result<Self, TooLong> {
        let too_long = TooLong {
            length: message.len(),
        };
        let of = Message::of(cargo, message, pace.symbol());
        let parameters = of.parameters().ok_or(too_long)?;
        if message.is_empty() || message.len() > MAX_LENGTH {
            return Err(too_long);
        }
        // A block is whole symbols; the length says where the message ends.
        let mut block = message.to_vec();
        block.resize(of.symbols() * of.symbol, 0);
        Ok(Self {
            message: of,
            encoder: SourceBlockEncoder::new(0, &parameters, &block),
            next: 0,
        })
    }

    /// How many frames at least give the message back.
    pub fn least(&self) -> usize {
        self.message.symbols()
    }

    fn symbol(&self, number: u32) -> Option<EncodingPacket> {
        let own = self.message.symbols() as u32;
        if number < own {
            self.encoder.source_packets().into_iter().nth(number as usize)
        } else {
            self.encoder.repair_packets(number - own, 1).pop()
        }
    }
}

impl Iterator for Frames {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.next > LAST {
            self.next = 0;
        }
        let number = self.next;
        self.next += 1;
        let data = self.symbol(number)?.data().to_vec();
        Some(
            Frame {
                message: self.message,
                number,
                data,
            }
            .text(),
        )
    }
}
