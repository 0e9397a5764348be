//! What a camera and picture files show: the codes in them, for whoever wants one.

use std::sync::{MutexGuard, PoisonError};

use dinhdanh_qr::{Effort, GrayPicture, GrayView, Reader, Reading};
use dinhdanh_stream::Cargo;

use crate::{Wallet, WalletError};

/// Where in a camera's picture a code is seen: its corners – upper left, upper right, lower right, lower left *of the
/// code*, however it is turned –, each as its distance from the left and from the top in widths and heights of the
/// picture. 0 to 1, and beyond where the code hangs out of the picture.
pub type SeenCorners = [(f64, f64); 4];

/// What a camera films: frame after frame of one scan, of which the later ones are read by the help of those before.
#[derive(Default)]
pub(crate) struct Film {
    reader: Reader,
    /// The scan that the reader is watching.
    scan: Option<Scan>,
    /// For so many frames an animated code is still expected.
    animated: u8,
}

/// An animated code that was not read for so many frames is there no more.
const PATIENCE: u8 = 15;

/// What a camera is held to something for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// An identification code.
    Code,
    /// The QR printed on a card.
    Card,
    /// An officer's challenge.
    Challenge,
    /// What another desk shows.
    Office,
    /// A check's receipt.
    Receipt,
}

/// One person's one search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scan {
    wanted: Wanted,
    /// How often the wallet had been locked.
    locks: u64,
}

impl Wallet {
    /// One frame of the camera: 8-bit grey, row by row. No picture of it is kept, and what the next frame is helped by is
    /// forgotten with the scan.
    pub(crate) fn read_frame(
        &self,
        wanted: Wanted,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<(Reading, Option<SeenCorners>), WalletError> {
        let view = GrayView::new(width, height, gray)?;
        let scan = Scan {
            wanted,
            locks: self.inner().locks(),
        };
        let mut film = self.film();
        if film.scan != Some(scan) {
            film.reader.forget();
            film.scan = Some(scan);
            film.animated = 0;
        }
        // Frames of an animated code are each another code: what one shows helps to read none of the next.
        let reading = if film.animated > 0 {
            film.reader.read(&view, Effort::Live)
        } else {
            film.reader.watch(&view)
        };
        if reading.texts.iter().any(|found| Cargo::of(&found.text).is_some()) {
            film.reader.forget();
            film.animated = PATIENCE;
        } else {
            film.animated = film.animated.saturating_sub(1);
        }
        let seen = reading
            .seen
            .map(|corners| corners.map(|corner| (corner.x / width as f64, corner.y / height as f64)));
        Ok((reading, seen))
    }

    /// The camera is no longer looked through: what was seen is forgotten, and the next frame begins another scan. What was
    /// judged and is still held out then is passed over until it was away.
    pub fn end_scan(&self) {
        *self.film() = Film::default();
        if let Some(open) = &mut self.inner().open {
            open.held.put_away();
            open.desk.put_away();
            open.gathering.clear();
        }
    }

    /// A picture file, one at a time.
    pub(crate) fn read_picture(&self, file: &[u8]) -> Result<Reading, WalletError> {
        let _turn = self.picture_turn.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = GrayPicture::decode(file)?;
        // A reader of its own: a large picture takes its time, and the camera goes on meanwhile.
        Ok(Reader::new().read(&picture.view(), Effort::Still))
    }

    fn film(&self) -> MutexGuard<'_, Film> {
        self.film.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
