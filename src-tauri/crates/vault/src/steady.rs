//! Time that cannot be set: how long ago something was, whatever the wall clock says meanwhile.

use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use dinhdanh_crypto::{digest, steady};

/// A moment of one run of a clock that only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SteadyMoment {
    /// Which run: on Linux one start of the computer, elsewhere one of this program. Says nothing else.
    pub(crate) run: [u8; 16],
    /// Milliseconds since a moment of that run.
    pub(crate) millis: u64,
}

/// Where steady moments come from.
#[derive(Clone)]
pub(crate) enum SteadyClock {
    /// The computer, its sleep counted where that can be had.
    System,
    /// The wall clock, for tests that have one of their own and no other.
    #[cfg(feature = "testing")]
    Wall,
    /// Milliseconds set by hand, all of one run.
    #[cfg(feature = "testing")]
    ByHand(std::sync::Arc<std::sync::atomic::AtomicU64>),
}

impl SteadyMoment {
    /// Before any failure.
    pub(crate) const NONE: Self = Self {
        run: [0; 16],
        millis: 0,
    };

    fn of(run: [u8; 16], passed: Duration) -> Self {
        Self {
            run,
            millis: passed.as_millis().try_into().unwrap_or(u64::MAX),
        }
    }

    /// What has passed since `earlier`; `None` where that was in another run.
    pub(crate) fn since(self, earlier: Self) -> Option<Duration> {
        (self.run == earlier.run).then(|| Duration::from_millis(self.millis.saturating_sub(earlier.millis)))
    }

    /// Whether the run has gone back behind `earlier`, as it may when a virtual machine is.
    pub(crate) fn is_behind(self, earlier: Self) -> bool {
        self.run == earlier.run && self.millis < earlier.millis
    }
}

impl SteadyClock {
    #[cfg_attr(
        not(feature = "testing"),
        expect(unused_variables, reason = "only a test's clock follows the wall")
    )]
    pub(crate) fn moment(&self, wall: DateTime<Utc>) -> SteadyMoment {
        match self {
            Self::System => since_start_of_computer().unwrap_or_else(since_start_of_program),
            #[cfg(feature = "testing")]
            Self::Wall => SteadyMoment {
                run: [1; 16],
                millis: wall.timestamp_millis().try_into().unwrap_or(0),
            },
            #[cfg(feature = "testing")]
            Self::ByHand(millis) => SteadyMoment {
                run: [1; 16],
                millis: millis.load(std::sync::atomic::Ordering::SeqCst),
            },
        }
    }
}

/// On Linux a start of the computer has a name, and the clock counts from it.
fn since_start_of_computer() -> Option<SteadyMoment> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    static BOOT: OnceLock<Option<[u8; 16]>> = OnceLock::new();
    let run = (*BOOT.get_or_init(|| {
        let id = std::fs::read("/proc/sys/kernel/random/boot_id").ok()?;
        Some(run_named(&id))
    }))?;
    Some(SteadyMoment::of(run, steady::now()))
}

fn since_start_of_program() -> SteadyMoment {
    static START: OnceLock<(Duration, [u8; 16])> = OnceLock::new();
    let (start, run) = START.get_or_init(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let name = [
            now.as_nanos().to_be_bytes(),
            u128::from(std::process::id()).to_be_bytes(),
        ];
        (steady::now(), run_named(name.as_flattened()))
    });
    SteadyMoment::of(*run, steady::now().saturating_sub(*start))
}

fn run_named(name: &[u8]) -> [u8; 16] {
    let [run @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = digest::sha256(&[name]);
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_counts_forward_in_one_run() {
        for moment in [
            || SteadyClock::System.moment(DateTime::UNIX_EPOCH),
            since_start_of_program,
        ] {
            let before = moment();
            std::thread::sleep(Duration::from_millis(5));
            assert!(moment().since(before).unwrap() >= Duration::from_millis(4));
            assert_ne!(before.run, SteadyMoment::NONE.run);
        }
    }

    #[test]
    fn nothing_is_known_of_another_run() {
        let moment = SteadyClock::System.moment(DateTime::UNIX_EPOCH);
        assert_eq!(
            moment.since(SteadyMoment {
                run: [7; 16],
                millis: 0
            }),
            None
        );
    }
}
