use chrono::NaiveDate;

use crate::{CitizenNumber, PhoneNumber};

/// How far an account is identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountLevel {
    /// Tài khoản ứng dụng, "mức 0": registered, not identified.
    App,
    /// Mức 1: identity matched, portrait taken.
    One,
    /// Mức 2: after the authority's in-person check.
    Two,
}

impl AccountLevel {
    /// 0, 1 or 2.
    pub const fn number(self) -> u8 {
        match self {
            Self::App => 0,
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// The level of a stored number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::App),
            1 => Some(Self::One),
            2 => Some(Self::Two),
            _ => None,
        }
    }
}

/// What the authority lets the account do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountStatus {
    /// Usable.
    Active,
    /// Locked for a while: đang bị khóa.
    Suspended,
    /// Withdrawn for good.
    Revoked,
}

/// Sex as the register has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// The account as the authority has it at one moment.
#[derive(Clone)]
pub struct AccountSnapshot {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// Họ tên, NFC.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// The number that SMS go to.
    pub phone: PhoneNumber,
    /// E-mail, where the citizen gave one.
    pub email: Option<String>,
    /// Level.
    pub level: AccountLevel,
    /// Status.
    pub status: AccountStatus,
}

impl std::fmt::Debug for AccountSnapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "AccountSnapshot({:?}, {:?}, {:?})",
            self.number, self.level, self.status
        )
    }
}
