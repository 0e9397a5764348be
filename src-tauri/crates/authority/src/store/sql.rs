//! The one way to say SQL: `$1`, `$2` … **bound by name**. By position rusqlite numbers them by their first
//! appearance, which PostgreSQL does not; so a statement means the same on both.

use chrono::{DateTime, Utc};
use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, ToSql};

use super::{Reading, Writing};
use crate::AuthorityError;

/// One row of an answer.
pub(crate) struct Row<'r>(&'r rusqlite::Row<'r>);

impl Row<'_> {
    /// The value of a column by its place, from 0.
    pub(crate) fn at<T: FromSql>(&self, column: usize) -> Result<T, AuthorityError> {
        Ok(self.0.get(column)?)
    }

    /// A moment, stored as milliseconds since 1970.
    pub(crate) fn moment(&self, column: usize) -> Result<DateTime<Utc>, AuthorityError> {
        moment(self.at(column)?)
    }

    /// A moment or none.
    pub(crate) fn moment_or_none(&self, column: usize) -> Result<Option<DateTime<Utc>>, AuthorityError> {
        self.at::<Option<i64>>(column)?.map(moment).transpose()
    }
}

fn moment(milliseconds: i64) -> Result<DateTime<Utc>, AuthorityError> {
    DateTime::from_timestamp_millis(milliseconds).ok_or(AuthorityError::Damaged("a moment"))
}

impl Reading<'_> {
    /// The first row of the answer, if there is one.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        map: impl FnOnce(&Row<'_>) -> Result<T, AuthorityError>,
    ) -> Result<Option<T>, AuthorityError> {
        let mut statement = bound(self.0, sql, parameters)?;
        let mut rows = statement.raw_query();
        rows.next()?.map(|row| map(&Row(row))).transpose()
    }

    /// All rows of the answer.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        mut map: impl FnMut(&Row<'_>) -> Result<T, AuthorityError>,
    ) -> Result<Vec<T>, AuthorityError> {
        let mut statement = bound(self.0, sql, parameters)?;
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(map(&Row(row))?);
        }
        Ok(all)
    }
}

impl Writing<'_> {
    /// Changes rows; says how many.
    pub(crate) fn change(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<usize, AuthorityError> {
        Ok(bound(self.0.0, sql, parameters)?.raw_execute()?)
    }
}

fn bound<'c>(
    connection: &'c Connection,
    sql: &str,
    parameters: &[&dyn ToSql],
) -> Result<CachedStatement<'c>, AuthorityError> {
    #[cfg(test)]
    crate::tally::note(sql);
    let mut statement = connection.prepare_cached(sql)?;
    let named = statement.parameter_count();
    if named != parameters.len() {
        return Err(rusqlite::Error::InvalidParameterCount(parameters.len(), named).into());
    }
    for (number, parameter) in (1..).zip(parameters) {
        let name = format!("${number}");
        let place = statement
            .parameter_index(&name)?
            .ok_or(rusqlite::Error::InvalidParameterName(name))?;
        statement.raw_bind_parameter(place, parameter)?;
    }
    Ok(statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_go_by_their_number_and_not_by_their_place() -> Result<(), AuthorityError> {
        let connection = Connection::open_in_memory()?;
        let reading = Reading(&connection);
        let swapped = reading.row("SELECT $2, $1, $2", &[&"one", &"two"], |row| {
            Ok((row.at::<String>(0)?, row.at::<String>(1)?, row.at::<String>(2)?))
        })?;
        assert_eq!(swapped, Some(("two".into(), "one".into(), "two".into())));
        Ok(())
    }

    #[test]
    fn a_parameter_too_many_or_too_few_is_an_error() -> Result<(), AuthorityError> {
        let connection = Connection::open_in_memory()?;
        let reading = Reading(&connection);
        assert!(reading.row("SELECT $1", &[], |_| Ok(())).is_err());
        assert!(reading.row("SELECT $1", &[&1, &2], |_| Ok(())).is_err());
        assert!(reading.row("SELECT $1, $3", &[&1, &2], |_| Ok(())).is_err());
        Ok(())
    }
}
