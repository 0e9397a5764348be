use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{AccessToken, AccountLevel, DeviceProof};

/// How somebody proves to be an account's holder where both ways will do.
#[derive(Debug, Clone)]
pub enum HolderProof {
    /// Has signed in.
    Access(AccessToken),
    /// Holds the key of a device of the account.
    Device(DeviceProof),
}

/// Something that an account's holder is told: also by SMS, where it matters.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Counts up, with gaps.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened. The words are the interface's.
    pub kind: NoticeKind,
}

/// What happened to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// The file for level 1 was approved.
    FileApproved,
    /// The file for level 1 was returned.
    FileReturned {
        /// Why, in the words of who returned it.
        reason: String,
    },
    /// The desk set the level.
    LevelSet {
        /// To this.
        level: AccountLevel,
    },
    /// The desk locked the account.
    Suspended {
        /// Why, in the words of who locked it.
        reason: String,
    },
    /// The desk unlocked the account.
    Restored,
    /// The desk withdrew the account for good.
    Revoked {
        /// Why, in the words of who withdrew it.
        reason: String,
    },
    /// The device was unbound: by who signed in elsewhere, or by another account that was activated on it.
    DeviceUnbound,
    /// The desk unbound the device, or let it be unbound by ending the wait for it.
    UnboundAtDesk,
    /// Somebody who knows the password wants the account on another device; this one showed the code.
    TakeOverAsked {
        /// What that device calls itself: a stranger's words.
        device_name: String,
    },
    /// Another device has taken this one's place.
    TakenOver {
        /// What that device calls itself: a stranger's words.
        device_name: String,
    },
    /// Another device has taken the place of this one, as the desk let it by ending the wait.
    Replaced {
        /// What that device calls itself.
        device_name: String,
    },
    /// Who has signed in claims the device lost.
    LostDevice {
        /// From then on the account may move to another one.
        ready_at: DateTime<Utc>,
    },
    /// The desk ended the wait of who claims the device lost: the account may move to another one at once.
    WaitEnded,
    /// The holder of a device said that it was not he; the account is locked.
    Disputed,
    /// Another phone number is the account's, by who knows the password and has the phone of before.
    PhoneChanged {
        /// That number, masked.
        phone: String,
    },
    /// The desk set another phone number.
    PhoneSet {
        /// That number, masked.
        phone: String,
    },
    /// The password was changed; all other access ended.
    PasswordChanged,
    /// The e-mail was changed or taken away.
    EmailChanged,
    /// A forgotten password was set anew; all access ended.
    PasswordReset,
    /// The vault is being recovered: both security answers were given.
    Recovering,
    /// Too many wrong security answers: no more are taken for a day.
    AnswersLocked,
    /// The desk lets security answers be given again.
    AnswersUnlocked,
    /// The desk lets be asked for again what was asked for too often, or with wrong passwords.
    LimitsLifted,
    /// Other security questions were set.
    QuestionsChanged,
    /// The wallet on the bound device has another passcode.
    PasscodeChanged,
}

impl NoticeKind {
    /// The kind as it is kept: its name, and what it takes.
    pub fn parts(&self) -> (&'static str, Option<String>) {
        match self {
            Self::FileApproved => ("file_approved", None),
            Self::FileReturned { reason } => ("file_returned", Some(reason.clone())),
            Self::LevelSet { level } => ("level_set", Some(level.number().to_string())),
            Self::Suspended { reason } => ("suspended", Some(reason.clone())),
            Self::Restored => ("restored", None),
            Self::Revoked { reason } => ("revoked", Some(reason.clone())),
            Self::DeviceUnbound => ("device_unbound", None),
            Self::UnboundAtDesk => ("unbound_at_desk", None),
            Self::TakeOverAsked { device_name } => ("take_over_asked", Some(device_name.clone())),
            Self::TakenOver { device_name } => ("taken_over", Some(device_name.clone())),
            Self::Replaced { device_name } => ("replaced", Some(device_name.clone())),
            Self::LostDevice { ready_at } => ("lost_device", Some(ready_at.timestamp_millis().to_string())),
            Self::WaitEnded => ("wait_ended", None),
            Self::Disputed => ("disputed", None),
            Self::PhoneChanged { phone } => ("phone_changed", Some(phone.clone())),
            Self::PhoneSet { phone } => ("phone_set", Some(phone.clone())),
            Self::PasswordChanged => ("password_changed", None),
            Self::EmailChanged => ("email_changed", None),
            Self::PasswordReset => ("password_reset", None),
            Self::Recovering => ("recovering", None),
            Self::AnswersLocked => ("answers_locked", None),
            Self::AnswersUnlocked => ("answers_unlocked", None),
            Self::LimitsLifted => ("limits_lifted", None),
            Self::QuestionsChanged => ("questions_changed", None),
            Self::PasscodeChanged => ("passcode_changed", None),
        }
    }

