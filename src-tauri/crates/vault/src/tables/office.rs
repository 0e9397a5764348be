//! "Nhóm bàn": the office whose desks tell each other which codes they have seen, and what they have told. Of a code there
//! is a tag alone, made with the office's key; who asks for one has made it.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::secret::Secret32;
use rusqlite::{OptionalExtension as _, params};

use super::column::Millis;
use super::{Reading, Writing};
use crate::{Part, VaultError};

/// How long a sighting is kept beyond the code's expiry.
const KEPT_AFTER_EXPIRY: TimeDelta = TimeDelta::days(1);

/// The office that this desk is of.
#[derive(Clone)]
pub struct Office {
    /// What its desks share.
    pub key: Secret32,
    /// This desk, as the others know it.
    pub desk: [u8; 8],
    /// When this desk joined it.
    pub joined_at: DateTime<Utc>,
    /// Until when it is known what another desk has told: the newest that came was made then.
    pub merged_at: Option<DateTime<Utc>>,
}

/// A code that a desk has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeSighting {
    /// What stands for the code.
    pub tag: [u8; 16],
    /// Which desk.
    pub desk: [u8; 8],
    /// When it was seen there first.
    pub seen_at: DateTime<Utc>,
    /// From when the code is worthless anyway.
    pub expires_at: DateTime<Utc>,
}

/// How much the desks have told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfficeCount {
    /// Codes that this desk has seen.
    pub own: u64,
    /// Sightings of the others.
    pub others: u64,
    /// The other desks that were heard of.
    pub desks: u64,
    /// Codes that this desk has seen and another too.
    pub twice: u64,
}

/// A code that this desk has seen and another too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenTwice {
    /// When it was seen here.
    pub here: DateTime<Utc>,
    /// When another desk saw it first.
    pub elsewhere: DateTime<Utc>,
}

impl Reading<'_> {
    /// The office, where this desk is of one.
    pub fn office(&self) -> Result<Option<Office>, VaultError> {
        let kept = self
            .connection
            .prepare_cached("SELECT key, desk, joined_at, merged_at FROM office")?
            .query_row([], |row| {
                Ok(Office {
                    key: Secret32::new(row.get("key")?),
                    desk: row.get("desk")?,
                    joined_at: row.get::<_, Millis>("joined_at")?.0,
                    merged_at: row.get::<_, Option<Millis>>("merged_at")?.map(|at| at.0),
                })
            });
        Ok(kept.optional()?)
    }

    /// When a desk other than this one saw the code first.
    pub fn seen_elsewhere(
        &self,
        tag: &[u8; 16],
        here: &[u8; 8],
    ) -> Result<Option<DateTime<Utc>>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT min(seen_at) FROM office_sighting WHERE tag = ?1 AND desk <> ?2")?
            .query_row([&tag[..], &here[..]], |row| row.get::<_, Option<Millis>>(0))?
            .map(|at| at.0))
    }

    /// Whether this desk has seen the code.
    pub fn seen_by_desk(&self, tag: &[u8; 16], desk: &[u8; 8]) -> Result<bool, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM office_sighting WHERE tag = ?1 AND desk = ?2)")?
            .query_row([&tag[..], &desk[..]], |row| row.get(0))?)
    }

    /// All sightings, the newest first.
    pub fn office_sightings(&self) -> Result<Vec<OfficeSighting>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT tag, desk, seen_at, expires_at FROM office_sighting ORDER BY seen_at DESC, tag, desk",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(OfficeSighting {
                tag: row.get("tag")?,
                desk: row.get("desk")?,
                seen_at: row.get::<_, Millis>("seen_at")?.0,
                expires_at: row.get::<_, Millis>("expires_at")?.0,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How much was told; `here` is this desk.
    pub fn office_count(&self, here: &[u8; 8]) -> Result<OfficeCount, VaultError> {
        let of = |number: i64| u64::try_from(number).map_err(|_| VaultError::Damaged(Part::Database));
        let (own, others, desks) = self.connection.query_row(
            "SELECT count(*) FILTER (WHERE desk = ?1), count(*) FILTER (WHERE desk <> ?1),
                    count(DISTINCT desk) FILTER (WHERE desk <> ?1)
             FROM office_sighting",
            [here],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let twice = self.connection.query_row(
            "SELECT count(*) FROM office_sighting own WHERE own.desk = ?1 AND EXISTS
                (SELECT 1 FROM office_sighting WHERE tag = own.tag AND desk <> own.desk)",
            [here],
            |row| row.get(0),
        )?;
        Ok(OfficeCount {
            own: of(own)?,
            others: of(others)?,
            desks: of(desks)?,
            twice: of(twice)?,
        })
    }

    /// The codes that this desk has seen and another too, the newest first.
    pub fn seen_twice(&self, here: &[u8; 8], most: u32) -> Result<Vec<SeenTwice>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT own.seen_at, min(other.seen_at)
             FROM office_sighting own JOIN office_sighting other ON other.tag = own.tag AND other.desk <> own.desk
             WHERE own.desk = ?1 GROUP BY own.tag ORDER BY own.seen_at DESC LIMIT ?2",
        )?;
        let rows = statement.query_map(params![here, most], |row| {
            Ok(SeenTwice {
                here: row.get::<_, Millis>(0)?.0,
                elsewhere: row.get::<_, Millis>(1)?.0,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Makes this desk one of an office.
    ///
    /// Fails where it is of one already.
    pub fn join_office(&self, office: &Office) -> Result<(), VaultError> {
        // The vault is where the key is kept.
        self.connection.execute(
            "INSERT INTO office VALUES (1, ?1, ?2, ?3, ?4)",
            params![
                office.key.expose(),
                office.desk,
                Millis(office.joined_at),
                office.merged_at.map(Millis)
            ],
        )?;
        Ok(())
    }

    /// Forgets the office and all that was told in it.
    pub fn leave_office(&self) -> Result<(), VaultError> {
        self.connection
            .execute_batch("DELETE FROM office; DELETE FROM office_sighting")?;
        Ok(())
    }

    /// Keeps that another desk told something that it had made then; what is older changes nothing.
    pub fn office_merged_at(&self, made_at: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection.execute(
            "UPDATE office SET merged_at = max(coalesce(merged_at, ?1), ?1)",
            [Millis(made_at)],
        )?;
        Ok(())
    }

    /// Keeps a sighting; whether it is a new one. Of one that is there the earlier moment stays.
    pub fn add_office_sighting(&self, seen: &OfficeSighting) -> Result<bool, VaultError> {
        let row = params![seen.tag, seen.desk, Millis(seen.seen_at), Millis(seen.expires_at)];
        let new = self
            .connection
            .prepare_cached("INSERT INTO office_sighting VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
            .execute(row)?;
        if new == 0 {
            self.connection
                .prepare_cached(
                    "UPDATE office_sighting SET seen_at = ?3 WHERE tag = ?1 AND desk = ?2 AND seen_at > ?3",
                )?
                .execute(params![seen.tag, seen.desk, Millis(seen.seen_at)])?;
        }
        Ok(new > 0)
    }

    /// Forgets what was seen of codes that expired more than a day ago.
    pub fn forget_office_sightings(&self, now: DateTime<Utc>) -> Result<(), VaultError> {
        let before = now
            .checked_sub_signed(KEPT_AFTER_EXPIRY)
            .unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.connection
            .prepare_cached("DELETE FROM office_sighting WHERE expires_at < ?1")?
            .execute([Millis(before)])?;
        Ok(())
    }
}

/// Without the key.
impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Office({:?})", self.joined_at)
    }
}
