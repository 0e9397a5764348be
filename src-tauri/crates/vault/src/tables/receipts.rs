//! Receipts of checks: those that this account's holder made as an officer, and those that an officer gave them.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, params};

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

/// A receipt, as it was signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Names it here; never given twice. Of one that is about to be kept it is passed over.
    pub id: u64,
    /// When it was signed, as the receipt says.
    pub at: DateTime<Utc>,
    /// This account's holder made the check.
    pub own: bool,
    /// Its text.
    pub text: String,
}

/// Without its text, which says what was read.
impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Receipt({})", self.id)
    }
}

impl Reading<'_> {
    /// All receipts, newest first.
    pub fn receipts(&self) -> Result<Vec<Receipt>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, at, own, text FROM receipt ORDER BY at DESC, id DESC")?;
        let rows = statement.query_map([], kept)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A receipt.
    pub fn receipt(&self, id: u64) -> Result<Option<Receipt>, VaultError> {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        Ok(self
            .connection
            .prepare_cached("SELECT id, at, own, text FROM receipt WHERE id = ?1")?
            .query_row([id], kept)
            .optional()?)
    }
}

impl Writing<'_> {
    /// Keeps a receipt, and returns it as it is kept: the same again stays the one that there was.
    pub fn keep_receipt(&self, receipt: &Receipt) -> Result<Receipt, VaultError> {
        Ok(self
            .connection
            .prepare_cached(
                "INSERT INTO receipt (at, own, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (text) DO UPDATE SET text = excluded.text
                 RETURNING id, at, own, text",
            )?
            .query_row(params![Millis(receipt.at), receipt.own, receipt.text], kept)?)
    }

    /// Forgets a receipt; false where there is none.
    pub fn forget_receipt(&self, id: u64) -> Result<bool, VaultError> {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        let gone = self
            .connection
            .execute("DELETE FROM receipt WHERE id = ?1", [id])?;
        Ok(gone > 0)
    }

    /// Forgets the receipts that were signed before that moment.
    pub fn forget_receipts_before(&self, moment: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection
            .execute("DELETE FROM receipt WHERE at < ?1", [Millis(moment)])?;
        Ok(())
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        id: row.get::<_, i64>("id")?.unsigned_abs(),
        at: row.get::<_, Millis>("at")?.0,
        own: row.get("own")?,
        text: row.get("text")?,
    })
}
