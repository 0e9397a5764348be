use chrono::{DateTime, TimeDelta, Utc};

use crate::AuthorityError;
use crate::sign_in::WrongPasswords;
use crate::store::{Reading, Writing};

pub(crate) const V14: (&str, &str) = (
    "V14__wrong_password",
    include_str!("V14__wrong_password.sqlite.sql"),
);

/// How long wrong passwords are remembered after the last one: longer than any lock.
const KEPT: TimeDelta = TimeDelta::days(7);

impl Reading<'_> {
    /// What wrong passwords have brought on a number.
    pub(crate) fn wrong_passwords(
        &self,
        subject: &[u8; 32],
    ) -> Result<Option<WrongPasswords>, AuthorityError> {
        self.row(
            "SELECT tries_left, locks, locked_until, at FROM wrong_password WHERE subject = $1",
            &[subject],
            |row| {
                Ok(WrongPasswords {
                    tries_left: row.at(0)?,
                    locks: row.at(1)?,
                    locked_until: row.moment_or_none(2)?,
                    at: row.moment(3)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn put_wrong_passwords(
        &self,
        subject: &[u8; 32],
        wrong: &WrongPasswords,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO wrong_password (subject, tries_left, locks, locked_until, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (subject) DO UPDATE SET tries_left = excluded.tries_left, locks = excluded.locks,
                 locked_until = excluded.locked_until, at = excluded.at",
            &[
                subject,
                &wrong.tries_left,
                &wrong.locks,
                &wrong.locked_until.map(|until| until.timestamp_millis()),
                &wrong.at.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    /// Forgives a number its wrong passwords.
    pub(crate) fn forgive_wrong_passwords(&self, subject: &[u8; 32]) -> Result<(), AuthorityError> {
        self.change("DELETE FROM wrong_password WHERE subject = $1", &[subject])?;
        Ok(())
    }

    /// Forgets wrong passwords of long ago.
    pub(crate) fn forget_wrong_passwords(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM wrong_password WHERE at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
