use tauri::{State, command};

use crate::shifted_clock::ShiftedClock;

/// Moves the clock on, or back, by so many milliseconds.
#[command]
pub(crate) fn testing_shift_clock(clock: State<'_, ShiftedClock>, ms: i64) {
    clock.shift(ms);
}
