//! What a blurred finder looks like.

/// The blur by which finders are looked for, standard deviation in modules.
const BLUR: f32 = 0.65;
/// How far from its middle a finder and the light around it reach, modules.
const REACH: f32 = 4.6;
/// Taps on either side of the middle one at most.
const MOST_TAPS: usize = 8;

/// A round finder, a pixel a tap, of mean 0 and length 1.
#[derive(Clone, Copy)]
pub(super) struct Kernel {
    /// Taps on either side of the middle one.
    pub(super) reach: usize,
    /// Rows from the middle one down.
    pub(super) rows: [[f32; 2 * MOST_TAPS + 1]; MOST_TAPS + 1],
}

impl Kernel {
    /// Of modules of so many pixels.
    pub(super) fn new(unit: f32) -> Self {
        const TURNS: usize = 8;
        let reach = ((REACH * unit) as usize).min(MOST_TAPS);
        let mut rows = [[0.0f32; 2 * MOST_TAPS + 1]; MOST_TAPS + 1];
        let radius = |x: usize, y: usize| (x as f32 - reach as f32).hypot(y as f32) / unit;
        let inside = |x: usize, y: usize| x <= 2 * reach && y <= reach && radius(x, y) <= REACH;
        // All rows but the middle one stand for two.
        let weight = |y: usize| if y == 0 { 1.0 } else { 2.0 };
        let (mut sum, mut count) = (0.0, 0.0);
        for (y, row) in rows.iter_mut().enumerate() {
            for (x, tap) in row.iter_mut().enumerate().filter(|(x, _)| inside(*x, y)) {
                let at = radius(x, y);
                for turn in 0..TURNS {
                    let angle = (turn as f32 + 0.5) / TURNS as f32 * std::f32::consts::FRAC_PI_2;
                    *tap += darkness(at * angle.cos(), at * angle.sin(), BLUR) / TURNS as f32;
                }
                sum += weight(y) * *tap;
                count += weight(y);
            }
        }
        let mut square = 0.0;
        for (y, row) in rows.iter_mut().enumerate() {
            for (_, tap) in row.iter_mut().enumerate().filter(|(x, _)| inside(*x, y)) {
                *tap -= sum / count;
                square += weight(y) * *tap * *tap;
            }
        }
        let length = square.sqrt();
        rows.iter_mut().flatten().for_each(|tap| *tap /= length);
        Self { reach, rows }
    }
}

/// The darkness, −1 to 1, at (u, v) modules from the middle of a finder on light ground.
pub(super) fn darkness(u: f32, v: f32, sigma: f32) -> f32 {
    let step = |z: f32| 1.0 / (1.0 + (-1.702 * z / sigma).exp());
    let bar = |half: f32, at: f32| step(at + half) - step(at - half);
    let square = |half: f32| bar(half, u) * bar(half, v);
    2.0 * (square(3.5) - square(2.5) + square(1.5)) - 1.0
}
