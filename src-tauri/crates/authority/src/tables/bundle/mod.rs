use chrono::{DateTime, Utc};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V7: (&str, &str) = ("V7__bundle", include_str!("V7__bundle.sqlite.sql"));

/// The newest trust bundle.
pub(crate) struct StoredBundle {
    pub(crate) seq: u64,
    pub(crate) issued_at: DateTime<Utc>,
    /// Digest of keys and states.
    pub(crate) content: Vec<u8>,
    pub(crate) signed: Vec<u8>,
}

impl Reading<'_> {
    pub(crate) fn bundle(&self) -> Result<Option<StoredBundle>, AuthorityError> {
        self.row(
            "SELECT seq, issued_at, content, signed FROM bundle WHERE id = 1",
            &[],
            |row| {
                Ok(StoredBundle {
                    seq: row.at(0)?,
                    issued_at: row.moment(1)?,
                    content: row.at(2)?,
                    signed: row.at(3)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn put_bundle(&self, bundle: &StoredBundle) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO bundle (id, seq, issued_at, content, signed) VALUES (1, $1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, issued_at = excluded.issued_at,
                 content = excluded.content, signed = excluded.signed",
            &[
                &bundle.seq,
                &bundle.issued_at.timestamp_millis(),
                &bundle.content,
                &bundle.signed,
            ],
        )?;
        Ok(())
    }
}
