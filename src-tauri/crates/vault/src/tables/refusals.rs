//! What the holder noted where a desk did not take the electronic identity.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

/// One refusal, in its holder's words.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Names it here; never given twice. Of one that is about to be kept it is passed over.
    pub id: u64,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// Where: an office, a hospital, a hotel.
    pub place: String,
    /// What the holder had come for.
    pub asked_for: String,
    /// What was said.
    pub said: String,
}

impl Reading<'_> {
    /// All refusals, newest first.
    pub fn refusals(&self) -> Result<Vec<Refusal>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, at, place, asked_for, said FROM refusal ORDER BY at DESC, id DESC")?;
        let rows = statement.query_map([], |row| {
            Ok(Refusal {
                id: row.get::<_, i64>(0)?.unsigned_abs(),
                at: row.get::<_, Millis>(1)?.0,
                place: row.get(2)?,
                asked_for: row.get(3)?,
                said: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Keeps a refusal.
    pub fn add_refusal(&self, refusal: &Refusal) -> Result<(), VaultError> {
        self.connection
            .prepare_cached("INSERT INTO refusal (at, place, asked_for, said) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                Millis(refusal.at),
                refusal.place,
                refusal.asked_for,
                refusal.said
            ])?;
        Ok(())
    }

    /// Forgets a refusal; false where there is none.
    pub fn forget_refusal(&self, id: u64) -> Result<bool, VaultError> {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        let gone = self
            .connection
            .execute("DELETE FROM refusal WHERE id = ?1", [id])?;
        Ok(gone > 0)
    }
}

/// What somebody was refused is not for a log.
impl std::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Refusal({})", self.id)
    }
}
