//! Key derivation: Argon2id for what people type, HKDF-SHA256 for what machines made.

use argon2::{Algorithm, Argon2, Params, Version};

use crate::CryptoError;
use crate::digest::hmac_sha256;
use crate::secret::Secret32;

/// The cost of an Argon2id derivation (RFC 9106), with one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Argon2Params {
    /// What guards a passcode: 64 MiB, 3 passes.
    pub const PASSCODE: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
    };
}

/// Argon2id with one lane and 32 bytes of output. The work memory is wiped afterwards.
///
/// Fails with [`CryptoError::BadParameters`] when the costs or the salt (8 bytes at least) are out of range.
pub fn argon2id(params: Argon2Params, secret: &[u8], salt: &[u8]) -> Result<Secret32, CryptoError> {
    let params =
        Params::new(params.memory_kib, params.passes, 1, Some(32)).map_err(|_| CryptoError::BadParameters)?;
    let mut out = zeroize::Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, out.as_mut())
        .map_err(|_| CryptoError::BadParameters)?;
    Ok(Secret32::new(*out))
}

/// HKDF-SHA256 (RFC 5869) of the input keying materials, one after another, to 32 bytes.
///
/// One block of output is one HMAC in the expand step, so both steps are written out: nothing here can fail.
pub fn hkdf_sha256(salt: &[u8], ikm: &[&[u8]], info: &[u8]) -> Secret32 {
    let pseudo_random_key = zeroize::Zeroizing::new(hmac_sha256(salt, ikm));
    Secret32::new(hmac_sha256(pseudo_random_key.as_ref(), &[info, &[1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hkdf_gives_the_first_bytes_of_rfc_5869_case_1() {
        let okm = hkdf_sha256(
            &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            &[&[0x0b; 22]],
            &[0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
        );
        assert_eq!(
            okm.expose()[..8],
            [0x3c, 0xb2, 0x5f, 0x25, 0xfa, 0xac, 0xd5, 0x7a]
        );
        assert_eq!(
            okm.expose()[24..],
            [0x5d, 0xb0, 0x2d, 0x56, 0xec, 0xc4, 0xc5, 0xbf]
        );
    }

    #[test]
    fn argon2_depends_on_salt_and_secret() -> Result<(), CryptoError> {
        let cheap = Argon2Params {
            memory_kib: 64,
            passes: 1,
        };
        let one = argon2id(cheap, b"482915", b"salt-of-one")?;
        assert_ne!(one.expose(), argon2id(cheap, b"482915", b"salt-of-two")?.expose());
        assert_ne!(one.expose(), argon2id(cheap, b"482916", b"salt-of-one")?.expose());
        assert!(argon2id(cheap, b"482915", b"short").is_err());
        Ok(())
    }
}
