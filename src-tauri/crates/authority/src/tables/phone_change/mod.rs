use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, PhoneNumber};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V25: (&str, &str) = ("V25__phone_change", include_str!("V25__phone_change.sqlite.sql"));

/// How long a change is remembered after it has expired: a repetition of its last step still finds it.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A change of an account's phone number.
pub(crate) struct PhoneChange {
    /// What stands here for the token at the old number.
    pub(crate) digest: [u8; 32],
    /// What stands here for the token at the new number.
    pub(crate) new_digest: [u8; 32],
    pub(crate) account: CitizenNumber,
    /// The new number.
    pub(crate) phone: PhoneNumber,
    pub(crate) expires_at: DateTime<Utc>,
    /// Whether both codes were given.
    pub(crate) confirmed: bool,
    pub(crate) completed: bool,
}

impl Reading<'_> {
    /// The change of a token's digest, whichever number's.
    pub(crate) fn phone_change(&self, digest: [u8; 32]) -> Result<Option<PhoneChange>, AuthorityError> {
        self.row(
            "SELECT token_digest, new_digest, account, phone, expires_at,
                    o.confirmed_at IS NOT NULL AND n.confirmed_at IS NOT NULL, completed_at IS NOT NULL
             FROM phone_change LEFT JOIN one_time_code o ON o.session = token_digest
                               LEFT JOIN one_time_code n ON n.session = new_digest
             WHERE token_digest = $1 OR new_digest = $1",
            &[&digest],
            |row| {
                let damaged = || AuthorityError::Damaged("a change of phone");
                let bytes = |column| row.at::<Vec<u8>>(column)?.try_into().map_err(|_| damaged());
                Ok(PhoneChange {
                    digest: bytes(0)?,
                    new_digest: bytes(1)?,
                    account: row.at::<String>(2)?.parse().map_err(|_| damaged())?,
                    phone: row.at::<String>(3)?.parse().map_err(|_| damaged())?,
                    expires_at: row.moment(4)?,
                    confirmed: row.at(5)?,
                    completed: row.at(6)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_phone_change(&self, change: &PhoneChange) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO phone_change (token_digest, new_digest, account, phone, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
            &[
                &change.digest,
                &change.new_digest,
                &change.account.as_str(),
                &change.phone.as_str(),
                &change.expires_at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    pub(crate) fn complete_phone_change(
        &self,
        change: &PhoneChange,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE phone_change SET completed_at = $2 WHERE token_digest = $1",
            &[&change.digest, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Ends the account's changes of its phone that run.
    pub(crate) fn end_running_phone_changes(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM phone_change WHERE account = $1 AND completed_at IS NULL",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Forgets the changes that nobody can come back to.
    pub(crate) fn forget_old_phone_changes(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM phone_change WHERE expires_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
