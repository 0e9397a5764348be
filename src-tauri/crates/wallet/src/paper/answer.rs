//! An officer's challenge, scanned by the holder: what is shown then answers it, and is good for nobody else.

use std::time::Duration;

use dinhdanh_credential::challenge::CHALLENGE_PREFIX;
use dinhdanh_qr::{Hint, Reading};

use super::card::Asked;
use super::{PaperShowing, Presentation};
use crate::pictures::{SeenCorners, Wanted};
use crate::{Wallet, WalletError};

/// For so long what the passcode allowed waits for a challenge.
pub(crate) const ALLOWED_FOR: Duration = Duration::from_secs(3 * 60);

/// A showing that its holder allowed by the passcode, and that waits for the officer's challenge.
pub struct AllowedShowing {
    showing: PaperShowing,
    asked: Asked,
    until: Duration,
}

/// What one frame of the camera gave that looks for a challenge.
#[derive(Debug, Clone)]
pub struct ChallengeFrame {
    /// The text of the challenge, if one was read.
    pub challenge: Option<String>,
    /// A code was read that is none.
    pub other: bool,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
}

impl Wallet {
    /// Allows a showing before the officer's challenge is scanned: the passcode is typed where nobody looks yet. It holds
    /// for three minutes, and until the wallet is locked.
    ///
    /// Fails as [`present_paper`](Wallet::present_paper) does for want of the passcode.
    pub fn allow_showing(
        &self,
        showing: &PaperShowing,
        passcode: Option<&str>,
    ) -> Result<AllowedShowing, WalletError> {
        let asked = self.asked_for_papers(passcode)?;
        asked.opened(&mut self.inner())?.active()?;
        Ok(AllowedShowing {
            showing: showing.clone(),
            asked,
            until: self.clock.monotonic().saturating_add(ALLOWED_FOR),
        })
    }

    /// Presents what was allowed in answer to a challenge.
    ///
    /// Fails as [`present_paper`](Wallet::present_paper) does, and with [`WalletError::WrongStep`] where it waited for too
    /// long.
    pub fn answer_challenge(
        &self,
        allowed: &AllowedShowing,
        challenge: &str,
    ) -> Result<Presentation, WalletError> {
        if self.clock.monotonic() >= allowed.until {
            return Err(WalletError::WrongStep);
        }
        let showing = PaperShowing {
            challenge: Some(challenge.to_owned()),
            ..allowed.showing.clone()
        };
        self.present_asked(&showing, &allowed.asked)
    }

    /// Looks for an officer's challenge in one frame of the camera: 8-bit grey, row by row; as
    /// [`check_frame`](Wallet::check_frame).
    pub fn challenge_in_frame(
        &self,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<ChallengeFrame, WalletError> {
        self.inner().opened()?;
        let (reading, seen) = self.read_frame(Wanted::Challenge, width, height, gray)?;
        Ok(ChallengeFrame {
            seen,
            ..reading.into()
        })
    }

    /// Looks for an officer's challenge in a picture file.
    ///
    /// Fails with [`WalletError::NoCodeInPicture`] where no code can be read in it.
    pub fn challenge_in_picture(&self, file: &[u8]) -> Result<ChallengeFrame, WalletError> {
        self.inner().opened()?;
        let frame = ChallengeFrame::from(self.read_picture(file)?);
        if frame.hint.is_some() {
            Err(WalletError::NoCodeInPicture)
        } else {
            Ok(frame)
        }
    }
}

impl From<Reading> for ChallengeFrame {
    fn from(reading: Reading) -> Self {
        let other = !reading.texts.is_empty();
        let mut texts = reading.texts.into_iter().map(|found| found.text);
        let challenge = texts.find(|text| text.starts_with(CHALLENGE_PREFIX));
        Self {
            other: other && challenge.is_none(),
            hint: (!other).then_some(reading.hint),
            seen: None,
            challenge,
        }
    }
}

/// Without what is to be shown.
impl std::fmt::Debug for AllowedShowing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AllowedShowing({:?})", self.showing)
    }
}
