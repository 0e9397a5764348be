use std::fmt;

use chrono::{DateTime, Utc};

use crate::{CitizenNumber, ClientId, IdempotencyKey, PhoneNumber, SessionToken};

/// "Quên mật khẩu": whose password is to be set anew.
#[derive(Clone)]
pub struct ResetRequest {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// The phone number of the account.
    pub phone: PhoneNumber,
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

impl fmt::Debug for ResetRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResetRequest({:?}, {:?})", self.number, self.phone)
    }
}

/// A running reset at the authority. It is opened whether or not there is such an account: only the account's own
/// phone gets a code.
#[derive(Debug, Clone)]
pub struct ResetSession {
    /// Who holds it, goes on with it.
    pub token: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
}
