use chrono::{DateTime, Utc};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V11: (&str, &str) = ("V11__attempt", include_str!("V11__attempt.sqlite.sql"));

impl Reading<'_> {
    /// When the subject's attempts of a kind were made after `from`, oldest first. Those from the future were made
    /// before the clock was set back, and are passed over.
    pub(crate) fn attempts(
        &self,
        kind: u8,
        subject: &[u8; 32],
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>, AuthorityError> {
        self.rows(
            "SELECT at FROM attempt WHERE kind = $1 AND subject = $2 AND at > $3 AND at <= $4 ORDER BY at",
            &[
                &kind,
                subject,
                &from.timestamp_millis(),
                &until.timestamp_millis(),
            ],
            |row| row.moment(0),
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_attempt(
        &self,
        kind: u8,
        subject: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO attempt (kind, subject, at) VALUES ($1, $2, $3)",
            &[&kind, subject, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Forgets the subject's attempts of a kind.
    pub(crate) fn forget_attempts_of(&self, kind: u8, subject: &[u8; 32]) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM attempt WHERE kind = $1 AND subject = $2",
            &[&kind, subject],
        )?;
        Ok(())
    }

    /// Forgets the attempts made before.
    pub(crate) fn forget_attempts(&self, before: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change("DELETE FROM attempt WHERE at < $1", &[&before.timestamp_millis()])?;
        Ok(())
    }
}
