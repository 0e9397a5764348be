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

/// The most bytes of a paper's portrait, which travels from a screen to a webcam.
const PAPER_LIMIT: usize = 6_500;

/// The portrait of the wallet and of an officer's screen: WebP, [`LARGE_SIZE`], at most 12 kB.
pub fn large(person: &Person) -> Result<Vec<u8>, PortraitError> {
    of_large_size(person, LARGE_LIMIT, &[88.0, 82.0, 74.0, 64.0, 50.0])
}

/// The portrait in a paper: WebP, [`LARGE_SIZE`], at most 6.5 kB.
pub fn of_paper(person: &Person) -> Result<Vec<u8>, PortraitError> {
    of_large_size(person, PAPER_LIMIT, &[74.0, 64.0, 50.0, 40.0, 30.0, 20.0])
}

fn of_large_size(person: &Person, limit: usize, qualities: &[f32]) -> Result<Vec<u8>, PortraitError> {
    let picture = draw(person, LARGE_SIZE.0, LARGE_SIZE.1)?;
    within(
        limit,
        qualities.iter().map(|quality| encode(&picture, *quality, 4)),
    )
}

/// The portrait of the picker of practice people: WebP, [`PREVIEW_SIZE`].
pub fn preview(person: &Person) -> Result<Vec<u8>, PortraitError> {
    encode(&draw(person, PREVIEW_SIZE.0, PREVIEW_SIZE.1)?, 86.0, 4)
}

/// The face alone, for a code: WebP of at most [`SMALL_LIMIT`] bytes, as large and as good as fits.
pub fn small(person: &Person) -> Result<Vec<u8>, PortraitError> {
    for (width, height) in [(60, 80), (54, 72), (48, 64), (42, 56)] {
        let picture = draw_face(person, width, height)?;
        if let Some(file) = best_within(SMALL_LIMIT, &picture)? {
            return Ok(file);
        }
    }
    Err(PortraitError::Encoding)
}

/// The file of the best quality that is small enough, by halving: files grow with their quality.
fn best_within(limit: usize, picture: &Picture) -> Result<Option<Vec<u8>>, PortraitError> {
    let (mut low, mut high) = (16_u8, 60_u8);
    let mut best = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let file = encode(picture, f32::from(middle), 6)?;
        if file.len() <= limit {
            best = Some(file);
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(best)
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

/// Lossy WebP; quality 0 to 100, effort 0 to 6.
fn encode(picture: &Picture, quality: f32, effort: i32) -> Result<Vec<u8>, PortraitError> {
    let mut config = WebPConfig::new().map_err(|()| PortraitError::Encoding)?;
    config.quality = quality;
    config.method = effort;
    config.use_sharp_yuv = 1;
    let encoder = Encoder::from_rgb(&picture.rgb, picture.width, picture.height);
    encoder
        .encode_advanced(&config)
        .map(|file| file.to_vec())
        .map_err(|_| PortraitError::Encoding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::population;

    fn dimensions(file: &[u8]) -> (u32, u32) {
        let decoded = webp::Decoder::new(file).decode().unwrap();
        (decoded.width(), decoded.height())
    }

    #[test]
    fn every_small_portrait_travels_in_a_code() {
        // All faces, on both processors: this is the slowest test of the module.
        let people = population(&[4; 32]).unwrap();
        std::thread::scope(|scope| {
            for half in people.chunks(people.len().div_ceil(2)) {
                scope.spawn(move || {
                    for person in half {
                        let file = small(person).unwrap();
                        assert!(
                            (200..=SMALL_LIMIT).contains(&file.len()),
                            "{person:?}: {}",
                            file.len()
                        );
                        let (width, height) = dimensions(&file);
                        assert!(width >= 42 && width * 4 == height * 3);
                    }
                });
            }
        });
    }

    #[test]
    fn the_larger_ones_keep_their_size_and_limit() {
        for person in population(&[4; 32]).unwrap().iter().step_by(25) {
            let file = large(person).unwrap();
            assert!(file.len() <= LARGE_LIMIT, "{person:?}: {}", file.len());
            assert_eq!(dimensions(&file), LARGE_SIZE);
            let file = preview(person).unwrap();
            assert!(file.len() <= 4_096, "{person:?}: {}", file.len());
            assert_eq!(dimensions(&file), PREVIEW_SIZE);
        }
    }
}
