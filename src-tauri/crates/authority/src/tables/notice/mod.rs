use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{AccountLevel, CitizenNumber, Notice, NoticeKind};

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
                    kind: kept(&row.at::<String>(2)?, row.at(3)?)
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
        let (name, data) = keep(kind);
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

/// A kind as it is kept: its name, and what it takes.
fn keep(kind: &NoticeKind) -> (&'static str, Option<String>) {
    match kind {
        NoticeKind::FileApproved => ("file_approved", None),
        NoticeKind::FileReturned { reason } => ("file_returned", Some(reason.clone())),
        NoticeKind::LevelSet { level } => ("level_set", Some(level.number().to_string())),
        NoticeKind::Suspended { reason } => ("suspended", Some(reason.clone())),
        NoticeKind::Restored => ("restored", None),
        NoticeKind::Revoked { reason } => ("revoked", Some(reason.clone())),
        NoticeKind::DeviceUnbound => ("device_unbound", None),
        NoticeKind::TakeOverAsked { device_name } => ("take_over_asked", Some(device_name.clone())),
        NoticeKind::TakenOver { device_name } => ("taken_over", Some(device_name.clone())),
        NoticeKind::LostDevice { ready_at } => ("lost_device", Some(ready_at.timestamp_millis().to_string())),
        NoticeKind::Disputed => ("disputed", None),
        NoticeKind::PhoneChanged { phone } => ("phone_changed", Some(phone.clone())),
        NoticeKind::PasswordChanged => ("password_changed", None),
        NoticeKind::EmailChanged => ("email_changed", None),
        NoticeKind::PasswordReset => ("password_reset", None),
        NoticeKind::Recovering => ("recovering", None),
        NoticeKind::AnswersLocked => ("answers_locked", None),
        NoticeKind::AnswersUnlocked => ("answers_unlocked", None),
        NoticeKind::QuestionsChanged => ("questions_changed", None),
    }
}

fn kept(name: &str, data: Option<String>) -> Option<NoticeKind> {
    Some(match (name, data) {
        ("file_approved", None) => NoticeKind::FileApproved,
        ("file_returned", Some(reason)) => NoticeKind::FileReturned { reason },
        ("level_set", Some(level)) => NoticeKind::LevelSet {
            level: AccountLevel::from_number(level.parse().ok()?)?,
        },
        ("suspended", Some(reason)) => NoticeKind::Suspended { reason },
        ("restored", None) => NoticeKind::Restored,
        ("revoked", Some(reason)) => NoticeKind::Revoked { reason },
        ("device_unbound", None) => NoticeKind::DeviceUnbound,
        ("take_over_asked", Some(device_name)) => NoticeKind::TakeOverAsked { device_name },
        ("taken_over", Some(device_name)) => NoticeKind::TakenOver { device_name },
        ("lost_device", Some(ready_at)) => NoticeKind::LostDevice {
            ready_at: DateTime::from_timestamp_millis(ready_at.parse().ok()?)?,
        },
        ("disputed", None) => NoticeKind::Disputed,
        ("phone_changed", Some(phone)) => NoticeKind::PhoneChanged { phone },
        ("password_changed", None) => NoticeKind::PasswordChanged,
        ("email_changed", None) => NoticeKind::EmailChanged,
        ("password_reset", None) => NoticeKind::PasswordReset,
        ("recovering", None) => NoticeKind::Recovering,
        ("answers_locked", None) => NoticeKind::AnswersLocked,
        ("answers_unlocked", None) => NoticeKind::AnswersUnlocked,
        ("questions_changed", None) => NoticeKind::QuestionsChanged,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_comes_back() {
        let text = || "090****123".to_owned();
        let kinds = [
            NoticeKind::FileApproved,
            NoticeKind::FileReturned { reason: text() },
            NoticeKind::LevelSet {
                level: AccountLevel::Two,
            },
            NoticeKind::Suspended { reason: text() },
            NoticeKind::Restored,
            NoticeKind::Revoked { reason: text() },
            NoticeKind::DeviceUnbound,
            NoticeKind::TakeOverAsked { device_name: text() },
            NoticeKind::TakenOver { device_name: text() },
            NoticeKind::LostDevice {
                ready_at: DateTime::from_timestamp_millis(1_800_000_000_123).unwrap(),
            },
            NoticeKind::Disputed,
            NoticeKind::PhoneChanged { phone: text() },
            NoticeKind::PasswordChanged,
            NoticeKind::EmailChanged,
            NoticeKind::PasswordReset,
            NoticeKind::Recovering,
            NoticeKind::AnswersLocked,
            NoticeKind::AnswersUnlocked,
            NoticeKind::QuestionsChanged,
        ];
        for kind in kinds {
            let (name, data) = keep(&kind);
            assert_eq!(kept(name, data), Some(kind));
        }
        assert_eq!(kept("level_set", Some("3".to_owned())), None);
        assert_eq!(kept("restored", Some("x".to_owned())), None);
    }
}
