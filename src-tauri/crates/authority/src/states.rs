//! The states through which an account, its status and a one-time code go. What may follow what is said here and
//! nowhere else; the crate's page draws it from these functions.

use chrono::{DateTime, Utc};
use dinhdanh_protocol::{AccountLevel, AccountStatus, OtpCode};

use crate::tables::account::Account;
use crate::tables::one_time_code::SentCode;

/// How far an account has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Mức 0; unless its time is put off, it is deleted.
    App,
    /// Mức 0, its file for level 1 waits.
    Waiting,
    /// Mức 1.
    One,
    /// Mức 2.
    Two,
}

/// What moves an account on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StageEvent {
    /// Its holder sends a file for level 1.
    FileSent,
    /// The desk returns the file.
    FileReturned,
    /// The desk approves the file.
    FileApproved,
    /// The desk sets the level.
    LevelSet(AccountLevel),
}

impl Stage {
    pub(crate) const fn of(account: &Account) -> Self {
        match (account.level, account.awaiting_approval) {
            (AccountLevel::App, false) => Self::App,
            (AccountLevel::App, true) => Self::Waiting,
            (AccountLevel::One, _) => Self::One,
            (AccountLevel::Two, _) => Self::Two,
        }
    }

    /// Where the event leads to; none where it cannot come.
    pub(crate) const fn after(self, event: StageEvent) -> Option<Self> {
        match (self, event) {
            (Self::App, StageEvent::FileSent) => Some(Self::Waiting),
            (Self::Waiting, StageEvent::FileReturned) => Some(Self::App),
            (Self::Waiting, StageEvent::FileApproved) => Some(Self::One),
            // Its level is that already, and the file waits on.
            (Self::Waiting, StageEvent::LevelSet(AccountLevel::App)) => Some(Self::Waiting),
            // Nobody is identified without a file.
            (Self::App | Self::Waiting, StageEvent::LevelSet(AccountLevel::One | AccountLevel::Two)) => None,
            (_, StageEvent::LevelSet(AccountLevel::App)) => Some(Self::App),
            (_, StageEvent::LevelSet(AccountLevel::One)) => Some(Self::One),
            (_, StageEvent::LevelSet(AccountLevel::Two)) => Some(Self::Two),
            (_, StageEvent::FileSent | StageEvent::FileReturned | StageEvent::FileApproved) => None,
        }
    }

    /// Whether it may be activated: a file that waits is an app account's still.
    pub(crate) const fn is_identified(self) -> bool {
        matches!(self, Self::One | Self::Two)
    }
}

/// What changes an account's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusEvent {
    /// The desk locks it.
    Locked,
    /// The holder of a device says that somebody else is after its place.
    Disputed,
    /// The desk unlocks it.
    Unlocked,
    /// The desk withdraws it.
    Withdrawn,
}

/// Where the event leads to; none where it cannot come: withdrawn is for good.
pub(crate) const fn status_after(status: AccountStatus, event: StatusEvent) -> Option<AccountStatus> {
    match (status, event) {
        (AccountStatus::Revoked, StatusEvent::Withdrawn) => Some(AccountStatus::Revoked),
        (AccountStatus::Revoked, _) => None,
        (_, StatusEvent::Locked | StatusEvent::Disputed) => Some(AccountStatus::Suspended),
        (_, StatusEvent::Unlocked) => Some(AccountStatus::Active),
        (_, StatusEvent::Withdrawn) => Some(AccountStatus::Revoked),
    }
}

/// A journey's one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeState {
    /// None was sent.
    Unsent,
    /// It may be given.
    Sent,
    /// All its tries were used.
    Spent,
    /// It is too old.
    Expired,
    /// It was given: the journey goes on.
    Given,
}

/// What happens to a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeEvent {
    /// Another is sent.
    SentAnew,
    /// The right one is given.
    Right,
    /// A wrong one is given, and tries are left.
    Wrong,
    /// A wrong one is given, by the last try.
    LastWrong,
    /// Three minutes pass.
    TimeUp,
}

impl CodeState {
    pub(crate) fn of(sent: Option<&SentCode>, now: DateTime<Utc>) -> Self {
        let Some(sent) = sent else {
            return Self::Unsent;
        };
        let state = match (sent.confirmed, sent.tries_left) {
            (true, _) => Self::Given,
            (false, 0) => Self::Spent,
            (false, _) => Self::Sent,
        };
        let time_is_up = now >= sent.at + OtpCode::LIFE;
        let later = state.after(CodeEvent::TimeUp).filter(|_| time_is_up);
        later.unwrap_or(state)
    }

    /// Where the event leads to; none where it cannot come.
    pub(crate) const fn after(self, event: CodeEvent) -> Option<Self> {
        match (self, event) {
            // The right one again is a lost answer asked for again.
            (Self::Given, CodeEvent::Right) => Some(Self::Given),
            (Self::Given, _) => None,
            (_, CodeEvent::SentAnew) => Some(Self::Sent),
            (Self::Sent, CodeEvent::Right) => Some(Self::Given),
            (Self::Sent, CodeEvent::Wrong) => Some(Self::Sent),
            (Self::Sent, CodeEvent::LastWrong) => Some(Self::Spent),
            (Self::Sent | Self::Spent, CodeEvent::TimeUp) => Some(Self::Expired),
            (Self::Unsent | Self::Spent | Self::Expired, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    /// One line for every event that leads from one state to another.
    fn drawn<S: Copy + Debug + PartialEq, E: Copy + Debug>(
        states: &[S],
        events: &[E],
        after: impl Fn(S, E) -> Option<S>,
    ) -> Vec<String> {
        let steps = states
            .iter()
            .flat_map(|state| events.iter().map(move |event| (*state, *event)));
        steps
            .filter_map(|(state, event)| {
                let next = after(state, event).filter(|next| *next != state)?;
                Some(format!("{state:?} ── {event:?} ──▶ {next:?}"))
            })
            .collect()
    }

    #[test]
    fn the_crate_s_page_draws_what_runs() {
        use AccountLevel::{App, One, Two};
        use StageEvent::{FileApproved, FileReturned, FileSent, LevelSet};
        let stages = drawn(
            &[Stage::App, Stage::Waiting, Stage::One, Stage::Two],
            &[
                FileSent,
                FileReturned,
                FileApproved,
                LevelSet(App),
                LevelSet(One),
                LevelSet(Two),
            ],
            Stage::after,
        );
        let statuses = drawn(
            &[
                AccountStatus::Active,
                AccountStatus::Suspended,
                AccountStatus::Revoked,
            ],
            &[
                StatusEvent::Locked,
                StatusEvent::Disputed,
                StatusEvent::Unlocked,
                StatusEvent::Withdrawn,
            ],
            status_after,
        );
        let codes = drawn(
            &[
                CodeState::Unsent,
                CodeState::Sent,
                CodeState::Spent,
                CodeState::Expired,
                CodeState::Given,
            ],
            &[
                CodeEvent::SentAnew,
                CodeEvent::Right,
                CodeEvent::Wrong,
                CodeEvent::LastWrong,
                CodeEvent::TimeUp,
            ],
            CodeState::after,
        );
        let page: Vec<&str> = include_str!("lib.rs")
            .lines()
            .filter_map(|line| line.strip_prefix("//! "))
            .filter(|line| line.contains("──▶"))
            .collect();
        assert_eq!(page, [stages, statuses, codes].concat());
    }
}
