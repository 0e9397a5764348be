//! The vault from outside: what a person, a thief, a power cut or a second process can do to it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what goes wrong in a test's own helpers fails the test"
)]

mod attempts;
mod damage;
mod desk;
mod kill;
mod lifecycle;
mod processes;
mod records;
mod recovery;
mod secrecy;
mod secret_service;
