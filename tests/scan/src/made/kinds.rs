//! A few frames each of what happens to codes: one thing at a time, the rest as on an ordinary desk.

use std::f64::consts::TAU;

use anyhow::Result;
use dinhdanh_qr::{ErrorCorrection, encode};

use super::draw::{self, SEVERITIES, Severity};
use super::panel::Panel;
use super::scene::{Glare, Lens, Scene, Shadow, Shutter};
use super::stripes::Stripes;
use super::view::Shape;
use super::{Plan, take};
use crate::chance::Chance;

/// Frames a kind.
const MOST: usize = 8;

/// Frames of the window, a severity.
const MOST_OF_THE_WINDOW: usize = 6;

/// Our own window on a screen of its size.
static WINDOW: &[u8] = include_bytes!("../../window.png");

#[derive(Clone, Copy)]
enum Kind {
    Bent,
    BrightSpot,
    Close,
    Damaged,
    Dark,
    Inverted,
    Large,
    Lots,
    Monitor,
    Overexposed,
    Perspective,
    Shadow,
    Turned,
}

const KINDS: [(Kind, &str); 13] = [
    (Kind::Bent, "bent paper"),
    (Kind::BrightSpot, "bright spot"),
    (Kind::Close, "close"),
    (Kind::Damaged, "damaged"),
    (Kind::Dark, "dark"),
    (Kind::Inverted, "inverted"),
    (Kind::Large, "high version"),
    (Kind::Lots, "many codes"),
    (Kind::Monitor, "monitor"),
    (Kind::Overexposed, "overexposed"),
    (Kind::Perspective, "perspective"),
    (Kind::Shadow, "shadow"),
    (Kind::Turned, "turned"),
];

pub(super) fn plans(seed: u64, share: f64) -> Vec<Plan> {
    let count = ((MOST as f64 * share).round() as usize).max(1);
    let mut plans: Vec<Plan> = Vec::new();
    for (number, (kind, name)) in KINDS.into_iter().enumerate() {
        for i in 0..count {
            plans.push(Box::new(move || {
                let chance = &mut Chance::of(&[seed, 4, number as u64, i as u64]);
                let (scene, panel) = kind.draw(chance)?;
                take("made kinds", name, format!("{name} {i}"), &scene, &panel, chance)
            }));
        }
    }
    plans
}

pub(super) fn window_plans(seed: u64, share: f64) -> Vec<Plan> {
    let count = ((MOST_OF_THE_WINDOW as f64 * share).round() as usize).max(1);
    let mut plans: Vec<Plan> = Vec::new();
    for (level, severity) in SEVERITIES.into_iter().enumerate() {
        for i in 0..count {
            plans.push(Box::new(move || {
                let chance = &mut Chance::of(&[seed, 5, level as u64, i as u64]);
                let panel = Panel::window(WINDOW, draw::stripes(chance))?;
                let size = if i % 3 == 0 { (640, 480) } else { (1280, 720) };
                let mut scene = draw::scene(&severity, size, chance);
                let height = chance.between(severity.height);
                draw::hold(&mut scene, &panel, (severity.tilt, severity.roll), height, chance);
                take(
                    "own window",
                    severity.name,
                    format!("{} {i}", severity.name),
                    &scene,
                    &panel,
                    chance,
                )
            }));
        }
    }
    plans
}

