//! What `cargo xtask count` counts the instructions of: `hot_path PICTURE|empty still|live|video FRAMES` looks at the
//! same picture, or at an empty one of 1280 × 720 pixels, so many times.
//!
//! The work on one frame is what two runs differ by: loading the picture and making the buffers is in both.

use std::hint::black_box;

use anyhow::{Context, bail};
use dinhdanh_qr::{Effort, GrayPicture, Reader};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [picture, way, frames] = arguments.as_slice() else {
        bail!("hot_path PICTURE|empty still|live|video FRAMES");
    };
    let picture = if picture == "empty" {
        desk_top()?
    } else {
        GrayPicture::decode(&std::fs::read(picture)?)?
    };
    let mut reader = Reader::new();
    for _ in 0..frames.parse::<usize>().context("how many frames?")? {
        let frame = picture.view();
        black_box(match way.as_str() {
            "still" => reader.read(&frame, Effort::Still),
            "live" => reader.read(&frame, Effort::Live),
            "video" => reader.watch(&frame),
            _ => bail!("`{way}` is no way to read"),
        });
    }
    Ok(())
}

/// A desk before nobody: light that falls off to the corners, and a camera's grain.
fn desk_top() -> anyhow::Result<GrayPicture> {
    let (width, height) = (1280_usize, 720_usize);
    let mut grain = 0x5eed_u32;
    let pixels = (0..width * height).map(|at| {
        let (x, y) = (at % width, at / width);
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let light = 170 - (x.abs_diff(width / 2) / 12 + y.abs_diff(height / 2) / 8) as u32;
        (light + (grain >> 16) % 13) as u8
    });
    Ok(GrayPicture::from_raw(width, height, pixels.collect())?)
}
