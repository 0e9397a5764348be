//! Light on the sensor: every pixel gathers what reaches it through the lens while the shutter is open.
//!
//! A pixel takes many looks, each from another part of its square through another part of the lens at another
//! moment. What a look sees of the panel's own pixels is their exact mean over a box: so the beat between the two
//! grids is that of the real thing, and blur takes it away as it does there.

use std::f64::consts::TAU;

use super::panel::{Panel, Place};
use super::scene::{Glare, Scene, Shadow};
use super::view::View;

/// A lens at its best and the pixel's own edge still spread a point, radius in pixels.
const BEST_FOCUS: f64 = 0.55;

/// Light on each pixel, through a filter of one colour (red, green, green, blue in squares of four).
pub(crate) struct Exposed {
    pub(crate) width: usize,
    /// 1 is the white of the panel.
    pub(crate) light: Vec<f32>,
    /// The side of a module of the first code, pixels: of a square with the same area.
    pub(crate) px_per_module: f64,
}

/// Which colour a pixel sees: 0 red, 1 green, 2 blue.
pub(crate) fn filter(x: usize, y: usize) -> usize {
    x % 2 + y % 2
}

/// Exposes the frame.
pub(crate) fn expose(scene: &Scene, panel: &Panel) -> Exposed {
    let (width, height) = scene.size;
    let view = scene.view(panel);
    let aperture = Aperture::of(scene);
    let lights: [f32; 256] = std::array::from_fn(|level| super::panel::light_of(level as u8));
    let first = panel.codes.first();
    let mut light = room(scene);
    let mut of_the_code = 0_usize;
    for (y, row) in light.chunks_exact_mut(width).enumerate() {
        let part = (y as f64 + 0.5) / height as f64 - 0.5;
        let (skew_x, skew_y) = (scene.shutter.skew.0 * part, scene.shutter.skew.1 * part);
        let y_seen = y as f64 + 0.5 - skew_y;
        let seen = |x: f64, dy: f64| view.on_panel(x + 0.5 - skew_x, y_seen + dy);
        for (x, pixel) in row.iter_mut().enumerate() {
            let at = seen(x as f64, 0.0);
            if let (Some(at), Some(code)) = (at, first) {
                of_the_code += usize::from(code.contains(at, 0.0));
            }
            let Some(at) = at.filter(|at| !panel.is_far_from(*at)) else {
                continue;
            };
            let (Some(right), Some(below)) = (seen(x as f64 + 1.0, 0.0), seen(x as f64, 1.0)) else {
                continue;
            };
            let patch = Patch {
                at,
                right: (right.0 - at.0, right.1 - at.1),
                below: (below.0 - at.0, below.1 - at.1),
            };
            if let Some(sum) = gather(panel, &lights, &aperture, &patch, filter(x, y), *pixel) {
                *pixel = sum + scene.light.ambient as f32;
            }
        }
    }
    cast_shadow(scene, &mut light);
    add_glare(scene, panel, &view, &mut light);
    darken_corners(scene, &mut light);
    Exposed {
        width,
        light,
        px_per_module: (of_the_code as f64).sqrt() / first.map_or(1.0, |code| code.modules as f64),
    }
}

/// A pixel's square on the panel, near enough flat.
struct Patch {
    at: (f64, f64),
    right: (f64, f64),
    below: (f64, f64),
}

/// The looks that a pixel takes, and half the side of what each sees of the panel's own pixels, pixels.
struct Aperture {
    looks: Vec<Look>,
    half: f64,
    /// How far the farthest goes.
    reach: f64,
}

/// From the centre of the pixel, pixels.
struct Look {
    /// Where it sees what the panel shows.
    picture: (f64, f64),
    /// Where it sees the panel's own pixels.
    grid: (f64, f64),
}

