//! Frames made here, the same from the same seed: a screen or paper, held to a webcam.

mod draw;
mod exposure;
mod kinds;
mod panel;
mod scene;
mod sensor;
mod sequence;
mod single;
mod stripes;
mod view;

use std::sync::Mutex;
use std::thread;

use anyhow::{Context as _, Result};

use crate::chance::Chance;
use crate::pictures::{Picture, Pictures, Sequence, Source};
use panel::Panel;
use scene::Scene;

/// A frame still to be made. What it needs is drawn when its turn comes, from its own chance.
type Plan = Box<dyn FnOnce() -> Result<Picture> + Send>;

/// Makes every frame, with as many hands as there are cores.
///
/// `share` is how much of them, 1 for all.
///
/// # Errors
/// Where a frame cannot be made.
pub(crate) fn make(seed: u64, share: f64) -> Result<Pictures> {
    let mut plans = single::plans(seed, share);
    plans.extend(kinds::plans(seed, share));
    plans.extend(kinds::window_plans(seed, share));
    let singles = plans.len();
    let videos = sequence::videos(seed, share)?;
    let mut places = Vec::new();
    for video in videos {
        places.push((video.part, video.frames.len()));
        plans.extend(video.frames);
    }
    let mut made = all(plans)?;
    let mut rest = made.split_off(singles).into_iter();
    let sequences = places
        .into_iter()
        .enumerate()
        .map(|(number, (part, length))| Sequence {
            set: "made sequences".to_owned(),
            part: part.to_owned(),
            name: number.to_string(),
            frames: (0..length)
                .map(|frame| frame as f64 * sequence::INTERVAL * 1000.0)
                .zip(rest.by_ref())
                .collect(),
        })
        .collect();
    Ok(Pictures {
        singles: made,
        sequences,
    })
}

/// Carries the plans out, in their order.
fn all(plans: Vec<Plan>) -> Result<Vec<Picture>> {
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let mut made: Vec<Option<Result<Picture>>> = plans.iter().map(|_| None).collect();
    let open = Mutex::new(plans.into_iter().zip(made.iter_mut()));
    thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                loop {
                    let next = open.lock().ok().and_then(|mut open| open.next());
                    let Some((plan, place)) = next else { break };
                    *place = Some(plan());
                }
            });
        }
    });
    made.into_iter()
        .map(|picture| picture.context("a frame was not made")?)
        .collect()
}

/// Exposes and develops a frame.
fn take(
    set: &str,
    part: &str,
    name: String,
    scene: &Scene,
    panel: &Panel,
    chance: &mut Chance,
) -> Result<Picture> {
    let exposed = exposure::expose(scene, panel);
    let file = sensor::develop(&exposed, &scene.sensor, chance)?;
    Ok(Picture {
        set: set.to_owned(),
        part: part.to_owned(),
        name,
        texts: panel.codes.iter().map(|code| code.text.clone()).collect(),
        besides: Vec::new(),
        px_per_module: Some(exposed.px_per_module),
        blur: Some(scene.blur()),
        source: Source::Bytes(file),
    })
}

#[cfg(test)]
mod tests;
