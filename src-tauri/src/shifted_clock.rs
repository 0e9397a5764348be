//! A clock that a test of the window moves on, so that sixty seconds pass at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{Clock, SystemClock};

/// The computer's clock, and how far it has been moved, milliseconds.
#[derive(Clone, Default)]
pub(crate) struct ShiftedClock {
    clock: SystemClock,
    shift: Arc<AtomicI64>,
}

impl ShiftedClock {
    /// Moves it further: on, or back.
    pub(crate) fn shift(&self, millis: i64) {
        self.shift.fetch_add(millis, Ordering::SeqCst);
    }

    fn shifted(&self) -> i64 {
        self.shift.load(Ordering::SeqCst)
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now() + TimeDelta::milliseconds(self.shifted())
    }

    fn monotonic(&self) -> Duration {
        // Moved back, the wall clock goes back; this one never does.
        self.clock.monotonic() + Duration::from_millis(self.shifted().max(0).unsigned_abs())
    }
}
