//! An image file becomes grey pixels.
//!
//! What a file claims is believed of nothing: size and memory are bounded from its header, before anything is
//! unpacked, and it is unpacked row by row where the format allows that.

mod jpeg;
mod others;
mod png;
mod rows;

use image::ImageFormat;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage};

use super::{GrayPicture, PictureError};

/// The longest side, pixels.
pub const MAX_SIDE: usize = 12_000;
/// The most bytes that unpacking may take.
pub const MAX_MEMORY: u64 = 320 << 20;
/// The longest file, bytes: more than a camera of a hundred megapixels writes.
pub const MAX_FILE_BYTES: usize = 64 << 20;

impl GrayPicture {
    /// Unpacks a PNG, JPEG, WebP, GIF or BMP file (of an animation the first picture), turns it as its EXIF
    /// orientation says, lays transparency on white, and takes the luma.
    ///
    /// A picture of more than 48 megapixels is halved in width and height while it is read: the reader would begin
    /// there anyway. Of a PNG or JPEG that was cut short, what is there is read, and the rest is blank.
    ///
    /// # Errors
    /// [`PictureError::TooLarge`] is found from the file's header, before anything is unpacked: beyond [`MAX_SIDE`],
    /// or where unpacking would take more than [`MAX_MEMORY`]. PNGs (those that are not interlaced) and
    /// baseline JPEGs are read up to the longest side either way; whatever else up to 30 megapixels at least.
    /// [`PictureError::UnknownFormat`] and [`PictureError::Damaged`] as their names say.
    pub fn decode(file: &[u8]) -> Result<Self, PictureError> {
        if file.len() > MAX_FILE_BYTES {
            return Err(PictureError::TooLarge);
        }
        let (picture, orientation) = match image::guess_format(file) {
            Ok(ImageFormat::Png) => png::gray(file),
            Ok(ImageFormat::Jpeg) => jpeg::gray(file),
            Ok(format @ (ImageFormat::WebP | ImageFormat::Gif | ImageFormat::Bmp)) => {
                others::gray(file, format)
            }
            _ => Err(PictureError::UnknownFormat),
        }?;
        upright(picture, orientation)
    }
}

/// Refuses a size beyond the limits, or one of nothing.
fn within_limits(width: usize, height: usize) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        Err(PictureError::Damaged)
    } else if width > MAX_SIDE || height > MAX_SIDE {
        Err(PictureError::TooLarge)
    } else {
        Ok(())
    }
}

/// Refuses what would take more memory than is allowed.
fn within_memory(pixels: usize, bytes_per_pixel: usize) -> Result<(), PictureError> {
    if pixels as u64 * bytes_per_pixel as u64 > MAX_MEMORY {
        Err(PictureError::TooLarge)
    } else {
        Ok(())
    }
}

fn upright(picture: GrayPicture, orientation: Orientation) -> Result<GrayPicture, PictureError> {
    if orientation == Orientation::NoTransforms {
        return Ok(picture);
    }
    let image = GrayImage::from_raw(picture.width as u32, picture.height as u32, picture.pixels)
        .ok_or(PictureError::Damaged)?;
    let mut upright = DynamicImage::ImageLuma8(image);
    upright.apply_orientation(orientation);
    let gray = upright.into_luma8();
    GrayPicture::from_raw(gray.width() as usize, gray.height() as usize, gray.into_raw())
}

fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}
