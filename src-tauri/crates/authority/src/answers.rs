//! Security answers: compared at one cost, right or wrong, and the wrong ones counted by account in whichever journey
//! they are given.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::digest::same;
use dinhdanh_protocol::{CitizenNumber, NoticeKind, Refusal, SecurityAnswer};

use crate::hashing::SaltedAnswers;
use crate::sign_in::holds;
use crate::store::{Reading, Writing};
use crate::{Authority, AuthorityError, sms};

/// Wrong pairs until an account's answers are no longer taken.
const TRIES: u8 = 5;
/// For how long then.
const LOCK: TimeDelta = TimeDelta::days(1);

/// What wrong answers have brought on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrongAnswers {
    /// How many more until the lock.
    pub(crate) tries_left: u8,
    /// When the last lock ends.
    pub(crate) locked_until: Option<DateTime<Utc>>,
    /// When the last wrong ones came.
    pub(crate) at: DateTime<Utc>,
}

impl WrongAnswers {
    fn one_more(before: Option<Self>, now: DateTime<Utc>) -> Self {
        match before.map_or(TRIES, |before| before.tries_left) {
            0 | 1 => Self {
                tries_left: TRIES,
                locked_until: Some(now + LOCK),
                at: now,
            },
            tries => Self {
                tries_left: tries - 1,
                locked_until: None,
                at: now,
            },
        }
    }

    /// When the lock ends, while there is one.
    fn lock(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.locked_until
            .filter(|until| holds(self.at, *until, LOCK, now))
    }

    const fn told(&self) -> Refusal {
        match self.locked_until {
            Some(until) => Refusal::AnswersLocked { until },
            None => Refusal::AnswersWrong {
                tries_left: self.tries_left,
            },
        }
    }
}

/// When the account's answers are taken again; none while they are.
pub(crate) fn answers_locked(
    read: &Reading<'_>,
    account: &CitizenNumber,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, AuthorityError> {
    Ok(read.wrong_answers(account)?.and_then(|wrong| wrong.lock(now)))
}

/// Refused with [`Refusal::AnswersLocked`] while the account's answers are not taken.
pub(crate) fn refuse_locked_answers(
    read: &Reading<'_>,
    account: &CitizenNumber,
    now: DateTime<Utc>,
) -> Result<(), AuthorityError> {
    match answers_locked(read, account, now)? {
        Some(until) => Err(Refusal::AnswersLocked { until }.into()),
        None => Ok(()),
    }
}

impl Authority {
    /// The answers hashed as the account's are kept: before the transaction in which they are judged.
    pub(crate) fn hash_given(
        &self,
        account: &CitizenNumber,
        given: &[SecurityAnswer; 2],
    ) -> Result<SaltedAnswers, AuthorityError> {
        let kept = self.store.read(|read| read.account_answers(account))?;
        Ok(self.given_answers(account, kept.as_ref(), given)?)
    }

    /// Whether these are the account's answers. A refusal is an outcome, not an error: the try that it cost must be
    /// committed.
    pub(crate) fn judge_answers(
        &self,
        write: &Writing<'_>,
        account: &CitizenNumber,
        given: &SaltedAnswers,
        now: DateTime<Utc>,
    ) -> Result<Result<(), Refusal>, AuthorityError> {
        refuse_locked_answers(write, account, now)?;
        // Answers that were set anew while these were hashed are others.
        let right = write.account_answers(account)?.is_some_and(|kept| {
            same(&kept.hash.salt, &given.hash.salt)
                && same(&kept.hash.hash, &given.hash.hash)
                && kept.questions == given.questions
        });
        if right {
            write.forgive_wrong_answers(account)?;
            return Ok(Ok(()));
        }
        let wrong = WrongAnswers::one_more(write.wrong_answers(account)?, now);
        write.put_wrong_answers(account, &wrong)?;
        if wrong.locked_until.is_some() {
            let holder = write.account(account)?.ok_or(AuthorityError::UnknownAccount)?;
            let text = sms::answers_locked(&self.parts);
            self.tell(write, &holder, (&NoticeKind::AnswersLocked, &text), now)?;
        }
        Ok(Err(wrong.told()))
    }
}
