//! All that makes one frame.

use super::panel::Panel;
use super::view::{Pose, Shape, View};

/// What stands before the camera, and the camera.
#[derive(Clone)]
pub(crate) struct Scene {
    /// Pixels of the frame.
    pub(crate) size: (usize, usize),
    pub(crate) pose: Pose,
    pub(crate) shape: Shape,
    pub(crate) light: Light,
    pub(crate) lens: Lens,
    pub(crate) shutter: Shutter,
    pub(crate) sensor: Sensor,
}

/// Where light comes from. 1 is the white of the panel.
#[derive(Clone)]
pub(crate) struct Light {
    /// What the panel reflects of the room, black or not.
    pub(crate) ambient: f64,
    /// The room behind: levels at 16 × 9 places of the frame.
    pub(crate) room: Vec<f64>,
    /// Things in it: left, top, width and height in parts of the frame, and a level.
    pub(crate) things: Vec<[f64; 5]>,
    /// The image of a lamp.
    pub(crate) glare: Option<Glare>,
    /// The edge of a shadow.
    pub(crate) shadow: Option<Shadow>,
}

/// The image of a lamp on the panel.
#[derive(Clone, Copy)]
pub(crate) struct Glare {
    /// From the centre of the code, in sides of the code as it is seen.
    pub(crate) at: (f64, f64),
    /// In sides of the code.
    pub(crate) radius: f64,
    /// How bright: from about 1 on nothing is seen through it.
    pub(crate) strength: f64,
}

/// Half a plane that less light reaches.
#[derive(Clone, Copy)]
pub(crate) struct Shadow {
    /// Which way its edge looks, radians.
    pub(crate) angle: f64,
    /// How far from the centre of the code the edge is, in sides of the code.
    pub(crate) offset: f64,
    /// How much light is left in it, 0 to 1.
    pub(crate) left: f64,
}

/// What the lens does to the light.
#[derive(Clone, Copy)]
pub(crate) struct Lens {
    /// By how much of itself a ray at one focal length from the axis is pushed out (barrel) or in.
    pub(crate) distortion: f64,
    /// How much light the corners of the frame lose, 0 to 1.
    pub(crate) vignette: f64,
    /// Radius of the disc that a point becomes, pixels.
    pub(crate) defocus: f64,
}

/// What moves while the shutter is open.
#[derive(Clone, Copy)]
pub(crate) struct Shutter {
    /// By how much, pixels.
    pub(crate) motion: (f64, f64),
    /// By how much from the first row read to the last, pixels: a rolling shutter.
    pub(crate) skew: (f64, f64),
}

/// What becomes of the light.
#[derive(Clone, Copy)]
pub(crate) struct Sensor {
    /// White of the panel in parts of what the sensor can hold; above 1 it is clipped.
    pub(crate) exposure: f64,
    /// Electrons that fill a pixel, after gain: shot noise is their root.
    pub(crate) electrons: f64,
    /// Noise of reading, of what fills a pixel.
    pub(crate) read_noise: f64,
    /// The camera's curve, about 1 / 2.2.
    pub(crate) gamma: f64,
    /// How much of an unsharp mask the camera puts on, 0 for none.
    pub(crate) sharpening: f64,
    /// Quality of its JPEG, 1 to 100.
    pub(crate) jpeg: u8,
}

impl Scene {
    pub(crate) fn view(&self, panel: &Panel) -> View {
        View::new(panel, self.shape, &self.pose, self.lens.distortion, self.size)
    }

    /// Whether all codes are in the frame, with two modules around them.
    pub(crate) fn holds(&self, panel: &Panel) -> bool {
        let view = self.view(panel);
        let (width, height) = (self.size.0 as f64, self.size.1 as f64);
        let covered = |x: f64, y: f64| {
            view.on_panel(x, y).is_some_and(|at| {
                let margin = |modules: usize, side: f64| 2.0 * side / modules as f64;
                panel
                    .codes
                    .iter()
                    .any(|code| code.contains(at, margin(code.modules, code.side)))
            })
        };
        let across = (0..self.size.0).map(|x| x as f64 + 0.5);
        let down = (0..self.size.1).map(|y| y as f64 + 0.5);
        let level = across
            .into_iter()
            .any(|x| covered(x, 0.5) || covered(x, height - 0.5));
        !level
            && !down
                .into_iter()
                .any(|y| covered(0.5, y) || covered(width - 0.5, y))
            && view.on_panel(self.pose.at.0, self.pose.at.1).is_some()
    }

    /// How blurred the frame is, as the standard deviation in pixels of the blur in the direction where it is
    /// strongest, without that of the lens and the pixel themselves.
    pub(crate) fn blur(&self) -> f64 {
        let (dx, dy) = self.shutter.motion;
        (self.lens.defocus.powi(2) / 4.0 + (dx * dx + dy * dy) / 12.0).sqrt()
    }
}
