use dinhdanh_protocol::{CardForm, CardQrFault};
use dinhdanh_qr::{Hint, Reading};

use crate::pictures::{SeenCorners, Wanted};
use crate::{Wallet, WalletError};

/// What one picture of a card gave.
#[derive(Debug, Clone)]
pub struct CardFrame {
    /// The form, if the card's QR was read.
    pub form: Option<CardForm>,
    /// Why what was read gives no form.
    pub fault: Option<CardQrFault>,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
}

/// The form in a text: what a scanner types, or what was pasted.
pub fn card_form_of_text(text: &str) -> Result<CardForm, WalletError> {
    CardForm::from_printed_qr(text).map_err(WalletError::CardQr)
}

impl Wallet {
    /// Looks for a card's QR in one frame of the camera: 8-bit grey, row by row; as [`check_frame`](Wallet::check_frame).
    pub fn card_form_in_frame(
        &self,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<CardFrame, WalletError> {
        let (reading, seen) = self.read_frame(Wanted::Card, width, height, gray)?;
        Ok(CardFrame {
            seen,
            ..reading.into()
        })
    }

    /// Looks for a card's QR in a picture file.
    ///
    /// Fails with [`WalletError::NoCodeInPicture`] when no code can be read in it.
    pub fn card_form_in_picture(&self, file: &[u8]) -> Result<CardFrame, WalletError> {
        let frame = CardFrame::from(self.read_picture(file)?);
        if frame.hint.is_some() {
            Err(WalletError::NoCodeInPicture)
        } else {
            Ok(frame)
        }
    }
}

/// Of several codes in one picture, one that gives a form, else one that is a card's at least.
impl From<Reading> for CardFrame {
    fn from(reading: Reading) -> Self {
        let mut fault = None;
        for found in &reading.texts {
            match CardForm::from_printed_qr(&found.text) {
                Ok(form) => {
                    return Self {
                        form: Some(form),
                        fault: None,
                        hint: None,
                        seen: None,
                    };
                }
                Err(CardQrFault::NotACard) => {
                    fault.get_or_insert(CardQrFault::NotACard);
                }
                Err(of_a_card) => fault = Some(of_a_card),
            }
        }
        Self {
            form: None,
            hint: fault.is_none().then_some(reading.hint),
            seen: None,
            fault,
        }
    }
}
