use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{CitizenNumber, Notice, NoticeKind};

use crate::AuthorityError;
use crate::store::{Reading, Row, Writing};

pub(crate) const V18: (&str, &str) = ("V18__notice", include_str!("V18__notice.sqlite.sql"));

/// How long a notice is kept.
const KEPT: TimeDelta = TimeDelta::days(365);

impl Reading<'_> {
    /// The account's notices after this one that a device bound in that time is told: what befell a device, not where
    /// that was another before it: a take-over is noted at the moment of the binding. Oldest first, at most so many.
    pub(crate) fn notices_of_device(
        &self,
        account: &CitizenNumber,
        after: u64,
        (bound_at, until): (DateTime<Utc>, DateTime<Utc>),
        most: u32,
    ) -> Result<Vec<Notice>, AuthorityError> {
        let told = self.rows(
            "SELECT seq, at, kind, data FROM notice WHERE account = $1 AND seq > $2 AND at <= $3 ORDER BY seq",
            &[&account.as_str(), &counted(after), &until.timestamp_millis()],
            notice,
        )?;
        let own = told
            .into_iter()
            .filter(|notice| !befell_another(notice, bound_at));
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(own.take(most).collect())
    }

    /// Whether the account's password was reset or its phone changed since then, which a phone in the wrong hands is enough
    /// to begin with, and the desk has not unlocked it after that.
    pub(crate) fn is_changed_by_sms(
        &self,
        account: &CitizenNumber,
        since: DateTime<Utc>,
    ) -> Result<bool, AuthorityError> {
        let told = self.rows(
            "SELECT seq, at, kind, data FROM notice WHERE account = $1 AND at > $2 ORDER BY seq DESC",
            &[&account.as_str(), &since.timestamp_millis()],
            notice,
        )?;
        Ok(told
            .iter()
            .map(|notice| &notice.kind)
            .take_while(|kind| **kind != NoticeKind::Restored)
            .any(|kind| matches!(kind, NoticeKind::PasswordReset | NoticeKind::PhoneChanged { .. })))
    }

    /// The account's notices after this one and until then, oldest first, at most so many.
    pub(crate) fn notices(
        &self,
        account: &CitizenNumber,
        after: u64,
        until: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Notice>, AuthorityError> {
        self.rows(
            "SELECT seq, at, kind, data FROM notice
             WHERE account = $1 AND seq > $2 AND at <= $3 ORDER BY seq LIMIT $4",
            &[
                &account.as_str(),
                &counted(after),
                &until.timestamp_millis(),
                &most,
            ],
            notice,
        )
    }
}

/// Whether it befell a device that was bound before the one that is bound since then.
fn befell_another(notice: &Notice, bound_at: DateTime<Utc>) -> bool {
    match notice.kind {
        NoticeKind::TakenOver { .. } | NoticeKind::Replaced { .. } => notice.at <= bound_at,
        NoticeKind::DeviceUnbound
        | NoticeKind::UnboundAtDesk
        | NoticeKind::TakeOverAsked { .. }
        | NoticeKind::LostDevice { .. }
        | NoticeKind::WaitEnded => notice.at < bound_at,
        _ => false,
    }
}

/// Beyond what the database can count there is none.
fn counted(after: u64) -> i64 {
    i64::try_from(after).unwrap_or(i64::MAX)
}

fn notice(row: &Row<'_>) -> Result<Notice, AuthorityError> {
    Ok(Notice {
        seq: row.at(0)?,
        at: row.moment(1)?,
        kind: NoticeKind::from_parts(&row.at::<String>(2)?, row.at(3)?)
            .ok_or(AuthorityError::Damaged("a notice"))?,
    })
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
