use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, PhoneNumber};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V15: (&str, &str) = (
    "V15__password_reset",
    include_str!("V15__password_reset.sqlite.sql"),
);

/// How long a reset is remembered after it has expired: a repetition of its last step still finds it.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A reset of a password.
pub(crate) struct PasswordReset {
    /// What stands for its token here.
    pub(crate) digest: [u8; 32],
    pub(crate) number: CitizenNumber,
    /// As the caller named it: perhaps not the account's.
    pub(crate) phone: PhoneNumber,
    pub(crate) expires_at: DateTime<Utc>,
    /// Whether its one-time code was given.
    pub(crate) confirmed: bool,
    pub(crate) completed: bool,
}

impl Reading<'_> {
    pub(crate) fn password_reset(&self, digest: [u8; 32]) -> Result<Option<PasswordReset>, AuthorityError> {
        self.row(
            "SELECT number, phone, expires_at, confirmed_at IS NOT NULL, completed_at IS NOT NULL
             FROM password_reset LEFT JOIN one_time_code ON session = token_digest WHERE token_digest = $1",
            &[&digest],
            |row| {
                let damaged = || AuthorityError::Damaged("a password's reset");
                Ok(PasswordReset {
                    digest,
                    number: row.at::<String>(0)?.parse().map_err(|_| damaged())?,
                    phone: row.at::<String>(1)?.parse().map_err(|_| damaged())?,
                    expires_at: row.moment(2)?,
                    confirmed: row.at(3)?,
                    completed: row.at(4)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_password_reset(
        &self,
        digest: [u8; 32],
        number: &CitizenNumber,
        phone: &PhoneNumber,
        expires_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO password_reset (token_digest, number, phone, expires_at) VALUES ($1, $2, $3, $4)",
            &[
                &digest,
                &number.as_str(),
                &phone.as_str(),
                &expires_at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    /// Ends a reset, and every other that has the same number and phone.
    pub(crate) fn end_password_reset(
        &self,
        reset: &PasswordReset,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE password_reset SET completed_at = $2 WHERE token_digest = $1",
            &[&reset.digest, &now.timestamp_millis()],
        )?;
        self.change(
            "DELETE FROM password_reset WHERE number = $1 AND phone = $2 AND completed_at IS NULL",
            &[&reset.number.as_str(), &reset.phone.as_str()],
        )?;
        Ok(())
    }

    /// Ends the account's resets that run. Who named another phone learns nothing of it.
    pub(crate) fn end_running_resets(&self, account: &CitizenNumber) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM password_reset WHERE number = $1 AND completed_at IS NULL
                AND phone = (SELECT phone FROM account WHERE number = $1)",
            &[&account.as_str()],
        )?;
        Ok(())
    }

    /// Forgets the resets that nobody can come back to.
    pub(crate) fn forget_old_password_resets(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM password_reset WHERE expires_at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
