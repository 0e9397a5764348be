//! Trust bundles of anybody's making: whoever has the source has the keys of practice mode, as they are public.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_authority::practice;
use dinhdanh_credential::StatusList;
use dinhdanh_credential::trust::{BundleContent, TrustedKey, sign_bundle};
use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::sign::SigningKey;

/// A trust bundle with these keys, all of whose credentials are valid; good for a week from `now` on, and of a later
/// number than any that the practice authority makes within eleven days.
///
/// # Errors
/// Where it cannot be signed.
pub fn bundle(now: DateTime<Utc>, keys: Vec<TrustedKey>) -> Result<Vec<u8>> {
    bundle_of(&practice_root()?, now, keys)
}

/// The same, signed by a root of one's own.
///
/// # Errors
/// As [`bundle`].
pub fn bundle_of(root: &SigningKey, now: DateTime<Utc>, keys: Vec<TrustedKey>) -> Result<Vec<u8>> {
    let content = BundleContent {
        seq: u64::try_from(now.timestamp())? + 1_000_000,
        issued_at: now,
        next_update: now + TimeDelta::days(7),
        keys,
        lists: BTreeMap::from([(1, StatusList::new(1_000))]),
    };
    Ok(sign_bundle(root, &content)?)
}

/// A key as a bundle lists it.
pub fn trusted(key: &SigningKey, practice: bool) -> TrustedKey {
    TrustedKey {
        key: key.public().clone(),
        algorithm: key.public().algorithm(),
        name: "Cơ quan khác".to_owned(),
        practice,
        not_after: None,
    }
}

fn practice_root() -> Result<SigningKey> {
    let root = derived(b"root")?;
    ensure!(
        root.public() == &practice::root()?,
        "practice mode pins another root"
    );
    Ok(root)
}

/// What signs practice mode's codes.
///
/// # Errors
/// Where it cannot be derived.
pub fn practice_issuer() -> Result<SigningKey> {
    derived(b"issuer")
}

/// A key that no program pins.
///
/// # Errors
/// As [`practice_issuer`].
pub fn stranger() -> Result<SigningKey> {
    derived(b"stranger")
}

fn derived(purpose: &[u8]) -> Result<SigningKey> {
    let constant = b"Vi Dinh Danh: practice, no value".as_slice();
    let seed = hkdf_sha256(b"dinhdanh practice v1", &[constant], purpose);
    Ok(SigningKey::ed25519_from_seed(&seed)?)
}
