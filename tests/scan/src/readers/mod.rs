//! Our reader and others, each on one thread, with the processor's time that each takes.

mod ours;
mod rqrr;
mod rxing;
mod zxing_cpp;

use std::path::Path;

use anyhow::Result;

use crate::clock;
use crate::pictures::Gray;

pub(crate) use ours::Ours;
pub(crate) use zxing_cpp::ZxingCpp;

/// What a reader made of a picture.
#[derive(Default, Clone)]
pub(crate) struct Answer {
    pub(crate) texts: Vec<String>,
    /// The processor's time from grey pixels to texts, milliseconds.
    pub(crate) ms: f64,
    /// Whether it panicked.
    pub(crate) panicked: bool,
}

/// A reader of QR codes.
pub(crate) trait Reads {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// Reads a picture.
    ///
    /// # Errors
    /// Where the reader is gone; that it reads nothing is none.
    fn read(&mut self, gray: &Gray) -> Result<Answer>;

    /// Reads the next frame of a video.
    ///
    /// # Errors
    /// As [`Reads::read`].
    fn watch(&mut self, gray: &Gray) -> Result<Answer> {
        self.read(gray)
    }

    /// Whether there is something to measure in a video once it was read.
    fn goes_on(&self) -> bool {
        false
    }

    /// The next frame belongs to another video.
    fn forget(&mut self) {}
}

/// Ours in both its efforts, then all others that are here. zxing-cpp is not without a Python that has it, nor
/// without a network to get it over: `notes` then say so.
pub(crate) fn all(python: &Path, notes: &mut Vec<String>) -> Vec<Box<dyn Reads>> {
    let mut readers: Vec<Box<dyn Reads>> = vec![
        Box::new(Ours::live()),
        Box::new(Ours::still()),
        Box::new(rqrr::Rqrr),
        Box::new(rxing::Rxing),
    ];
    match ZxingCpp::start(python) {
        Ok(zxing) => readers.push(Box::new(zxing)),
        Err(reason) => notes.push(format!("zxing-cpp: not here ({reason:#}).")),
    }
    readers
}

/// Runs `work`, which gives the texts, and measures the thread's time.
fn timed(work: impl FnOnce() -> Option<Vec<String>>) -> Answer {
    let begun = clock::thread_ms();
    let texts = work();
    Answer {
        ms: clock::thread_ms() - begun,
        panicked: texts.is_none(),
        texts: texts.unwrap_or_default(),
    }
}
