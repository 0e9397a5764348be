//! Đăng ký: number and phone → the card's form, judged by the register → one-time code → password.
//!
//! A number that has an account already goes the same way as any other, with the same answers, as far as the
//! one-time code: the code is sent to nobody, and the account's own phone is told.

mod begin;
mod check;
mod complete;

use chrono::{DateTime, Utc};
use dinhdanh_protocol::Refusal;

use crate::AuthorityError;
use crate::store::Reading;
use crate::tables::registration::Registration;

/// The registration of a token's digest, while it runs.
fn running(read: &Reading<'_>, digest: [u8; 32], now: DateTime<Utc>) -> Result<Registration, AuthorityError> {
    let registration = read.registration(digest)?.ok_or(Refusal::SessionOver)?;
    if registration.completed || now >= registration.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    Ok(registration)
}
