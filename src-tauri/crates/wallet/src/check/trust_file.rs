use chrono::{DateTime, Utc};
use dinhdanh_credential::TrustError;

use crate::{Wallet, WalletError};

/// Trust data that were taken from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustTaken {
    /// They are newer than what was there; else the very same.
    pub newer: bool,
    /// When the authority made them.
    pub issued_at: DateTime<Utc>,
    /// Until when they are fresh.
    pub next_update: DateTime<Utc>,
}

impl Wallet {
    /// Takes trust data from a file, as they come from the authority: signed by the root that this program pins, and not
    /// older than what it has. Otherwise what there was stays.
    ///
    /// Fails with [`WalletError::TrustFile`] saying what is wrong with it.
    pub fn import_trust(&self, file: &[u8]) -> Result<TrustTaken, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        let before = open.trust.bundle().map(|bundle| bundle.issued_at());
        self.take_trust(open, file.to_vec())?;
        let bundle = open
            .trust
            .bundle()
            .ok_or(WalletError::TrustFile(TrustError::Malformed))?;
        Ok(TrustTaken {
            newer: before.is_none_or(|before| before < bundle.issued_at()),
            issued_at: bundle.issued_at(),
            next_update: bundle.next_update(),
        })
    }

    /// The newest trust data as they were signed, for a file that another desk takes.
    pub fn export_trust(&self) -> Result<Vec<u8>, WalletError> {
        let kept = self.inner().opened()?.vault.read(|r| r.trust_bundle())?;
        kept.map(|bundle| bundle.bytes).ok_or(WalletError::NoTrustYet)
    }
}
