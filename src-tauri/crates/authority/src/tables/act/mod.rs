use chrono::{DateTime, Utc};
use dinhdanh_protocol::{AccountLevel, CitizenNumber};

use crate::AuthorityError;
use crate::store::{Reading, Writing};

pub(crate) const V17: (&str, &str) = ("V17__act", include_str!("V17__act.sqlite.sql"));

/// Something that was done with an account, as the log has it for good.
#[derive(Clone, PartialEq, Eq)]
pub struct Act {
    /// Counts up.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The officer who did it; none for the account's holder, from a device.
    pub officer: Option<String>,
    /// What.
    pub kind: ActKind,
    /// Whose account.
    pub number: CitizenNumber,
    /// Why, in the words of who did it.
    pub reason: Option<String>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// A file for level 1 was approved.
    FileApproved,
    /// A file for level 1 was returned.
    FileReturned,
    /// The level was set to this.
    LevelSet(AccountLevel),
    /// The account was locked.
    Suspended,
    /// The account was unlocked.
    Restored,
    /// The account was withdrawn for good.
    Revoked,
    /// The account's device was unbound.
    DeviceUnbound,
    /// Another phone number was set.
    PhoneSet,
    /// The wait for a lost device was ended.
    WaitShortened,
    /// The holder of a device said that somebody else took its place; the account was locked.
    Disputed,
    /// Security answers are taken again after too many wrong ones.
    AnswersUnlocked,
    /// What was refused because it was asked for too often may be asked for again.
    LimitsLifted,
}

impl ActKind {
    const ALL: [Self; 14] = [
        Self::FileApproved,
        Self::FileReturned,
        Self::LevelSet(AccountLevel::App),
        Self::LevelSet(AccountLevel::One),
        Self::LevelSet(AccountLevel::Two),
        Self::Suspended,
        Self::Restored,
        Self::Revoked,
        Self::DeviceUnbound,
        Self::PhoneSet,
        Self::WaitShortened,
        Self::Disputed,
        Self::AnswersUnlocked,
        Self::LimitsLifted,
    ];

    /// Its name, in the database and in interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FileApproved => "file_approved",
            Self::FileReturned => "file_returned",
            Self::LevelSet(AccountLevel::App) => "level_0_set",
            Self::LevelSet(AccountLevel::One) => "level_1_set",
            Self::LevelSet(AccountLevel::Two) => "level_2_set",
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::Revoked => "revoked",
            Self::DeviceUnbound => "device_unbound",
            Self::PhoneSet => "phone_set",
            Self::WaitShortened => "wait_shortened",
            Self::Disputed => "disputed",
            Self::AnswersUnlocked => "answers_unlocked",
            Self::LimitsLifted => "limits_lifted",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        match code {
            // The name of an earlier version.
            "sign_in_unlocked" => Some(Self::LimitsLifted),
            _ => Self::ALL.into_iter().find(|kind| kind.code() == code),
        }
    }
}

/// Numbers and reasons are personal: not for a program's log.
impl std::fmt::Debug for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Act({}, {:?})", self.id, self.kind)
    }
}

/// An act on its way into the log.
pub(crate) struct NewAct<'a> {
    pub(crate) officer: Option<&'a str>,
    pub(crate) kind: ActKind,
    pub(crate) number: &'a CitizenNumber,
    pub(crate) reason: Option<&'a str>,
}

impl Reading<'_> {
    /// Acts before this one, newest first, at most so many; of one account, or of all.
    pub(crate) fn acts(
        &self,
        of: Option<&CitizenNumber>,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<Act>, AuthorityError> {
        self.rows(
            "SELECT id, at, officer, kind, number, reason FROM act
             WHERE id < $1 AND (number = $2 OR $3 = 1) ORDER BY id DESC LIMIT $4",
            &[
                &before.unwrap_or(i64::MAX),
                &of.map_or("", CitizenNumber::as_str),
                &u8::from(of.is_none()),
                &most,
            ],
            |row| {
                let damaged = || AuthorityError::Damaged("an act");
                Ok(Act {
                    id: row.at(0)?,
                    at: row.moment(1)?,
                    officer: row.at(2)?,
                    kind: ActKind::from_code(&row.at::<String>(3)?).ok_or_else(damaged)?,
                    number: row.at::<String>(4)?.parse().map_err(|_| damaged())?,
                    reason: row.at(5)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Adds to the log.
    pub(crate) fn add_act(&self, act: &NewAct<'_>, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "INSERT INTO act (at, officer, kind, number, reason) VALUES ($1, $2, $3, $4, $5)",
            &[
                &now.timestamp_millis(),
                &act.officer,
                &act.kind.code(),
                &act.number.as_str(),
                &act.reason,
            ],
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_those_of_before_too() {
        for kind in ActKind::ALL {
            assert_eq!(ActKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(
            ActKind::from_code("sign_in_unlocked"),
            Some(ActKind::LimitsLifted)
        );
        assert_eq!(ActKind::from_code("unlocked"), None);
    }
}
