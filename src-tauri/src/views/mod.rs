//! What the window sees: types of their own, never the wallet's. `cargo test -p dinhdanh export_bindings` writes
//! them as TypeScript into ui/src/lib/ipc/generated.
//!
//! Times are milliseconds; what ends in `Ms` is a length that was true when it was sent.

pub(crate) mod activation;
pub(crate) mod card_form;
pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod code;
pub(crate) mod history;
pub(crate) mod journey;
pub(crate) mod level_one;
pub(crate) mod new_device;
pub(crate) mod notice;
pub(crate) mod office;
pub(crate) mod otp;
pub(crate) mod paper;
pub(crate) mod paper_check;
pub(crate) mod paper_field;
pub(crate) mod paper_kind;
pub(crate) mod person;
#[cfg(feature = "practice")]
pub(crate) mod persona;
pub(crate) mod picture;
pub(crate) mod preferences;
pub(crate) mod printing;
pub(crate) mod receipt;
pub(crate) mod recovery;
pub(crate) mod refusal;
pub(crate) mod screen;
pub(crate) mod shell;
pub(crate) mod showing;
pub(crate) mod sign_in;
pub(crate) mod state;
pub(crate) mod trust;
pub(crate) mod wallet_paper;
pub(crate) mod who;

use std::time::Duration;

use chrono::NaiveDate;

/// Whole milliseconds.
pub(crate) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A calendar day as `yyyy-mm-dd`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}
