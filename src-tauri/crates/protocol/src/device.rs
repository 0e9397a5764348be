use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::{PublicKey, SIGNATURE_LENGTH};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::AccountSnapshot;

/// The authority's name for a device: one profile of the app on one computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceId(pub [u8; 16]);

/// The right to unbind one device from its account without the passcode: whoever has the computer's keystore has
/// it. So a second account that takes over a profile unbinds the first.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ReleaseToken([u8; 32]);

impl ReleaseToken {
    /// A token from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What the authority keeps of it.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[b"dinhdanh release v1\0", &self.0])
    }
}

impl std::fmt::Debug for ReleaseToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReleaseToken(…)")
    }
}

/// Which values a credential shows (selective disclosure by separate credentials).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CredentialView {
    /// "Is this app genuine?" with the least data: a masked name.
    A,
    /// Identify a person at a desk: name, number, date of birth. The default.
    B,
    /// View B with a small portrait in the code itself.
    C,
}

impl CredentialView {
    /// All three.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The letter that stands for the view in stores and interfaces.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }

    /// The view of a letter.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.letter() == letter)
    }
}

/// A public key with the proof that the sender holds the private one.
#[derive(Debug, Clone)]
pub struct KeyProof {
    /// The key.
    pub key: PublicKey,
    /// Its signature over [`key_proof_message`].
    pub signature: [u8; SIGNATURE_LENGTH],
}

/// What a key signs to prove that it is held: bound to the request it stands in and to its purpose there
/// (`device`, or a view's letter).
pub fn key_proof_message(request: &[u8; 32], purpose: &str) -> Vec<u8> {
    [b"dinhdanh key proof v1\0".as_slice(), request, purpose.as_bytes()].concat()
}

/// One credential as issued.
#[derive(Clone)]
pub struct IssuedCredential {
    /// Which view.
    pub view: CredentialView,
    /// The tagged COSE_Sign1 (`credential` in the grammar).
    pub token: Vec<u8>,
    /// Issued at.
    pub issued_at: DateTime<Utc>,
    /// Worthless after.
    pub expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for IssuedCredential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IssuedCredential({:?}, until {})", self.view, self.expires_at)
    }
}

/// Asks for fresh credentials for the keys bound already, and for the account's state.
#[derive(Debug, Clone)]
pub struct RenewalRequest {
    /// Who asks.
    pub device: DeviceId,
    /// When; the authority takes 5 minutes either way.
    pub at: DateTime<Utc>,
    /// Fresh for every request: one asked for twice is answered twice the same, a replay gives nothing new.
    pub nonce: [u8; 16],
    /// The device key's signature over [`RenewalRequest::message`].
    pub signature: [u8; SIGNATURE_LENGTH],
}

impl RenewalRequest {
    /// What the device key signs.
    pub fn message(device: DeviceId, at: DateTime<Utc>, nonce: &[u8; 16]) -> Vec<u8> {
        [
            b"dinhdanh renewal v1\0".as_slice(),
            &device.0,
            &at.timestamp_millis().to_be_bytes(),
            nonce,
        ]
        .concat()
    }
}

/// The answer to a renewal.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// The account now.
    pub account: AccountSnapshot,
    /// Fresh credentials; empty when the account is suspended or revoked.
    pub credentials: Vec<IssuedCredential>,
}
