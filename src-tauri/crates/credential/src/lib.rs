//! The identification QR: a code that proves, offline, that the app which shows it holds the device key that
//! the authority bound to a level-2 account.
//!
//! | room | what is in it |
//! |---|---|
//! | [`token`] | the grammar of the code, parsed and **unverified** |
//! | [`issue`] | the authority's half: credentials |
//! | [`proof`] | the device's half: a 60-second code, or the answer to a challenge |
//! | [`challenge`] | the officer's challenge |
//! | [`office`] | what the desks of one office tell each other of the codes they have seen |
//! | [`receipt`] | what an officer's check found, signed for a third person |
//! | [`trust`], [`status`] | the authority's signed list of keys, and which credentials it has withdrawn |
//! | [`judge`](mod@judge) | the verdict: fourteen checks in their order |
//! | [`card_qr`] | the QR printed on the card: data, never proof |
//!
//! The format for whoever writes another wallet or verifier: `README.md` of this crate, and the grammar `idqr.cddl`.
//!
//! The example `judge` reads a file of cases, one JSON object a line, and prints a verdict a line:
//! `cargo run -p dinhdanh-credential --example judge -- FILE.jsonl`.

pub mod card_qr;
pub mod challenge;
mod epoch;
pub mod issue;
pub mod judge;
pub mod office;
pub mod proof;
pub mod receipt;
pub mod status;
pub mod token;
pub mod trust;

pub use challenge::Challenge;
pub use judge::{Judgement, Reading, ReplayMemory, Sighting, Verdict, Word, judge};
pub use status::{Status, StatusList, StatusPlace};
pub use trust::{TrustBundle, TrustError, TrustStanding, TrustStore, TrustedKey};
