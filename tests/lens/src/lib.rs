//! What a webcam makes of a picture, for tests.

use std::f64::consts::PI;

use image::{GrayImage, Luma};

/// The camera's picture, pixels.
pub const FRAME: (u32, u32) = (1280, 720);

/// How much of the picture's height the code fills. Half is what the reader promises to read; a hand that is guided
/// by the frame on the screen holds it nearer.
const FILLED: f64 = 0.62;

/// A picture with a code, of which centre and side are given in pixels, before a webcam at a counter: held a little
/// askew and aslant, not quite sharp, dim and unevenly lit, noisy. As large as [`FRAME`].
pub fn seen(picture: &GrayImage, code: (f64, f64, f64)) -> GrayImage {
    let (middle_x, middle_y, side) = code;
    let scale = f64::from(FRAME.1) * FILLED / side;
    let (sin, cos) = (4.0 * PI / 180.0).sin_cos();
    let flat = image::imageops::blur(picture, (0.45 / scale).max(0.3) as f32);
    let mut noise = Noise(0x5eed);
    let lens = GrayImage::from_fn(FRAME.0, FRAME.1, |x, y| {
        let (right, down) = (
            f64::from(x) - f64::from(FRAME.0) / 2.0,
            f64::from(y) - f64::from(FRAME.1) / 2.0,
        );
        // Farther away at the right and at the top.
        let far = scale * (1.0 - 1.6e-4 * right + 1.1e-4 * down);
        let at = (
            middle_x + (cos * right + sin * down) / far,
            middle_y + (cos * down - sin * right) / far,
        );
        let lit = 0.62 + 0.22 * (1.0 - f64::from(x) / f64::from(FRAME.0));
        Luma([(26.0 + bilinear(&flat, at) * lit) as u8])
    });
    let mut seen = image::imageops::blur(&lens, 0.7);
    for Luma([level]) in seen.pixels_mut() {
        *level = level.saturating_add_signed(noise.next());
    }
    seen
}

/// The level between four pixels; a grey desk where the picture has ended.
fn bilinear(picture: &GrayImage, (x, y): (f64, f64)) -> f64 {
    let level = |x: f64, y: f64| {
        let inside = x >= 0.0 && y >= 0.0;
        let pixel = inside
            .then(|| picture.get_pixel_checked(x as u32, y as u32))
            .flatten();
        pixel.map_or(96.0, |Luma([level])| f64::from(*level))
    };
    let (left, top) = ((x - 0.5).floor(), (y - 0.5).floor());
    let (across, along) = (x - 0.5 - left, y - 0.5 - top);
    let upper = level(left, top) * (1.0 - across) + level(left + 1.0, top) * across;
    let lower = level(left, top + 1.0) * (1.0 - across) + level(left + 1.0, top + 1.0) * across;
    upper * (1.0 - along) + lower * along
}

/// A generator of numbers that only have to look like noise.
struct Noise(u32);

impl Noise {
    /// From −9 to 9, the middle more often.
    fn next(&mut self) -> i8 {
        let mut tenth = || {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.0 >> 16) % 10
        };
        let (one, other) = (tenth(), tenth());
        (one as i8) - (other as i8)
    }
}
