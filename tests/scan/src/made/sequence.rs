//! Videos of a hand that holds a phone to a webcam: it drifts and trembles, the focus hunts, the lamp slides.

use std::f64::consts::TAU;
use std::sync::Arc;

use anyhow::Result;

use super::draw::{self, SEVERITIES, Severity};
use super::panel::Panel;
use super::scene::Scene;
use super::view::Pose;
use super::{Plan, take};
use crate::chance::Chance;

/// Frames a video.
const LENGTH: usize = 20;

/// Seconds from frame to frame.
pub(super) const INTERVAL: f64 = 1.0 / 15.0;

/// Videos a severity.
const MOST: usize = 10;

/// Bytes of the tokens, by turns.
const TOKENS: [usize; 4] = [420, 350, 600, 900];

/// A video still to be made.
pub(super) struct Video {
    pub(super) part: &'static str,
    pub(super) frames: Vec<Plan>,
}

pub(super) fn videos(seed: u64, share: f64) -> Result<Vec<Video>> {
    let count = ((MOST as f64 * share).round() as usize).max(1);
    let mut videos = Vec::new();
    for (level, severity) in SEVERITIES.iter().enumerate() {
        for number in 0..count {
            let chance = &mut Chance::of(&[seed, 2, level as u64, number as u64]);
            let bytes = TOKENS.get(number % TOKENS.len()).copied().unwrap_or(420);
            let story = Arc::new(Story::draw(severity, bytes, chance)?);
            let frame = |frame: usize| -> Plan {
                let story = Arc::clone(&story);
                let name = format!("{} {number} {frame}", severity.name);
                Box::new(move || {
                    let scene = story.at(frame as f64 * INTERVAL);
                    let chance = &mut Chance::of(&[seed, 3, level as u64, number as u64, frame as u64]);
                    take(
                        "made sequences",
                        severity.name,
                        name,
                        &scene,
                        &story.panel,
                        chance,
                    )
                })
            };
            videos.push(Video {
                part: severity.name,
                frames: (0..LENGTH).map(frame).collect(),
            });
        }
    }
    Ok(videos)
}

/// All that happens in a video.
struct Story {
    severity: Severity,
    panel: Panel,
    scene: Scene,
    yaw: Waves,
    pitch: Waves,
    roll: Waves,
    drift: [Waves; 3],
    tremor: [Waves; 2],
    /// How much farther away the hand begins, and how soon it is there, seconds.
    approach: (f64, f64),
    /// The focus at rest, the first swing, its decay in seconds, its beat in swings a second, its phase.
    focus: [f64; 5],
    /// When the focus hunts again, seconds.
    again: f64,
    /// By how much the exposure is wrong at first.
    exposure_error: f64,
    /// Reading all rows, seconds.
    reading: f64,
}

impl Story {
    fn draw(severity: &Severity, bytes: usize, chance: &mut Chance) -> Result<Self> {
        let (code, text) = draw::code(chance, bytes)?;
        let (pitch, stripes) = (draw::pitch(chance), draw::stripes(chance));
        let panel = Panel::phone(&code, &text, pitch, stripes, chance);
        let mut scene = draw::scene(severity, (1280, 720), chance);
        let height = chance.between((severity.height.0.max(0.40), 0.65));
        draw::hold(&mut scene, &panel, (severity.tilt, severity.roll), height, chance);
        let (cx, cy) = (640.0, 360.0);
        scene.pose.at = (
            cx + (scene.pose.at.0 - cx) / 2.0,
            cy + (scene.pose.at.1 - cy) / 2.0,
        );
        let slow = (0.15, 0.8);
        let fast = (6.0, 11.0);
        let hard = severity.name == "hard";
        Ok(Self {
            severity: *severity,
            panel,
            yaw: Waves::draw(slow, chance),
            pitch: Waves::draw(slow, chance),
            roll: Waves::draw(slow, chance),
            drift: [(); 3].map(|()| Waves::draw(slow, chance)),
            tremor: [(); 2].map(|()| Waves::draw(fast, chance)),
            approach: (
                if chance.happens(0.5) {
                    chance.between((0.2, 0.7))
                } else {
                    0.0
                },
                chance.between((0.25, 0.6)),
            ),
            focus: [
                scene.lens.defocus / 2.0,
                severity.hunt * chance.between((0.5, 1.0)),
                chance.between((0.3, 0.9)),
                chance.between((0.8, 2.0)),
                chance.between((0.0, TAU / 2.0)),
            ],
            again: if hard {
                chance.between((0.4, 1.0)) * LENGTH as f64 * INTERVAL
            } else {
                f64::INFINITY
            },
            exposure_error: chance.between(if severity.name == "easy" {
                (-0.2, 0.3)
            } else {
                (-0.4, 0.8)
            }),
            reading: chance.between((0.01, 0.03)),
            scene,
        })
    }

