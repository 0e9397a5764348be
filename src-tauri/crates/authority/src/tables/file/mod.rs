use chrono::{DateTime, Utc};
use dinhdanh_protocol::{CitizenNumber, FileState};

use crate::AuthorityError;
use crate::store::{Reading, Row, Writing};

pub(crate) const V16: (&str, &str) = ("V16__file", include_str!("V16__file.sqlite.sql"));

/// A file for level 1 on its way in.
pub(crate) struct NewFile<'a> {
    pub(crate) account: &'a CitizenNumber,
    /// Digest of the sending.
    pub(crate) request: [u8; 32],
    /// Nơi thường trú, as the citizen gave it.
    pub(crate) residence: &'a str,
    /// WebP; none in a file of practice mode's own.
    pub(crate) portrait: Option<&'a [u8]>,
}

impl Reading<'_> {
    /// How the account's newest file stands.
    pub(crate) fn file_state(&self, account: &CitizenNumber) -> Result<FileState, AuthorityError> {
        let newest = self.row(
            "SELECT state, reason FROM file WHERE account = $1 ORDER BY id DESC LIMIT 1",
            &[&account.as_str()],
            state_of,
        )?;
        Ok(newest.unwrap_or(FileState::None))
    }

    /// Whether this sending has made a file of the account already.
    pub(crate) fn has_file(
        &self,
        account: &CitizenNumber,
        request: &[u8; 32],
    ) -> Result<bool, AuthorityError> {
        let found = self.row(
            "SELECT 1 FROM file WHERE account = $1 AND request = $2",
            &[&account.as_str(), request],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

fn state_of(row: &Row<'_>) -> Result<FileState, AuthorityError> {
    match (row.at::<u8>(0)?, row.at::<Option<String>>(1)?) {
        (0, _) => Ok(FileState::Awaiting),
        (1, Some(reason)) => Ok(FileState::Returned { reason }),
        (2, _) => Ok(FileState::None),
        _ => Err(AuthorityError::Damaged("a file")),
    }
}

impl Writing<'_> {
    /// Decides on the account's file that waits: approved, or returned for a reason; false where none waits.
    pub(crate) fn decide_on_file(
        &self,
        account: &CitizenNumber,
        returned_for: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool, AuthorityError> {
        let decided = self.change(
            "UPDATE file SET state = $2, reason = $3, decided_at = $4 WHERE account = $1 AND state = 0",
            &[
                &account.as_str(),
                &if returned_for.is_some() { 1_u8 } else { 2 },
                &returned_for,
                &now.timestamp_millis(),
            ],
        )?;
        Ok(decided == 1)
    }

    /// Adds a file that waits; the portraits of those before it are needed no more.
    pub(crate) fn add_file(&self, file: &NewFile<'_>, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE file SET portrait = NULL WHERE account = $1",
            &[&file.account.as_str()],
        )?;
        self.change(
            "INSERT INTO file (account, request, residence, portrait, sent_at) VALUES ($1, $2, $3, $4, $5)",
            &[
                &file.account.as_str(),
                &file.request,
                &file.residence,
                &file.portrait,
                &now.timestamp_millis(),
            ],
        )?;
        Ok(())
    }
}
