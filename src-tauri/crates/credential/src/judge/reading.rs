use chrono::{DateTime, Utc};

use crate::epoch::moment;
use crate::token::Claims;

/// What the code says, once both signatures held: proven only when every check passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The verdict is genuine.
    Proven(Person),
    /// Some later check failed: to be marked "chưa xác thực".
    Unproven(Person),
}

/// The values of a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Họ tên; masked in view A.
    pub full_name: Option<String>,
    /// Số định danh cá nhân.
    pub number: Option<String>,
    /// Date of birth as the number yyyymmdd; the calendar is not checked.
    pub birth: Option<u32>,
    /// Level of the account, 1 or 2.
    pub level: u8,
    /// First bytes of the portrait's SHA-256.
    pub portrait_hash: Option<Vec<u8>>,
    /// The small portrait: a stranger's bytes until an image decoder has taken them.
    pub portrait: Option<Vec<u8>>,
    /// When the code ends.
    pub code_expires_at: DateTime<Utc>,
}

impl Person {
    pub(super) fn of(claims: &Claims<'_>, code_expires_at: u32) -> Self {
        Self {
            full_name: claims.identity.full_name.map(str::to_owned),
            number: claims.subject.map(str::to_owned),
            birth: claims.identity.birth,
            level: claims.identity.level,
            portrait_hash: claims.identity.portrait_hash.map(<[u8]>::to_vec),
            portrait: claims.identity.portrait.map(<[u8]>::to_vec),
            code_expires_at: moment(code_expires_at),
        }
    }
}

impl Reading {
    /// What a genuine verdict makes of it.
    pub(super) fn proven(self) -> Self {
        match self {
            Self::Proven(person) | Self::Unproven(person) => Self::Proven(person),
        }
    }

    /// The values, and whether they are proven.
    pub const fn person(&self) -> (&Person, bool) {
        match self {
            Self::Proven(person) => (person, true),
            Self::Unproven(person) => (person, false),
        }
    }
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person(level {})", self.level)
    }
}
