//! Signatures: ESP256 (ECDSA on P-256 with SHA-256) and Ed25519, as RFC 9864 names them.

use std::fmt;

use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair,
    KeyPair as _, UnparsedPublicKey,
};

use crate::CryptoError;
use crate::digest::sha256;
use crate::hex;
use crate::secret::{Secret32, SecretBytes};

/// Length of every signature here, in bytes: r‖s, or R‖S.
pub const SIGNATURE_LENGTH: usize = 64;

/// A fully specified signature algorithm (RFC 9864).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256; COSE number −9.
    Esp256,
    /// EdDSA on edwards25519; COSE number −19.
    Ed25519,
}

impl Algorithm {
    /// The number in the COSE registry.
    pub const fn cose_number(self) -> i64 {
        match self {
            Self::Esp256 => -9,
            Self::Ed25519 => -19,
        }
    }

    /// The algorithm of a COSE number, if it is one of ours.
    pub const fn from_cose_number(number: i64) -> Option<Self> {
        match number {
            -9 => Some(Self::Esp256),
            -19 => Some(Self::Ed25519),
            _ => None,
        }
    }
}

/// A public key with the algorithm that its type fixes. The point is not checked to be on its curve until
/// a signature is verified.
#[derive(Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// A P-256 point, uncompressed (`04 ‖ x ‖ y`).
    P256([u8; 65]),
    /// An Ed25519 public key (RFC 8032).
    Ed25519([u8; 32]),
}

impl PublicKey {
    /// The algorithm of signatures by this key.
    pub const fn algorithm(&self) -> Algorithm {
        match self {
            Self::P256(_) => Algorithm::Esp256,
            Self::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// Parses a COSE_Key in deterministic encoding with just the members that its type needs (RFC 9053 §7).
    pub fn from_cose(bytes: &[u8]) -> Result<Self, CryptoError> {
        let key: Self = minicbor::decode(bytes).map_err(|_| CryptoError::BadKey)?;
        if key.to_cose() == bytes {
            Ok(key)
        } else {
            Err(CryptoError::BadKey)
        }
    }

    /// The COSE_Key in deterministic encoding.
    pub fn to_cose(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(80);
        let written = minicbor::encode(self, &mut bytes);
        debug_assert!(written.is_ok(), "writing to a Vec");
        bytes
    }

    /// `kid`: the first 8 bytes of SHA-256 over the deterministic COSE_Key.
    pub fn key_id(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = sha256(&[&self.to_cose()]);
        [a, b, c, d, e, f, g, h]
    }

    /// Checks a signature over `message`. A key that is no point of its curve, or of small order on it, fails here
    /// too.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        let checked = match self {
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            Self::Ed25519(key) if is_of_small_order(key) => return Err(CryptoError::BadSignature),
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
        };
        checked.map_err(|_| CryptoError::BadSignature)
    }
}

/// The y of the eight points of edwards25519 whose order divides 8, little-endian, and their encodings with y ≥ p
/// that decoders take; the sign bit is left out. libsodium keeps the same list (`ge25519_has_small_order`).
const SMALL_ORDER_Y: [[u8; 32]; 7] = [
    // 0: order 4.
    [0; 32],
    // 1: order 1.
    with_ends(1, 0, 0),
    // Order 8, and its negative.
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    // p − 1: order 2.
    with_ends(0xec, 0xff, 0x7f),
    // p and p + 1: 0 and 1 again.
    with_ends(0xed, 0xff, 0x7f),
    with_ends(0xee, 0xff, 0x7f),
];

const fn with_ends(first: u8, between: u8, last: u8) -> [u8; 32] {
    let mut bytes = [between; 32];
    bytes[0] = first;
    bytes[31] = last;
    bytes
}

/// Whether nobody needs a private key to sign for this one. RFC 8032 leaves such points to its caller, and so does
/// `ring`.
fn is_of_small_order(key: &[u8; 32]) -> bool {
    let mut y = *key;
    if let Some(last) = y.last_mut() {
        *last &= 0x7f;
    }
    SMALL_ORDER_Y.contains(&y)
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "PublicKey({:?}, {})",
            self.algorithm(),
            hex::encode(&self.key_id())
        )
    }
}

