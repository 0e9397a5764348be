//! Portraits as WebP files of three sizes.

use webp::{Encoder, WebPConfig};

use super::{Person, Picture, PortraitError, draw, draw_face};

/// Width and height of the large portrait, in pixels.
pub const LARGE_SIZE: (u32, u32) = (240, 320);
/// Width and height of the picker's portrait, in pixels.
pub const PREVIEW_SIZE: (u32, u32) = (96, 128);
/// The most bytes of the small portrait, which travels in a code (view C).
pub const SMALL_LIMIT: usize = 550;

/// The most bytes of the large portrait.
const LARGE_LIMIT: usize = 12_000;

/// The portrait of the wallet and of an officer's screen: WebP, [`LARGE_SIZE`], at most 12 kB.
pub fn large(person: &Person) -> Result<Vec<u8>, PortraitError> {
    let picture = draw(person, LARGE_SIZE.0, LARGE_SIZE.1)?;
    let qualities = [88.0, 82.0, 74.0, 64.0, 50.0];
    within(LARGE_LIMIT, qualities.iter().map(|quality| encode(&picture, *quality)))
}

/// The portrait of the picker of practice people: WebP, [`PREVIEW_SIZE`].
pub fn preview(person: &Person) -> Result<Vec<u8>, PortraitError> {
    encode(&draw(person, PREVIEW_SIZE.0, PREVIEW_SIZE.1)?, 86.0)
}

/// The face alone, for a code: WebP of at most [`SMALL_LIMIT`] bytes, as large and as good as fits.
pub fn small(person: &Person) -> Result<Vec<u8>, PortraitError> {
    for (width, height) in [(60, 80), (54, 72), (48, 64), (42, 56)] {
        let picture = draw_face(person, width, height)?;
        let qualities = (16..=44_u8).rev().step_by(2);
        let fitting = within(SMALL_LIMIT, qualities.map(|quality| encode(&picture, f32::from(quality))));
        if fitting.is_ok() {
            return fitting;
        }
    }
    Err(PortraitError::Encoding)
}

/// The first file that is small enough.
fn within(
    limit: usize,
    files: impl Iterator<Item = Result<Vec<u8>, PortraitError>>,
) -> Result<Vec<u8>, PortraitError> {
    for file in files {
        match file {
            Ok(file) if file.len() <= limit => return Ok(file),
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
    Err(PortraitError::Encoding)
}

/// Lossy WebP, the slowest and smallest way; quality 0 to 100.
fn encode(picture: &Picture, quality: f32) -> Result<Vec<u8>, PortraitError> {
    let mut config = WebPConfig::new().map_err(|()| PortraitError::Encoding)?;
    config.quality = quality;
    config.method = 6;
    config.use_sharp_yuv = 1;
    config.pass = 6;
    let encoder = Encoder::from_rgb(&picture.rgb, picture.width, picture.height);
    encoder.encode_advanced(&config).map(|file| file.to_vec()).map_err(|_| PortraitError::Encoding)
}
