use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{AccessToken, AccountLevel, Binding, FileState, Refusal, SignedIn};

use crate::activation::refuse_unusable;
use crate::register::holder;
use crate::store::{Reading, Writing};
use crate::tables::access::Access;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

/// How long access lives after it was last used.
const UNUSED_LIFE: TimeDelta = TimeDelta::minutes(30);
/// How long it lives after the sign-in, however much it is used.
const LIFE: TimeDelta = TimeDelta::hours(12);

/// What who has signed in sees of the account.
pub(super) struct Overview {
    account: Account,
    file: FileState,
    binding: Binding,
    claim: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
}

impl Overview {
    /// Opens access to an account.
    pub(super) fn open(
        write: &Writing<'_>,
        token: &AccessToken,
        account: Account,
        now: DateTime<Utc>,
    ) -> Result<Self, AuthorityError> {
        let access = Access {
            account: account.number.clone(),
            signed_in_at: now,
            expires_at: now + UNUSED_LIFE,
        };
        write.add_access(token.digest(), &access)?;
        Self::of(write, account, access.expires_at)
    }

    fn of(read: &Reading<'_>, account: Account, expires_at: DateTime<Utc>) -> Result<Self, AuthorityError> {
        let device = read.device_of(&account.number)?;
        let claim = read.claim(&account.number)?;
        let file = match account.level {
            AccountLevel::App => read.file_state(&account.number)?,
            AccountLevel::One | AccountLevel::Two => FileState::None,
        };
        Ok(Self {
            account,
            file,
            binding: device.map_or(Binding::None, |device| Binding::Bound { device }),
            claim,
            expires_at,
        })
    }
}

impl Authority {
    /// The account as it is now; access lives on.
    pub(crate) fn use_access(&self, token: &AccessToken) -> Result<SignedIn, AuthorityError> {
        let now = self.parts.clock.now();
        let overview = self.write(now, |write| {
            let (account, expires_at) = self.use_account(write, token, now)?;
            Overview::of(write, account, expires_at)
        })?;
        self.signed_in(token, overview)
    }

    /// The account of who has signed in, unless it is locked or withdrawn, and when access ends; it lives on.
    pub(crate) fn use_account(
        &self,
        write: &Writing<'_>,
        token: &AccessToken,
        now: DateTime<Utc>,
    ) -> Result<(Account, DateTime<Utc>), AuthorityError> {
        let digest = token.digest();
        // What is over was forgotten when this write began.
        let access = write.access(digest)?.ok_or(Refusal::SessionOver)?;
        let account = write
            .account(&access.account)?
            .ok_or(AuthorityError::Damaged("access without account"))?;
        refuse_unusable(&account)?;
        let expires_at = (now + UNUSED_LIFE).min(access.signed_in_at + LIFE);
        write.extend_access(digest, expires_at)?;
        Ok((account, expires_at))
    }

    /// Ends access; where there is none, all is well.
    pub(crate) fn end_access(&self, token: &AccessToken) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| write.end_access(token.digest()))
    }

    pub(super) fn signed_in(
        &self,
        token: &AccessToken,
        overview: Overview,
    ) -> Result<SignedIn, AuthorityError> {
        let Overview {
            account,
            file,
            binding,
            claim,
            expires_at,
        } = overview;
        let person = holder(self.parts.register.as_ref(), &account.number)?;
        Ok(SignedIn {
            token: token.clone(),
            expires_at,
            account: person.snapshot(&account),
            file,
            binding,
            claim,
            deleted_at: account.deleted_at,
        })
    }
}