impl<C> Encode<C> for PublicKey {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self {
            Self::P256(point) => {
                let (x, y) = p256_coordinates(point);
                e.map(4)?
                    .u8(1)?
                    .u8(2)?
                    .i8(-1)?
                    .u8(1)?
                    .i8(-2)?
                    .bytes(x)?
                    .i8(-3)?
                    .bytes(y)?;
            }
            Self::Ed25519(key) => {
                e.map(3)?.u8(1)?.u8(1)?.i8(-1)?.u8(6)?.i8(-2)?.bytes(key)?;
            }
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for PublicKey {
    /// Reads the members in their deterministic order; the caller compares a re-encoding for the rest.
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let wrong = || decode::Error::message("no COSE_Key of ours");
        let members = d.map()?.ok_or_else(wrong)?;
        if d.u8()? != 1 {
            return Err(wrong());
        }
        match (members, d.u8()?) {
            (4, 2) => {
                expect_member(d, -1, 1)?;
                let mut point = [0; 65];
                let (head, coordinates) = point.split_at_mut(1);
                head.fill(4);
                for (label, half) in [-2, -3].into_iter().zip(coordinates.chunks_mut(32)) {
                    if d.i64()? != label {
                        return Err(wrong());
                    }
                    let coordinate = d.bytes()?;
                    if coordinate.len() != half.len() {
                        return Err(wrong());
                    }
                    half.copy_from_slice(coordinate);
                }
                Ok(Self::P256(point))
            }
            (3, 1) => {
                expect_member(d, -1, 6)?;
                if d.i64()? != -2 {
                    return Err(wrong());
                }
                d.bytes()?.try_into().map(Self::Ed25519).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

fn expect_member(d: &mut Decoder<'_>, label: i64, value: i64) -> Result<(), decode::Error> {
    if d.i64()? == label && d.i64()? == value {
        Ok(())
    } else {
        Err(decode::Error::message("no COSE_Key of ours"))
    }
}

fn p256_coordinates(point: &[u8; 65]) -> (&[u8], &[u8]) {
    let (_, coordinates) = point.split_at(1);
    coordinates.split_at(32)
}

/// A key that signs. Holds its stored form where it was generated or loaded, so that the vault can keep it.
pub struct SigningKey {
    pair: Pair,
    public: PublicKey,
    pkcs8: Option<SecretBytes>,
}

enum Pair {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    /// A fresh P-256 key; `ring` draws it from the operating system itself.
    pub fn generate_p256() -> Result<Self, CryptoError> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| CryptoError::NoRandomness)?;
        Self::from_pkcs8(document.as_ref())
    }

    /// Loads a P-256 key from PKCS#8, as [`SigningKey::pkcs8`] gave it.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, CryptoError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new())
            .map_err(|_| CryptoError::BadKey)?;
        let point = pair
            .public_key()
            .as_ref()
            .try_into()
            .map_err(|_| CryptoError::BadKey)?;
        Ok(Self {
            pair: Pair::P256(pair),
            public: PublicKey::P256(point),
            pkcs8: Some(SecretBytes::new(pkcs8.to_vec())),
        })
    }

    /// The Ed25519 key of a seed (RFC 8032 §5.1.5): how the practice authority's public constant becomes keys.
    pub fn ed25519_from_seed(seed: &Secret32) -> Result<Self, CryptoError> {
        // The key is the seed; there is no other form to hand over.
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose()).map_err(|_| CryptoError::BadKey)?;
        let key = pair
            .public_key()
            .as_ref()
            .try_into()
            .map_err(|_| CryptoError::BadKey)?;
        Ok(Self {
            pair: Pair::Ed25519(pair),
            public: PublicKey::Ed25519(key),
            pkcs8: None,
        })
    }

    /// The form in which a vault keeps this key; none for a key that came from a seed.
    pub const fn pkcs8(&self) -> Option<&SecretBytes> {
        self.pkcs8.as_ref()
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs `message`.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE_LENGTH], CryptoError> {
        let signature = match &self.pair {
            Pair::P256(pair) => pair
                .sign(&SystemRandom::new(), message)
                .map_err(|_| CryptoError::NoRandomness)?,
            Pair::Ed25519(pair) => pair.sign(message),
        };
        signature.as_ref().try_into().map_err(|_| CryptoError::BadKey)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {:?})", self.public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_storage_and_sign() -> Result<(), CryptoError> {
        let key = SigningKey::generate_p256()?;
        let stored = key.pkcs8().expect("a generated key has a stored form");
        let loaded = SigningKey::from_pkcs8(stored.expose())?;
        let signature = loaded.sign(b"message")?;
        key.public().verify(b"message", &signature)?;
        assert_eq!(
            key.public().verify(b"massage", &signature),
            Err(CryptoError::BadSignature)
        );
        Ok(())
    }

    #[test]
    fn cose_keys_are_read_back_and_only_in_one_form() -> Result<(), CryptoError> {
        let p256 = SigningKey::generate_p256()?;
        let ed25519 = SigningKey::ed25519_from_seed(&Secret32::new([7; 32]))?;
        for key in [p256.public(), ed25519.public()] {
            let bytes = key.to_cose();
            assert_eq!(&PublicKey::from_cose(&bytes)?, key);
            let mut trailing = bytes.clone();
            trailing.push(0);
            assert!(PublicKey::from_cose(&trailing).is_err());
            assert!(PublicKey::from_cose(&bytes[..bytes.len() - 1]).is_err());
        }
        Ok(())
    }

    /// R the neutral point and S = 0 sign whatever message makes h a multiple of the key's order: every eighth, for
    /// an order of 8.
    #[test]
    fn a_point_of_small_order_verifies_nothing() {
        let mut signature = [0; SIGNATURE_LENGTH];
        signature[0] = 1;
        let mut forgeable = 0;
        for y in SMALL_ORDER_Y {
            for sign in [0, 0x80] {
                let mut key = y;
                key[31] |= sign;
                let mut messages = (0..=u8::MAX).map(|byte| [byte]);
                let ring = UnparsedPublicKey::new(&ED25519, key);
                forgeable += u8::from(messages.clone().any(|m| ring.verify(&m, &signature).is_ok()));
                let key = PublicKey::Ed25519(key);
                assert!(messages.all(|m| key.verify(&m, &signature).is_err()), "{y:x?}");
            }
        }
        assert_eq!(forgeable, 14);
    }

    #[test]
    fn a_point_off_its_curve_verifies_nothing() {
        let off = PublicKey::P256([4; 65]);
        assert_eq!(off.verify(b"message", &[1; 64]), Err(CryptoError::BadSignature));
    }
}