impl Aperture {
    fn of(scene: &Scene) -> Self {
        let radius = BEST_FOCUS.hypot(scene.lens.defocus);
        let (dx, dy) = scene.shutter.motion;
        let length = dx.hypot(dy);
        let side = (4.0 + radius + 0.4 * length).ceil().min(9.0);
        // Looks that are far apart would make a beat of their own with the panel's pixels: then each sees them over
        // the whole of the pixel.
        let sharp = radius + length < 1.2;
        let count = (side * side) as usize;
        // The plastic number of three dimensions fills disc and time evenly with any count of looks.
        let fill =
            |i: usize, power: i32| (0.5 + (i + 1) as f64 / 1.220_744_084_605_76_f64.powi(power)).fract();
        let looks = (0..count)
            .map(|i| {
                let (column, row) = (i as f64 % side, (i as f64 / side).floor());
                let (far, turn) = (radius * fill(i, 1).sqrt(), TAU * fill(i, 2));
                let moment = fill(i, 3) - 0.5;
                let through_lens = (far * turn.cos() + dx * moment, far * turn.sin() + dy * moment);
                let cell = ((column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5);
                let picture = (cell.0 + through_lens.0, cell.1 + through_lens.1);
                Look {
                    picture,
                    grid: if sharp { picture } else { through_lens },
                }
            })
            .collect();
        Self {
            looks,
            half: if sharp { (1.0 + radius) / side / 2.0 } else { 0.5 },
            reach: 1.0 + radius + length,
        }
    }
}

/// What a pixel sees of the panel; none where it sees nothing of it. `behind` is the light of the room there.
#[inline]
fn gather(
    panel: &Panel,
    lights: &[f32; 256],
    aperture: &Aperture,
    patch: &Patch,
    channel: usize,
    behind: f32,
) -> Option<f32> {
    let (u, v) = patch.at;
    let far = aperture.reach * (patch.right.0.hypot(patch.right.1) + patch.below.0.hypot(patch.below.1));
    let corners = [(-far, -far), (far, -far), (far, far), (-far, far)];
    let beyond = |place: (f64, f64)| panel.place(u + place.0, v + place.1) == Place::Beyond;
    if beyond((0.0, 0.0)) && corners.into_iter().all(beyond) {
        return None;
    }
    let half = (
        aperture.half * patch.right.0.hypot(patch.below.0),
        aperture.half * patch.right.1.hypot(patch.below.1),
    );
    let sieve = panel.stripes.map(|stripes| stripes.sieve(channel, half));
    let mut sum = 0.0;
    let on_panel = |(dx, dy): (f64, f64)| {
        (
            u + patch.right.0 * dx + patch.below.0 * dy,
            v + patch.right.1 * dx + patch.below.1 * dy,
        )
    };
    for look in &aperture.looks {
        let place = on_panel(look.picture);
        sum += match panel.place(place.0, place.1) {
            Place::On => {
                let level = panel.level(channel, place);
                let light = lights.get(usize::from(level)).copied().unwrap_or(0.0);
                light * sieve.as_ref().map_or(1.0, |sieve| sieve.at(on_panel(look.grid)))
            }
            Place::Bezel => 0.01,
            Place::Beyond => behind,
        };
    }
    Some(sum / aperture.looks.len() as f32)
}

/// The room behind: smooth, with things in it.
fn room(scene: &Scene) -> Vec<f32> {
    let (width, height) = scene.size;
    let level = |column: usize, row: usize| {
        scene
            .light
            .room
            .get(row.min(8) * 16 + column.min(15))
            .copied()
            .unwrap_or(0.3)
    };
    let mut light = Vec::with_capacity(width * height);
    for y in 0..height {
        let down = y as f64 / height as f64 * 8.0;
        for x in 0..width {
            let across = x as f64 / width as f64 * 15.0;
            let (column, row) = (across as usize, down as usize);
            let (fx, fy) = (across - column as f64, down - row as f64);
            let mix = |row: usize| level(column, row) * (1.0 - fx) + level(column + 1, row) * fx;
            light.push((mix(row) * (1.0 - fy) + mix(row + 1) * fy) as f32);
        }
    }
    for [left, top, across, down, level] in scene.light.things.iter().copied() {
        let (left, top) = ((left * width as f64) as usize, (top * height as f64) as usize);
        let (across, down) = ((across * width as f64) as usize, (down * height as f64) as usize);
        for row in light.chunks_exact_mut(width).skip(top).take(down) {
            row.iter_mut()
                .skip(left)
                .take(across)
                .for_each(|pixel| *pixel = level as f32);
        }
    }
    light
}

fn cast_shadow(scene: &Scene, light: &mut [f32]) {
    let Some(Shadow { angle, offset, left }) = scene.light.shadow else {
        return;
    };
    let (sin, cos) = angle.sin_cos();
    for (y, row) in light.chunks_exact_mut(scene.size.0).enumerate() {
        for (x, pixel) in row.iter_mut().enumerate() {
            let (dx, dy) = (x as f64 - scene.pose.at.0, y as f64 - scene.pose.at.1);
            let past = dx * cos + dy * sin - offset * scene.pose.side;
            // A lamp is no point: the edge is three pixels wide.
            let lit = (past / 3.0 + 0.5).clamp(0.0, 1.0);
            *pixel *= (left + (1.0 - left) * lit) as f32;
        }
    }
}

fn add_glare(scene: &Scene, panel: &Panel, view: &View, light: &mut [f32]) {
    let Some(Glare { at, radius, strength }) = scene.light.glare else {
        return;
    };
    let side = scene.pose.side;
    let (cx, cy) = (scene.pose.at.0 + at.0 * side, scene.pose.at.1 + at.1 * side);
    let radius = radius * side;
    for (y, row) in light.chunks_exact_mut(scene.size.0).enumerate() {
        for (x, pixel) in row.iter_mut().enumerate() {
            let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
            let far = (x - cx).hypot(y - cy) / radius;
            if far > 6.0 {
                continue;
            }
            let on = view
                .on_panel(x, y)
                .is_some_and(|(u, v)| panel.place(u, v) != Place::Beyond);
            if on {
                // A lamp with an edge, and the veil that it lays around itself.
                let lamp = (-far.powi(4)).exp() + 0.12 * (-far * far / 8.0).exp();
                *pixel += (strength * lamp) as f32;
            }
        }
    }
}

fn darken_corners(scene: &Scene, light: &mut [f32]) {
    let (width, height) = (scene.size.0 as f64, scene.size.1 as f64);
    let whole = (width * width + height * height) / 4.0;
    for (y, row) in light.chunks_exact_mut(scene.size.0).enumerate() {
        for (x, pixel) in row.iter_mut().enumerate() {
            let (dx, dy) = (x as f64 - width / 2.0, y as f64 - height / 2.0);
            *pixel *= (1.0 - scene.lens.vignette * (dx * dx + dy * dy) / whole) as f32;
        }
    }
}
