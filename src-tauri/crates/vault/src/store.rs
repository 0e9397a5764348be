//! The database: SQLCipher under a raw key.
//!
//! Write-ahead log with `synchronous = FULL`: a commit is one sync, and what was acknowledged survives a kill
//! and a power cut; a torn end of the log is an unfinished transaction and is dropped. Everything that SQLite
//! holds in memory is wiped when it is freed (`cipher_memory_security`, 1 ms of the 2 that opening takes), so
//! closing the vault forgets it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::secret::Secret32;
use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use zeroize::Zeroizing;

use crate::tables::{MIGRATIONS, Reading, Writing};
use crate::{Part, VaultError, files};

/// The number of the last migration that this version knows.
const LATEST: u32 = MIGRATIONS.len() as u32;

/// An open database.
pub(crate) struct Store {
    connection: Mutex<Connection>,
    /// Under this key the codes seen are told apart; made of the vault's key, so it is as lasting.
    seen_codes_key: Secret32,
}

impl Store {
    /// Makes an empty database of the current schema at `path`, in place of whatever lies there, and closes it.
    pub(crate) fn create(path: &Path, key: &Secret32) -> Result<(), VaultError> {
        // SQLite takes the file as it finds it, with its mode.
        files::create_private(path)?;
        let mut connection = connect(path, key)?;
        connection.execute_batch("PRAGMA journal_mode = WAL")?;
        migrate(&mut connection)?;
        connection.close().map_err(|(_, error)| error.into())
    }

    /// Opens the database and brings it to the current schema. Nothing in it is read that grows with it.
    pub(crate) fn open(path: &Path, key: &Secret32) -> Result<Self, VaultError> {
        let mut connection = connect(path, key)?;
        match schema(&connection)? {
            LATEST => {}
            // A vault's database has a schema from the start: one without was emptied.
            0 => return Err(VaultError::Damaged(Part::Database)),
            later if later > LATEST => return Err(VaultError::Newer),
            _ => migrate(&mut connection)?,
        }
        Ok(Self {
            connection: Mutex::new(connection),
            // A key of its own, made of the vault's.
            seen_codes_key: hkdf_sha256(&[], &[key.expose()], b"seen-codes/v1"),
        })
    }

    /// Runs `f` on one snapshot.
    pub(crate) fn read<T, E: From<VaultError>>(
        &self,
        f: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(VaultError::from)?;
        f(&Reading::new(&transaction, &self.seen_codes_key))
    }

