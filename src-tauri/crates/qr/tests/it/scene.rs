//! Codes drawn into pictures.

use dinhdanh_qr::{Code, GrayPicture};

/// A grey picture under the brush.
pub(crate) struct Scene {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Scene {
    pub(crate) fn new(width: usize, height: usize, ground: u8) -> Self {
        Self {
            width,
            height,
            pixels: vec![ground; width * height],
        }
    }

    /// Draws `code` with its quiet zone around `centre`, its side (without the zone) `side` pixels, turned by
    /// `turn` radians; `dark` and `light` are levels.
    pub(crate) fn code(
        self,
        code: &Code,
        centre: (f64, f64),
        side: f64,
        turn: f64,
        levels: (u8, u8),
    ) -> Self {
        let size = code.size() as f64;
        let (sin, cos) = turn.sin_cos();
        self.code_where(code, levels, |x, y| {
            let (dx, dy) = (x - centre.0, y - centre.1);
            let u = (dx * cos + dy * sin) / side * size + size / 2.0;
            let v = (dy * cos - dx * sin) / side * size + size / 2.0;
            (u, v)
        })
    }

    /// Draws `code` with its quiet zone where `place` has it: it says which place on the code, in modules, is seen at
    /// a pixel.
    pub(crate) fn code_where(
        mut self,
        code: &Code,
        (dark, light): (u8, u8),
        place: impl Fn(f64, f64) -> (f64, f64),
    ) -> Self {
        let size = code.size() as f64;
        // Sixteen samples a pixel: a module's edge inside a pixel makes it grey, as in a camera.
        let parts = [0.125, 0.375, 0.625, 0.875];
        for y in 0..self.height {
            for x in 0..self.width {
                let (mut sum, mut inside) = (0.0, false);
                for (px, py) in parts.iter().flat_map(|px| parts.map(|py| (px, py))) {
                    let (u, v) = place(x as f64 + px, y as f64 + py);
                    let on_paper = (-4.0..size + 4.0).contains(&u) && (-4.0..size + 4.0).contains(&v);
                    inside |= on_paper;
                    sum += f64::from(if !on_paper {
                        self.pixels[y * self.width + x]
                    } else if u >= 0.0 && v >= 0.0 && code.module(u as usize, v as usize) {
                        dark
                    } else {
                        light
                    });
                }
                if inside {
                    self.pixels[y * self.width + x] = (sum / 16.0).round() as u8;
                }
            }
        }
        self
    }

    /// Blurs as a lens out of focus: a Gauss of `sigma` pixels.
    pub(crate) fn blurred(mut self, sigma: f64) -> Self {
        let reach = (3.0 * sigma).ceil() as i32;
        let weights: Vec<f64> = (-reach..=reach)
            .map(|i| (-f64::from(i * i) / (2.0 * sigma * sigma)).exp())
            .collect();
        let total: f64 = weights.iter().sum();
        for (dx, dy) in [(1, 0), (0, 1)] {
            let before = self.pixels.clone();
            let at = |x: i32, y: i32| {
                let (x, y) = (
                    x.clamp(0, self.width as i32 - 1),
                    y.clamp(0, self.height as i32 - 1),
                );
                f64::from(before[y as usize * self.width + x as usize])
            };
            for y in 0..self.height as i32 {
                for x in 0..self.width as i32 {
                    let sum: f64 = (-reach..=reach)
                        .zip(&weights)
                        .map(|(i, w)| w * at(x + i * dx, y + i * dy))
                        .sum();
                    self.pixels[y as usize * self.width + x as usize] = (sum / total).round() as u8;
                }
            }
        }
        self
    }

    /// Adds grain of up to `levels` up or down, the same every time.
    pub(crate) fn grainy(mut self, levels: i32) -> Self {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        for pixel in &mut self.pixels {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let grain = (state >> 33) as i32 % (2 * levels + 1) - levels;
            *pixel = (i32::from(*pixel) + grain).clamp(0, 255) as u8;
        }
        self
    }

    /// As seen in a mirror.
    pub(crate) fn mirrored(mut self) -> Self {
        self.pixels.chunks_exact_mut(self.width).for_each(<[u8]>::reverse);
        self
    }

    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    pub(crate) fn picture(self) -> GrayPicture {
        GrayPicture::from_raw(self.width, self.height, self.pixels).expect("the size is that of the pixels")
    }
}
