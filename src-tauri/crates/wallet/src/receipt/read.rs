//! A receipt that somebody shows: on a screen, on paper, in a picture file.

use chrono::{DateTime, Utc};
use dinhdanh_credential::receipt::RECEIPT_PREFIX;
use dinhdanh_qr::{Hint, Reading};

use super::ReceiptJudged;
use crate::pictures::{SeenCorners, Wanted};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// A receipt that was read, and what is found about it.
#[derive(Clone)]
pub struct ReceiptRead {
    /// Its text, to be kept.
    pub text: String,
    /// What is found about it.
    pub judged: ReceiptJudged,
}

/// What one frame of the camera gave that looks for a receipt.
#[derive(Debug, Clone)]
pub struct ReceiptFrame {
    /// A receipt, if one was read.
    pub receipt: Option<Box<ReceiptRead>>,
    /// A code was read that is none.
    pub other: bool,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
}

/// Whether the text of a code is meant to be a receipt.
pub(crate) fn is_receipt(text: &str) -> bool {
    text.starts_with(RECEIPT_PREFIX)
}

impl ReceiptRead {
    pub(crate) fn of(text: String, open: &Open, now: DateTime<Utc>) -> Result<Self, WalletError> {
        let judged = ReceiptJudged::of(&text, open, now)?;
        Ok(Self { text, judged })
    }
}

impl Wallet {
    /// "Quét phiếu": looks for a receipt in one frame of the camera: 8-bit grey, row by row; as
    /// [`check_frame`](Wallet::check_frame). Whoever has a wallet may.
    pub fn receipt_in_frame(
        &self,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<ReceiptFrame, WalletError> {
        self.inner().opened()?;
        let (reading, seen) = self.read_frame(Wanted::Receipt, width, height, gray)?;
        Ok(ReceiptFrame {
            seen,
            ..self.receipt_of(reading)?
        })
    }

    /// Looks for a receipt in a picture file.
    ///
    /// Fails with [`WalletError::NoCodeInPicture`] where no code can be read in it.
    pub fn receipt_in_picture(&self, file: &[u8]) -> Result<ReceiptFrame, WalletError> {
        self.inner().opened()?;
        let frame = self.receipt_of(self.read_picture(file)?)?;
        if frame.hint.is_some() {
            Err(WalletError::NoCodeInPicture)
        } else {
            Ok(frame)
        }
    }

    fn receipt_of(&self, reading: Reading) -> Result<ReceiptFrame, WalletError> {
        let nothing = reading.texts.is_empty();
        let mut texts = reading.texts.into_iter().map(|found| found.text);
        let text = texts.find(|text| is_receipt(text));
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        let receipt = match text {
            Some(text) => Some(Box::new(ReceiptRead::of(text, open, now)?)),
            None => None,
        };
        Ok(ReceiptFrame {
            other: !nothing && receipt.is_none(),
            hint: nothing.then_some(reading.hint),
            seen: None,
            receipt,
        })
    }
}

/// Without its text, which says what was read.
impl std::fmt::Debug for ReceiptRead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceiptRead({:?})", self.judged.verdict)
    }
}
