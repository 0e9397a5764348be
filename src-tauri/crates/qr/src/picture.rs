//! Grey pixels: of a camera frame, or of an image file somebody handed us.

mod file;

pub use file::{MAX_FILE_BYTES, MAX_MEMORY, MAX_SIDE};

use thiserror::Error;

use crate::geometry::Point;

/// Why pixels were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PictureError {
    /// The bytes are not one of PNG, JPEG, WebP, GIF, BMP.
    #[error("not a picture format that is read here")]
    UnknownFormat,
    /// A known format, but damaged, cut short, or of a kind that the decoder does not know.
    #[error("the picture cannot be decoded")]
    Damaged,
    /// Longer, wider, higher or heavier than the limits allow; refused before it was unpacked.
    #[error("the picture is too large")]
    TooLarge,
    /// The number of pixels is not width × height, or a side is 0.
    #[error("the pixels do not match the size")]
    SizeMismatch,
}

/// A grey picture, one byte a pixel, 0 = black, rows from top to bottom without gaps.
#[derive(Clone, PartialEq, Eq)]
pub struct GrayPicture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl GrayPicture {
    /// Takes `width * height` grey bytes.
    ///
    /// # Errors
    /// As [`GrayView::new`].
    pub fn from_raw(width: usize, height: usize, pixels: Vec<u8>) -> Result<Self, PictureError> {
        GrayView::new(width, height, &pixels)?;
        Ok(Self {
            width,
            height,
            pixels,
        })
    }

    /// The picture as the reader takes it.
    pub fn view(&self) -> GrayView<'_> {
        GrayView {
            width: self.width,
            height: self.height,
            pixels: &self.pixels,
        }
    }
}

/// A grey picture that lies in somebody else's memory, e.g. a camera frame.
#[derive(Clone, Copy)]
pub struct GrayView<'a> {
    width: usize,
    height: usize,
    pixels: &'a [u8],
}

impl<'a> GrayView<'a> {
    /// Looks at `width * height` grey bytes, 0 = black, rows from top to bottom without gaps.
    ///
    /// # Errors
    /// [`PictureError::SizeMismatch`] when a side is 0 or the length is another,
    /// [`PictureError::TooLarge`] beyond [`MAX_SIDE`].
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Result<Self, PictureError> {
        if width == 0 || height == 0 {
            return Err(PictureError::SizeMismatch);
        }
        if width > MAX_SIDE || height > MAX_SIDE {
            return Err(PictureError::TooLarge);
        }
        if pixels.len() != width * height {
            return Err(PictureError::SizeMismatch);
        }
        Ok(Self {
            width,
            height,
            pixels,
        })
    }

    /// Pixels a row, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Row `y`, empty outside the picture.
    pub(crate) fn row(&self, y: usize) -> &'a [u8] {
        self.pixels
            .get(y.saturating_mul(self.width)..)
            .and_then(|rest| rest.get(..self.width))
            .unwrap_or_default()
    }

    /// The brightness at `at`, 0 to 255, interpolated between the centres of the pixels; outside the picture
    /// that of its nearest edge.
    #[inline]
    pub(crate) fn brightness(&self, at: Point) -> f32 {
        // `max` before `min`, not `clamp`: what is no number becomes 0.
        let x = (at.x - 0.5).max(0.0).min((self.width - 1) as f64);
        let y = (at.y - 0.5).max(0.0).min((self.height - 1) as f64);
        let (column, row) = (x as usize, y as usize);
        let (dx, dy) = ((x - column as f64) as f32, (y - row as f64) as f32);
        // On the last column and row the neighbour is missing, and its weight is 0.
        let pixel = |i: usize| f32::from(self.pixels.get(i).copied().unwrap_or(0));
        let i = row * self.width + column;
        let above = pixel(i) + (pixel(i + 1) - pixel(i)) * dx;
        let below = pixel(i + self.width) + (pixel(i + self.width + 1) - pixel(i + self.width)) * dx;
        above + (below - above) * dy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_sizes_are_refused() {
        let refused = |width, height, pixels: &[u8]| GrayView::new(width, height, pixels).err();
        assert_eq!(refused(0, 5, &[]), Some(PictureError::SizeMismatch));
        assert_eq!(refused(5, 0, &[]), Some(PictureError::SizeMismatch));
        assert_eq!(refused(2, 2, &[0; 3]), Some(PictureError::SizeMismatch));
        assert_eq!(refused(2, 2, &[0; 5]), Some(PictureError::SizeMismatch));
        assert_eq!(
            refused(usize::MAX, usize::MAX, &[0; 1]),
            Some(PictureError::TooLarge)
        );
        assert_eq!(refused(usize::MAX, 1, &[0; 1]), Some(PictureError::TooLarge));
        assert_eq!(refused(12_000, 12_000, &[0; 1]), Some(PictureError::SizeMismatch));
        assert_eq!(refused(12_001, 1, &[0; 1]), Some(PictureError::TooLarge));
        assert_eq!(refused(1, 1, &[0; 1]), None);
    }

    #[test]
    fn brightness_is_interpolated_between_pixel_centres() {
        let picture = GrayPicture::from_raw(2, 2, vec![0, 100, 100, 200]).unwrap();
        let at = |x, y| picture.view().brightness(Point { x, y });
        assert_eq!(at(0.5, 0.5), 0.0);
        assert_eq!(at(1.5, 1.5), 200.0);
        assert_eq!(at(1.0, 1.0), 100.0);
        assert_eq!(at(1.0, 0.5), 50.0);
        assert_eq!(at(-7.0, 99.0), 100.0);
        assert_eq!(at(f64::NAN, 0.0), 0.0);
    }
}
