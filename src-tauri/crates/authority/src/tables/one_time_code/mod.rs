use chrono::{DateTime, Utc};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V9: (&str, &str) = ("V9__one_time_code", include_str!("V9__one_time_code.sqlite.sql"));

/// The one-time code of a journey, once one was sent.
pub(crate) struct SentCode {
    /// How many codes were sent, this one included.
    pub(crate) sends: u8,
    /// Tries left for this one.
    pub(crate) tries_left: u8,
    pub(crate) at: DateTime<Utc>,
    pub(crate) mac: [u8; 32],
    pub(crate) confirmed: bool,
}

impl Reading<'_> {
    /// The last code that was sent to a journey, named by its token's digest.
    pub(crate) fn one_time_code(&self, journey: [u8; 32]) -> Result<Option<SentCode>, AuthorityError> {
        self.row(
            "SELECT sends, tries_left, sent_at, mac, confirmed_at IS NOT NULL
             FROM one_time_code WHERE session = $1",
            &[&journey],
            |row| {
                Ok(SentCode {
                    sends: row.at(0)?,
                    tries_left: row.at(1)?,
                    at: row.moment(2)?,
                    mac: row
                        .at::<Vec<u8>>(3)?
                        .try_into()
                        .map_err(|_| AuthorityError::Damaged("a one-time code"))?,
                    confirmed: row.at(4)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Puts a code in the place of the one before, with its tries; says how many were sent.
    pub(crate) fn put_code(
        &self,
        journey: [u8; 32],
        mac: &[u8; 32],
        tries: u8,
        now: DateTime<Utc>,
    ) -> Result<u8, AuthorityError> {
        self.row(
            "INSERT INTO one_time_code (session, sends, tries_left, sent_at, mac) VALUES ($1, 1, $2, $3, $4)
             ON CONFLICT (session) DO UPDATE SET sends = one_time_code.sends + 1,
                 tries_left = excluded.tries_left, sent_at = excluded.sent_at, mac = excluded.mac
             RETURNING sends",
            &[&journey, &tries, &now.timestamp_millis(), mac],
            |row| row.at(0),
        )?
        .ok_or(AuthorityError::Damaged("a one-time code"))
    }

    /// Takes one try away; says how many are left.
    pub(crate) fn spend_code_try(&self, journey: [u8; 32]) -> Result<u8, AuthorityError> {
        self.row(
            "UPDATE one_time_code SET tries_left = tries_left - 1
             WHERE session = $1 AND tries_left > 0 RETURNING tries_left",
            &[&journey],
            |row| row.at(0),
        )?
        .ok_or(AuthorityError::Damaged("a one-time code's tries"))
    }

    pub(crate) fn confirm_code(&self, journey: [u8; 32], now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE one_time_code SET confirmed_at = $2 WHERE session = $1 AND confirmed_at IS NULL",
            &[&journey, &now.timestamp_millis()],
        )?;
        Ok(())
    }
}
