use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::CitizenNumber;

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V24: (&str, &str) = ("V24__change", include_str!("V24__change.sqlite.sql"));

/// How long it is remembered that a change was carried out.
const KEPT: TimeDelta = TimeDelta::days(7);

impl Reading<'_> {
    /// Whether the change of this request was carried out.
    pub(crate) fn is_changed(&self, request: &[u8; 32]) -> Result<bool, AuthorityError> {
        let found = self.row("SELECT 1 FROM change WHERE request = $1", &[request], |_| Ok(()))?;
        Ok(found.is_some())
    }
}

impl Writing<'_> {
    /// Keeps that the change of this request is carried out.
    pub(crate) fn note_change(
        &self,
        request: &[u8; 32],
        account: &CitizenNumber,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO change (request, account, at) VALUES ($1, $2, $3)",
            &[request, &account.as_str(), &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Forgets the changes of long ago.
    pub(crate) fn forget_old_changes(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM change WHERE at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
