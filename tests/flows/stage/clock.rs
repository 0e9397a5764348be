use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use dinhdanh_protocol::Clock;

/// 1 December 2026, 09:00 in Hà Nội, in milliseconds.
pub(crate) const MORNING: i64 = 1_796_090_400_000;

/// A clock that is set by hand: the wall and the time that has passed, apart.
pub(crate) struct FakeClock {
    wall: AtomicI64,
    passed: AtomicU64,
}

impl FakeClock {
    pub(crate) const fn at(wall: i64) -> Self {
        Self {
            wall: AtomicI64::new(wall),
            passed: AtomicU64::new(1_000_000),
        }
    }

    /// Time passes: both halves go on.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap();
        self.passed.fetch_add(millis, Ordering::SeqCst);
        self.set(i64::try_from(millis).unwrap());
    }

    pub(crate) fn pass_days(&self, days: u64) {
        self.pass(Duration::from_secs(days * 86_400));
    }

    /// Somebody sets the wall clock: no time has passed.
    pub(crate) fn set(&self, by_millis: i64) {
        self.wall.fetch_add(by_millis, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.wall.load(Ordering::SeqCst)).unwrap()
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(self.passed.load(Ordering::SeqCst))
    }
}
