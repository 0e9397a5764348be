//! The age of the database: time that has surely passed, whatever became of the clock meanwhile.
//!
//! What is deleted on the clock's word alone is gone when the clock, far ahead for a while, is set right
//! again. The age grows by what the clock has gone forward since it was last looked at, by a day at the most,
//! and never shrinks: a clock that jumps makes it a day too old for each jump. An authority that is seldom
//! asked ages slower than the world, and only keeps things longer.

use chrono::{DateTime, TimeDelta, Utc};

use crate::AuthorityError;
use crate::store::Writing;

pub(crate) const V8: (&str, &str) = ("V8__age", include_str!("V8__age.sqlite.sql"));

/// The most by which the age grows at once.
const STEP: TimeDelta = TimeDelta::days(1);

impl Writing<'_> {
    /// The age of the database, in milliseconds, now that the clock says this.
    pub(crate) fn age(&self, now: DateTime<Utc>) -> Result<i64, AuthorityError> {
        let before = self.row("SELECT lived, seen_at FROM age WHERE id = 1", &[], |row| {
            Ok((row.at::<i64>(0)?, row.moment(1)?))
        })?;
        let lived = before.map_or(0, |(lived, seen_at)| {
            lived.saturating_add((now - seen_at).clamp(TimeDelta::zero(), STEP).num_milliseconds())
        });
        self.change(
            "INSERT INTO age (id, lived, seen_at) VALUES (1, $1, $2)
             ON CONFLICT (id) DO UPDATE SET lived = excluded.lived, seen_at = excluded.seen_at",
            &[&lived, &now.timestamp_millis()],
        )?;
        Ok(lived)
    }
}
