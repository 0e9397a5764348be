//! What the camera looks at: a screen with pixels of its own, or paper.

use anyhow::{Context as _, Result};
use dinhdanh_qr::{Code, Effort, GrayView, Reader};

use super::stripes::Stripes;
use crate::chance::Chance;

/// Modules of light around a code.
const QUIET: usize = 4;

/// A picture as it is shown: rows of pixels, each with its light in red, green and blue.
#[derive(Clone)]
pub(crate) struct Panel {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
    /// How a pixel shines; none on paper, which is evenly bright.
    pub(crate) stripes: Option<Stripes>,
    /// The codes on it; the first is the one that is held to the camera.
    pub(crate) codes: Vec<Area>,
}

/// A code on a panel.
#[derive(Clone)]
pub(crate) struct Area {
    /// What the code says.
    pub(crate) text: String,
    /// Modules a side.
    pub(crate) modules: usize,
    /// Its upper left corner, panel pixels.
    pub(crate) corner: (f64, f64),
    /// The length of its side, panel pixels.
    pub(crate) side: f64,
}

impl Area {
    pub(crate) fn centre(&self) -> (f64, f64) {
        (self.corner.0 + self.side / 2.0, self.corner.1 + self.side / 2.0)
    }

    /// Whether a place on the panel lies in the code, or within `margin` panel pixels of it.
    pub(crate) fn contains(&self, (u, v): (f64, f64), margin: f64) -> bool {
        let within = |at: f64, from: f64| (from - margin..from + self.side + margin).contains(&at);
        within(u, self.corner.0) && within(v, self.corner.1)
    }
}

/// How a light level of 0 to 255 shows as light of 0 to 1: sRGB near enough.
pub(crate) fn light_of(level: u8) -> f32 {
    (f32::from(level) / 255.0).powf(2.2)
}

impl Panel {
    /// A phone: a code with its quiet zone, `pitch` panel pixels a module – not whole ones, as a browser draws
    /// it: every edge on the nearest pixel –, and a few lines of an interface below it.
    pub(crate) fn phone(code: &Code, text: &str, pitch: f64, stripes: Stripes, chance: &mut Chance) -> Self {
        let margin = (QUIET as f64 * pitch).round();
        let side = (code.size() as f64 * pitch).round();
        let width = (side + 2.0 * margin) as usize;
        let height = width + width / 3;
        let mut panel = Self::blank(width, height, [255; 3], Some(stripes));
        for line in 0..4 {
            let top = width + width / 30 + line * width / 14;
            let length = (width as f64 * chance.between((0.3, 0.8))) as usize;
            panel.fill(width / 12, top, length, width / 40, [70, 80, 80]);
        }
        panel.draw(code, text, (margin, margin), pitch, ([0; 3], [255; 3]));
        panel
    }

    /// A dark window with an inverted code.
    pub(crate) fn dark_window(code: &Code, text: &str, pitch: f64, stripes: Stripes) -> Self {
        let margin = (QUIET as f64 * pitch).round();
        let width = (code.size() as f64 * pitch + 2.0 * margin).round() as usize;
        let mut panel = Self::blank(width, width, [24; 3], Some(stripes));
        panel.draw(code, text, (margin, margin), pitch, ([225; 3], [24; 3]));
        panel
    }

    /// Codes printed on a sheet of paper, in rows of `columns`.
    pub(crate) fn sheet(codes: &[(Code, String)], columns: usize) -> Self {
        let pitch = 12.0;
        let largest = codes.iter().map(|(code, _)| code.size()).max().unwrap_or(21);
        let cell = ((largest + 2 * QUIET) as f64 * pitch) as usize;
        let rows = codes.len().div_ceil(columns.max(1));
        let mut sheet = Self::blank(columns * cell, rows * cell, [225; 3], None);
        for (i, (code, text)) in codes.iter().enumerate() {
            let middle = |place: usize| {
                place as f64 * cell as f64 + ((cell as f64 - code.size() as f64 * pitch) / 2.0).round()
            };
            let corner = (middle(i % columns), middle(i / columns));
            sheet.draw(code, text, corner, pitch, ([50; 3], [225; 3]));
        }
        sheet
    }

    /// A picture of a window that shows a code, as the system draws it.
    ///
    /// # Errors
    /// Where the file is no picture, or no code is in it.
    pub(crate) fn window(file: &[u8], stripes: Stripes) -> Result<Self> {
        let picture = image::load_from_memory(file).context("the window's picture cannot be read")?;
        let gray = picture.to_luma8();
        let (width, height) = (gray.width() as usize, gray.height() as usize);
        let reading = Reader::new().read(&GrayView::new(width, height, &gray)?, Effort::Still);
        let found = reading
            .texts
            .first()
            .context("no code is read in the window's picture")?;
        let [upper_left, upper_right, ..] = found.corners;
        let side = upper_right.x - upper_left.x;
        Ok(Self {
            width,
            height,
            pixels: picture.to_rgb8().pixels().map(|pixel| pixel.0).collect(),
            stripes: Some(stripes),
            codes: vec![Area {
                text: found.text.clone(),
                modules: (side / found.px_per_module).round() as usize,
                corner: (upper_left.x, upper_left.y),
                side,
            }],
        })
    }

