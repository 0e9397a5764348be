//! The passcode slot: the vault's key, sealed under a key made of passcode and device secret.

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::aead;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::kdf::{Argon2Params, argon2id, hkdf_sha256};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;

use crate::{DeviceSecret, Passcode};

/// Bytes of the sealed key: 32 and what sealing adds.
pub(crate) const SEALED: usize = 32 + aead::OVERHEAD;

const LABEL: &[u8] = b"dinhdanh passcode slot/v1";

/// The vault's key under the passcode, with what is needed to try one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeySlot {
    pub(crate) kdf: Argon2Params,
    pub(crate) salt: [u8; 32],
    pub(crate) sealed: [u8; SEALED],
}

impl KeySlot {
    /// Seals the vault's key under a new salt, bound to the header it will lie under.
    pub(crate) fn seal(
        vault_key: &Secret32,
        kdf: Argon2Params,
        header: &[u8],
        passcode: &Passcode,
        device_secret: &DeviceSecret,
        random: &dyn Random,
    ) -> Result<Self, CryptoError> {
        let salt = random::array::<32>(random)?;
        let key = derive_key(kdf, &salt, passcode, device_secret)?;
        // The vault's key is what the slot is for.
        let sealed = aead::seal(&key, &associated(header, kdf, &salt), vault_key.expose(), random)?;
        let sealed = <[u8; SEALED]>::try_from(sealed).map_err(|_| CryptoError::BadEncoding)?;
        Ok(Self { kdf, salt, sealed })
    }

    /// Tells this slot from any other, and nothing of the passcode.
    pub(crate) fn name(&self) -> [u8; 32] {
        sha256(&[b"dinhdanh passcode slot's name/v1", &self.salt])
    }

    /// The vault's key; [`CryptoError::NotAuthentic`] when the passcode is wrong.
    pub(crate) fn open(
        &self,
        header: &[u8],
        passcode: &Passcode,
        device_secret: &DeviceSecret,
    ) -> Result<Secret32, CryptoError> {
        let key = derive_key(self.kdf, &self.salt, passcode, device_secret)?;
        let opened = aead::open(&key, &associated(header, self.kdf, &self.salt), &self.sealed)?;
        <[u8; 32]>::try_from(opened.expose())
            .map(Secret32::new)
            .map_err(|_| CryptoError::NotAuthentic)
    }
}

fn derive_key(
    kdf: Argon2Params,
    salt: &[u8; 32],
    passcode: &Passcode,
    device_secret: &DeviceSecret,
) -> Result<Secret32, CryptoError> {
    // Both go into the key: what is known and what this computer has.
    let stretched = argon2id(kdf, passcode.expose(), salt)?;
    Ok(hkdf_sha256(
        salt,
        &[stretched.expose(), device_secret.expose()],
        b"passcode/v1",
    ))
}

/// Label and parameters: a slot does not open under any others. Every part has a fixed length.
fn associated(header: &[u8], kdf: Argon2Params, salt: &[u8; 32]) -> Vec<u8> {
    [
        LABEL,
        header,
        &kdf.memory_kib.to_be_bytes(),
        &kdf.passes.to_be_bytes(),
        salt,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    #[test]
    fn it_opens_for_its_passcode_secret_and_parameters_alone() {
        let random = SeededRandom::new(5);
        let secret = DeviceSecret::make(&random).unwrap();
        let (right, wrong) = (Passcode::new("482915").unwrap(), Passcode::new("482916").unwrap());
        let kdf = Argon2Params {
            memory_kib: 64,
            passes: 1,
        };
        let slot = KeySlot::seal(&Secret32::new([7; 32]), kdf, b"h", &right, &secret, &random).unwrap();
        assert_eq!(slot.open(b"h", &right, &secret).unwrap().expose(), &[7; 32]);
        assert!(slot.open(b"h", &wrong, &secret).is_err());
        assert!(slot.open(b"i", &right, &secret).is_err());
        assert!(
            slot.open(b"h", &right, &DeviceSecret::make(&random).unwrap())
                .is_err()
        );
        let cheaper = KeySlot {
            kdf: Argon2Params {
                memory_kib: 32,
                passes: 1,
            },
            ..slot
        };
        assert!(cheaper.open(b"h", &right, &secret).is_err());
    }
}
