use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use rqrr::PreparedImage;

use super::{Answer, Reads, timed};
use crate::pictures::Gray;

/// rqrr: a port of quirc.
pub(crate) struct Rqrr;

impl Reads for Rqrr {
    fn name(&self) -> &'static str {
        "rqrr"
    }

    fn read(&mut self, gray: &Gray) -> Result<Answer> {
        let read = || {
            let level = |x: usize, y: usize| gray.pixels.get(y * gray.width + x).copied().unwrap_or(0);
            let mut picture = PreparedImage::prepare_from_greyscale(gray.width, gray.height, level);
            let grids = picture.detect_grids();
            grids
                .iter()
                .filter_map(|grid| Some(grid.decode().ok()?.1))
                .collect()
        };
        // On some pictures it panics.
        Ok(timed(|| catch_unwind(AssertUnwindSafe(read)).ok()))
    }
}
