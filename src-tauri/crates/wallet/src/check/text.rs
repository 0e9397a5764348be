use std::convert::Infallible;

use chrono::{DateTime, Utc};
use dinhdanh_credential::receipt::judge_receipt;
use dinhdanh_credential::{ReplayMemory, Sighting, Word, judge};

use super::frame::{Frame, Sight};
use super::officer;
use crate::receipt::is_receipt;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// The longest text that a QR code can bear, bytes: ISO/IEC 18004, 40-L in digits.
const LONGEST: usize = 7089;

/// By what way the text of a code came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextWay {
    /// Typed by a scanner that is a keyboard to the computer: keys can be lost or changed on the way.
    Typed,
    /// As it is.
    Pasted,
}

impl Wallet {
    /// The text of a code that something else than this program has read, judged as if the camera had seen the code.
    /// Blanks and line ends around it are left out: they came with the way, as no text of ours ends in one.
    ///
    /// Fails with [`WalletError::NoCodeInText`] where there is none or it is longer than any code's, and with
    /// [`WalletError::TypedUnsurely`] where a typed text would be called made up: only one that comes twice, alike, is.
    pub fn check_text(&self, text: &str, way: TextWay) -> Result<Frame, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return Err(WalletError::NoCodeInText);
        }
        if way == TextWay::Typed && self.accuses(open, text) && !open.held.typed_twice(text) {
            return Err(WalletError::TypedUnsurely);
        }
        self.meet_sight(open, Sight::of([text.to_owned()]), Frame::default())
    }

    /// Whether the text would be called made up; nothing is remembered of it.
    fn accuses(&self, open: &Open, text: &str) -> bool {
        if is_receipt(text) {
            let (verdict, _) = judge_receipt(text, open.trust.bundle(), self.now());
            return verdict.accuses();
        }
        let Ok(judgement) = judge(text, open.trust.bundle(), None, self.now(), &mut NoMemory);
        judgement.word == Word::Fake
    }
}

/// Has met nobody, and will know nobody.
struct NoMemory;

impl ReplayMemory for NoMemory {
    type Error = Infallible;

    fn remember(
        &mut self,
        _code_id: &[u8; 16],
        _keep_until: DateTime<Utc>,
        _now: DateTime<Utc>,
    ) -> Result<Sighting, Infallible> {
        Ok(Sighting::First)
    }
}
