//! PNG, row by row: what is unpacked at a time is a row, however large the picture is.

use std::io::Cursor;

use image::metadata::Orientation;
use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use super::super::{GrayPicture, PictureError};
use super::rows::{Channels, Rows};
use super::{MAX_MEMORY, orientation, within_limits, within_memory};

/// The picture and how it is turned. Of an animated one (APNG) it is what a viewer without animations shows.
pub(super) fn gray(file: &[u8]) -> Result<(GrayPicture, Orientation), PictureError> {
    let limits = Limits {
        bytes: MAX_MEMORY as usize,
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    // Palettes, fewer bits than 8 and single transparent colours become bytes, and so do 16 bits.
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(refusal)?;
    let (width, height) = (header.width as usize, header.height as usize);
    within_limits(width, height)?;
    let mut reader = decoder.read_info().map_err(refusal)?;
    let channels = match reader.output_color_type().0 {
        ColorType::Grayscale => Channels::Gray,
        ColorType::GrayscaleAlpha => Channels::GrayAlpha,
        ColorType::Rgb => Channels::Rgb,
        ColorType::Rgba => Channels::Rgba,
        ColorType::Indexed => return Err(PictureError::Damaged),
    };
    let turned = orientation(reader.info().exif_metadata.as_deref());
    let mut rows = Rows::new(width, height, channels);
    if reader.info().interlaced {
        // Its rows come in seven passes: they are put in order first.
        within_memory(width * height, channels.count() + 1)?;
        let mut pixels = vec![u8::MAX; width * height * channels.count()];
        reader.next_frame(&mut pixels).map_err(refusal)?;
        pixels
            .chunks_exact(width * channels.count())
            .for_each(|row| rows.push(row));
    } else {
        // An error on the way is the end of a file that was cut short, or damaged there.
        while let Ok(Some(row)) = reader.next_row() {
            rows.push(row.data());
        }
    }
    Ok((rows.finish()?, turned))
}

fn refusal(error: DecodingError) -> PictureError {
    match error {
        DecodingError::LimitsExceeded => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}
