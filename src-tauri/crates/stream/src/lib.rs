//! The animated code: a message too large for one QR code, as an endless row of frames of which any few more than it has
//! parts give it back (RaptorQ, RFC 6330). Frames are lost, come twice and in any order, and no way leads back.
//!
//! [`Frames`] makes the texts of the frames, [`Collector`] gathers them from what a camera reads. A frame is the text
//! `DDP1:` – of a paper; `DDS1:` of what desks tell each other, see [`Cargo`] – and in base45 a header of 23 bytes – the first 16 bytes of the message's SHA-256, its length (3, big-endian), the
//! symbol's number (3), the version (1) – and the symbol.

mod collect;
mod frame;
mod make;

pub use collect::{Collected, Collector, MessageMark};
pub use frame::{Cargo, Correction, FramePace, MAX_LENGTH};
pub use make::{Frames, TooLong};
