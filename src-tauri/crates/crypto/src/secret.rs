//! Secrets as types: they neither print nor serialise, and are wiped when dropped.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Thirty-two secret bytes: a data encryption key, a device secret, a derived key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret32([u8; 32]);

impl Secret32 {
    /// Takes the bytes into keeping. The caller's copy, if it has one, is the caller's to wipe.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes themselves, for a primitive that needs them. Say at the call why.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Secret bytes of any length: a decrypted text, a PKCS#8 key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretBytes(Vec<u8>);

impl SecretBytes {
    /// Takes the bytes into keeping.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes themselves. Say at the call why.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret32(…)")
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_print() {
        let printed = format!(
            "{:?} {:?}",
            Secret32::new([0x41; 32]),
            SecretBytes::new(vec![0x41; 4])
        );
        assert_eq!(printed, "Secret32(…) SecretBytes(…)");
    }
}
