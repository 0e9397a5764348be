//! Whole stories across the crates, without a window: wallets of several profiles, the practice authority they
//! share, and a clock that is set by hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what goes wrong in a test's own helpers fails the test"
)]

mod activation;
mod any_order;
mod challenge;
mod change;
mod check;
mod check_text;
mod code;
mod drawing;
mod history;
mod keystore;
mod kill;
mod kill_newcomer;
mod kill_papers;
mod kill_recovery;
mod level_one;
mod lock;
mod lost_answers;
mod new_device;
mod notices;
mod office;
mod papers;
mod processes;
mod receipts;
mod recovery;
mod registration;
mod reset;
mod secrecy;
mod sign_in;
mod stage;
mod trust_file;
mod whole_way;
