use std::time::Duration;

use chrono::{DateTime, Utc};

/// Time as a parameter, so that sixty seconds can be tested in a microsecond.
pub trait Clock: Send + Sync {
    /// The wall clock. It may be set, forwards and backwards, while the program runs.
    fn now(&self) -> DateTime<Utc>;
    /// Time since an arbitrary moment; never goes back, and counts the computer's sleep. For delays and idle times
    /// inside one run.
    fn monotonic(&self) -> Duration;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: Duration,
}

impl SystemClock {
    /// The clock, its monotonic half counted from now.
    pub fn new() -> Self {
        Self { started: steady() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn monotonic(&self) -> Duration {
        steady().saturating_sub(self.started)
    }
}

/// The clock that nobody can set and that goes on while the computer sleeps. Linux has one of that name; the plain
/// one of the other systems does so already.
#[cfg(unix)]
fn steady() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    #[cfg(any(target_os = "android", target_os = "linux"))]
    const CLOCK: ClockId = ClockId::Boottime;
    #[cfg(not(any(target_os = "android", target_os = "linux")))]
    const CLOCK: ClockId = ClockId::Monotonic;

    let time = clock_gettime(CLOCK);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// The performance counter of Windows, which goes on in sleep.
#[cfg(not(unix))]
fn steady() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
    STARTED.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on() {
        let clock = SystemClock::new();
        let first = clock.monotonic();
        assert!(first < Duration::from_secs(3600), "counted from its making");
        while clock.monotonic() == first {}
        assert!(clock.monotonic() > first);
    }
}
