//! One folder a table: its definition, and what is asked of it.
//!
//! The SQL in the code is what SQLite and PostgreSQL both take; the definitions are SQLite's. Moments are
//! integer milliseconds since 1970. A migration, once released, never changes: the next one gets the next number.

pub(crate) mod access;
pub(crate) mod account;
pub(crate) mod act;
pub(crate) mod age;
pub(crate) mod attempt;
pub(crate) mod bundle;
pub(crate) mod change;
pub(crate) mod claim;
pub(crate) mod credential;
pub(crate) mod device;
pub(crate) mod file;
pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod one_time_code;
pub(crate) mod paper;
pub(crate) mod password_reset;
pub(crate) mod phone_change;
pub(crate) mod recovery;
pub(crate) mod registration;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod share;
pub(crate) mod take_over;
pub(crate) mod wrong_answer;
pub(crate) mod wrong_password;

/// All migrations, in the order of their numbers.
pub(crate) const MIGRATIONS: [(&str, &str); 29] = [
    setting::V1,
    account::V2,
    device::V3,
    session::V4,
    credential::V5,
    message::V6,
    bundle::V7,
    age::V8,
    one_time_code::V9,
    message::V10,
    attempt::V11,
    registration::V12,
    access::V13,
    wrong_password::V14,
    password_reset::V15,
    file::V16,
    act::V17,
    notice::V18,
    share::V19,
    recovery::V20,
    wrong_answer::V21,
    take_over::V22,
    claim::V23,
    change::V24,
    phone_change::V25,
    file::V26,
    claim::V27,
    share::V28,
    paper::V29,
];

#[cfg(test)]
mod roll_forward;
