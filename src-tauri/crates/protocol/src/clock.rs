use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

/// Time as a parameter, so that sixty seconds can be tested in a microsecond.
pub trait Clock: Send + Sync {
    /// The wall clock. It may be set, forwards and backwards, while the program runs.
    fn now(&self) -> DateTime<Utc>;
    /// Time since an arbitrary moment; never goes back. For delays and idle times inside one run.
    fn monotonic(&self) -> Duration;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// The clock, its monotonic half counted from now.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
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
        self.started.elapsed()
    }
}
