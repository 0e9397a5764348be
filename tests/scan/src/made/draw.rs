//! What is left to chance, and within which bounds.

use std::f64::consts::TAU;

use anyhow::Result;
use dinhdanh_qr::{Code, ErrorCorrection, encode};

use super::panel::Panel;
use super::scene::{Glare, Lens, Light, Scene, Sensor, Shutter};
use super::stripes::Stripes;
use super::view::{Pose, Shape};
use crate::chance::Chance;

/// How well somebody holds a code to the camera, and how well the camera sees.
#[derive(Clone, Copy)]
pub(crate) struct Severity {
    pub(crate) name: &'static str,
    /// The most that it is tilted, degrees.
    pub(crate) tilt: f64,
    /// The most that it is turned in the plane of the picture, degrees.
    pub(crate) roll: f64,
    /// The height of the code, of that of the frame.
    pub(crate) height: (f64, f64),
    /// The largest radius of the disc that a point becomes, pixels.
    pub(crate) defocus: f64,
    /// The longest motion while the shutter is open, pixels.
    pub(crate) motion: f64,
    /// How likely a lamp is seen in the screen.
    pub(crate) glare: f64,
    /// The largest radius of its image, sides of the code.
    pub(crate) lamp: f64,
    pub(crate) exposure: (f64, f64),
    /// Electrons that fill a pixel, after gain.
    pub(crate) electrons: (f64, f64),
    pub(crate) read_noise: f64,
    /// Around 1 / 2.2, as a factor.
    pub(crate) gamma: (f64, f64),
    pub(crate) jpeg: (f64, f64),
    /// The rest is of videos. How far the hand drifts, heights of the frame.
    pub(crate) drift: f64,
    /// How far it turns meanwhile, degrees.
    pub(crate) sway: f64,
    /// How far it trembles, heights of the frame.
    pub(crate) tremor: f64,
    /// How long the shutter is open, seconds.
    pub(crate) shutter: f64,
    /// The first swing of the hunting focus, radius in pixels.
    pub(crate) hunt: f64,
}

/// Somebody who helps; an ordinary desk; dim, tilted, shaking and with a lamp in the screen.
pub(crate) const SEVERITIES: [Severity; 3] = [
    Severity {
        name: "easy",
        tilt: 12.0,
        roll: 8.0,
        height: (0.45, 0.80),
        defocus: 1.2,
        motion: 0.8,
        glare: 0.10,
        lamp: 0.06,
        exposure: (0.55, 1.1),
        electrons: (2_000.0, 8_000.0),
        read_noise: 0.003,
        gamma: (0.85, 1.15),
        jpeg: (75.0, 92.0),
        drift: 0.02,
        sway: 3.0,
        tremor: 0.0006,
        shutter: 1.0 / 100.0,
        hunt: 4.0,
    },
    Severity {
        name: "mid",
        tilt: 22.0,
        roll: 20.0,
        height: (0.30, 0.80),
        defocus: 3.0,
        motion: 2.5,
        glare: 0.40,
        lamp: 0.10,
        exposure: (0.45, 1.3),
        electrons: (600.0, 3_000.0),
        read_noise: 0.006,
        gamma: (0.75, 1.3),
        jpeg: (60.0, 88.0),
        drift: 0.05,
        sway: 6.0,
        tremor: 0.0012,
        shutter: 1.0 / 60.0,
        hunt: 6.0,
    },
    Severity {
        name: "hard",
        tilt: 35.0,
        roll: 45.0,
        height: (0.25, 0.80),
        defocus: 5.5,
        motion: 6.0,
        glare: 0.60,
        lamp: 0.16,
        exposure: (0.20, 1.7),
        electrons: (150.0, 1_000.0),
        read_noise: 0.015,
        gamma: (0.6, 1.6),
        jpeg: (50.0, 85.0),
        drift: 0.08,
        sway: 10.0,
        tremor: 0.0025,
        shutter: 1.0 / 30.0,
        hunt: 8.0,
    },
];

/// A token of so many random bytes, as an identification code bears it.
pub(crate) fn token(chance: &mut Chance, bytes: usize) -> String {
    format!("DD1:{}", base45::encode(chance.bytes(bytes)))
}