    fn blank(width: usize, height: usize, level: [u8; 3], stripes: Option<Stripes>) -> Self {
        Self {
            width,
            height,
            pixels: vec![level; width * height],
            stripes,
            codes: Vec::new(),
        }
    }

    fn draw(&mut self, code: &Code, text: &str, corner: (f64, f64), pitch: f64, ink: ([u8; 3], [u8; 3])) {
        let edge = |from: f64, module: usize| (from + module as f64 * pitch).round() as usize;
        for y in 0..code.size() {
            for x in 0..code.size() {
                let (left, top) = (edge(corner.0, x), edge(corner.1, y));
                let (right, bottom) = (edge(corner.0, x + 1), edge(corner.1, y + 1));
                let level = if code.module(x, y) { ink.0 } else { ink.1 };
                self.fill(left, top, right - left, bottom - top, level);
            }
        }
        self.codes.push(Area {
            text: text.to_owned(),
            modules: code.size(),
            corner,
            side: code.size() as f64 * pitch,
        });
    }

    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, level: [u8; 3]) {
        for row in self.pixels.chunks_exact_mut(self.width).skip(top).take(height) {
            for pixel in row.iter_mut().skip(left).take(width) {
                *pixel = level;
            }
        }
    }

    /// Lays a stain over the panel: a disc, or a scratch as long as it is wide.
    pub(crate) fn stain(
        &mut self,
        (u, v): (f64, f64),
        (half_width, half_height): (f64, f64),
        turn: f64,
        level: u8,
    ) {
        let (sin, cos) = turn.sin_cos();
        for (y, row) in self.pixels.chunks_exact_mut(self.width).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                let (du, dv) = (x as f64 + 0.5 - u, y as f64 + 0.5 - v);
                let along = (du * cos + dv * sin) / half_width;
                let across = (dv * cos - du * sin) / half_height;
                if along * along + across * across < 1.0 {
                    *pixel = [level; 3];
                }
            }
        }
    }

    /// The side of the code that is held to the camera, panel pixels.
    pub(crate) fn code_side(&self) -> f64 {
        self.codes.first().map_or(1.0, |code| code.side)
    }

    /// The centre of what is held to the camera: of the code, or of a sheet of many.
    pub(crate) fn centre(&self) -> (f64, f64) {
        match self.codes.as_slice() {
            [code] => code.centre(),
            _ => (self.width as f64 / 2.0, self.height as f64 / 2.0),
        }
    }

    /// Where a place lies: on the panel, on the frame around it, or beyond.
    pub(crate) fn place(&self, u: f64, v: f64) -> Place {
        if u >= 0.0 && v >= 0.0 && u < self.width as f64 && v < self.height as f64 {
            return Place::On;
        }
        let bezel = 0.04 * self.code_side();
        let near = |at: f64, length: usize| at > -bezel && at < length as f64 + bezel;
        if self.stripes.is_some() && near(u, self.width) && near(v, self.height) {
            Place::Bezel
        } else {
            Place::Beyond
        }
    }

    /// Whether a place is so far off that no blur brings its light to the panel.
    pub(crate) fn is_far_from(&self, (u, v): (f64, f64)) -> bool {
        let margin = 0.3 * self.code_side();
        let far = |at: f64, length: usize| at < -margin || at > length as f64 + margin;
        far(u, self.width) || far(v, self.height)
    }

    /// The level of `channel` (0 red, 1 green, 2 blue) at a place on the panel.
    #[inline]
    pub(crate) fn level(&self, channel: usize, (u, v): (f64, f64)) -> u8 {
        let pixel = self.pixels.get(v as usize * self.width + u as usize);
        pixel.and_then(|pixel| pixel.get(channel)).copied().unwrap_or(0)
    }
}

/// Where a ray ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    On,
    Bezel,
    Beyond,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_a_code() {
        let stripes = Stripes {
            width: 0.28,
            height: 0.85,
        };
        let window = Panel::window(include_bytes!("../../window.png"), stripes).unwrap();
        let code = window.codes.first().unwrap();
        assert_eq!(code.modules, 77);
        assert!(code.text.starts_with("DD1:"));
        assert!(code.contains((620.0, 370.0), 0.0) && !code.contains((340.0, 370.0), 0.0));
    }
}
