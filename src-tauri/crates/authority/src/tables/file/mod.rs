use chrono::{DateTime, Utc};
use dinhdanh_protocol::{CitizenNumber, FileState};

use crate::AuthorityError;
use crate::store::{Reading, Writing};
use crate::tables::account::Account;

pub(crate) const V16: (&str, &str) = ("V16__file", include_str!("V16__file.sqlite.sql"));
pub(crate) const V26: (&str, &str) = (
    "V26__decided_portraits",
    include_str!("V26__decided_portraits.sqlite.sql"),
);

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

/// A file that waits, as the desk lists it.
pub(crate) struct WaitingFile {
    pub(crate) id: i64,
    pub(crate) account: Account,
    pub(crate) residence: String,
    pub(crate) portrait: Option<Vec<u8>>,
    pub(crate) sent_at: DateTime<Utc>,
}

/// What was decided on a file.
pub(crate) enum Decision {
    /// It waits.
    None,
    Approved,
    /// For this reason.
    Returned(String),
}

impl Reading<'_> {
    /// How many files wait.
    pub(crate) fn waiting_count(&self) -> Result<u64, AuthorityError> {
        let count = self.row("SELECT count(*) FROM file WHERE state = 0", &[], |row| row.at(0))?;
        Ok(count.unwrap_or(0))
    }

    /// The files that wait, in the order in which they came: those after this one, at most so many.
    pub(crate) fn waiting_files(&self, after: i64, most: u32) -> Result<Vec<WaitingFile>, AuthorityError> {
        let files = self.rows(
            "SELECT id, account, residence, portrait, sent_at FROM file
             WHERE state = 0 AND id > $1 ORDER BY id LIMIT $2",
            &[&after, &most],
            |row| {
                let number: String = row.at(1)?;
                Ok((
                    row.at(0)?,
                    number.parse().map_err(|_| AuthorityError::Damaged("a file"))?,
                    row.at(2)?,
                    row.at(3)?,
                    row.moment(4)?,
                ))
            },
        )?;
        files
            .into_iter()
            .map(|(id, number, residence, portrait, sent_at)| {
                let account = self
                    .account(&number)?
                    .ok_or(AuthorityError::Damaged("a file without account"))?;
                Ok(WaitingFile {
                    id,
                    account,
                    residence,
                    portrait,
                    sent_at,
                })
            })
            .collect()
    }

    /// Whose account a file is of.
    pub(crate) fn sender_of(&self, id: i64) -> Result<Option<CitizenNumber>, AuthorityError> {
        self.row("SELECT account FROM file WHERE id = $1", &[&id], |row| {
            let number: String = row.at(0)?;
            number.parse().map_err(|_| AuthorityError::Damaged("a file"))
        })
    }

    pub(crate) fn decision_on(&self, id: i64) -> Result<Option<Decision>, AuthorityError> {
        self.row(
            "SELECT state, reason FROM file WHERE id = $1",
            &[&id],
            |row| match (row.at::<u8>(0)?, row.at::<Option<String>>(1)?) {
                (0, _) => Ok(Decision::None),
                (1, Some(reason)) => Ok(Decision::Returned(reason)),
                (2, _) => Ok(Decision::Approved),
                _ => Err(AuthorityError::Damaged("a file")),
            },
        )
    }

    /// How the account's newest file stands.
    pub(crate) fn file_state(&self, account: &CitizenNumber) -> Result<FileState, AuthorityError> {
        let newest = self.row(
            "SELECT id FROM file WHERE account = $1 ORDER BY id DESC LIMIT 1",
            &[&account.as_str()],
            |row| row.at(0),
        )?;
        let decision = match newest {
            Some(id) => self.decision_on(id)?,
            None => None,
        };
        Ok(match decision {
            Some(Decision::None) => FileState::Awaiting,
            Some(Decision::Returned(reason)) => FileState::Returned { reason },
            Some(Decision::Approved) | None => FileState::None,
        })
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

impl Writing<'_> {
    /// Decides on the account's file, if one waits: approved, or returned for a reason. Its portrait is needed no more.
    pub(crate) fn decide_on_file(
        &self,
        account: &CitizenNumber,
        returned_for: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE file SET state = $2, reason = $3, decided_at = $4, portrait = NULL
             WHERE account = $1 AND state = 0",
            &[
                &account.as_str(),
                &if returned_for.is_some() { 1_u8 } else { 2 },
                &returned_for,
                &now.timestamp_millis(),
            ],
        )?;
        Ok(())
    }

    /// Adds a file that waits.
    pub(crate) fn add_file(&self, file: &NewFile<'_>, now: DateTime<Utc>) -> Result<(), AuthorityError> {
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
