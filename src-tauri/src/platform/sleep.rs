//! Whether the computer has slept, found by comparing clocks: no system service is asked.

use std::time::Duration;

/// A difference between the clocks that is no rounding and no leap second.
const NOTICEABLE: Duration = Duration::from_secs(2);

/// Where no clock stands still in sleep: as long as may pass between two looks with the computer awake and busy.
const MOST_BETWEEN_LOOKS: Duration = Duration::from_secs(10);

/// Watches for sleep; asked about once a second.
pub(crate) struct SleepWatch {
    last: Look,
}

/// What the clocks say at one moment.
#[derive(Clone, Copy)]
struct Look {
    /// By a clock that goes on in sleep.
    all: Duration,
    /// By one that stands still in sleep, where there is one.
    awake: Option<Duration>,
}

impl SleepWatch {
    /// Sleep before now does not count.
    pub(crate) fn new() -> Self {
        Self { last: look() }
    }

    /// Whether the computer has slept since it was asked last.
    pub(crate) fn has_slept(&mut self) -> bool {
        self.saw(look())
    }

    fn saw(&mut self, now: Look) -> bool {
        let last = std::mem::replace(&mut self.last, now);
        let awake = match (now.awake, last.awake) {
            (Some(now), Some(last)) => now.saturating_sub(last),
            _ => MOST_BETWEEN_LOOKS,
        };
        now.all.saturating_sub(last.all).saturating_sub(awake) >= NOTICEABLE
    }
}

/// Rust's `Instant` stands still in sleep on both. The branch for macOS was neither compiled nor tried.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn look() -> Look {
    use std::sync::LazyLock;
    use std::time::Instant;

    use dinhdanh_crypto::steady;

    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
    Look {
        awake: Some(STARTED.elapsed()),
        all: steady::now(),
    }
}

/// Windows and the rest: whether `Instant` stands still there no manual says, so the wall clock is looked at alone.
/// Setting it forward locks the app: safe. Neither compiled nor tried.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn look() -> Look {
    use std::time::{SystemTime, UNIX_EPOCH};

    Look {
        awake: None,
        all: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(all: u64, awake: Option<u64>) -> Look {
        Look {
            all: Duration::from_secs(all),
            awake: awake.map(Duration::from_secs),
        }
    }

    #[test]
    fn sleep_is_noticed_once() {
        let mut watch = SleepWatch {
            last: at(150, Some(50)),
        };
        assert!(!watch.saw(at(151, Some(51))));
        assert!(!watch.saw(at(191, Some(91))), "a busy computer is awake");
        assert!(watch.saw(at(251, Some(92))));
        assert!(!watch.saw(at(252, Some(93))));
    }

    #[test]
    fn where_no_clock_stands_still_a_long_absence_is_sleep() {
        let mut watch = SleepWatch { last: at(100, None) };
        assert!(!watch.saw(at(101, None)));
        assert!(!watch.saw(at(112, None)), "a busy computer is awake");
        assert!(watch.saw(at(124, None)));
        assert!(!watch.saw(at(125, None)));
        assert!(!watch.saw(at(90, None)), "the clock was set back");
    }

    #[test]
    fn nobody_has_slept_who_has_just_looked() {
        assert!(!SleepWatch::new().has_slept());
    }
}
