use chrono::{DateTime, Utc};
use dinhdanh_vault as vault;

use crate::{Wallet, WalletError};

/// What may be written in a line of a refusal, and of what was said, characters.
const LONGEST_LINE: usize = 200;
const LONGEST_SAID: usize = 2_000;

/// A refusal of the electronic identity that its holder noted: for themselves, sent to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Names it in this wallet.
    pub id: u64,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// Where it was: an office, a hospital, a hotel.
    pub place: String,
    /// What the holder had come for.
    pub asked_for: String,
    /// What was said.
    pub said: String,
}

impl Wallet {
    /// Keeps what happened, as it was written; what is too long is cut off. Nothing of it may be empty but what was said.
    pub fn note_refusal(&self, place: &str, asked_for: &str, said: &str) -> Result<(), WalletError> {
        let line = |text: &str, most: usize| text.trim().chars().take(most).collect::<String>();
        let refusal = vault::Refusal {
            id: 0,
            at: self.now(),
            place: line(place, LONGEST_LINE),
            asked_for: line(asked_for, LONGEST_LINE),
            said: line(said, LONGEST_SAID),
        };
        if refusal.place.is_empty() || refusal.asked_for.is_empty() {
            return Err(WalletError::NothingWritten);
        }
        self.inner().opened()?.vault.write(|w| w.add_refusal(&refusal))?;
        Ok(())
    }

    /// What was noted, newest first.
    pub fn refusals(&self) -> Result<Vec<Refusal>, WalletError> {
        let kept = self.inner().opened()?.vault.read(|r| r.refusals())?;
        let refusals = kept.into_iter().map(|kept| Refusal {
            id: kept.id,
            at: kept.at,
            place: kept.place,
            asked_for: kept.asked_for,
            said: kept.said,
        });
        Ok(refusals.collect())
    }

    /// Forgets one for good. One that is not there is forgotten already.
    pub fn forget_refusal(&self, id: u64) -> Result<(), WalletError> {
        self.inner().opened()?.vault.write(|w| w.forget_refusal(id))?;
        Ok(())
    }
}

/// Without what happened.
impl std::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Refusal({})", self.id)
    }
}
