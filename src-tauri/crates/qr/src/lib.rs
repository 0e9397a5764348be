//! QR codes: encode, and find and decode in pictures.
//!
//! No clock, no files, no global state: what comes out depends on what goes in, and in a video on the frames before.
//!
//! - [`encode()`] makes a [`Code`] of a text, [`Code::svg`] draws it.
//! - [`GrayPicture::decode`] turns an image file's bytes into grey pixels, within limits that a hostile file
//!   cannot pass; [`GrayView`] is the same for a camera frame that lies in memory already.
//! - [`Reader::read`] finds the codes in grey pixels and says what they bear, and what would help if it
//!   cannot; [`Reader::watch`] does so for the frames of a video, which together say more than each.

mod encode;
mod geometry;
mod picture;
mod read;
mod svg;

pub use encode::{Code, EncodeError, ErrorCorrection, encode};
pub use geometry::Point;
pub use picture::{GrayPicture, GrayView, MAX_FILE_BYTES, MAX_MEMORY, MAX_SIDE, PictureError};
pub use read::{Effort, Found, Hint, Reader, Reading};
