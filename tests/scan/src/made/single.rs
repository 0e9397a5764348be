//! Frames of a code on a screen, over sizes of frames, of codes, and severities.

use super::draw::{self, SEVERITIES};
use super::panel::Panel;
use super::{Plan, take};
use crate::chance::Chance;

/// Pixels of a frame, and how many frames of each size of code and severity.
const FRAMES: [((usize, usize), usize); 3] = [((640, 480), 6), ((1280, 720), 5), ((1920, 1080), 2)];

/// Bytes of a token.
const TOKENS: [usize; 5] = [200, 350, 420, 600, 900];

pub(super) fn plans(seed: u64, share: f64) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (size, most) in FRAMES {
        let count = ((most as f64 * share).round() as usize).max(1);
        for bytes in TOKENS {
            for (level, severity) in SEVERITIES.into_iter().enumerate() {
                for i in 0..count {
                    plans.push(Box::new(move || {
                        let labels = [seed, 1, size.1 as u64, bytes as u64, level as u64, i as u64];
                        let chance = &mut Chance::of(&labels);
                        let (code, text) = draw::code(chance, bytes)?;
                        let (pitch, stripes) = (draw::pitch(chance), draw::stripes(chance));
                        let panel = Panel::phone(&code, &text, pitch, stripes, chance);
                        let mut scene = draw::scene(&severity, size, chance);
                        // Near and far by turns, so that no count of frames misses either.
                        let (low, high) = severity.height;
                        let height = low + (high - low) * (i as f64 + chance.unit()) / count as f64;
                        draw::hold(&mut scene, &panel, (severity.tilt, severity.roll), height, chance);
                        let name = format!("{}p {} {bytes} {i}", size.1, severity.name);
                        take("made", severity.name, name, &scene, &panel, chance)
                    }));
                }
            }
        }
    }
    plans
}
