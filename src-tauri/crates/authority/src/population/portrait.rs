//! Portraits that are drawn, not taken: calm, flat, on paper, and each its own, for an officer compares faces.
//!
//! Everything follows from the person's portrait seed, sex, age and features. Each portrait bears the mark
//! "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ".

mod backdrop;
mod canvas;
mod clothes;
mod encode;
mod eyes;
mod face;
mod glasses;
mod hair;
mod letters;
mod looks;
mod mark;
mod skin;

use super::Person;
use canvas::Canvas;
use looks::Looks;

pub use encode::{LARGE_SIZE, PREVIEW_SIZE, SMALL_LIMIT, large, preview, small};

/// A portrait cannot be drawn or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortraitError {
    /// Width or height is 0 or past what a picture may have.
    #[error("a portrait cannot have this size")]
    Size,
    /// The WebP encoder refused, or no setting brought the portrait under its limit.
    #[error("a portrait could not be encoded")]
    Encoding,
}

/// A picture: rows from the top, three bytes (red, green, blue) a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `3 × width × height` bytes.
    pub rgb: Vec<u8>,
}

/// The person's portrait at a size in pixels, 3:4 upright; at another ratio it is stretched.
pub fn draw(person: &Person, width: u32, height: u32) -> Result<Picture, PortraitError> {
    let mut canvas = Canvas::new(width, height, canvas::Frame::BUST)?;
    let looks = Looks::of(person);
    paint(&mut canvas, &looks);
    mark::band(&mut canvas);
    Ok(canvas.into_picture())
}

/// The person's face alone, with as little detail as a few hundred bytes can carry.
fn draw_face(person: &Person, width: u32, height: u32) -> Result<Picture, PortraitError> {
    let mut canvas = Canvas::new(width, height, canvas::Frame::FACE)?;
    let looks = Looks::of(person);
    paint_plain(&mut canvas, &looks);
    mark::short_band(&mut canvas);
    Ok(canvas.into_picture())
}

fn paint(canvas: &mut Canvas, looks: &Looks) {
    backdrop::paint(canvas, looks);
    paint_person(canvas, looks);
}

fn paint_plain(canvas: &mut Canvas, looks: &Looks) {
    backdrop::paint_plain(canvas, looks);
    paint_person(canvas, looks);
}

/// From the back to the front.
fn paint_person(canvas: &mut Canvas, looks: &Looks) {
    hair::behind(canvas, looks);
    clothes::neck(canvas, looks);
    clothes::paint(canvas, looks);
    face::ears(canvas, looks);
    face::paint(canvas, looks);
    skin::age(canvas, looks);
    eyes::paint(canvas, looks);
    face::nose_and_mouth(canvas, looks);
    skin::features(canvas, looks);
    hair::beard(canvas, looks);
    hair::before(canvas, looks);
    eyes::brows(canvas, looks);
    glasses::paint(canvas, looks);
}
