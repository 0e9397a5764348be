//! When the app locks by itself.

use std::time::Duration;

use crate::preferences::Preferences;

/// Decides, about once a second, whether to lock.
pub(crate) struct AutoLock {
    /// When somebody was there last, by the clock that never goes back.
    active_at: Duration,
    /// The window was hidden, or the computer slept, while locking had to wait.
    owed: bool,
    hidden: bool,
}

/// What is seen at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// By the clock that never goes back.
    pub(crate) at: Duration,
    /// A code shows: locking waits.
    pub(crate) keeps_awake: bool,
    /// The window is minimised or hidden.
    pub(crate) hidden: bool,
    /// The computer has slept since the moment before.
    pub(crate) slept: bool,
}

impl AutoLock {
    /// Somebody was there at `at`.
    pub(crate) const fn new(at: Duration) -> Self {
        Self {
            active_at: at,
            owed: false,
            hidden: false,
        }
    }

    /// Somebody is there.
    pub(crate) fn touch(&mut self, at: Duration) {
        self.active_at = self.active_at.max(at);
    }

    /// The app was opened with the passcode: nothing is owed from before.
    pub(crate) fn unlocked(&mut self, at: Duration) {
        self.touch(at);
        self.owed = false;
    }

    /// Whether to lock now. An answer of yes is not repeated for the same cause.
    pub(crate) fn is_due(&mut self, moment: Moment, preferences: &Preferences) -> bool {
        let was_hidden = std::mem::replace(&mut self.hidden, moment.hidden);
        let has_hidden = moment.hidden && !was_hidden;
        self.owed |=
            (has_hidden && preferences.lock_when_hidden) || (moment.slept && preferences.lock_on_sleep);
        if moment.keeps_awake {
            self.touch(moment.at);
            return false;
        }
        let idle = moment.at.saturating_sub(self.active_at) >= preferences.auto_lock;
        let due = self.owed || idle;
        if due {
            self.owed = false;
            self.active_at = moment.at;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static PREFERENCES: LazyLock<Preferences> = LazyLock::new(|| Preferences {
        auto_lock: Duration::from_mins(1),
        lock_when_hidden: true,
        ..Preferences::AT_FIRST
    });

    fn at(seconds: u64) -> Moment {
        Moment {
            at: Duration::from_secs(seconds),
            keeps_awake: false,
            hidden: false,
            slept: false,
        }
    }

    #[test]
    fn it_locks_when_nobody_is_there_and_only_once() {
        let mut lock = AutoLock::new(Duration::ZERO);
        assert!(!lock.is_due(at(59), &PREFERENCES));
        lock.touch(Duration::from_secs(59));
        assert!(!lock.is_due(at(118), &PREFERENCES));
        assert!(lock.is_due(at(119), &PREFERENCES));
        assert!(!lock.is_due(at(120), &PREFERENCES));
    }

    #[test]
    fn it_waits_for_a_code_and_then_for_the_idle_time() {
        let mut lock = AutoLock::new(Duration::ZERO);
        let showing = Moment {
            keeps_awake: true,
            ..at(300)
        };
        assert!(!lock.is_due(showing, &PREFERENCES));
        assert!(!lock.is_due(at(301), &PREFERENCES));
        assert!(lock.is_due(at(360), &PREFERENCES));
    }

    #[test]
    fn hiding_and_sleeping_lock_at_once_or_when_the_code_is_over() {
        let mut lock = AutoLock::new(Duration::ZERO);
        let hidden = Moment {
            hidden: true,
            ..at(1)
        };
        assert!(lock.is_due(hidden, &PREFERENCES));
        assert!(!lock.is_due(hidden, &PREFERENCES), "locked already");
        let slept = Moment {
            slept: true,
            keeps_awake: true,
            ..at(2)
        };
        assert!(!lock.is_due(slept, &PREFERENCES));
        assert!(lock.is_due(at(3), &PREFERENCES));
    }

    #[test]
    fn hiding_and_sleeping_are_a_matter_of_preference() {
        let lax = Preferences {
            lock_when_hidden: false,
            lock_on_sleep: false,
            ..PREFERENCES.clone()
        };
        let mut lock = AutoLock::new(Duration::ZERO);
        let moment = Moment {
            hidden: true,
            slept: true,
            ..at(1)
        };
        assert!(!lock.is_due(moment, &lax));
    }
}
