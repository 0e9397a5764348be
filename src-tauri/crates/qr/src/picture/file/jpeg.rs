//! JPEG: of a picture in luma and chroma only the luma is unpacked.

use image::metadata::Orientation;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::super::{GrayPicture, PictureError};
use super::rows::{Channels, Rows};
use super::{MAX_SIDE, orientation, within_limits, within_memory};

/// The picture and how it is turned.
pub(super) fn gray(file: &[u8]) -> Result<(GrayPicture, Orientation), PictureError> {
    let options = DecoderOptions::default()
        // What was cut short is read as far as it goes; the decoder makes the rest grey.
        .set_strict_mode(false)
        .set_max_width(MAX_SIDE)
        .set_max_height(MAX_SIDE);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(refusal)?;
    let info = decoder.info().ok_or(PictureError::Damaged)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    within_limits(width, height)?;
    let held_back = held_back(file);
    let (space, channels) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, Channels::Gray),
        // The decoder mixes rows up where luma alone is asked for in several scans, chroma having half the rows.
        Some(ColorSpace::YCbCr) if held_back == 0 => (ColorSpace::Luma, Channels::Gray),
        // Inks (CMYK) and their luma and chroma (YCCK) too.
        _ => (ColorSpace::RGB, Channels::Rgb),
    };
    within_memory(width * height, channels.count() + held_back)?;
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let pixels = decoder.decode().map_err(refusal)?;
    let mut rows = Rows::new(width, height, channels);
    pixels
        .chunks_exact(width * channels.count())
        .take(height)
        .for_each(|row| rows.push(row));
    Ok((rows.finish()?, orientation(info.exif_data.as_deref())))
}

/// Bytes that the decoder holds of each pixel until the last scan: none where the whole picture comes in the first
/// (baseline, all components), else two of each component as finely as it was sampled. ITU-T T.81, B.2.
fn held_back(file: &[u8]) -> usize {
    /// Two bytes of four components at full size.
    const MOST: usize = 8;
    let (mut components, mut held) = (None, MOST);
    let mut rest = file.get(2..).unwrap_or_default();
    while let [0xFF, marker, after @ ..] = rest {
        // Filling, and markers without a segment.
        if matches!(marker, 0x01 | 0xD0..=0xD8 | 0xFF) {
            rest = rest
                .get(if *marker == 0xFF { 1 } else { 2 }..)
                .unwrap_or_default();
            continue;
        }
        let Some((length, _)) = after.split_first_chunk() else {
            break;
        };
        let (segment, next) = after
            .split_at_checked(usize::from(u16::from_be_bytes(*length)))
            .unwrap_or((after, &[]));
        match (marker, segment) {
            // Frames: baseline and extended sequential, progressive.
            (0xC0..=0xC2, [_, _, _, _, _, _, _, count, sampled @ ..]) => {
                components = (*marker != 0xC2).then_some(*count);
                held = held_of(sampled).clamp(2, MOST);
            }
            (0xDA, [_, _, count, ..]) => return if Some(*count) == components { 0 } else { held },
            _ => {}
        }
        rest = next;
    }
    held
}

/// Of the components of a frame: each its name, how it is sampled across and down, and its table.
fn held_of(components: &[u8]) -> usize {
    let sampled = || {
        let each = components.as_chunks::<3>().0.iter();
        each.map(|&[_, by, _]| (usize::from(by >> 4), usize::from(by & 15)))
    };
    let across = sampled().map(|(across, _)| across).max().unwrap_or(1);
    let down = sampled().map(|(_, down)| down).max().unwrap_or(1);
    let samples: usize = sampled().map(|(across, down)| across * down).sum();
    (2 * samples).div_ceil((across * down).max(1))
}

fn refusal(error: DecodeErrors) -> PictureError {
    match error {
        DecodeErrors::LargeDimensions(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}