    fn pose(&self, moment: f64) -> Pose {
        let (mean, severity) = (&self.scene.pose, &self.severity);
        let high = self.scene.size.1 as f64;
        let [x, y, z] = &self.drift;
        let [tremor_x, tremor_y] = &self.tremor;
        let shift = |slow: &Waves, fast: &Waves| {
            (severity.drift * slow.at(moment) + severity.tremor * fast.at(moment)) * high
        };
        let far = 1.0 + self.approach.0 * (-moment / self.approach.1).exp();
        Pose {
            yaw: mean.yaw + severity.sway * self.yaw.at(moment),
            pitch: mean.pitch + severity.sway * self.pitch.at(moment),
            roll: mean.roll + severity.sway / 2.0 * self.roll.at(moment),
            at: (mean.at.0 + shift(x, tremor_x), mean.at.1 + shift(y, tremor_y)),
            side: mean.side * (1.0 + severity.drift * z.at(moment)) / far,
        }
    }

    fn defocus(&self, moment: f64) -> f64 {
        let [rest, swing, decay, beat, phase] = self.focus;
        let hunt = |since: f64| {
            if since < 0.0 {
                return 0.0;
            }
            swing * (-since / decay).exp() * (TAU * beat * since + phase).cos().abs()
        };
        rest + hunt(moment) + 0.6 * hunt(moment - self.again)
    }

    fn at(&self, moment: f64) -> Scene {
        let mut scene = self.scene.clone();
        let open = self.severity.shutter;
        let (before, after) = (self.pose(moment - open / 2.0), self.pose(moment + open / 2.0));
        scene.pose = self.pose(moment);
        let motion = (after.at.0 - before.at.0, after.at.1 - before.at.1);
        scene.shutter.motion = motion;
        scene.shutter.skew = (motion.0 / open * self.reading, motion.1 / open * self.reading);
        scene.lens.defocus = self.defocus(moment);
        scene.sensor.exposure *= 1.0 + self.exposure_error * (-moment / 0.3).exp();
        if let Some(glare) = &mut scene.light.glare {
            // A mirror turned by an angle turns what is seen in it by twice that.
            glare.at.0 += 0.04 * (scene.pose.yaw - self.scene.pose.yaw);
            glare.at.1 -= 0.04 * (scene.pose.pitch - self.scene.pose.pitch);
        }
        scene
    }
}

/// A smooth course of time that swings by about 1.
struct Waves([(f64, f64); 3]);

impl Waves {
    /// Of swings a second within `frequencies`.
    fn draw(frequencies: (f64, f64), chance: &mut Chance) -> Self {
        Self([(); 3].map(|()| (chance.between(frequencies), TAU * chance.unit())))
    }

    fn at(&self, moment: f64) -> f64 {
        let sum: f64 = self
            .0
            .iter()
            .map(|(frequency, phase)| (TAU * frequency * moment + phase).sin())
            .sum();
        sum / 3_f64.sqrt()
    }
}
