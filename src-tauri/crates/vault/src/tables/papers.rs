//! The papers, and of each its copies: tokens that say the same under keys of their own. What they say is their owner's
//! to know.

use chrono::{DateTime, NaiveDate, Utc};
use dinhdanh_crypto::secret::SecretBytes;
use rusqlite::{OptionalExtension as _, Row, params};

use super::column::{Day, Millis};
use super::{Reading, Writing};
use crate::VaultError;

/// What is read of a paper where its content, which may be long, is not wanted.
const COLUMNS: &str = "id, kind, name, issuer, title, last_day, refreshed_at, renew_after";

/// A paper, without what stands in it. It prints its kind alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// Names it here; never given twice. Of one that is about to be kept it is passed over.
    pub id: u64,
    /// Its kind, in a word.
    pub kind: String,
    /// What the authority calls it; one paper a name.
    pub name: String,
    /// Who issued it, as people call them.
    pub issuer: String,
    /// What tells it from others of its kind.
    pub title: Option<String>,
    /// The last day of the paper itself; none where it has no end.
    pub last_day: Option<NaiveDate>,
    /// When its copies came.
    pub refreshed_at: DateTime<Utc>,
    /// From when on others are to be fetched.
    pub renew_after: DateTime<Utc>,
}

/// A copy of a paper with the key that it is bound to.
#[derive(Clone)]
pub struct PaperCopy {
    /// How it is written, in a word.
    pub format: String,
    /// The authority's name for the copies that came together.
    pub batch: String,
    /// The signed token.
    pub token: String,
    /// Its key, PKCS#8.
    pub key: SecretBytes,
    /// The status list, and the place in it.
    pub status: (u64, u64),
    /// From when on it is worth nothing.
    pub expires_at: DateTime<Utc>,
}

/// How a copy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyStanding {
    /// How it is written, in a word.
    pub format: String,
    /// The status list, and the place in it.
    pub status: (u64, u64),
    /// From when on it is worth nothing.
    pub expires_at: DateTime<Utc>,
    /// How often it was shown.
    pub shown: u32,
}

/// The copies of a removed paper, of which the authority was not told yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedPaper {
    /// The authority's name for the copies.
    pub batch: String,
    /// The kind of the paper, in a word.
    pub kind: String,
}

