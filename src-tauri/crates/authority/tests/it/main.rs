//! The practice authority from outside: through [`dinhdanh_protocol::AuthorityApi`], its picker and its drawer.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what goes wrong in a test's own helpers fails the test"
)]

mod activation;
mod change;
mod completion;
mod desk;
mod failure;
mod level_one;
mod limits;
mod neutral;
mod new_device;
mod notices;
mod one_time_code;
mod papers;
mod picker;
mod place;
mod recovery;
mod registration;
mod renewal;
mod reset;
mod sharing;
mod sign_in;
mod trust;
