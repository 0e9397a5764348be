//! Which passcode the account's holder knows of: the slot that was in force when the authority last told of a change.

use rusqlite::OptionalExtension as _;

use super::{Reading, Writing};
use crate::VaultError;

impl Reading<'_> {
    /// The name of that slot, none before the first.
    pub fn told_passcode(&self) -> Result<Option<[u8; 32]>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT slot FROM told_passcode")?
            .query_row([], |row| row.get(0))
            .optional()?)
    }
}

impl Writing<'_> {
    /// Keeps that the holder knows of this slot, in place of the one before.
    pub fn put_told_passcode(&self, slot: &[u8; 32]) -> Result<(), VaultError> {
        self.connection
            .execute("INSERT OR REPLACE INTO told_passcode VALUES (1, ?1)", [slot])?;
        Ok(())
    }
}
