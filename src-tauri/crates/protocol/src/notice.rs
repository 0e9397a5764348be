use std::fmt;

use chrono::{DateTime, Utc};

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
    /// The device was unbound: at the desk, or by who signed in elsewhere.
    DeviceUnbound,
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
    /// Who has signed in claims the device lost.
    LostDevice {
        /// From then on the account may move to another one.
        ready_at: DateTime<Utc>,
    },
    /// The holder of a device said that it was not he; the account is locked.
    Disputed,
    /// Another phone number is the account's.
    PhoneChanged {
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
    /// Other security questions were set.
    QuestionsChanged,
}

impl Notice {
    /// What a device's proof is for, where it asks for notices; it is bound to [`Notice::content`].
    pub const PURPOSE: &str = "notices";

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
