use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, Notice, NoticeKind};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V18: (&str, &str) = ("V18__notice", include_str!("V18__notice.sqlite.sql"));

/// How long a notice is kept.
const KEPT: TimeDelta = TimeDelta::days(365);

impl Reading<'_> {
    /// The account's notices after this one and until then, oldest first, at most so many.
    pub(crate) fn notices(
        &self,
        account: &CitizenNumber,
        after: u64,
        until: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Notice>, AuthorityError> {
        // Beyond what the database can count there is none.
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        self.rows(
            "SELECT seq, at, kind, data FROM notice
             WHERE account = $1 AND seq > $2 AND at <= $3 ORDER BY seq LIMIT $4",
            &[&account.as_str(), &after, &until.timestamp_millis(), &most],
            |row| {
                Ok(Notice {
                    seq: row.at(0)?,
                    at: row.moment(1)?,
                    kind: NoticeKind::from_parts(&row.at::<String>(2)?, row.at(3)?)
                        .ok_or(AuthorityError::Damaged("a notice"))?,
                })
            },
        )
    }
}

impl Writing<'_> {
    pub(crate) fn add_notice(
        &self,
        account: &CitizenNumber,
        kind: &NoticeKind,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let (name, data) = kind.parts();
        self.change(
            "INSERT INTO notice (account, kind, data, at) VALUES ($1, $2, $3, $4)",
            &[&account.as_str(), &name, &data, &now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Forgets the notices of long ago.
    pub(crate) fn forget_old_notices(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM notice WHERE at < $1",
            &[&(now - KEPT).timestamp_millis()],
        )?;
        Ok(())
    }
}
