//! The identity authority: who vouches for a wallet.
//!
//! [`Authority`] implements [`AuthorityApi`](dinhdanh_protocol::AuthorityApi) on one SQLite file that any
//! number of processes share; practice mode opens it with a made-up population and public keys.
//!
//! | room | what is in it |
//! |---|---|
//! | `activation` | number and phone, password, completion: one file a step |
//! | `registration` | number and phone, the card's form, the app account: one file a step |
//! | `sign_in` | number and password, the lock after wrong ones, access while it is used |
//! | `level_one` | the file for level 1 |
//! | `reset` | number and phone, a new password |
//! | `recovery` | the authority's share of a vault's recovery slot, given out and renewed; other questions |
//! | `answers` | security answers compared, and wrong ones counted |
//! | `journey`, `one_time_code` | what journeys have in common, and the code that guards each |
//! | `limits`, `past` | how often something may be asked for, and what time undoes |
//! | `issuance`, `renewal` | credentials in views A, B, C, and fresh ones |
//! | `trust` | the signed bundle of keys and status lists |
//! | `new_device` | taking over from the bound device, losing it, disputing that |
//! | `change` | password, e-mail, phone number |
//! | `notices`, `device_proof` | what a holder is told, and how a device proves itself |
//! | `states` | what may follow what |
//! | `desk` | what officers do with files and accounts, and the log of it |
//! | `register` | the population register, as the authority asks it |
//! | `store`, `tables` | the database: one way to say SQL, one folder a table |
//! | `practice`, `population` | practice mode (feature `practice`) |
//!
//! How an account comes along (`states` runs it, and a test compares):
//!
//! ```text
//! App ── FileSent ──▶ Waiting
//! Waiting ── FileReturned ──▶ App
//! Waiting ── FileApproved ──▶ One
//! One ── LevelSet(App) ──▶ App
//! One ── LevelSet(Two) ──▶ Two
//! Two ── LevelSet(App) ──▶ App
//! Two ── LevelSet(One) ──▶ One
//! ```
//!
//! Its status:
//!
//! ```text
//! Active ── Locked ──▶ Suspended
//! Active ── Disputed ──▶ Suspended
//! Active ── Withdrawn ──▶ Revoked
//! Suspended ── Unlocked ──▶ Active
//! Suspended ── Withdrawn ──▶ Revoked
//! ```
//!
//! And the one-time code of every journey:
//!
//! ```text
//! Unsent ── SentAnew ──▶ Sent
//! Sent ── Right ──▶ Given
//! Sent ── LastWrong ──▶ Spent
//! Sent ── TimeUp ──▶ Expired
//! Spent ── SentAnew ──▶ Sent
//! Spent ── TimeUp ──▶ Expired
//! Expired ── SentAnew ──▶ Sent
//! ```
//!
//! Every write is one transaction with what it depends on read inside, and repeating it changes nothing more.
//! What costs time (Argon2id) or asks the register is done before a transaction begins.

mod activation;
mod answers;
mod authority;
mod change;
mod desk;
mod device_proof;
mod error;
mod hashing;
mod issuance;
mod journey;
mod level_one;
mod limits;
mod new_device;
mod notices;
mod one_time_code;
mod papers;
mod past;
#[cfg(feature = "practice")]
pub mod population;
#[cfg(feature = "practice")]
pub mod practice;
mod recovery;
mod register;
mod registration;
mod renewal;
mod reset;
mod sign_in;
mod sms;
mod states;
mod store;
mod tables;
#[cfg(test)]
mod tally;
mod trust;

pub use authority::{Authority, AuthorityParts};
pub use desk::{Desk, DeskAccount, DeskDevice, FileId, PendingFile};
pub use error::AuthorityError;
pub use papers::RegisteredPaper;
pub use register::{Register, RegisteredPerson};
pub use tables::act::{Act, ActKind};
