//! What officers at the authority's desk do with accounts. Each act is durable on return, in the log with who did it
//! and why, and in the next bundle; the citizen is told by SMS.

mod account;
mod files;

use chrono::{DateTime, Utc};
use dinhdanh_protocol::{CitizenNumber, NoticeKind};

pub use self::account::{DeskAccount, DeskDevice};
pub use self::files::{FileId, PendingFile};
use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::act::{Act, ActKind, NewAct};
use crate::{Authority, AuthorityError};

/// The most rows of one page of a list.
const PAGE: u32 = 100;
/// The most characters of a reason.
const REASON_MAX: usize = 300;

/// The desk, with an officer at it.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    authority: &'a Authority,
    officer: &'a str,
}

impl Authority {
    /// The desk, for the officer of this name, as the log will have it.
    pub const fn desk<'a>(&'a self, officer: &'a str) -> Desk<'a> {
        Desk {
            authority: self,
            officer,
        }
    }
}

impl Desk<'_> {
    /// The log, newest first, a hundred acts at most: those before the act of this id, or the newest; of one account,
    /// or of all.
    pub fn acts(&self, of: Option<&CitizenNumber>, before: Option<i64>) -> Result<Vec<Act>, AuthorityError> {
        self.authority.store.read(|read| read.acts(of, before, PAGE))
    }

    /// Keeps in the log what this write does, and tells the account's holder.
    fn act(
        &self,
        write: &Writing<'_>,
        account: &Account,
        (kind, reason): (ActKind, Option<&str>),
        told: (&NoticeKind, &str),
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let act = NewAct {
            officer: Some(self.officer),
            kind,
            number: &account.number,
            reason,
        };
        write.add_act(&act, now)?;
        self.authority.tell(write, account, told, now)
    }
}

/// A reason as it is kept: one line of 1 to 300 characters. [`AuthorityError::NoReason`] for anything else.
fn tidy(reason: &str) -> Result<&str, AuthorityError> {
    let reason = reason.trim();
    let fine = (1..=REASON_MAX).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
    fine.then_some(reason).ok_or(AuthorityError::NoReason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line() {
        assert!(matches!(tidy(" Ảnh mờ. "), Ok("Ảnh mờ.")));
        assert!(tidy(&"ữ".repeat(REASON_MAX)).is_ok());
        for wrong in ["", " \t", "Ảnh mờ.\nXin chụp lại.", &"a".repeat(REASON_MAX + 1)] {
            assert!(matches!(tidy(wrong), Err(AuthorityError::NoReason)), "{wrong}");
        }
    }
}
