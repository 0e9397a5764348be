use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::Refusal;

/// Wrong passwords until sign-in with a number is locked.
const TRIES: u8 = 5;
/// How long the first lock lasts; each that follows, twice as long as the one before.
const FIRST_LOCK: TimeDelta = TimeDelta::minutes(15);
/// How long a lock lasts at most.
const LONGEST_LOCK: TimeDelta = TimeDelta::days(1);

/// What wrong passwords have brought on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrongPasswords {
    /// How many more until the next lock.
    pub(crate) tries_left: u8,
    /// How many locks there were, one after another, with no right password between.
    pub(crate) locks: u8,
    /// When the last lock ends.
    pub(crate) locked_until: Option<DateTime<Utc>>,
    /// When the last wrong one came.
    pub(crate) at: DateTime<Utc>,
}

impl WrongPasswords {
    /// One more.
    pub(crate) fn one_more(before: Option<Self>, now: DateTime<Utc>) -> Self {
        let (tries_left, locks) = before.map_or((TRIES, 0), |before| (before.tries_left, before.locks));
        let tries_left = tries_left.saturating_sub(1);
        if tries_left > 0 {
            return Self {
                tries_left,
                locks,
                locked_until: None,
                at: now,
            };
        }
        Self {
            tries_left: TRIES,
            locks: locks.saturating_add(1),
            locked_until: Some(now + lock_after(locks)),
            at: now,
        }
    }

    /// When the lock ends, while there is one.
    pub(crate) fn lock(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.locked_until
            .filter(|until| holds(self.at, *until, LONGEST_LOCK, now))
    }

    /// What who typed the last wrong one is told.
    pub(crate) fn told(&self) -> Refusal {
        match self.locked_until {
            Some(until) => Refusal::SignInLocked { until },
            None => Refusal::SignInWrong {
                tries_left: self.tries_left,
            },
        }
    }
}

/// Whether a lock that was set `at` holds now, where none is longer than `longest`. One from farther ahead was set while
/// the clock was wrong: no reason to wait for it. A clock that is set right by less ends no lock.
pub(crate) fn holds(at: DateTime<Utc>, until: DateTime<Utc>, longest: TimeDelta, now: DateTime<Utc>) -> bool {
    now < until && at <= now + longest
}

/// How long the lock after so many others lasts.
fn lock_after(locks: u8) -> TimeDelta {
    let doubled = (0..locks).try_fold(FIRST_LOCK, |lock, _| (lock < LONGEST_LOCK).then(|| lock * 2));
    doubled.unwrap_or(LONGEST_LOCK).min(LONGEST_LOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_double_up_to_a_day() {
        let minutes: Vec<i64> = (0..9).map(|locks| lock_after(locks).num_minutes()).collect();
        assert_eq!(minutes, [15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
        assert_eq!(lock_after(u8::MAX), LONGEST_LOCK);
    }

    #[test]
    fn the_fifth_wrong_one_locks_and_tries_begin_anew() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut wrong = None;
        for tries_left in [4, 3, 2, 1] {
            let one_more = WrongPasswords::one_more(wrong, now);
            assert_eq!(one_more.told(), Refusal::SignInWrong { tries_left });
            assert_eq!(one_more.lock(now), None);
            wrong = Some(one_more);
        }
        let locked = WrongPasswords::one_more(wrong, now);
        let until = now + FIRST_LOCK;
        assert_eq!(locked.told(), Refusal::SignInLocked { until });
        assert_eq!(locked.lock(until - TimeDelta::milliseconds(1)), Some(until));
        assert_eq!(locked.lock(until), None);
        assert_eq!(locked.lock(now - TimeDelta::milliseconds(1)), Some(until));
        assert_eq!(locked.lock(now - LONGEST_LOCK), Some(until));
        assert_eq!(locked.lock(now - LONGEST_LOCK - TimeDelta::milliseconds(1)), None);
        let after = WrongPasswords::one_more(Some(locked), until);
        assert_eq!(after.told(), Refusal::SignInWrong { tries_left: 4 });
        assert_eq!(after.locks, 1);
    }
}
