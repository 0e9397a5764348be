//! An image file becomes grey pixels.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::{GrayPicture, PictureError};

/// The longest side, pixels.
pub const MAX_SIDE: usize = 12_000;
/// The most pixels in all: 64 megapixels.
pub const MAX_PIXELS: usize = 64 << 20;
/// The most bytes that unpacking may take: 64 megapixels at 4 bytes and the decoder's own.
pub const MAX_MEMORY: u64 = 320 << 20;
/// The longest file, bytes: more than 64 megapixels of a camera take.
pub const MAX_FILE_BYTES: usize = 64 << 20;

impl GrayPicture {
    /// Unpacks a PNG, JPEG, WebP, GIF or BMP file (of an animation the first picture), turns it as its EXIF
    /// orientation says, lays transparency on white, and takes the luma.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`] is found from the file's header, before anything is unpacked;
    /// [`PictureError::UnknownFormat`] and [`PictureError::Damaged`] as their names say.
    pub fn decode(file: &[u8]) -> Result<Self, PictureError> {
        if file.len() > MAX_FILE_BYTES {
            return Err(PictureError::TooLarge);
        }
        let format = image::guess_format(file).map_err(|_| PictureError::UnknownFormat)?;
        if !matches!(
            format,
            ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif | ImageFormat::Bmp
        ) {
            return Err(PictureError::UnknownFormat);
        }
        let mut reader = ImageReader::with_format(Cursor::new(file), format);
        reader.limits(limits());
        let mut decoder = reader.into_decoder().map_err(refusal)?;
        let (width, height) = decoder.dimensions();
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MAX_PIXELS as u64 || decoder.total_bytes() > MAX_MEMORY {
            return Err(PictureError::TooLarge);
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
        let mut upright = DynamicImage::ImageLuma8(on_white(picture));
        upright.apply_orientation(orientation);
        let gray = upright.into_luma8();
        Self::from_raw(gray.width() as usize, gray.height() as usize, gray.into_raw())
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE as u32);
    limits.max_image_height = Some(MAX_SIDE as u32);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

fn refusal(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}

/// The luma, 8 bits, with whatever is transparent laid on white: a code on nothing is black on white.
fn on_white(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let (width, height) = (picture.width(), picture.height());
    let blend = |luma: u8, alpha: u8| {
        let (luma, alpha) = (u16::from(luma), u16::from(alpha));
        ((luma * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let with_alpha = picture.into_luma_alpha8().into_raw();
    let gray: Vec<u8> = with_alpha
        .chunks_exact(2)
        .map(|pixel| match pixel {
            &[luma, alpha] => blend(luma, alpha),
            _ => u8::MAX,
        })
        .collect();
    GrayImage::from_raw(width, height, gray).unwrap_or_default()
}
