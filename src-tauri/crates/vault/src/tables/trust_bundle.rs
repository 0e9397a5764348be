//! The trust bundle that codes are judged by.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::column::Millis;
use super::{Reading, Writing};
use crate::{Part, VaultError};

/// The bundle last taken, as it was signed.
#[derive(Clone, PartialEq, Eq)]
pub struct TrustBundle {
    /// The signed bytes.
    pub bytes: Vec<u8>,
    /// Its sequence number.
    pub seq: u64,
    /// When it was taken in here.
    pub stored_at: DateTime<Utc>,
}

impl Reading<'_> {
    /// The bundle, once one was taken in.
    pub fn trust_bundle(&self) -> Result<Option<TrustBundle>, VaultError> {
        let kept = self
            .connection
            .prepare_cached("SELECT bytes, seq, stored_at FROM trust_bundle")?
            .query_row([], |row| {
                Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, Millis>(2)?.0))
            })
            .optional()?;
        kept.map(|(bytes, seq, stored_at)| {
            Ok(TrustBundle {
                bytes,
                seq: seq.try_into().map_err(|_| VaultError::Damaged(Part::Database))?,
                stored_at,
            })
        })
        .transpose()
    }
}

impl Writing<'_> {
    /// Keeps a bundle that was verified, in place of the one before it.
    ///
    /// Fails with [`VaultError::OlderBundle`] when its sequence number goes back (the same again is fine).
    pub fn put_trust_bundle(&self, bundle: &TrustBundle) -> Result<(), VaultError> {
        let seq = i64::try_from(bundle.seq).map_err(|_| VaultError::OutOfRange("seq"))?;
        let kept: Option<u64> = self.trust_bundle_seq()?;
        if let Some(kept_seq) = kept.filter(|kept| *kept > bundle.seq) {
            return Err(VaultError::OlderBundle { kept_seq });
        }
        self.connection.execute(
            "INSERT OR REPLACE INTO trust_bundle VALUES (1, ?1, ?2, ?3)",
            params![bundle.bytes, seq, Millis(bundle.stored_at)],
        )?;
        Ok(())
    }

    fn trust_bundle_seq(&self) -> Result<Option<u64>, VaultError> {
        let seq: Option<i64> = self
            .connection
            .query_row("SELECT seq FROM trust_bundle", [], |row| row.get(0))
            .optional()?;
        seq.map(u64::try_from)
            .transpose()
            .map_err(|_| VaultError::Damaged(Part::Database))
    }
}