    /// Runs `f` as the only writer; what it wrote is durable on return, or undone when it failed.
    pub(crate) fn write<T, E: From<VaultError>>(
        &self,
        f: impl FnOnce(&Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(VaultError::from)?;
        let outcome = f(&Writing::new(&transaction, &self.seen_codes_key))?;
        transaction.commit().map_err(VaultError::from)?;
        Ok(outcome)
    }

    /// A panic under the lock has rolled its transaction back on the way out: the connection is sound.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// SQLite calls itself ready before SQLCipher is. A thread that opens its first database while another is at that
/// very point finds no cipher and is told that its key is wrong, so each process waits once until one key is taken.
fn await_cipher() {
    static READY: Once = Once::new();
    const KEY_OF_NOTHING: &str = "PRAGMA cipher_log_level = NONE; PRAGMA key = 'none'";
    READY.call_once(|| {
        // It is a matter of microseconds; what is still wrong after a second is told by the connection itself.
        for _ in 0..1000 {
            let tried = Connection::open_in_memory().and_then(|empty| empty.execute_batch(KEY_OF_NOTHING));
            if tried.is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(1));
        }
    });
}

fn connect(path: &Path, key: &Secret32) -> Result<Connection, VaultError> {
    await_cipher();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // First of all, so that SQLite's own copies of the key statement are wiped too. Its log would go to the
    // standard error output; what is wrong is told by errors.
    connection.execute_batch("PRAGMA cipher_memory_security = ON; PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key_statement(key))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(connection)
}

/// The raw key as SQLCipher takes it. Room for all of it is made beforehand, so that no shorter buffer with a
/// part of the key is left behind.
fn key_statement(key: &Secret32) -> Zeroizing<String> {
    let mut statement = Zeroizing::new(String::with_capacity(96));
    statement.push_str("PRAGMA key = \"x'");
    // SQLCipher takes its key in hexadecimal.
    for byte in key.expose() {
        // Writing to a string does not fail.
        let _ = write!(statement, "{byte:02x}");
    }
    statement.push_str("'\"");
    statement
}

/// The number of the last migration that was run; 0 in an empty database.
fn schema(connection: &Connection) -> Result<u32, VaultError> {
    let known: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history')",
        [],
        |row| row.get(0),
    )?;
    if !known {
        return Ok(0);
    }
    Ok(connection.query_row(
        "SELECT coalesce(max(version), 0) FROM refinery_schema_history",
        [],
        |row| row.get(0),
    )?)
}

/// Runs what has not been run, all in one transaction.
fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    let failed = |error| VaultError::Migration(Box::new(error));
    let migrations = MIGRATIONS
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    Runner::new(&migrations)
        .set_grouped(true)
        .run(connection)
        .map_err(failed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Secret32 {
        Secret32::new([0xab; 32])
    }

    fn migrations_before(name: &str) -> Vec<Migration> {
        MIGRATIONS
            .iter()
            .take_while(|(one, _)| *one != name)
            .map(|(name, sql)| Migration::unapplied(name, sql).unwrap())
            .collect()
    }

    #[test]
    fn the_key_statement_is_never_moved_to_a_larger_buffer() {
        let statement = key_statement(&key());
        assert_eq!(*statement, format!("PRAGMA key = \"x'{}'\"", "ab".repeat(32)));
        assert_eq!(statement.capacity(), 96);
    }

    #[test]
    fn the_settings_hold() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vault.db");
        Store::create(&path, &key())?;
        assert!(!folder.path().join("vault.db-wal").exists());
        let store = Store::open(&path, &key())?;
        let connection = store.connection();
        let pragma = |name: &str| -> String {
            connection
                .query_row(&format!("PRAGMA {name}"), [], |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                })
                .map(|value| match value {
                    rusqlite::types::Value::Integer(n) => n.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                })
                .unwrap()
        };
        assert_eq!(pragma("journal_mode"), "wal");
        assert_eq!(pragma("synchronous"), "2");
        assert_eq!(pragma("secure_delete"), "1");
        assert_eq!(pragma("temp_store"), "2");
        assert_eq!(pragma("cipher_memory_security"), "1");
        Ok(())
    }

    #[test]
    fn another_key_is_damage_and_a_later_schema_is_refused() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vault.db");
        Store::create(&path, &key())?;
        let other = Store::open(&path, &Secret32::new([1; 32])).err();
        assert!(
            matches!(other, Some(VaultError::Damaged(Part::Database))),
            "{other:?}"
        );
        let later = LATEST + 1;
        Store::open(&path, &key())?.connection().execute(
            "INSERT INTO refinery_schema_history VALUES (?1, 'later', '2030-01-01T00:00:00Z', '1')",
            [later],
        )?;
        assert!(matches!(Store::open(&path, &key()), Err(VaultError::Newer)));
        Ok(())
    }

    #[test]
    fn copies_of_papers_that_came_before_there_were_formats_are_sd_jwts() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vault.db");
        files::create_private(&path)?;
        let mut connection = connect(&path, &key())?;
        let before = migrations_before("V15__paper_format");
        Runner::new(&before).run(&mut connection).unwrap();
        connection.execute_batch(
            "INSERT INTO paper VALUES (3, 'driving-licence', 'a', 'b', NULL, NULL, 'first', 5, 9, '{}'),
                                      (7, 'tax', 'c', 'b', NULL, NULL, 'second', 5, 9, '{}');
             INSERT INTO paper_copy VALUES (3, 0, 513, 8, 99, 1, x'01', 'token'), (3, 1, 513, 9, 99, 0, x'02', 'other'),
                                           (7, 0, 513, 10, 99, 0, x'03', 'third');",
        )?;
        drop(connection);
        let store = Store::open(&path, &key())?;
        let standing = store.read(|r| r.paper_copies(3))?;
        let standing: Vec<_> = standing
            .iter()
            .map(|one| (one.format.as_str(), one.status.1, one.shown))
            .collect();
        assert_eq!(standing, [("dc+sd-jwt", 8, 1), ("dc+sd-jwt", 9, 0)]);
        let moment = |ms| chrono::DateTime::from_timestamp_millis(ms).unwrap();
        let spent = store
            .write(|w| w.spend_paper_copy(3, "dc+sd-jwt", moment(50)))?
            .unwrap();
        assert_eq!((spent.token.as_str(), spent.batch.as_str()), ("other", "first"));
        // The licence is fetched again as soon as can be, and the other when it was to be.
        let due: Vec<_> = store
            .read(|r| r.papers())?
            .iter()
            .map(|paper| paper.renew_after)
            .collect();
        assert_eq!(due, [moment(0), moment(9)]);
        assert!(store.write(|w| w.remove_paper(7))?);
        assert_eq!(store.read(|r| r.removed_papers())?[0].batch, "second");
        Ok(())
    }

    #[test]
    fn verdicts_counted_without_their_words_are_given_those_that_accuse_nobody() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vault.db");
        files::create_private(&path)?;
        let mut connection = connect(&path, &key())?;
        let before = migrations_before("V19__counted_word");
        Runner::new(&before).run(&mut connection).unwrap();
        connection.execute_batch(
            "INSERT INTO scan_count VALUES ('2026-11-20', 'code', 'bad_issuer_signature', 2),
                                           ('2026-11-20', 'code', 'genuine_practice', 180),
                                           ('2026-11-20', 'code', 'unknown_issuer', 3),
                                           ('2026-11-20', 'paper', 'paper_expired', 4);",
        )?;
        drop(connection);
        let store = Store::open(&path, &key())?;
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let counts = store.read(|r| r.scan_counts(day, day))?;
        let counts: Vec<_> = counts.iter().map(|one| (one.word.as_str(), one.number)).collect();
        assert_eq!(
            counts,
            [("fake", 2), ("genuine", 180), ("unverified", 3), ("withdrawn", 4)]
        );
        Ok(())
    }

    #[test]
    fn an_older_schema_rolls_forward() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("vault.db");
        files::create_private(&path)?;
        let mut connection = connect(&path, &key())?;
        let (name, sql) = MIGRATIONS[0];
        let first = [Migration::unapplied(name, sql).unwrap()];
        Runner::new(&first).run(&mut connection).unwrap();
        drop(connection);
        let store = Store::open(&path, &key())?;
        assert_eq!(schema(&store.connection())?, LATEST);
        Ok(())
    }
}
