//! From light on the sensor to the camera's JPEG.

use anyhow::{Context as _, Result};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

use super::exposure::{Exposed, filter};
use super::scene::Sensor;
use crate::chance::Chance;

/// Steps of the camera's curve.
const STEPS: usize = 4096;

/// The frame as a grey JPEG.
///
/// # Errors
/// Where it cannot be encoded.
pub(crate) fn develop(exposed: &Exposed, sensor: &Sensor, chance: &mut Chance) -> Result<Vec<u8>> {
    let width = exposed.width;
    let height = exposed.light.len() / width;
    let raw = Plane {
        width,
        height,
        values: read_out(&exposed.light, sensor, chance),
    };
    let luma = sharpen(&demosaic(&raw, sensor), sensor.sharpening);
    let bytes: Vec<u8> = luma
        .values
        .iter()
        .map(|value| (value.clamp(0.0, 1.0) * 255.0).round() as u8)
        .collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, sensor.jpeg)
        .encode(
            &bytes,
            u32::try_from(width)?,
            u32::try_from(height)?,
            ExtendedColorType::L8,
        )
        .context("a frame cannot be encoded")?;
    Ok(file)
}

struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Plane {
    /// The value at a place, or at the nearest one of the same colour where that lies outside.
    fn at(&self, x: isize, y: isize) -> f32 {
        let within = |at: isize, length: usize| {
            let last = length as isize - 1;
            let mirrored = if at < 0 { -at } else { at };
            if mirrored > last {
                2 * last - mirrored
            } else {
                mirrored
            }
        };
        let (x, y) = (within(x, self.width), within(y, self.height));
        self.values
            .get(y as usize * self.width + x as usize)
            .copied()
            .unwrap_or(0.0)
    }
}

/// Electrons are counted, with the noise of their number and of the counting, and no more than fit.
fn read_out(light: &[f32], sensor: &Sensor, chance: &mut Chance) -> Vec<f32> {
    let mut values = Vec::with_capacity(light.len());
    for pair in light.chunks(2) {
        let (first, second) = chance.normal_pair();
        for (&light, noise) in pair.iter().zip([first, second]) {
            let filled = f64::from(light) * sensor.exposure;
            let deviation = (filled.max(0.0) / sensor.electrons + sensor.read_noise.powi(2)).sqrt();
            values.push((filled + noise * deviation).clamp(0.0, 1.0) as f32);
        }
    }
    values
}

/// Each pixel's two other colours from its neighbours, the camera's curve, and the luma of the three.
fn demosaic(raw: &Plane, sensor: &Sensor) -> Plane {
    let curve: Vec<f32> = (0..=STEPS)
        .map(|step| (step as f32 / STEPS as f32).powf(sensor.gamma as f32))
        .collect();
    let shown = |value: f32| curve.get((value * STEPS as f32) as usize).copied().unwrap_or(1.0);
    let mut values = Vec::with_capacity(raw.values.len());
    for y in 0..raw.height {
        for x in 0..raw.width {
            let (column, row) = (x as isize, y as isize);
            let own = raw.at(column, row);
            let level = (raw.at(column - 1, row) + raw.at(column + 1, row)) / 2.0;
            let upright = (raw.at(column, row - 1) + raw.at(column, row + 1)) / 2.0;
            let (red, green, blue) = match filter(x, y) {
                1 if y % 2 == 0 => (level, own, upright),
                1 => (upright, own, level),
                colour => {
                    let diagonal = [(-1, -1), (1, -1), (-1, 1), (1, 1)]
                        .into_iter()
                        .map(|(dx, dy)| raw.at(column + dx, row + dy))
                        .sum::<f32>()
                        / 4.0;
                    let green = (level + upright) / 2.0;
                    if colour == 0 {
                        (own, green, diagonal)
                    } else {
                        (diagonal, green, own)
                    }
                }
            };
            values.push(0.299 * shown(red) + 0.587 * shown(green) + 0.114 * shown(blue));
        }
    }
    Plane { values, ..*raw }
}

/// What cameras do to look sharp: away from the mean of the neighbours.
fn sharpen(luma: &Plane, amount: f64) -> Plane {
    let mut values = Vec::with_capacity(luma.values.len());
    for y in 0..luma.height as isize {
        for x in 0..luma.width as isize {
            let own = luma.at(x, y);
            let around =
                (luma.at(x - 1, y) + luma.at(x + 1, y) + luma.at(x, y - 1) + luma.at(x, y + 1)) / 4.0;
            values.push(own + amount as f32 * (own - around));
        }
    }
    Plane { values, ..*luma }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_grey_stays_even() {
        let sensor = Sensor {
            exposure: 0.5,
            electrons: 1e12,
            read_noise: 0.0,
            gamma: 1.0,
            sharpening: 0.5,
            jpeg: 95,
        };
        let exposed = Exposed {
            width: 16,
            light: vec![1.0; 256],
            px_per_module: 0.0,
        };
        let file = develop(&exposed, &sensor, &mut Chance::of(&[1])).unwrap();
        let picture = image::load_from_memory(&file).unwrap().to_luma8();
        assert!(picture.iter().all(|level| (126..=129).contains(level)));
    }
}
