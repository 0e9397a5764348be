//! The answer to an officer's challenge: a code that is good for nobody else.

use std::time::Duration;

use dinhdanh_protocol::CredentialView;

use super::{LiveCode, credential_for, may_make};
use crate::paper::{ALLOWED_FOR, challenge_of};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// The one answer that its holder allowed by the passcode. It goes with the unlocked account.
pub(crate) struct AllowedAnswer {
    view: CredentialView,
    until: Duration,
}

impl Wallet {
    /// Allows one code of this view in answer to a challenge that is yet to be scanned: the passcode is typed where nobody
    /// looks yet. It holds for three minutes, and until the wallet is locked; what was allowed before no longer is.
    ///
    /// Fails as [`confirm_passcode`](Wallet::confirm_passcode) and [`make_code`](Wallet::make_code) do, and with
    /// [`WalletError::LevelTooLow`], as a challenge asks for a proof.
    pub fn allow_answer(&self, view: CredentialView, passcode: &str) -> Result<(), WalletError> {
        let session = self.asked_again(passcode)?;
        let mut inner = self.inner();
        inner.opened_still(&session)?;
        let open = inner.opened()?;
        may_answer(open)?;
        credential_for(open, view, self.now())?;
        open.allowed = Some(AllowedAnswer {
            view,
            until: self.clock.monotonic().saturating_add(ALLOWED_FOR),
        });
        Ok(())
    }

    /// Makes the code that was allowed, bound to this challenge, in place of the one that shows. No other is allowed then.
    ///
    /// Fails with [`WalletError::NotAChallenge`], with [`WalletError::WrongStep`] where none is allowed or it has waited for
    /// too long, and as [`make_code`](Wallet::make_code) does. One that could not be made is still allowed.
    pub fn answer_with_code(&self, challenge: &str) -> Result<LiveCode, WalletError> {
        let challenge = challenge_of(challenge)?;
        let mut inner = self.inner();
        let open = inner.opened()?;
        let monotonic = self.clock.monotonic();
        open.allowed = open.allowed.take().filter(|allowed| monotonic < allowed.until);
        let view = open.allowed.as_ref().ok_or(WalletError::WrongStep)?.view;
        may_answer(open)?;
        let live = self.show_code(open, view, Some(&challenge))?;
        open.allowed = None;
        Ok(live)
    }

    /// What was allowed no longer is.
    pub fn forbid_answer(&self) {
        if let Some(open) = &mut self.inner().open {
            open.allowed = None;
        }
    }
}

fn may_answer(open: &Open) -> Result<(), WalletError> {
    open.at_level_two()?;
    may_make(open)
}
