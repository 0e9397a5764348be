//! Counting wrong passcodes: how many are left, and how long to wait.
//!
//! A delay is over when both clocks say so: the wall clock, which goes on while the computer is off, and the
//! steady one, which nobody can set forward, as far as it goes back to the failure.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::steady::SteadyMoment;

/// Wrong passcodes in a row that delete the passcode slot and the device secret.
pub(crate) const MOST_FAILURES: u8 = 10;

/// What the lock screen may say before a passcode is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockState {
    /// Wrong tries that remain before the passcode is deleted: 10 at first, 0 when it is gone.
    pub tries_left: u32,
    /// How long no try is taken; zero when one may be made.
    pub wait: Duration,
    /// Whether there is a passcode slot to open; without it only recovery is left.
    pub passcode_slot: bool,
}

impl LockState {
    /// Whether a wrong passcode was counted since the last right one.
    pub fn has_failures(&self) -> bool {
        self.tries_left < u32::from(MOST_FAILURES)
    }
}

/// Failures in a row and the time of the last, as the slots file holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempts {
    /// 0 to [`MOST_FAILURES`].
    pub(crate) failures: u8,
    /// Milliseconds since 1970; 0 when there was no failure.
    pub(crate) last_failure_ms: i64,
    /// The same by the clock that cannot be set.
    pub(crate) last_failure_steady: SteadyMoment,
}

impl Attempts {
    pub(crate) const NONE: Self = Self {
        failures: 0,
        last_failure_ms: 0,
        last_failure_steady: SteadyMoment::NONE,
    };

    /// One failure more, at `now`.
    pub(crate) fn one_more(self, now: DateTime<Utc>, steady: SteadyMoment) -> Self {
        Self {
            failures: self.failures.saturating_add(1).min(MOST_FAILURES),
            last_failure_ms: now.timestamp_millis(),
            last_failure_steady: steady,
        }
    }

    pub(crate) const fn are_used_up(self) -> bool {
        self.failures >= MOST_FAILURES
    }

    pub(crate) fn left(self) -> u32 {
        u32::from(MOST_FAILURES.saturating_sub(self.failures))
    }

    /// A clock that stands before the last failure was set back: the delay starts again from where the clocks
    /// now stand, so that turning one back gains nothing and turning it far back locks nobody out for good.
    pub(crate) fn after_clock_was_set_back(self, now: DateTime<Utc>, steady: SteadyMoment) -> Option<Self> {
        let behind =
            now.timestamp_millis() < self.last_failure_ms || steady.is_behind(self.last_failure_steady);
        (self.failures > 0 && behind).then(|| Self {
            last_failure_ms: now.timestamp_millis(),
            last_failure_steady: steady,
            ..self
        })
    }

    /// What is left of the delay after the last failure.
    pub(crate) fn wait(self, now: DateTime<Utc>, steady: SteadyMoment) -> Duration {
        let passed = now.timestamp_millis().saturating_sub(self.last_failure_ms);
        let passed = Duration::from_millis(u64::try_from(passed).unwrap_or(0));
        let surely_passed = steady.since(self.last_failure_steady);
        self.delay()
            .saturating_sub(surely_passed.map_or(passed, |sure| sure.min(passed)))
    }

    /// The delay that follows the failures so far.
    pub(crate) const fn delay(self) -> Duration {
        Duration::from_secs(match self.failures {
            0..=4 => 0,
            5 => 30,
            6 => 60,
            7 => 5 * 60,
            8 => 15 * 60,
            _ => 60 * 60,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    /// So many seconds after the failure, in one run of the clock.
    fn steady(seconds: u64) -> SteadyMoment {
        SteadyMoment {
            run: [1; 16],
            millis: (500 + seconds) * 1_000,
        }
    }

    fn after(failures: u8) -> Attempts {
        (0..failures).fold(Attempts::NONE, |attempts, _| attempts.one_more(at(0), steady(0)))
    }

    #[test]
    fn delays_start_at_the_fifth_failure() {
        let seconds: Vec<u64> = (1..=9).map(|n| after(n).delay().as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 30, 60, 300, 900, 3600]);
        assert!(!after(9).are_used_up() && after(10).are_used_up());
        assert_eq!(after(12).left(), 0);
    }

    #[test]
    fn a_delay_runs_off() {
        assert_eq!(after(5).wait(at(0), steady(0)), Duration::from_secs(30));
        assert_eq!(after(5).wait(at(29), steady(29)), Duration::from_secs(1));
        assert_eq!(after(5).wait(at(30), steady(30)), Duration::ZERO);
    }

    #[test]
    fn a_clock_set_forward_gains_nothing() {
        assert_eq!(after(9).wait(at(86_400), steady(1)), Duration::from_secs(3_599));
        assert_eq!(after(9).wait(at(86_400), steady(3_600)), Duration::ZERO);
    }

    #[test]
    fn of_another_run_only_the_wall_clock_tells() {
        let restarted = SteadyMoment {
            run: [2; 16],
            millis: 0,
        };
        assert_eq!(after(5).wait(at(29), restarted), Duration::from_secs(1));
        assert_eq!(after(5).wait(at(30), restarted), Duration::ZERO);
    }

    #[test]
    fn a_clock_set_back_starts_the_delay_again() {
        let back = after(5)
            .after_clock_was_set_back(at(-86_400), steady(20))
            .unwrap();
        assert_eq!(back.wait(at(-86_400), steady(20)), Duration::from_secs(30));
        assert_eq!(back.wait(at(-86_370), steady(50)), Duration::ZERO);
        assert_eq!(after(5).after_clock_was_set_back(at(0), steady(0)), None);
        assert_eq!(
            Attempts::NONE
                .after_clock_was_set_back(DateTime::UNIX_EPOCH - chrono::TimeDelta::days(1), steady(0)),
            None
        );
    }
}
