//! Whether a portrait is lit well and sharp, as far as numbers tell: hints for whoever sits before the camera. They
//! refuse nothing; whether it is the right face, only people and the register say.

/// What would make a portrait better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortraitHint {
    /// More light is wanted.
    TooDark,
    /// Less light is wanted.
    TooBright,
    /// One half of the face is much brighter than the other.
    Uneven,
    /// Hardly anything stands out: a dirty lens, or fog on it.
    LowContrast,
    /// The camera or the face moved, or is out of focus.
    Blurred,
}

/// The oval that the screen asks to fill with a face, in parts of the picture's width and height.
const CENTRE: (f64, f64) = (0.5, 0.47);
const RADII: (f64, f64) = (0.31, 0.32);

/// Mean brightness below and above which a webcam has lost what is to be seen, of 255.
const DARK: f64 = 60.0;
const BRIGHT: f64 = 205.0;
/// A difference between left and right that a lamp at the side makes, of 255.
const UNEVEN: f64 = 70.0;
/// Standard deviation of a face in fog, of 255; that of any face in plain sight is thrice as much.
const FLAT: f64 = 11.0;
/// Variance of the Laplacian at half the size: a shaken face has less, one in focus ten times as much.
const SOFT: f64 = 16.0;

/// What would help most with a picture of 8-bit grey, row by row; none where it is fine, or is no picture.
pub(crate) fn hint(width: usize, height: usize, gray: &[u8]) -> Option<PortraitHint> {
    if width < 2 || height < 2 || width.checked_mul(height) != Some(gray.len()) {
        return None;
    }
    let (mut whole, mut left, mut right) = (Tally::default(), Tally::default(), Tally::default());
    for (y, row) in gray.chunks_exact(width).enumerate() {
        for (x, pixel) in row.iter().enumerate() {
            let Some(side) = side_of(x, y, width, height) else {
                continue;
            };
            let brightness = f64::from(*pixel);
            whole.add(brightness);
            if side < 0.0 {
                left.add(brightness);
            } else {
                right.add(brightness);
            }
        }
    }
    if whole.mean() < DARK {
        Some(PortraitHint::TooDark)
    } else if whole.mean() > BRIGHT {
        Some(PortraitHint::TooBright)
    } else if (left.mean() - right.mean()).abs() > UNEVEN {
        Some(PortraitHint::Uneven)
    } else if whole.variance().sqrt() < FLAT {
        Some(PortraitHint::LowContrast)
    } else if sharpness(width, height, gray) < SOFT {
        Some(PortraitHint::Blurred)
    } else {
        None
    }
}

/// Left of the middle below zero, right of it above; none outside the oval.
fn side_of(x: usize, y: usize, width: usize, height: usize) -> Option<f64> {
    let across = (part(x, width) - CENTRE.0) / RADII.0;
    let down = (part(y, height) - CENTRE.1) / RADII.1;
    (across.powi(2) + down.powi(2) <= 1.0).then_some(across)
}

fn part(at: usize, of: usize) -> f64 {
    (at as f64 + 0.5) / of as f64
}

/// Variance of the Laplacian within the oval. At half the size, so that a sensor's noise is no sharpness.
fn sharpness(width: usize, height: usize, gray: &[u8]) -> f64 {
    let small: Vec<Vec<f64>> = gray
        .chunks_exact(2 * width)
        .map(|rows| {
            let (upper, lower) = rows.split_at(width);
            let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            pairs
                .map(|(above, below)| {
                    above
                        .iter()
                        .chain(below)
                        .map(|pixel| f64::from(*pixel))
                        .sum::<f64>()
                        / 4.0
                })
                .collect()
        })
        .collect();
    let mut edges = Tally::default();
    for (y, rows) in small.windows(3).enumerate() {
        let [above, row, below] = rows else { continue };
        for (x, (three, (up, down))) in row.windows(3).zip(above.iter().zip(below).skip(1)).enumerate() {
            let [before, here, after] = three else { continue };
            if side_of(x + 1, y + 1, width / 2, height / 2).is_some() {
                edges.add(before + after + up + down - 4.0 * here);
            }
        }
    }
    edges.variance()
}

/// Mean and variance of what was added.
#[derive(Default)]
struct Tally {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Tally {
    fn add(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn mean(&self) -> f64 {
        self.sum / self.count.max(1.0)
    }

    fn variance(&self) -> f64 {
        (self.squares / self.count.max(1.0) - self.mean().powi(2)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (usize, usize) = (120, 160);

    fn picture(brightness: impl Fn(usize, usize) -> u8) -> Vec<u8> {
        let (width, height) = SIZE;
        let pixel = &brightness;
        (0..height)
            .flat_map(|y| (0..width).map(move |x| pixel(x, y)))
            .collect()
    }

    fn hint_of(brightness: impl Fn(usize, usize) -> u8) -> Option<PortraitHint> {
        hint(SIZE.0, SIZE.1, &picture(brightness))
    }

    /// Patches four pixels wide, as much around the middle as asked.
    fn patches(x: usize, y: usize, middle: u8, by: u8) -> u8 {
        if (x / 4 + y / 4).is_multiple_of(2) {
            middle + by
        } else {
            middle - by
        }
    }

    #[test]
    fn each_hint_is_given_where_it_helps_and_none_where_all_is_fine() {
        assert_eq!(hint_of(|x, y| patches(x, y, 130, 30)), None);
        assert_eq!(hint_of(|x, y| patches(x, y, 35, 20)), Some(PortraitHint::TooDark));
        assert_eq!(
            hint_of(|x, y| patches(x, y, 225, 25)),
            Some(PortraitHint::TooBright)
        );
        assert_eq!(
            hint_of(|x, y| patches(x, y, if x < 60 { 80 } else { 180 }, 30)),
            Some(PortraitHint::Uneven)
        );
        assert_eq!(
            hint_of(|x, y| patches(x, y, 130, 4)),
            Some(PortraitHint::LowContrast)
        );
        // Light that falls off slowly: contrast, and no edge.
        let soft = |_: usize, y: usize| u8::try_from(50 + y).unwrap();
        assert_eq!(hint_of(soft), Some(PortraitHint::Blurred));
    }

    #[test]
    fn only_the_oval_counts() {
        let framed = |x: usize, y: usize| {
            if side_of(x, y, SIZE.0, SIZE.1).is_some() {
                patches(x, y, 130, 30)
            } else {
                0
            }
        };
        assert_eq!(hint_of(framed), None);
    }

    #[test]
    fn what_is_no_picture_gets_no_hint() {
        assert_eq!(hint(0, 0, &[]), None);
        assert_eq!(hint(3, 4, &[0; 11]), None);
        for side in [usize::MAX, 1 << (usize::BITS - 1)] {
            assert_eq!(hint(side, 2, &[]), None);
        }
    }
}
