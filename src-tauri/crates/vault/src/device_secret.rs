//! The device secret and where it lies: not in the vault's folder but in the computer's keystore.

mod file;
mod keyring;
#[cfg(feature = "testing")]
mod memory;

use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_crypto::{CryptoError, digest};
use zeroize::Zeroizing;

pub use file::FileSecrets;
pub use keyring::KeyringSecrets;
#[cfg(feature = "testing")]
pub use memory::MemorySecrets;

use crate::{KeystoreError, VaultError};

/// Thirty-two random bytes without which a copied folder is useless.
#[derive(Debug, Clone)]
pub struct DeviceSecret(Secret32);

impl DeviceSecret {
    /// Takes 32 random bytes for a device secret.
    pub const fn new(bytes: Secret32) -> Self {
        Self(bytes)
    }

    /// A new device secret.
    pub fn make(random: &dyn Random) -> Result<Self, CryptoError> {
        Ok(Self(Secret32::new(*Zeroizing::new(random::array::<32>(random)?))))
    }

    /// The bytes themselves, for a keystore and for a key derivation that has more than this to go into it.
    pub(crate) const fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// A key for one purpose. What is derived for one purpose says nothing of another.
    pub fn derive_key(&self, purpose: &str) -> Secret32 {
        // Key derivation takes the secret itself.
        hkdf_sha256(&[], &[self.0.expose()], purpose.as_bytes())
    }

    /// Eight bytes that tell one device secret from another and give nothing of it away.
    pub(crate) fn id(&self) -> [u8; 8] {
        let mut id = [0; 8];
        for (to, from) in id.iter_mut().zip(self.derive_key("device-secret-id/v1").expose()) {
            *to = *from;
        }
        id
    }

    fn same(&self, other: &Self) -> bool {
        digest::same(self.expose(), other.expose())
    }

    /// The secret of that name, or a new one where the store answers that it holds none, or nothing that is one.
    /// For what may be lost with it; what seals a vault is never made anew in passing.
    pub fn kept_or_new(
        secrets: &dyn DeviceSecrets,
        name: &str,
        random: &dyn Random,
    ) -> Result<Self, VaultError> {
        match secrets.load(name) {
            Ok(Some(secret)) => Ok(secret),
            Ok(None) | Err(KeystoreError::Malformed) => {
                let secret = Self::make(random)?;
                secret.store_in(secrets, name)?;
                Ok(secret)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Stores a new secret and reads it back: a keystore that takes a secret and does not keep it must be
    /// found out before anything is sealed under it.
    pub(crate) fn store_in(&self, secrets: &dyn DeviceSecrets, name: &str) -> Result<(), KeystoreError> {
        secrets.store(name, self)?;
        match secrets.load(name)? {
            Some(kept) if kept.same(self) => Ok(()),
            _ => Err(KeystoreError::Failed),
        }
    }
}

/// How well the device secret is kept; recorded in each vault's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// In the operating system's keystore.
    Keystore,
    /// In a file that only this user may read: for computers without a keystore, with a warning shown.
    Software,
}

/// A store of device secrets by name.
pub trait DeviceSecrets: Send + Sync {
    /// The secret of that name, or `None` when the store answers that it holds none.
    fn load(&self, name: &str) -> Result<Option<DeviceSecret>, KeystoreError>;

    /// Keeps a secret under that name, in place of any before it. Durable on return.
    fn store(&self, name: &str, secret: &DeviceSecret) -> Result<(), KeystoreError>;

    /// Forgets the secret of that name; one that is not there is fine.
    fn delete(&self, name: &str) -> Result<(), KeystoreError>;

    /// What kind of keeping this is.
    fn protection(&self) -> Protection;
}

/// The secret in bytes that came out of a store.
fn from_store(bytes: Vec<u8>) -> Result<DeviceSecret, KeystoreError> {
    let bytes = Zeroizing::new(bytes);
    <[u8; 32]>::try_from(bytes.as_slice())
        .map(|bytes| DeviceSecret(Secret32::new(bytes)))
        .map_err(|_| KeystoreError::Malformed)
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    #[test]
    fn it_neither_prints_nor_shows_in_what_is_derived() -> Result<(), CryptoError> {
        let secret = DeviceSecret::make(&SeededRandom::new(1))?;
        assert_eq!(format!("{secret:?}"), "DeviceSecret(Secret32(…))");
        assert_ne!(secret.id(), secret.expose()[..8]);
        assert_ne!(
            secret.derive_key("one").expose(),
            secret.derive_key("two").expose()
        );
        assert_eq!(from_store(vec![1; 31]).err(), Some(KeystoreError::Malformed));
        Ok(())
    }
}
