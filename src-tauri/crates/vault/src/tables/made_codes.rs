//! The codes that this account's holder made, so that they can tell which receipts are about them. What is kept of a code is
//! its mark, which leads back to nothing else.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

impl Reading<'_> {
    /// Whether a code of this mark was made here, as far as is remembered.
    pub fn made_code(&self, mark: &[u8; 16]) -> Result<bool, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM made_code WHERE mark = ?1)")?
            .query_row([mark.as_slice()], |row| row.get(0))?)
    }
}

impl Writing<'_> {
    /// Remembers the mark of a code that is made.
    pub fn remember_made_code(&self, mark: &[u8; 16], made_at: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection
            .prepare_cached("INSERT INTO made_code (mark, made_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![mark.as_slice(), Millis(made_at)])?;
        Ok(())
    }

    /// Forgets the codes that were made before that moment.
    pub fn forget_made_codes_before(&self, moment: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection
            .execute("DELETE FROM made_code WHERE made_at < ?1", [Millis(moment)])?;
        Ok(())
    }
}
