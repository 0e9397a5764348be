//! The codes that were judged here, so that none is taken twice. What is kept of a code is a tag under a key
//! of this vault: it leads back to nobody.
//!
//! Old codes are forgotten, but not that there were any: nothing that expires before the latest of them did is
//! ever new again. Otherwise a clock once ahead, which has them forgotten, and then set back lets each be taken
//! a second time. Only codes that were judged within their life move this mark, so a clock ahead alone puts it
//! no further than they do.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::digest;
use rusqlite::{OptionalExtension as _, params};

use super::column::Millis;
use super::{Reading, Writing};
use crate::VaultError;

/// How long a code is remembered beyond its expiry: no wrong clock of a checker is off by as much unnoticed.
const KEPT_AFTER_EXPIRY: TimeDelta = TimeDelta::days(1);

/// Whether a code was seen here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remembered {
    /// It was not; from now on it is.
    FirstTime,
    /// It was, first at this moment; nothing has changed. Of a code long forgotten the moment is not known any
    /// more, and its expiry stands for it, which was within minutes.
    SeenAt(DateTime<Utc>),
}

impl Reading<'_> {
    /// When the code with this identifier was first seen here.
    pub fn seen_code(&self, cti: &[u8]) -> Result<Option<DateTime<Utc>>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT seen_at FROM seen_code WHERE tag = ?1")?
            .query_row([self.tag(cti)], |row| row.get::<_, Millis>(0))
            .optional()?
            .map(|seen_at| seen_at.0))
    }

    /// The latest expiry of all codes forgotten so far.
    fn latest_forgotten(&self) -> Result<Option<DateTime<Utc>>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT latest_expiry FROM forgotten_codes")?
            .query_row([], |row| row.get::<_, Millis>(0))
            .optional()?
            .map(|latest| latest.0))
    }

    pub(super) fn tag(&self, cti: &[u8]) -> [u8; 32] {
        // The key is there for these tags.
        digest::hmac_sha256(self.seen_codes_key.expose(), &[cti])
    }
}

impl Writing<'_> {
    /// Remembers the code with this identifier, until a day after `expires_at`. Of several processes that see
    /// it at the same time, one is told that it was the first.
    pub fn remember_code(
        &self,
        cti: &[u8],
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Remembered, VaultError> {
        if let Some(seen_at) = self.seen_code(cti)? {
            return Ok(Remembered::SeenAt(seen_at));
        }
        if self
            .latest_forgotten()?
            .is_some_and(|latest| expires_at <= latest)
        {
            return Ok(Remembered::SeenAt(expires_at));
        }
        self.connection
            .prepare_cached("INSERT INTO seen_code VALUES (?1, ?2, ?3)")?
            .execute(params![self.tag(cti), Millis(now), Millis(expires_at)])?;
        Ok(Remembered::FirstTime)
    }

    /// Forgets the codes that expired more than a day ago; how many they were.
    pub fn forget_expired_codes(&self, now: DateTime<Utc>) -> Result<usize, VaultError> {
        let before = now
            .checked_sub_signed(KEPT_AFTER_EXPIRY)
            .unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.connection
            .prepare_cached(
                "INSERT INTO forgotten_codes
                 SELECT 1, max(expires_at) FROM seen_code WHERE expires_at < ?1 HAVING max(expires_at) NOT NULL
                 ON CONFLICT DO UPDATE SET latest_expiry = max(latest_expiry, excluded.latest_expiry)",
            )?
            .execute([Millis(before)])?;
        Ok(self
            .connection
            .prepare_cached("DELETE FROM seen_code WHERE expires_at < ?1")?
            .execute([Millis(before)])?)
    }
}
