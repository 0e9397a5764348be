use anyhow::Result;
use dinhdanh_qr::{Effort, Reader, Reading};

use super::{Answer, Reads, timed};
use crate::pictures::Gray;

/// The reader of this project.
pub(crate) struct Ours {
    reader: Reader,
    effort: Effort,
    /// Whether a video is more to it than its frames.
    fused: bool,
}

impl Ours {
    /// As a camera's frame is read.
    pub(crate) fn live() -> Self {
        Self::with(Effort::Live, false)
    }

    /// As a picture from a file is read.
    pub(crate) fn still() -> Self {
        Self::with(Effort::Still, false)
    }

    /// As a video is read.
    pub(crate) fn fused() -> Self {
        Self::with(Effort::Live, true)
    }

    fn with(effort: Effort, fused: bool) -> Self {
        Self {
            reader: Reader::new(),
            effort,
            fused,
        }
    }
}

impl Reads for Ours {
    fn name(&self) -> &'static str {
        match (self.fused, self.effort) {
            (true, _) => "ours, fused",
            (false, Effort::Live) => "ours, live",
            (false, Effort::Still) => "ours, still",
        }
    }

    fn read(&mut self, gray: &Gray) -> Result<Answer> {
        let view = gray.view()?;
        Ok(timed(|| Some(texts(self.reader.read(&view, self.effort)))))
    }

    fn watch(&mut self, gray: &Gray) -> Result<Answer> {
        if !self.fused {
            return self.read(gray);
        }
        let view = gray.view()?;
        Ok(timed(|| Some(texts(self.reader.watch(&view)))))
    }

    fn goes_on(&self) -> bool {
        self.fused
    }

    fn forget(&mut self) {
        self.reader.forget();
    }
}

fn texts(reading: Reading) -> Vec<String> {
    reading.texts.into_iter().map(|found| found.text).collect()
}
