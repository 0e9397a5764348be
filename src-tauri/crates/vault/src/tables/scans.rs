//! "Lịch sử quét mã": which verdicts were given here and when, of nobody in particular; and how many of each a day.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;

use super::column::Millis;
use super::{Reading, Writing};
use crate::{Part, VaultError};

/// One verdict that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Names it here; never given twice.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// On what, in a word.
    pub what: String,
    /// The verdict's code.
    pub verdict: String,
    /// The word under which it was shown, as the interface names it.
    pub word: String,
    /// What was judged, under a key of this vault: the same again has the same tag, and it leads back to nobody. None
    /// where nothing could be read.
    pub tag: Option<[u8; 32]>,
}

/// A verdict that is about to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewScan<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// The day where the officer sits, under which it is counted.
    pub day: NaiveDate,
    /// On what, in a word.
    pub what: &'a str,
    /// The verdict's code.
    pub verdict: &'a str,
    /// The word under which it is shown.
    pub word: &'a str,
    /// The identifier within the code, of which only a tag is kept.
    pub code_id: Option<&'a [u8]>,
}

/// How often a verdict was given on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanCount {
    /// The day.
    pub day: NaiveDate,
    /// On what, in a word.
    pub what: String,
    /// The verdict's code.
    pub verdict: String,
    /// The word under which it was shown, as the interface names it.
    pub word: String,
    /// So often.
    pub number: u64,
}

impl Reading<'_> {
    /// The verdicts of a stretch of time, newest first: from `since` on, and before `until`.
    pub fn scans(&self, since: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Scan>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at, what, verdict, word, tag FROM scan
             WHERE at >= ?1 AND at < ?2 ORDER BY at DESC, id DESC",
        )?;
        let rows = statement.query_map([Millis(since), Millis(until)], |row| {
            Ok(Scan {
                id: row.get::<_, i64>(0)?.unsigned_abs(),
                at: row.get::<_, Millis>(1)?.0,
                what: row.get(2)?,
                verdict: row.get(3)?,
                word: row.get(4)?,
                tag: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How often each verdict was given on each of the days from `first` to `last`, in their order.
    pub fn scan_counts(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<ScanCount>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, what, verdict, word, number FROM scan_count
             WHERE day >= ?1 AND day <= ?2 ORDER BY day, what, verdict, word",
        )?;
        let rows = statement.query_map([first.to_string(), last.to_string()], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get::<_, i64>(4)?,
            ))
        })?;
        rows.map(|row| {
            let (day, what, verdict, word, number) = row?;
            Ok(ScanCount {
                day: day.parse().map_err(|_| VaultError::Damaged(Part::Database))?,
                what,
                verdict,
                word,
                number: number.unsigned_abs(),
            })
        })
        .collect()
    }
}

impl Writing<'_> {
    /// Keeps a verdict, and counts it.
    pub fn add_scan(&self, scan: &NewScan<'_>) -> Result<(), VaultError> {
        let tag = scan.code_id.map(|id| self.tag(id));
        self.connection
            .prepare_cached("INSERT INTO scan (at, what, verdict, word, tag) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![Millis(scan.at), scan.what, scan.verdict, scan.word, tag])?;
        self.connection
            .prepare_cached(
                "INSERT INTO scan_count (day, what, verdict, word, number) VALUES (?1, ?2, ?3, ?4, 1)
                 ON CONFLICT DO UPDATE SET number = number + 1",
            )?
            .execute(params![scan.day.to_string(), scan.what, scan.verdict, scan.word])?;
        Ok(())
    }

    /// Forgets the verdicts before `moment`, and the counts before `day`.
    pub fn forget_scans_before(&self, moment: DateTime<Utc>, day: NaiveDate) -> Result<(), VaultError> {
        self.connection
            .execute("DELETE FROM scan WHERE at < ?1", [Millis(moment)])?;
        self.connection
            .execute("DELETE FROM scan_count WHERE day < ?1", [day.to_string()])?;
        Ok(())
    }
}