    /// The kind of which these are the [`parts`](Self::parts).
    pub fn from_parts(name: &str, data: Option<String>) -> Option<Self> {
        Some(match (name, data) {
            ("file_approved", None) => Self::FileApproved,
            ("file_returned", Some(reason)) => Self::FileReturned { reason },
            ("level_set", Some(level)) => Self::LevelSet {
                level: AccountLevel::from_number(level.parse().ok()?)?,
            },
            ("suspended", Some(reason)) => Self::Suspended { reason },
            ("restored", None) => Self::Restored,
            ("revoked", Some(reason)) => Self::Revoked { reason },
            ("device_unbound", None) => Self::DeviceUnbound,
            ("unbound_at_desk", None) => Self::UnboundAtDesk,
            ("take_over_asked", Some(device_name)) => Self::TakeOverAsked { device_name },
            ("taken_over", Some(device_name)) => Self::TakenOver { device_name },
            ("replaced", Some(device_name)) => Self::Replaced { device_name },
            ("lost_device", Some(ready_at)) => Self::LostDevice {
                ready_at: DateTime::from_timestamp_millis(ready_at.parse().ok()?)?,
            },
            ("wait_ended", None) => Self::WaitEnded,
            ("disputed", None) => Self::Disputed,
            ("phone_changed", Some(phone)) => Self::PhoneChanged { phone },
            ("phone_set", Some(phone)) => Self::PhoneSet { phone },
            ("password_changed", None) => Self::PasswordChanged,
            ("email_changed", None) => Self::EmailChanged,
            ("password_reset", None) => Self::PasswordReset,
            ("recovering", None) => Self::Recovering,
            ("answers_locked", None) => Self::AnswersLocked,
            ("answers_unlocked", None) => Self::AnswersUnlocked,
            // The second is the name of an earlier version.
            ("limits_lifted" | "sign_in_unlocked", None) => Self::LimitsLifted,
            ("questions_changed", None) => Self::QuestionsChanged,
            ("passcode_changed", None) => Self::PasscodeChanged,
            _ => return None,
        })
    }

    /// Whether the desk has settled with it whose the account is, and with that all that could be disputed before.
    pub const fn settles(&self) -> bool {
        matches!(
            self,
            Self::Restored | Self::WaitEnded | Self::UnboundAtDesk | Self::Replaced { .. }
        )
    }
}

impl Notice {
    /// What a device's proof is for, where it asks for notices; it is bound to [`Notice::content`].
    pub const PURPOSE: &str = "notices";

    /// How long the holder of a device may say that what was done in his name was not done by him.
    pub const DISPUTABLE: TimeDelta = TimeDelta::days(7);

    /// Whether it tells that somebody else has taken the device's place or is about to, or has by SMS what it takes to
    /// come after it, and is heard about it at `now`; unless the desk has [settled](NoticeKind::settles) it since.
    pub fn is_disputable(&self, now: DateTime<Utc>) -> bool {
        let of_another = matches!(
            self.kind,
            NoticeKind::DeviceUnbound
                | NoticeKind::TakeOverAsked { .. }
                | NoticeKind::TakenOver { .. }
                | NoticeKind::LostDevice { .. }
                | NoticeKind::PhoneChanged { .. }
                | NoticeKind::PasswordReset
        );
        of_another && now < self.at + Self::DISPUTABLE
    }

    /// What a device signs where it asks for the notices after this number.
    pub fn content(after: u64) -> [u8; 32] {
        let mut content = [0; 32];
        let (number, _) = content.split_at_mut(8);
        number.copy_from_slice(&after.to_be_bytes());
        content
    }
}

/// What happened to somebody is not for a log.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notice({})", self.seq)
    }
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
            NoticeKind::UnboundAtDesk,
            NoticeKind::TakeOverAsked { device_name: text() },
            NoticeKind::TakenOver { device_name: text() },
            NoticeKind::Replaced { device_name: text() },
            NoticeKind::LostDevice {
                ready_at: DateTime::from_timestamp_millis(1_800_000_000_123).unwrap(),
            },
            NoticeKind::WaitEnded,
            NoticeKind::Disputed,
            NoticeKind::PhoneChanged { phone: text() },
            NoticeKind::PhoneSet { phone: text() },
            NoticeKind::PasswordChanged,
            NoticeKind::EmailChanged,
            NoticeKind::PasswordReset,
            NoticeKind::Recovering,
            NoticeKind::AnswersLocked,
            NoticeKind::AnswersUnlocked,
            NoticeKind::LimitsLifted,
            NoticeKind::QuestionsChanged,
            NoticeKind::PasscodeChanged,
        ];
        for kind in kinds {
            let (name, data) = kind.parts();
            assert_eq!(NoticeKind::from_parts(name, data), Some(kind));
        }
        assert_eq!(
            NoticeKind::from_parts("sign_in_unlocked", None),
            Some(NoticeKind::LimitsLifted)
        );
        assert_eq!(NoticeKind::from_parts("level_set", Some("3".to_owned())), None);
        assert_eq!(NoticeKind::from_parts("restored", Some("x".to_owned())), None);
    }

    #[test]
    fn what_another_did_may_be_disputed_for_a_week() {
        let at = DateTime::UNIX_EPOCH;
        let notice = |kind| Notice { seq: 1, at, kind };
        let taken = notice(NoticeKind::TakenOver {
            device_name: "may-moi".to_owned(),
        });
        assert!(taken.is_disputable(at + TimeDelta::days(7) - TimeDelta::milliseconds(1)));
        assert!(!taken.is_disputable(at + TimeDelta::days(7)));
        assert!(notice(NoticeKind::PasswordReset).is_disputable(at));
        let phone = || "090****123".to_owned();
        assert!(notice(NoticeKind::PhoneChanged { phone: phone() }).is_disputable(at));
        // What the desk did is settled with the desk.
        assert!(!notice(NoticeKind::PhoneSet { phone: phone() }).is_disputable(at));
        let replaced = NoticeKind::Replaced {
            device_name: "may-moi".to_owned(),
        };
        for kind in [
            NoticeKind::Restored,
            NoticeKind::WaitEnded,
            NoticeKind::UnboundAtDesk,
            replaced,
        ] {
            assert!(kind.settles());
            assert!(!notice(kind).is_disputable(at));
        }
    }
}
