//! WebP, GIF and BMP: unpacked whole.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::super::{GrayPicture, PictureError};
use super::rows::{Channels, Rows};
use super::{MAX_MEMORY, MAX_SIDE, orientation, within_limits, within_memory};

/// What a pixel takes at most: up to 7 bytes in the decoder and what it gives, 1 as grey.
const BYTES_PER_PIXEL: usize = 8;

/// The picture and how it is turned.
pub(super) fn gray(file: &[u8], format: ImageFormat) -> Result<(GrayPicture, Orientation), PictureError> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE as u32);
    limits.max_image_height = Some(MAX_SIDE as u32);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    within_limits(width, height)?;
    within_memory(width * height, BYTES_PER_PIXEL)?;
    let channels = match decoder.color_type() {
        ColorType::L8 => Channels::Gray,
        ColorType::Rgb8 => Channels::Rgb,
        ColorType::Rgba8 => Channels::Rgba,
        _ => return Err(PictureError::Damaged),
    };
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let mut rows = Rows::new(width, height, channels);
    picture
        .as_bytes()
        .chunks_exact(width * channels.count())
        .for_each(|row| rows.push(row));
    let turned = orientation(if format == ImageFormat::WebP {
        webp_exif(file)
    } else {
        None
    });
    Ok((rows.finish()?, turned))
}

/// The chunk `EXIF` of a WebP file (RFC 9649, 2.3). Not by the decoder, which makes room for as much as it claims to be.
fn webp_exif(file: &[u8]) -> Option<&[u8]> {
    let mut rest = file.get(12..)?;
    loop {
        let (name, after) = rest.split_at_checked(4)?;
        let (length, after) = after.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        if name == b"EXIF" {
            let exif = after.get(..length)?;
            // Some writers begin it as JPEG does.
            return Some(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
        }
        rest = after.get(length.checked_next_multiple_of(2)?..)?;
    }
}

fn refusal(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}
