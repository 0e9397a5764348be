//! The officer's side: a picture in, a verdict out, offline.

mod foreign;
mod frame;
mod held;
mod history;
mod memory;
mod question;
mod text;
mod trust_file;

pub use foreign::Foreign;
pub use frame::{Frame, ShownVerdict};
pub(crate) use held::Held;
pub(crate) use history::ScanAge;
pub use history::{ScanCount, ScanDay, ScanEntry, Scanned};
pub(crate) use memory::VaultMemory;
pub use question::ShownChallenge;
pub(crate) use question::{AnswerBy, Question};
pub use text::TextWay;
pub use trust_file::TrustTaken;

use std::time::Duration;

use chrono::TimeDelta;
use dinhdanh_credential::TrustBundle;
use dinhdanh_vault::AccountStatus;

use crate::session::Open;
use crate::{Wallet, WalletError};

/// Whether this account may check, and how old what it checks by is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// Why it may not; none when it may.
    pub reason: Option<NotReady>,
    /// Age of the trust data, negative where this computer's clock is behind them; none when there are none.
    pub trust_age: Option<TimeDelta>,
    /// Until when they are fresh; none when they are stale.
    pub next_update_in: Option<Duration>,
    /// Too old, or none: no code can be called genuine.
    pub trust_stale: bool,
}

/// Why an account may not check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReady {
    /// Checking others' codes is for level 2.
    LevelTooLow,
    /// The account is locked for a while.
    Suspended,
    /// The account is withdrawn.
    Revoked,
    /// This device is no longer bound to the account.
    DeviceUnbound,
}

impl Wallet {
    /// Refuses, as each check itself does, where this account may not check: before a picture is even fetched.
    pub fn may_check(&self) -> Result<(), WalletError> {
        officer(self.inner().opened()?)
    }

    /// Whether this account may check.
    pub fn check_readiness(&self) -> Result<Readiness, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        let bundle = open.trust.bundle();
        Ok(Readiness {
            reason: NotReady::of(open),
            trust_age: bundle.map(|bundle| now - bundle.issued_at()),
            next_update_in: bundle.and_then(|bundle| (bundle.next_update() - now).to_std().ok()),
            trust_stale: bundle.is_none_or(|bundle: &TrustBundle| bundle.is_stale(now)),
        })
    }
}

/// Refused to who may not check.
pub(crate) fn officer(open: &Open) -> Result<(), WalletError> {
    open.at_level_two()?;
    open.active()
}

impl NotReady {
    fn of(open: &Open) -> Option<Self> {
        if open.at_level_two().is_err() {
            return Some(Self::LevelTooLow);
        }
        match open.account.status {
            AccountStatus::Active => None,
            AccountStatus::Suspended => Some(Self::Suspended),
            AccountStatus::Revoked => Some(Self::Revoked),
            AccountStatus::DeviceUnbound => Some(Self::DeviceUnbound),
        }
    }
}
