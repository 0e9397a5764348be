//! Time that nobody can set. It lies here, below all that count by it.

use std::time::Duration;

/// Time since an arbitrary moment, the same for one run of the program; never goes back.
///
/// | system | clock | the computer's sleep |
/// |---|---|---|
/// | Linux, Android | `CLOCK_BOOTTIME`, from the computer's start | counted |
/// | macOS | `CLOCK_MONOTONIC` | counted, by its manual |
/// | other Unix | `CLOCK_MONOTONIC` | as the system has it |
/// | Windows | the performance counter, from the first call | believed to be counted; no manual promises it |
///
/// The first is tried by the tests of this project. The others were written by their manuals, neither compiled nor
/// run.
#[cfg(unix)]
pub fn now() -> Duration {
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

/// Time since the first call; never goes back. The table stands at this function's form for Unix.
#[cfg(not(unix))]
pub fn now() -> Duration {
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
        let first = now();
        std::thread::sleep(Duration::from_millis(5));
        assert!(now() >= first + Duration::from_millis(4));
    }
}
