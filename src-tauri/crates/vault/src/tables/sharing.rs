//! "Nhật ký chia sẻ": what was shown of the papers, to whom and what for.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

/// One showing.
#[derive(Clone, PartialEq, Eq)]
pub struct Sharing {
    /// Names it here; never given twice. Of one that is about to be kept it is passed over.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// The kind of the paper, in a word.
    pub kind: String,
    /// The fields that were shown; their names have no spaces.
    pub fields: Vec<String>,
    /// What for, in a word.
    pub purpose: Option<String>,
    /// To whom, as the holder wrote it.
    pub to: Option<String>,
}

impl Reading<'_> {
    /// All showings, newest first.
    pub fn sharings(&self) -> Result<Vec<Sharing>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at, kind, fields, purpose, recipient FROM sharing ORDER BY at DESC, id DESC",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Sharing {
                id: row.get::<_, i64>(0)?.unsigned_abs(),
                at: row.get::<_, Millis>(1)?.0,
                kind: row.get(2)?,
                fields: row.get::<_, String>(3)?.split(' ').map(str::to_owned).collect(),
                purpose: row.get(4)?,
                to: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Keeps that something was shown.
    pub fn add_sharing(&self, sharing: &Sharing) -> Result<(), VaultError> {
        self.connection
            .prepare_cached(
                "INSERT INTO sharing (at, kind, fields, purpose, recipient) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                Millis(sharing.at),
                sharing.kind,
                sharing.fields.join(" "),
                sharing.purpose,
                sharing.to,
            ])?;
        Ok(())
    }

    /// Forgets one showing; false where there is none.
    pub fn forget_sharing(&self, id: u64) -> Result<bool, VaultError> {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        Ok(self
            .connection
            .execute("DELETE FROM sharing WHERE id = ?1", [id])?
            > 0)
    }

    /// Forgets the showings before that moment.
    pub fn forget_sharings_before(&self, moment: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection
            .execute("DELETE FROM sharing WHERE at < ?1", [Millis(moment)])?;
        Ok(())
    }
}

/// What somebody showed is not for a log.
impl std::fmt::Debug for Sharing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sharing({})", self.id)
    }
}
