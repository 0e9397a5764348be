//! The keys of practice mode. They are **public**: everybody can forge what they sign, which is why it has no
//! legal value and every verdict says so. So two computers in practice mode judge each other's codes.

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::sign::SigningKey;

/// From which keys and population of practice mode follow.
const PUBLIC_CONSTANT: &[u8; 32] = b"Vi Dinh Danh: practice, no value";

/// Signs trust bundles.
pub(super) fn root() -> Result<SigningKey, CryptoError> {
    SigningKey::ed25519_from_seed(&derived(b"root"))
}

/// Signs credentials.
pub(super) fn issuer() -> Result<SigningKey, CryptoError> {
    SigningKey::ed25519_from_seed(&derived(b"issuer"))
}

/// Signs papers. A P-256 key follows from no seed that `ring` takes, so it stands here itself.
pub(super) fn paper_issuer() -> Result<SigningKey, CryptoError> {
    SigningKey::from_pkcs8(include_bytes!("paper_issuer.p8"))
}

/// From which the people are drawn.
pub(super) fn population_seed() -> [u8; 32] {
    // Nothing here is secret.
    *derived(b"population").expose()
}

fn derived(purpose: &[u8]) -> Secret32 {
    hkdf_sha256(b"dinhdanh practice v1", &[PUBLIC_CONSTANT], purpose)
}
