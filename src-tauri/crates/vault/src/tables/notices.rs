//! What the authority told the account's holder, as it was fetched.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::params;

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

/// How long a notice is kept, as long as the authority does.
const KEPT: TimeDelta = TimeDelta::days(365);

/// A notice. What kinds there are, and what stands beside each, is its owner's to know.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// The authority's number of it; counts up.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened, in a word.
    pub kind: String,
    /// What the kind needs to be told.
    pub detail: Option<String>,
    /// It was looked at.
    pub read: bool,
}

impl Reading<'_> {
    /// The newest, newest first.
    pub fn notices(&self, most: u32) -> Result<Vec<Notice>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT seq, at, kind, detail, read FROM notice ORDER BY seq DESC LIMIT ?1")?;
        let rows = statement.query_map([most], |row| {
            Ok(Notice {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                at: row.get::<_, Millis>(1)?.0,
                kind: row.get(2)?,
                detail: row.get(3)?,
                read: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The highest number; 0 where there is none.
    pub fn newest_notice(&self) -> Result<u64, VaultError> {
        let newest = self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM notice")?
            .query_row([], |row| row.get::<_, i64>(0))?;
        Ok(newest.unsigned_abs())
    }

    /// How many were not looked at yet.
    pub fn unread_notices(&self) -> Result<u32, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM notice WHERE read = 0")?
            .query_row([], |row| row.get(0))?)
    }
}

impl Writing<'_> {
    /// Keeps notices, each once, and forgets those of more than a year ago. The newest of all stays: it says from
    /// where to ask on.
    pub fn add_notices(&self, notices: &[Notice], now: DateTime<Utc>) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO notice VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (seq) DO NOTHING")?;
        for notice in notices {
            let seq = i64::try_from(notice.seq).map_err(|_| VaultError::OutOfRange("seq"))?;
            statement.execute(params![
                seq,
                Millis(notice.at),
                notice.kind,
                notice.detail,
                notice.read
            ])?;
        }
        self.connection
            .prepare_cached("DELETE FROM notice WHERE at < ?1 AND seq < (SELECT max(seq) FROM notice)")?
            .execute([Millis(now - KEPT)])?;
        Ok(())
    }

    /// Those up to this number were looked at.
    pub fn notices_read(&self, up_to: u64) -> Result<(), VaultError> {
        let up_to = i64::try_from(up_to).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached("UPDATE notice SET read = 1 WHERE seq <= ?1 AND read = 0")?
            .execute([up_to])?;
        Ok(())
    }
}

/// What happened to somebody is not for a log.
impl std::fmt::Debug for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notice({})", self.seq)
    }
}
