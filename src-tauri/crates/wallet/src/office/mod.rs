//! "Nhóm bàn": desks of one office that tell each other, by file or by an animated code, which codes they have seen.

mod invite;
mod merge;
mod tell;

pub use invite::OfficeInvitation;
pub use merge::{Merged, OfficeFrame, OfficeTaken};
pub use tell::SightingsCode;

use chrono::{DateTime, Utc};
use dinhdanh_credential::office::{DeskId, OfficeKey};
use dinhdanh_crypto::random;
use dinhdanh_vault as vault;
use dinhdanh_vault::{OfficeCount, SeenTwice, VaultError};

use crate::check::officer;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// So many codes that were seen at two desks are named one by one.
const NAMED: u32 = 20;

/// The office that this desk is of, and what its desks have told in the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeStanding {
    /// The office's name, as two people read it to each other.
    pub name: String,
    /// When this desk joined it.
    pub joined_at: DateTime<Utc>,
    /// When the newest was made that another desk has told.
    pub merged_at: Option<DateTime<Utc>>,
    /// How much there is.
    pub count: OfficeCount,
    /// Codes that were seen here and at another desk, the newest first; 20 at most.
    pub twice: Vec<SeenTwice>,
}

/// The office as it is kept, its key ready to be used.
pub(crate) struct Member {
    pub(crate) key: OfficeKey,
    pub(crate) desk: DeskId,
}

impl Wallet {
    /// The office that this desk is of; none while it is of none.
    pub fn office(&self) -> Result<Option<OfficeStanding>, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.vault.write(|w| w.forget_office_sightings(now))?;
        open.office_standing()
    }

    /// "Tạo nhóm": an office with this desk alone.
    ///
    /// Fails with [`WalletError::InOffice`] where this desk is of one already.
    pub fn make_office(&self) -> Result<OfficeStanding, WalletError> {
        let key = OfficeKey::make(self.random.as_ref())?;
        self.enter_office(&key)
    }

    /// "Rời nhóm": forgets the office and all that its desks have told. What this desk has seen itself it still knows.
    pub fn leave_office(&self) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.gathering.clear();
        open.vault.write(|w| w.leave_office())?;
        Ok(())
    }

    /// Makes this desk one of the office.
    fn enter_office(&self, key: &OfficeKey) -> Result<OfficeStanding, WalletError> {
        let joined = vault::Office {
            key: key.secret().clone(),
            desk: random::array(self.random.as_ref())?,
            joined_at: self.now(),
            merged_at: None,
        };
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.vault.write(|w| match w.office()? {
            Some(_) => Err(WalletError::InOffice),
            None => Ok(w.join_office(&joined)?),
        })?;
        open.office_standing()?.ok_or(WalletError::NoOffice)
    }
}

impl Open {
    fn office_standing(&self) -> Result<Option<OfficeStanding>, WalletError> {
        let standing = self.vault.read(|r| {
            let Some(office) = r.office()? else {
                return Ok(None);
            };
            Ok::<_, VaultError>(Some(OfficeStanding {
                name: OfficeKey::kept(office.key).spoken_name(),
                joined_at: office.joined_at,
                merged_at: office.merged_at,
                count: r.office_count(&office.desk)?,
                twice: r.seen_twice(&office.desk, NAMED)?,
            }))
        })?;
        Ok(standing)
    }

    /// This desk in its office.
    fn member(&self) -> Result<Member, WalletError> {
        let office = self.vault.read(|r| r.office())?.ok_or(WalletError::NoOffice)?;
        Ok(Member::of(office))
    }
}

impl Member {
    pub(crate) fn of(office: vault::Office) -> Self {
        Self {
            key: OfficeKey::kept(office.key),
            desk: DeskId(office.desk),
        }
    }
}
