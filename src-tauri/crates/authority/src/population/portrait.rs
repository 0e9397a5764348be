//! Portraits that are drawn, not taken: calm and flat, on paper, each its own, for an officer compares faces.
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

pub use encode::{LARGE_SIZE, PREVIEW_SIZE, SMALL_LIMIT, large, of_paper, preview, small};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::population;

    #[test]
    fn a_portrait_repeats_and_faces_differ() {
        let people = population(&[4; 32]).unwrap();
        let drawn: Vec<Picture> = people
            .iter()
            .take(40)
            .map(|person| draw_face(person, 30, 40).unwrap())
            .collect();
        let again = people.first().map(|person| draw_face(person, 30, 40).unwrap());
        assert_eq!(drawn.first(), again.as_ref());
        // Above the band no two are even nearly the same: at thumbnail size a tenth of the bytes differ.
        for (place, one) in drawn.iter().enumerate() {
            for other in drawn.iter().skip(place + 1) {
                let pairs = one.rgb.iter().zip(&other.rgb).take(30 * 32 * 3);
                let differing = pairs.filter(|(a, b)| a.abs_diff(**b) > 12).count();
                assert!(differing > 288, "{place}: {differing}");
            }
        }
    }

    #[test]
    fn every_portrait_bears_the_mark() {
        // In the band at the foot the lotus ink of the letters covers its share of the paper.
        for person in population(&[4; 32]).unwrap().iter().step_by(40) {
            let picture = draw(person, 240, 320).unwrap();
            let band = picture.rgb.chunks_exact(3).skip(240 * 272);
            let inked = band
                .filter(|pixel| matches!(pixel, [120..190, 0..110, 40..140]))
                .count();
            assert!((900..4_000).contains(&inked), "{person:?}: {inked}");
        }
    }

    #[test]
    fn a_size_that_cannot_be_is_refused() {
        let people = population(&[4; 32]).unwrap();
        assert_eq!(draw(people.first().unwrap(), 0, 320), Err(PortraitError::Size));
    }
}
