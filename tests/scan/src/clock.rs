//! The processor's time, which other programs on the machine do not lengthen.

/// Milliseconds that this thread has had of a processor.
#[cfg(unix)]
pub(crate) fn thread_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Milliseconds since the first call: the nearest there is here without unsafe code.
#[cfg(not(unix))]
pub(crate) fn thread_ms() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
}
