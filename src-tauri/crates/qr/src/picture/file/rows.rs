//! Rows of a picture as they are unpacked, in colour and transparent perhaps, become grey ones.

use super::super::{GrayPicture, PictureError};

/// Of more pixels than this a quarter is kept: the reader would look at no more of them.
const KEPT_WHOLE: usize = 48 << 20;

/// What the bytes of a pixel are, 8 bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channels {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
}

impl Channels {
    /// Bytes a pixel.
    pub(super) fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// A grey picture that grows from the top.
pub(super) struct Rows {
    channels: Channels,
    width: usize,
    height: usize,
    halved: bool,
    pixels: Vec<u8>,
    /// The row before, where two become one.
    above: Option<Vec<u8>>,
    /// A row that was let go, for the next.
    spare: Vec<u8>,
}

impl Rows {
    /// Of a picture of `width` × `height` pixels.
    pub(super) fn new(width: usize, height: usize, channels: Channels) -> Self {
        let halved = width * height > KEPT_WHOLE;
        let kept = if halved {
            (width / 2) * (height / 2)
        } else {
            width * height
        };
        Self {
            channels,
            width,
            height,
            halved,
            pixels: Vec::with_capacity(kept),
            above: None,
            spare: Vec::new(),
        }
    }

    /// Takes the next row.
    pub(super) fn push(&mut self, row: &[u8]) {
        if !self.halved {
            gray_into(&mut self.pixels, row, self.channels);
            return;
        }
        let mut gray = std::mem::take(&mut self.spare);
        gray.clear();
        gray_into(&mut gray, row, self.channels);
        let Some(above) = self.above.take() else {
            self.above = Some(gray);
            return;
        };
        let pairs = above.chunks_exact(2).zip(gray.chunks_exact(2));
        self.pixels.extend(pairs.map(|(above, below)| {
            let sum: u16 = above.iter().chain(below).map(|&level| u16::from(level)).sum();
            ((sum + 2) / 4) as u8
        }));
        self.spare = gray;
    }

    /// The picture, blank from where the rows ended; [`PictureError::Damaged`] where there was none.
    pub(super) fn finish(mut self) -> Result<GrayPicture, PictureError> {
        if self.pixels.is_empty() {
            return Err(PictureError::Damaged);
        }
        let (width, height) = if self.halved {
            (self.width / 2, self.height / 2)
        } else {
            (self.width, self.height)
        };
        self.pixels.resize(width * height, u8::MAX);
        GrayPicture::from_raw(width, height, self.pixels)
    }
}

/// The luma, with whatever is transparent laid on white: a code on nothing is black on white.
fn gray_into(gray: &mut Vec<u8>, row: &[u8], channels: Channels) {
    match channels {
        Channels::Gray => gray.extend_from_slice(row),
        Channels::GrayAlpha => gray.extend(row.as_chunks().0.iter().map(|&[l, a]| on_white(l, a))),
        Channels::Rgb => gray.extend(row.as_chunks().0.iter().map(|&[r, g, b]| luma(r, g, b))),
        Channels::Rgba => {
            gray.extend(
                row.as_chunks()
                    .0
                    .iter()
                    .map(|&[r, g, b, a]| on_white(luma(r, g, b), a)),
            );
        }
    }
}

/// By the weights of sRGB (ITU-R BT.709).
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let [red, green, blue] = [red, green, blue].map(u32::from);
    ((2126 * red + 7152 * green + 722 * blue) / 10_000) as u8
}

fn on_white(luma: u8, alpha: u8) -> u8 {
    let (luma, alpha) = (u16::from(luma), u16::from(alpha));
    ((luma * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}
