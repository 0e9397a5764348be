use dinhdanh_credential::office::{Digits, Invitation, OfficeError};
use dinhdanh_qr::{ErrorCorrection, encode};

use super::OfficeStanding;
use crate::check::officer;
use crate::{Wallet, WalletError};

/// An invitation into the office, for one more desk.
#[derive(Clone)]
pub struct OfficeInvitation {
    /// Its text: what its code bears, and its file.
    pub text: String,
    /// Its code, black on white, quiet zone included, sized by its `viewBox`.
    pub svg: String,
    /// The eight digits that open it: told beside it, and neither in the code nor in the file.
    pub digits: Digits,
}

impl Wallet {
    /// "Thêm bàn vào nhóm": hands the office's key out, sealed, to whoever is told the digits; so the passcode is asked
    /// for first.
    ///
    /// Fails with [`WalletError::NoOffice`], and for want of the passcode as [`unlock`](Wallet::unlock) does.
    pub fn invite_desk(&self, passcode: &str) -> Result<OfficeInvitation, WalletError> {
        let session = self.asked_again(passcode)?;
        let member = {
            let mut inner = self.inner();
            let open = inner.opened_still(&session)?;
            officer(open)?;
            open.member()?
        };
        // Sealing takes its time, and the wallet is not held meanwhile.
        let (invitation, digits) = Invitation::make(&member.key, self.random.as_ref(), self.now())?;
        let text = invitation.text();
        Ok(OfficeInvitation {
            svg: encode(&text, ErrorCorrection::Medium)?.svg(),
            text,
            digits,
        })
    }

    /// Joins the office that an invitation is from.
    ///
    /// Fails with [`WalletError::Office`] saying what is wrong with it or its digits, and with [`WalletError::InOffice`]
    /// where this desk is of one already.
    pub fn join_office(&self, invitation: &str, digits: &str) -> Result<OfficeStanding, WalletError> {
        officer(self.inner().opened()?)?;
        let invitation = Invitation::read(invitation).ok_or(OfficeError::Malformed)?;
        let digits = Digits::typed(digits).ok_or(OfficeError::WrongDigits)?;
        let key = invitation.open(&digits, self.now())?;
        self.enter_office(&key)
    }
}

/// Without the digits.
impl std::fmt::Debug for OfficeInvitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfficeInvitation(…)")
    }
}
