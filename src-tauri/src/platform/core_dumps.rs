/// Keeps the memory of this process and of all that it starts (the webview's processes too, where a passcode is
/// typed) out of core dumps.
///
/// A limit of one byte, not of none: the kernel hands a core to a crash reporter whatever its size, except under
/// this very limit, and refuses to write so short a file. The process stays "dumpable" all the same, since a
/// desktop's portals (dark mode, cameras) turn away who is not.
#[cfg(unix)]
pub(crate) fn turn_off() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Core).maximum.map_or(1, |most| most.min(1));
    let limit = Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    if setrlimit(Resource::Core, limit).is_err() {
        // Before there is a log; the next best place.
        eprintln!("vi-dinh-danh: core dumps could not be turned off");
    }
}

/// Windows keeps dumps only where somebody has set it up for this program.
#[cfg(not(unix))]
pub(crate) const fn turn_off() {}