impl Reading<'_> {
    /// All papers, in the order in which they came first.
    pub fn papers(&self) -> Result<Vec<Paper>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM paper ORDER BY id"))?;
        let papers = statement.query_map([], paper)?;
        Ok(papers.collect::<Result<_, _>>()?)
    }

    /// One paper.
    pub fn paper(&self, id: u64) -> Result<Option<Paper>, VaultError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM paper WHERE id = ?1"))?
            .query_row([number(id)], paper)
            .optional()?)
    }

    /// All that stands in a paper.
    pub fn paper_content(&self, id: u64) -> Result<Option<String>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT content FROM paper WHERE id = ?1")?
            .query_row([number(id)], |row| row.get(0))
            .optional()?)
    }

    /// How the copies of a paper stand.
    pub fn paper_copies(&self, id: u64) -> Result<Vec<CopyStanding>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT format, status_list, status_index, expires_at, shown FROM paper_copy
             WHERE paper = ?1 ORDER BY format, number",
        )?;
        let copies = statement.query_map([number(id)], |row| {
            Ok(CopyStanding {
                format: row.get("format")?,
                status: status(row)?,
                expires_at: row.get::<_, Millis>("expires_at")?.0,
                shown: row.get("shown")?,
            })
        })?;
        Ok(copies.collect::<Result<_, _>>()?)
    }

    /// The removed papers of which the authority was not told yet.
    pub fn removed_papers(&self) -> Result<Vec<RemovedPaper>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT batch, kind FROM removed_paper ORDER BY batch")?;
        let removed = statement.query_map([], |row| {
            Ok(RemovedPaper {
                batch: row.get(0)?,
                kind: row.get(1)?,
            })
        })?;
        Ok(removed.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Keeps a paper, all that stands in it, and these copies and no others, in place of the one of that name; its
    /// number here.
    pub fn put_paper(&self, paper: &Paper, content: &str, copies: &[PaperCopy]) -> Result<u64, VaultError> {
        let id: i64 = self
            .connection
            .prepare_cached(
                "INSERT INTO paper (kind, name, issuer, title, last_day, content, refreshed_at, renew_after)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, issuer = excluded.issuer,
                     title = excluded.title, last_day = excluded.last_day, content = excluded.content,
                     refreshed_at = excluded.refreshed_at, renew_after = excluded.renew_after
                 RETURNING id",
            )?
            .query_row(
                params![
                    paper.kind,
                    paper.name,
                    paper.issuer,
                    paper.title,
                    paper.last_day.map(Day),
                    content,
                    Millis(paper.refreshed_at),
                    Millis(paper.renew_after),
                ],
                |row| row.get(0),
            )?;
        self.connection
            .execute("DELETE FROM paper_copy WHERE paper = ?1", [id])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO paper_copy VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)")?;
        for (place, copy) in copies.iter().enumerate() {
            let (list, index) = copy.status;
            insert.execute(params![
                id,
                copy.format,
                number(place as u64),
                copy.batch,
                number(list),
                number(index),
                Millis(copy.expires_at),
                // The vault is where the key is kept.
                copy.key.expose(),
                copy.token,
            ])?;
        }
        Ok(id.unsigned_abs())
    }

    /// Other copies of a paper are not to be fetched before that moment.
    pub fn put_off_paper(&self, id: u64, renew_after: DateTime<Utc>) -> Result<(), VaultError> {
        self.connection
            .prepare_cached("UPDATE paper SET renew_after = ?2 WHERE id = ?1")?
            .execute(params![number(id), Millis(renew_after)])?;
        Ok(())
    }

    /// Takes the copy of a paper in a format that was shown least, and counts that it is shown once more; none where there
    /// is none, or every one is worth nothing from `now` on.
    pub fn spend_paper_copy(
        &self,
        id: u64,
        format: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<PaperCopy>, VaultError> {
        let taken = self
            .connection
            .prepare_cached(
                "UPDATE paper_copy SET shown = shown + 1 WHERE paper = ?1 AND format = ?2 AND number = (
                     SELECT number FROM paper_copy WHERE paper = ?1 AND format = ?2 AND expires_at > ?3
                     ORDER BY shown, number LIMIT 1)
                 RETURNING format, batch, token, key, status_list, status_index, expires_at",
            )?
            .query_row(params![number(id), format, Millis(now)], |row| {
                Ok(PaperCopy {
                    format: row.get("format")?,
                    batch: row.get("batch")?,
                    token: row.get("token")?,
                    key: SecretBytes::new(row.get("key")?),
                    status: status(row)?,
                    expires_at: row.get::<_, Millis>("expires_at")?.0,
                })
            })
            .optional()?;
        Ok(taken)
    }

    /// Removes a paper with its copies, and remembers that the authority is to be told; false where there is none.
    pub fn remove_paper(&self, id: u64) -> Result<bool, VaultError> {
        let id = number(id);
        self.connection.execute(
            "INSERT OR IGNORE INTO removed_paper
             SELECT DISTINCT c.batch, p.kind FROM paper_copy c JOIN paper p ON p.id = c.paper WHERE p.id = ?1",
            [id],
        )?;
        self.connection
            .execute("DELETE FROM paper_copy WHERE paper = ?1", [id])?;
        Ok(self.connection.execute("DELETE FROM paper WHERE id = ?1", [id])? > 0)
    }

    /// The authority was told of these removed copies, or cannot be.
    pub fn forget_removed_paper(&self, batch: &str) -> Result<(), VaultError> {
        self.connection
            .execute("DELETE FROM removed_paper WHERE batch = ?1", [batch])?;
        Ok(())
    }
}

/// A number as SQLite has it. Above its range there is no row.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn status(row: &Row<'_>) -> rusqlite::Result<(u64, u64)> {
    let part = |name| row.get::<_, i64>(name).map(i64::unsigned_abs);
    Ok((part("status_list")?, part("status_index")?))
}

fn paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    Ok(Paper {
        id: row.get::<_, i64>("id")?.unsigned_abs(),
        kind: row.get("kind")?,
        name: row.get("name")?,
        issuer: row.get("issuer")?,
        title: row.get("title")?,
        last_day: row.get::<_, Option<Day>>("last_day")?.map(|day| day.0),
        refreshed_at: row.get::<_, Millis>("refreshed_at")?.0,
        renew_after: row.get::<_, Millis>("renew_after")?.0,
    })
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Paper({})", self.kind)
    }
}
