//! Pictures of which it is known what they bear.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use dinhdanh_qr::GrayView;

/// A picture and what is known of it.
pub(crate) struct Picture {
    /// Which pictures it belongs to, e.g. "webcam".
    pub(crate) set: String,
    /// Which part of them: "easy", "mid", "hard", or a kind; empty where there are no parts.
    pub(crate) part: String,
    pub(crate) name: String,
    /// What the codes in it say, each exactly.
    pub(crate) texts: Vec<String>,
    /// What it says besides: right where it is read, and not missed where it is not.
    pub(crate) besides: Vec<String>,
    /// The mean length of a module's side, pixels.
    pub(crate) px_per_module: Option<f64>,
    /// The standard deviation of the blur, pixels.
    pub(crate) blur: Option<f64>,
    pub(crate) source: Source,
}

/// Where its file is.
pub(crate) enum Source {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

/// A video of one code.
pub(crate) struct Sequence {
    pub(crate) set: String,
    pub(crate) part: String,
    pub(crate) name: String,
    /// Each with the moment it was taken at, milliseconds from the first.
    pub(crate) frames: Vec<(f64, Picture)>,
}

/// Everything to be read.
#[derive(Default)]
pub(crate) struct Pictures {
    pub(crate) singles: Vec<Picture>,
    pub(crate) sequences: Vec<Sequence>,
}

/// Grey pixels in memory: the same for every reader.
pub(crate) struct Gray {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u8>,
}

impl Picture {
    /// Unpacks it.
    ///
    /// # Errors
    /// Where the file cannot be read or is no picture.
    pub(crate) fn gray(&self) -> Result<Gray> {
        let read;
        let bytes = match &self.source {
            Source::Bytes(bytes) => bytes,
            Source::Path(path) => {
                read = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
                &read
            }
        };
        let picture = image::load_from_memory(bytes)
            .with_context(|| format!("{} of {} is no picture", self.name, self.set))?
            .into_luma8();
        Ok(Gray {
            width: picture.width() as usize,
            height: picture.height() as usize,
            pixels: picture.into_raw(),
        })
    }
}

impl Gray {
    pub(crate) fn view(&self) -> Result<GrayView<'_>> {
        Ok(GrayView::new(self.width, self.height, &self.pixels)?)
    }
}
