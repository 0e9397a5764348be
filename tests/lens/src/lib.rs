//! What a webcam makes of a picture, for tests.

use std::f64::consts::PI;

use image::{GrayImage, Luma};

/// The camera's picture, pixels.
pub const FRAME: (u32, u32) = (1280, 720);

/// How much of the picture's height the code fills. Half is what the reader promises to read; a hand that is guided
/// by the frame on the screen holds it nearer.
const FILLED: f64 = 0.62;

/// How much of it a whole screen fills.
const SCREEN_FILLED: f64 = 0.92;

/// A picture with a code, of which centre and side are given in pixels, before a webcam at a counter: held a little
/// askew and aslant, not quite sharp, dim and unevenly lit, noisy. As large as [`FRAME`].
pub fn seen(picture: &GrayImage, code: (f64, f64, f64)) -> GrayImage {
    filmed(picture, code, FILLED)
}

/// The same of a whole screen that the webcam of another computer faces.
pub fn screen(picture: &GrayImage) -> GrayImage {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    filmed(picture, (width / 2.0, height / 2.0, height), SCREEN_FILLED)
}

/// What has this centre and height fills so much of the height.
fn filmed(picture: &GrayImage, (middle_x, middle_y, height): (f64, f64, f64), filled: f64) -> GrayImage {
    let scale = f64::from(FRAME.1) * filled / height;
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

/// A code as its SVG draws it, four pixels a module, quiet zone included; none for an SVG that is no code of ours.
pub fn drawn(svg: &str) -> Option<GrayImage> {
    const SCALE: u32 = 4;
    let side: u32 = between(svg, "viewBox=\"0 0 ", " ")?.parse().ok()?;
    let mut picture = GrayImage::from_pixel(side * SCALE, side * SCALE, Luma([255]));
    // Runs of dark modules: `M2 3h4v1h-4z` begins at the third column of the fourth row, and is four modules long.
    for run in between(svg, " d=\"", "\"")?.split('M').skip(1) {
        let (left, rest) = run.split_once(' ')?;
        let (top, rest) = rest.split_once('h')?;
        let (length, _) = rest.split_once('v')?;
        let (left, top, length): (u32, u32, u32) =
            (left.parse().ok()?, top.parse().ok()?, length.parse().ok()?);
        for y in top * SCALE..(top + 1) * SCALE {
            for x in left * SCALE..(left + length) * SCALE {
                *picture.get_pixel_mut_checked(x, y)? = Luma([0]);
            }
        }
    }
    Some(picture)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?
        .1
        .split_once(after)
        .map(|(found, _)| found)
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
