//! How values lie in columns: times as integer milliseconds, days as ISO text, choices as words.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

/// Sex as the population register records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// A moment, as milliseconds since 1970.
pub(super) struct Millis(pub(super) DateTime<Utc>);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis)
            .map(Self)
            .ok_or(FromSqlError::OutOfRange(millis))
    }
}

/// A day, as `yyyy-mm-dd`.
pub(super) struct Day(pub(super) NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.format("%Y-%m-%d").to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        NaiveDate::parse_from_str(value.as_str()?, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// The choice whose word a column holds.
pub(super) fn choice<T: Copy>(
    value: ValueRef<'_>,
    choices: &[T],
    word: impl Fn(T) -> &'static str,
) -> FromSqlResult<T> {
    let held = value.as_str()?;
    choices
        .iter()
        .copied()
        .find(|choice| word(*choice) == held)
        .ok_or(FromSqlError::InvalidType)
}

impl Sex {
    const fn word(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

impl ToSql for Sex {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for Sex {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        choice(value, &[Self::Male, Self::Female], Self::word)
    }
}