/// A token and its code.
///
/// # Errors
/// Where it is too long for one.
pub(crate) fn code(chance: &mut Chance, bytes: usize) -> Result<(Code, String)> {
    let text = token(chance, bytes);
    Ok((encode(&text, ErrorCorrection::Medium)?, text))
}

/// Pixels of a screen: their stripes leave more or less of them dark.
pub(crate) fn stripes(chance: &mut Chance) -> Stripes {
    Stripes {
        width: chance.between((0.22, 0.32)),
        height: chance.between((0.75, 0.95)),
    }
}

/// The panel pixels of a module: many on a phone, few in a window on a laptop.
pub(crate) fn pitch(chance: &mut Chance) -> f64 {
    if chance.happens(0.6) {
        chance.between((6.0, 11.0))
    } else {
        chance.between((3.0, 6.0))
    }
}

/// A scene without a pose, as a severity has it.
pub(crate) fn scene(severity: &Severity, size: (usize, usize), chance: &mut Chance) -> Scene {
    let motion = if chance.happens(0.5) {
        let (sin, cos) = (TAU * chance.unit()).sin_cos();
        let length = severity.motion * chance.unit();
        (length * cos, length * sin)
    } else {
        (0.0, 0.0)
    };
    Scene {
        size,
        pose: Pose {
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            at: (size.0 as f64 / 2.0, size.1 as f64 / 2.0),
            side: severity.height.0 * size.1 as f64,
        },
        shape: Shape::Flat,
        light: light(severity, chance),
        lens: Lens {
            distortion: chance.between((-0.02, 0.12)),
            vignette: chance.between((0.0, 0.35)),
            defocus: severity.defocus * chance.unit(),
        },
        shutter: Shutter {
            motion,
            // Rows are read for about as long as the shutter is open, or twice that.
            skew: {
                let reading = chance.between((1.0, 2.5));
                (motion.0 * reading, motion.1 * reading)
            },
        },
        sensor: Sensor {
            exposure: chance.between(severity.exposure),
            electrons: chance.between(severity.electrons),
            read_noise: severity.read_noise * chance.unit(),
            gamma: chance.between(severity.gamma) / 2.2,
            sharpening: chance.between((0.0, 0.9)),
            jpeg: chance.between(severity.jpeg) as u8,
        },
    }
}

fn light(severity: &Severity, chance: &mut Chance) -> Light {
    let glare = chance.happens(severity.glare).then(|| Glare {
        at: (chance.either_way(0.6), chance.either_way(0.6)),
        radius: chance.between((0.03, severity.lamp)),
        strength: chance.between((0.4, 2.0)),
    });
    let room = (0..16 * 9).map(|_| chance.between((0.02, 0.5))).collect();
    let things = (0..10)
        .map(|_| {
            [
                chance.unit(),
                chance.unit(),
                chance.between((0.01, 0.2)),
                chance.between((0.01, 0.3)),
                chance.between((0.01, 0.8)),
            ]
        })
        .collect();
    Light {
        ambient: chance.between((0.005, 0.06)),
        room,
        things,
        glare,
        shadow: None,
    }
}

/// Holds the panel so that all of its codes are in the frame; the last try is upright in the middle.
pub(crate) fn hold(
    scene: &mut Scene,
    panel: &Panel,
    (tilt, roll): (f64, f64),
    height: f64,
    chance: &mut Chance,
) {
    let (wide, high) = (scene.size.0 as f64, scene.size.1 as f64);
    for _ in 0..60 {
        scene.pose = Pose {
            yaw: chance.either_way(tilt),
            pitch: chance.either_way(tilt),
            roll: chance.either_way(roll),
            at: (
                wide / 2.0 + chance.either_way(0.45) * (wide - height * high),
                high / 2.0 + chance.either_way(0.45) * (1.0 - height) * high,
            ),
            side: height * high,
        };
        if scene.holds(panel) {
            return;
        }
    }
    scene.pose = Pose {
        yaw: 0.0,
        pitch: 0.0,
        roll: 0.0,
        at: (wide / 2.0, high / 2.0),
        side: height * high,
    };
}