impl Kind {
    fn draw(self, chance: &mut Chance) -> Result<(Scene, Panel)> {
        let [easy, mid, _] = SEVERITIES;
        // One thing at a time: the optics are good.
        let plain = Severity { glare: 0.0, ..easy };
        let mut scene = draw::scene(&plain, (1280, 720), chance);
        let bytes = [200, 350, 420].get(chance.below(3)).copied().unwrap_or(350);
        let (code, text) = draw::code(chance, bytes)?;
        let mut panel = match self {
            Self::Bent | Self::BrightSpot | Self::Damaged | Self::Shadow => Panel::sheet(&[(code, text)], 1),
            Self::Large => {
                let bytes = chance.between((1_000.0, 1_500.0)) as usize;
                Panel::sheet(&[draw::code(chance, bytes)?], 1)
            }
            Self::Lots => many(chance)?,
            Self::Inverted => {
                let pitch = draw::pitch(chance);
                Panel::dark_window(&code, &text, pitch, draw::stripes(chance))
            }
            Self::Monitor => {
                let coarse = Stripes {
                    width: 0.24,
                    height: 0.8,
                };
                let pitch = chance.between((3.0, 4.5));
                Panel::phone(&code, &text, pitch, coarse, chance)
            }
            _ => {
                let (pitch, stripes) = (draw::pitch(chance), draw::stripes(chance));
                Panel::phone(&code, &text, pitch, stripes, chance)
            }
        };
        let mut angles = (mid.tilt, mid.roll);
        let mut height = chance.between((0.4, 0.8));
        match self {
            Self::Bent => {
                let radius = chance.between((0.45, 1.2));
                scene.shape = Shape::Cylinder(if chance.happens(0.3) { -radius } else { radius });
                angles = (15.0, 45.0);
            }
            Self::BrightSpot => {
                scene.light.glare = Some(Glare {
                    at: (chance.either_way(0.3), chance.either_way(0.3)),
                    radius: chance.between((0.06, 0.14)),
                    strength: chance.between((0.8, 2.0)),
                });
            }
            Self::Close => height = chance.between((0.85, 0.97)),
            Self::Damaged => damage(&mut panel, chance),
            Self::Dark => {
                scene.sensor.exposure = chance.between((0.01, 0.06));
                scene.sensor.electrons = 3_000.0;
            }
            Self::Large => {
                scene.size = (1920, 1080);
                height = chance.between((0.7, 0.92));
            }
            Self::Lots => height = chance.between((0.16, 0.22)),
            Self::Monitor => {
                // As sharp as a webcam gets, and nearly straight: the beat is at its strongest.
                scene.lens = Lens {
                    defocus: 0.0,
                    ..scene.lens
                };
                scene.shutter = Shutter {
                    motion: (0.0, 0.0),
                    skew: (0.0, 0.0),
                };
                angles = (8.0, 6.0);
                height = chance.between((0.25, 0.6));
            }
            Self::Overexposed => scene.sensor.exposure = chance.between((2.5, 6.0)),
            Self::Perspective => angles = (chance.between((40.0, 58.0)), 30.0),
            Self::Shadow => {
                scene.light.shadow = Some(Shadow {
                    angle: TAU * chance.unit(),
                    offset: chance.either_way(0.3),
                    left: chance.between((0.08, 0.35)),
                });
            }
            Self::Turned => angles = (mid.tilt, 180.0),
            Self::Inverted => {}
        }
        draw::hold(&mut scene, &panel, angles, height, chance);
        if matches!(self, Self::Perspective) {
            steepen(&mut scene, &panel, chance);
        }
        Ok((scene, panel))
    }
}

/// A sheet of small codes with short texts.
fn many(chance: &mut Chance) -> Result<Panel> {
    let mut codes = Vec::new();
    for _ in 0..12 {
        let bytes = 6 + chance.below(20);
        let text = draw::token(chance, bytes);
        codes.push((encode(&text, ErrorCorrection::Medium)?, text));
    }
    Ok(Panel::sheet(&codes, 4))
}

/// Stains and scratches, of what error correction M can bear or nearly.
fn damage(panel: &mut Panel, chance: &mut Chance) {
    let Some(code) = panel.codes.first().cloned() else {
        return;
    };
    for _ in 0..chance.below(3) + 2 {
        let within = |at: f64, part: f64| at + part * code.side;
        let at = (
            within(code.corner.0, chance.unit()),
            within(code.corner.1, chance.unit()),
        );
        let size = if chance.happens(0.5) {
            let radius = chance.between((0.03, 0.10)) * code.side;
            (radius, radius)
        } else {
            (
                chance.between((0.2, 0.6)) * code.side,
                chance.between((0.004, 0.012)) * code.side,
            )
        };
        let level = [30, 120, 225].get(chance.below(3)).copied().unwrap_or(225);
        panel.stain(at, size, TAU * chance.unit(), level);
    }
}

/// Tilts it as far as the frame has room for, to one side.
fn steepen(scene: &mut Scene, panel: &Panel, chance: &mut Chance) {
    let held = scene.pose;
    let yaw = chance.between((40.0, 58.0));
    for part in [1.0, 0.9, 0.8] {
        scene.pose.yaw = if held.yaw < 0.0 { -yaw } else { yaw } * part;
        scene.pose.pitch = held.pitch / 3.0;
        scene.pose.at = (scene.size.0 as f64 / 2.0, scene.size.1 as f64 / 2.0);
        if scene.holds(panel) {
            return;
        }
    }
    scene.pose = held;
}
