//! Whether the computer has slept, found by comparing two clocks: no system service is asked.

use std::time::Duration;

/// A difference between the clocks that is no rounding and no leap second.
const NOTICEABLE: Duration = Duration::from_secs(2);

/// Watches for sleep; asked about once a second.
pub(crate) struct SleepWatch {
    asleep: Duration,
}

impl SleepWatch {
    /// Sleep before now does not count.
    pub(crate) fn new() -> Self {
        Self {
            asleep: time_asleep(),
        }
    }

    /// Whether the computer has slept since it was asked last.
    pub(crate) fn has_slept(&mut self) -> bool {
        self.saw(time_asleep())
    }

    fn saw(&mut self, asleep: Duration) -> bool {
        let slept = asleep.saturating_sub(self.asleep) >= NOTICEABLE;
        self.asleep = asleep;
        slept
    }
}

/// How long the computer has slept since it was started: one clock counts that, the other does not.
#[cfg(target_os = "linux")]
fn time_asleep() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    let read = |clock| {
        let time = clock_gettime(clock);
        Duration::new(
            u64::try_from(time.tv_sec).unwrap_or_default(),
            u32::try_from(time.tv_nsec).unwrap_or_default(),
        )
    };
    read(ClockId::Boottime).saturating_sub(read(ClockId::Monotonic))
}

/// Elsewhere the wall clock stands in for the one that counts sleep. Setting it forward locks the app: safe.
#[cfg(not(target_os = "linux"))]
fn time_asleep() -> Duration {
    use std::sync::LazyLock;
    use std::time::{Instant, SystemTime};

    static STARTED: LazyLock<(SystemTime, Instant)> = LazyLock::new(|| (SystemTime::now(), Instant::now()));
    let (wall, monotonic) = *STARTED;
    wall.elapsed()
        .unwrap_or_default()
        .saturating_sub(monotonic.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_is_noticed_once() {
        let seconds = Duration::from_secs;
        let mut watch = SleepWatch { asleep: seconds(100) };
        assert!(!watch.saw(seconds(101)));
        assert!(watch.saw(seconds(160)));
        assert!(!watch.saw(seconds(160)));
    }
}
