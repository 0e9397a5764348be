use std::fmt;

use chrono::{DateTime, Utc};

use crate::{AccountSnapshot, CitizenNumber, ClientId, IdempotencyKey, PhoneNumber, SessionToken};

/// "Đăng ký": who wants an app account.
#[derive(Clone)]
pub struct RegistrationRequest {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// Where one-time codes will go.
    pub phone: PhoneNumber,
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

impl fmt::Debug for RegistrationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegistrationRequest({:?}, {:?})", self.number, self.phone)
    }
}

/// A running registration at the authority. It is opened whether or not there is an account already: a stranger
/// learns nothing from it.
#[derive(Debug, Clone)]
pub struct RegistrationSession {
    /// Who holds it, goes on with it.
    pub token: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
}

impl RegistrationSession {
    /// How often the population register is asked in one registration.
    pub const CHECKS: u8 = 5;
}

/// What the population register says of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterCheck {
    /// Đạt.
    Passed,
    /// Không đạt. Which field differs is not told: it would let a stranger guess a person's data one by one.
    NotPassed {
        /// Checks left in this registration.
        checks_left: u8,
    },
}

/// A completed registration: an app account ("mức 0").
#[derive(Debug, Clone)]
pub struct Registered {
    /// The account.
    pub account: AccountSnapshot,
    /// When it is deleted unless it is identified before.
    pub deleted_at: DateTime<Utc>,
}
