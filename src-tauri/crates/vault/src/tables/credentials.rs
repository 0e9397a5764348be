//! The credentials that codes are made from, one a view.

use chrono::{DateTime, Utc};
use dinhdanh_crypto::secret::SecretBytes;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension as _, Row, ToSql, params};

use super::column::{Millis, choice};
use super::{Reading, Writing};
use crate::VaultError;

/// How much of the person a code shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// View A.
    A,
    /// View B.
    B,
    /// View C.
    C,
}

impl View {
    const fn word(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }
}

impl ToSql for View {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for View {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        choice(value, &[Self::A, Self::B, Self::C], Self::word)
    }
}

/// A credential as the authority issued it, with the device key that it is bound to.
#[derive(Clone)]
pub struct Credential {
    /// What it shows.
    pub view: View,
    /// The signed token.
    pub token: Vec<u8>,
    /// Its device key, PKCS#8.
    pub key: SecretBytes,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// From when on it is worth nothing.
    pub expires_at: DateTime<Utc>,
}

impl Reading<'_> {
    /// The credential for one view.
    pub fn credential(&self, view: View) -> Result<Option<Credential>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT * FROM credential WHERE view = ?1")?
            .query_row([view], credential)
            .optional()?)
    }

    /// All credentials, by view.
    pub fn credentials(&self) -> Result<Vec<Credential>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM credential ORDER BY view")?;
        let credentials = statement.query_map([], credential)?;
        Ok(credentials.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Keeps these credentials and no others. Two of one view are refused, and then all stay as they were.
    pub fn replace_credentials(&self, credentials: &[Credential]) -> Result<(), VaultError> {
        self.connection.execute("DELETE FROM credential", [])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO credential VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for credential in credentials {
            insert.execute(params![
                credential.view,
                credential.token,
                // The vault is where the key is kept.
                credential.key.expose(),
                Millis(credential.issued_at),
                Millis(credential.expires_at),
            ])?;
        }
        Ok(())
    }
}

fn credential(row: &Row<'_>) -> rusqlite::Result<Credential> {
    Ok(Credential {
        view: row.get("view")?,
        token: row.get("token")?,
        key: SecretBytes::new(row.get("key")?),
        issued_at: row.get::<_, Millis>("issued_at")?.0,
        expires_at: row.get::<_, Millis>("expires_at")?.0,
    })
}
