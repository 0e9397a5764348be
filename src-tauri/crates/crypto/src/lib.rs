//! Secrets, AEAD, key derivation, signatures and COSE: the one crate that names `ring`.
//!
//! Everything here is small and total: a wrong key, a torn ciphertext or a stranger's CBOR gives a
//! [`CryptoError`], never a panic. Secrets are types that neither print nor serialise and that are
//! wiped when dropped (what `ring` itself holds, a parsed key pair, it does not wipe). Beside randomness lie
//! [`steady`], the clock that nobody can set, and [`base45`], bytes as the text of a code.

pub mod aead;
pub mod base45;
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
