use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use dinhdanh_crypto::digest::sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    AccountSnapshot, CitizenNumber, ClientId, CredentialView, DeviceId, IdentityCard, IssuedCredential,
    KeyProof, PhoneNumber, RecoveryShare, ReleaseToken, SecurityAnswer,
};

/// Sixteen random bytes that make a repeated write one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(pub [u8; 16]);

/// "Gửi yêu cầu": whose account is to be activated on this device.
#[derive(Debug, Clone)]
pub struct ActivationRequest {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// The phone number of the account.
    pub phone: PhoneNumber,
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

/// What the authority says to an activation request.
#[derive(Debug, Clone)]
pub enum ActivationAnswer {
    /// Number and phone do not belong together, or are unknown: one answer for all, it reveals nothing.
    NotMatched,
    /// "Tài khoản của bạn chưa được định danh điện tử": an app account only.
    NotIdentified,
    /// "Tài khoản của bạn đã thực hiện kích hoạt".
    AlreadyActive,
    /// May go on.
    Open(ActivationSession),
}

/// A running activation at the authority.
#[derive(Debug, Clone)]
pub struct ActivationSession {
    /// Who holds it, goes on with it.
    pub token: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
    /// Whether a password must be set: only who had no account before.
    pub needs_password: bool,
}

/// Whose account it is: told once the one-time code was right, for the lock screen and for refusing a passcode
/// that is the date of birth.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountHolder {
    /// Họ tên, NFC.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
}

impl fmt::Debug for AccountHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountHolder(…)")
    }
}

/// Thirty-two random bytes that stand for a running journey: an activation, a registration, a reset.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    /// A token from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to send or to store sealed.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// What stands for the token where the token itself must not: in a database, in a signed message.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[b"dinhdanh session v1\0", &self.0])
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The last step of an activation: binds this device to the account.
#[derive(Debug, Clone)]
pub struct ActivationCompletion {
    /// Makes a repeated completion the same binding.
    pub idempotency: IdempotencyKey,
    /// What "Quản lý thiết bị" calls this device: a name as [`is_device_name`](crate::is_device_name) has it. A repeated
    /// completion may bear another, and changes nothing by it.
    pub device_name: String,
    /// The key by which the device proves itself to the authority; signed for purpose `device`.
    pub device_key: KeyProof,
    /// A key of its own for every view; signed for the view's letter. The request is [`SessionToken::digest`].
    pub view_keys: Vec<(CredentialView, KeyProof)>,
    /// Two answers to different questions; the authority keeps a salted hash.
    pub answers: [SecurityAnswer; 2],
    /// The authority's part of the recovery slot that these answers open. Like them, it is the one given last.
    pub share: RecoveryShare,
    /// Digest of this device's own [`ReleaseToken`].
    pub release: [u8; 32],
    /// The device, of another account, that this binding takes the place of: it is unbound at the same instant.
    /// One that is unknown, or whose token is wrong, stays as it is, and nothing is said of it.
    pub replaces: Option<(DeviceId, ReleaseToken)>,
}

/// A completed activation.
#[derive(Debug, Clone)]
pub struct Activated {
    /// The account.
    pub account: AccountSnapshot,
    /// The authority's name for this device.
    pub device: DeviceId,
    /// One credential a view.
    pub credentials: Vec<IssuedCredential>,
    /// The identity card from the register.
    pub identity_card: IdentityCard,
    /// The newest trust bundle.
    pub trust_bundle: Vec<u8>,
}
