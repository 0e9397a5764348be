//! Secrets, AEAD, key derivation, signatures and COSE: the one crate that names `ring`.
//!
//! Everything here is small and total: a wrong key, a torn ciphertext or a stranger's CBOR gives a
//! [`CryptoError`], never a panic. Secrets are types that neither print nor serialise and that are
//! wiped when dropped (what `ring` itself holds, a parsed key pair, it does not wipe). Beside randomness lies
//! [`steady`], the clock that nobody can set.

pub mod aead;
pub mod cose;
pub mod digest;
mod error;
pub mod hex;
pub mod kdf;
pub mod random;
pub mod secret;
pub mod sign;
pub mod steady;

pub use error::CryptoError;
