//! The database: one file that several processes share.
//!
//! First open, the switch to WAL and the migrations happen under a file lock. Every write is `BEGIN
//! IMMEDIATE`, with what it depends on read inside: a read that turns into a write would fail at once,
//! whatever the busy timeout, so the types do not let one ([`Reading`] has no way to write).

mod sql;

use std::fs::{self, File};
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use refinery::{Migration, Runner};
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub(crate) use self::sql::Row;
use crate::{AuthorityError, tables};

const FILE: &str = "authority.db";
const LOCK_FILE: &str = "authority.lock";
/// How long one waits for another process's write, which takes milliseconds.
const BUSY: Duration = Duration::from_secs(10);
/// Idle reading connections that are kept.
const KEPT_READERS: usize = 4;

/// The authority's database.
pub(crate) struct Store {
    file: PathBuf,
    /// Threads of one process queue here, in order; only processes compete in SQLite.
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

/// A snapshot of the database.
pub(crate) struct Reading<'c>(&'c Connection);

/// The one write that goes on now, and what it sees.
pub(crate) struct Writing<'c>(Reading<'c>);

impl Store {
    /// Opens the database in `folder`; makes both where they are not.
    pub(crate) fn open(folder: &Path) -> Result<Self, AuthorityError> {
        fs::create_dir_all(folder)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK_FILE))?;
        lock.lock()?;
        let file = folder.join(FILE);
        let mut writer = connection(&file)?;
        writer.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        migrate(&mut writer)?;
        drop(lock);
        Ok(Self {
            file,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
        })
    }

    /// Reads one snapshot.
    pub(crate) fn read<T>(
        &self,
        reading: impl FnOnce(&Reading<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let kept = unpoisoned(&self.readers).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => {
                let reader = connection(&self.file)?;
                reader.pragma_update(None, "query_only", true)?;
                reader
            }
        };
        let snapshot = Transaction::new_unchecked(&reader, TransactionBehavior::Deferred)?;
        let result = reading(&Reading(&snapshot));
        snapshot.finish()?;
        let mut readers = unpoisoned(&self.readers);
        if readers.len() < KEPT_READERS {
            readers.push(reader);
        }
        result
    }

    /// Writes all or nothing; what is written is durable on return. An error, a refusal too, rolls back.
    pub(crate) fn write<T>(
        &self,
        writing: impl FnOnce(&Writing<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let writer = unpoisoned(&self.writer);
        let transaction = Transaction::new_unchecked(&writer, TransactionBehavior::Immediate)?;
        let result = writing(&Writing(Reading(&transaction)))?;
        transaction.commit()?;
        Ok(result)
    }
}

impl<'c> Deref for Writing<'c> {
    type Target = Reading<'c>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

fn connection(file: &Path) -> Result<Connection, AuthorityError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    // FULL: what was acknowledged outlives a power cut, in WAL too.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is a person's.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), AuthorityError> {
    let migrations = tables::MIGRATIONS
        .iter()
        .map(|(name, ddl)| Migration::unapplied(name, ddl))
        .collect::<Result<Vec<_>, _>>()
        .map_err(Box::new)?;
    // Grouped: one transaction and one sync, so that a first open is quick and never half done.
    // Its history table is unwrapped by refinery when it is read; a damaged file must not take the program down.
    catch_unwind(AssertUnwindSafe(|| {
        Runner::new(&migrations).set_grouped(true).run(connection)
    }))
    .map_err(|_| AuthorityError::Damaged("history of the tables"))?
    .map_err(Box::new)?;
    Ok(())
}

/// A panic elsewhere leaves no half-written state here: its transaction was rolled back when it unwound.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
