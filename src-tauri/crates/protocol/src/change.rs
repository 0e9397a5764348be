use std::fmt;

use chrono::{DateTime, Utc};

use crate::{ClientId, Email, IdempotencyKey, Password, PhoneNumber, SessionToken, TypedPassword};

/// "Đổi mật khẩu".
#[derive(Debug, Clone)]
pub struct PasswordChange {
    /// The password now, as typed.
    pub current: TypedPassword,
    /// The password from now on.
    pub new: Password,
    /// Makes a repeated change the same change.
    pub idempotency: IdempotencyKey,
}

/// "Đổi e-mail".
#[derive(Debug, Clone)]
pub struct EmailChange {
    /// The password, as typed.
    pub password: TypedPassword,
    /// The e-mail from now on; none takes it away.
    pub email: Option<Email>,
    /// Makes a repeated change the same change.
    pub idempotency: IdempotencyKey,
}

/// "Đổi số điện thoại": asks for codes to the old number and the new one.
#[derive(Clone)]
pub struct PhoneChangeRequest {
    /// The password, as typed.
    pub password: TypedPassword,
    /// The number that is to be the account's.
    pub phone: PhoneNumber,
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// Makes a repeated request the same change.
    pub idempotency: IdempotencyKey,
}

impl fmt::Debug for PhoneChangeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneChangeRequest({:?})", self.phone)
    }
}

/// A running change of the phone number. Each number has a code of its own, in whichever order; until both were given
/// and the change is completed, nothing has changed.
#[derive(Debug, Clone)]
pub struct PhoneChangeSession {
    /// Sends and takes the code of the old number, and completes the change.
    pub at_old: SessionToken,
    /// Sends and takes the code of the new number.
    pub at_new: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
}

/// "Đổi passcode", which happens on the device alone: tells one change from another, and nothing of the passcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasscodeChange(pub [u8; 32]);

impl PasscodeChange {
    /// What the device's proof is for; it is bound to the change.
    pub const PURPOSE: &str = "passcode";
}
