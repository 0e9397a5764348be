use std::time::Duration;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::steady;

/// Time as a parameter, so that sixty seconds can be tested in a microsecond.
pub trait Clock: Send + Sync {
    /// The wall clock. It may be set, forwards and backwards, while the program runs.
    fn now(&self) -> DateTime<Utc>;
    /// Time since an arbitrary moment; never goes back, and counts the computer's sleep where
    /// that can be had. For delays and idle times
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
        Self {
            started: steady::now(),
        }
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
        steady::now().saturating_sub(self.started)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on() {
        let clock = SystemClock::new();
        let first = clock.monotonic();
        assert!(first < Duration::from_secs(3600), "counted from its making");
        std::thread::sleep(Duration::from_millis(5));
        assert!(clock.monotonic() >= first + Duration::from_millis(4));
    }
}
