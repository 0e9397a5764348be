use std::fmt;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{AccountSnapshot, CitizenNumber, ClientId, DeviceId};

/// The most characters of what is typed as a password at sign-in.
pub const TYPED_PASSWORD_MAX: usize = 64;

/// What was typed as the password at sign-in. It is compared, not judged by the rule: a wrong one may look like
/// anything.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct TypedPassword(String);

impl TypedPassword {
    /// Takes up to [`TYPED_PASSWORD_MAX`] characters; none where there are more.
    pub fn new(text: String) -> Option<Self> {
        let short = text.chars().nth(TYPED_PASSWORD_MAX).is_none();
        // Wrapped first, so that what is refused is wiped, too.
        let typed = Self(text);
        short.then_some(typed)
    }

    /// The text, for the hash that is compared.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword(…)")
    }
}

/// "Đăng nhập": number and password.
#[derive(Debug, Clone)]
pub struct SignInRequest {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// The password as typed.
    pub password: TypedPassword,
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
}

/// Thirty-two random bytes that stand for who has signed in.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct AccessToken([u8; 32]);

impl AccessToken {
    /// A token from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to send or to store sealed.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What the authority keeps of it.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[b"dinhdanh access v1\0", &self.0])
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// Who has signed in, and how the account stands at this moment.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Stands for the sign-in from now on.
    pub token: AccessToken,
    /// When the token is worth nothing: 30 minutes after it was last used, 12 hours after the sign-in at most.
    pub expires_at: DateTime<Utc>,
    /// The account.
    pub account: AccountSnapshot,
    /// The file for level 1.
    pub file: FileState,
    /// Where the account is active.
    pub binding: Binding,
    /// Where the bound device is claimed lost: from then on the account may move to another one with a code by SMS.
    pub claim: Option<DateTime<Utc>>,
    /// When the account is deleted unless a file for level 1 comes before; none once there is no such term.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// How the file for level 1 stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// None was sent, or it was approved.
    None,
    /// It waits for approval.
    Awaiting,
    /// It was returned, to be mended and sent again.
    Returned {
        /// Why, in the words of who returned it.
        reason: String,
    },
}

/// Where an account is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// Nowhere.
    None,
    /// On one device: this one, or another.
    Bound {
        /// Its name at the authority.
        device: DeviceId,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_may_be_wrong_and_not_endless() {
        assert!(TypedPassword::new(String::new()).is_some());
        assert!(TypedPassword::new("ữ".repeat(TYPED_PASSWORD_MAX)).is_some());
        assert!(TypedPassword::new("a".repeat(TYPED_PASSWORD_MAX + 1)).is_none());
    }

    #[test]
    fn nothing_secret_prints() {
        let request = SignInRequest {
            number: "001084123999".parse().unwrap(),
            password: TypedPassword::new("Matkhau_2026".to_owned()).unwrap(),
            client: ClientId([7; 16]),
        };
        let printed = format!("{request:?} {:?}", AccessToken::new([7; 32]));
        assert!(!printed.contains("Matkhau") && !printed.contains("084123") && !printed.contains('7'));
    }
}
