use chrono::{NaiveDate, TimeDelta};
use dinhdanh_vault::{IdentityCard, Passcode, Vault, VaultError};

use crate::session::{Open, Session};
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

/// From how many days before its last day a card is near its end.
const SOON_DAYS: i64 = 30;

/// A card as the wallet shows it.
pub struct PaperCard {
    /// The card.
    pub card: IdentityCard,
    /// How its validity stands today.
    pub expiry: Expiry,
    /// Made up: nothing on it has legal value.
    pub practice: bool,
}

/// How a paper's validity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// For longer than a month, or without a term.
    Valid,
    /// It ends within 30 days.
    Soon,
    /// It has ended.
    Expired,
}

impl Expiry {
    pub(crate) fn on(today: NaiveDate, last_day: Option<NaiveDate>) -> Self {
        match last_day {
            Some(last_day) if today > last_day => Self::Expired,
            Some(last_day) if today + TimeDelta::days(SOON_DAYS) >= last_day => Self::Soon,
            _ => Self::Valid,
        }
    }
}

/// The open account, of which the passcode was asked for where it must be.
pub(super) struct Asked {
    session: Session,
    typed: bool,
}

impl Asked {
    /// The account, if it has been open all the while, and the passcode is still not asked for where none was typed.
    pub(super) fn opened<'i>(&self, inner: &'i mut Inner) -> Result<&'i mut Open, WalletError> {
        inner.opened_still(&self.session)?;
        let open = inner.opened()?;
        if !self.typed && open.account.papers_ask {
            return Err(WalletError::PasscodeMalformed);
        }
        Ok(open)
    }
}

impl Wallet {
    /// The identity card from the register. Without a passcode only where none is asked for: else it fails with
    /// [`WalletError::PasscodeMalformed`].
    pub fn identity_card(&self, passcode: Option<&str>) -> Result<PaperCard, WalletError> {
        let asked = self.asked_for_papers(passcode)?;
        let mut inner = self.inner();
        let open = asked.opened(&mut inner)?;
        let card = open
            .vault
            .read(|r| r.identity_card())?
            .ok_or(VaultError::NoAccount)?;
        let expiry = Expiry::on(self.today(), card.expires_on);
        Ok(PaperCard {
            card,
            expiry,
            practice: self.authority.info().practice,
        })
    }

    /// Whether the passcode is asked for each time that a paper is opened. It takes the passcode to be asked no more.
    pub fn set_papers_ask(&self, ask: bool, passcode: Option<&str>) -> Result<(), WalletError> {
        let session = match passcode {
            None if !ask => return Err(WalletError::PasscodeMalformed),
            None => self.inner().session()?,
            Some(passcode) => self.asked_again(passcode)?,
        };
        let mut inner = self.inner();
        inner.opened_still(&session)?;
        let open = inner.opened()?;
        open.vault.write(|w| w.set_papers_ask(ask))?;
        open.account.papers_ask = ask;
        Ok(())
    }

    /// The open account, once its passcode was typed again where papers ask for it.
    pub(super) fn asked_for_papers(&self, passcode: Option<&str>) -> Result<Asked, WalletError> {
        let asks = self.inner().opened()?.account.papers_ask;
        let session = match passcode {
            None if asks => return Err(WalletError::PasscodeMalformed),
            None => self.inner().session()?,
            Some(passcode) => self.asked_again(passcode)?,
        };
        Ok(Asked {
            session,
            typed: passcode.is_some(),
        })
    }

    /// The open account, once its passcode was typed again.
    pub(crate) fn asked_again(&self, passcode: &str) -> Result<Session, WalletError> {
        let passcode = Passcode::new(passcode).map_err(|_| WalletError::PasscodeMalformed)?;
        let session = {
            let mut inner = self.inner();
            inner.opened()?;
            inner.session()?
        };
        self.after_passcode(Vault::verify_passcode(&session.place, &passcode, self.now()))?;
        Ok(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_near_its_end_from_thirty_days_before() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let last = NaiveDate::from_ymd_opt(2026, 12, 10);
        assert_eq!(Expiry::on(day(9), last), Expiry::Valid);
        assert_eq!(Expiry::on(day(10), last), Expiry::Soon);
        assert_eq!(Expiry::on(day(10), Some(day(10))), Expiry::Soon);
        assert_eq!(Expiry::on(day(11), Some(day(10))), Expiry::Expired);
        assert_eq!(Expiry::on(day(11), None), Expiry::Valid);
    }
}
