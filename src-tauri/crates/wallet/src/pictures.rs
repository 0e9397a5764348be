//! What a camera and picture files show: the codes in them, for whoever wants one.

use std::sync::PoisonError;

use dinhdanh_qr::{Effort, GrayPicture, GrayView, Reader, Reading};

use crate::{Wallet, WalletError};

impl Wallet {
    /// One frame of the camera: 8-bit grey, row by row. Nothing of it is kept.
    pub(crate) fn read_frame(
        &self,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<Reading, WalletError> {
        let view = GrayView::new(width, height, gray)?;
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(reader.read(&view, Effort::Live))
    }

    /// A picture file, one at a time.
    pub(crate) fn read_picture(&self, file: &[u8]) -> Result<Reading, WalletError> {
        let _turn = self.picture_turn.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = GrayPicture::decode(file)?;
        // A reader of its own: a large picture takes its time, and the camera goes on meanwhile.
        Ok(Reader::new().read(&picture.view(), Effort::Still))
    }
}
