//! Device secrets in the operating system's keystore: Secret Service, keychain, Credential Manager.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};

use super::{DeviceSecret, DeviceSecrets, Protection, from_store};
use crate::KeystoreError;

/// Device secrets in the operating system's keystore, under a service name of the program's own.
///
/// The store is connected to anew for each operation: those are rare, and a keystore that was restarted or
/// locked in between is then met as it is. An operation may wait for the person to unlock the keystore.
#[derive(Debug)]
pub struct KeyringSecrets {
    service: String,
    label: String,
}

impl KeyringSecrets {
    /// The keystore of this computer, not asked for yet: where there is none, or it does not answer, every
    /// operation fails with [`KeystoreError::Unreachable`], and the next one tries anew.
    ///
    /// `service` keeps the program's secrets apart from others'; `label` is what a person sees who looks
    /// through the keystore (where the keystore shows such a label).
    pub fn new(service: &str, label: &str) -> Self {
        Self {
            service: service.to_owned(),
            label: label.to_owned(),
        }
    }

    fn entry(&self, name: &str) -> Result<Entry, KeystoreError> {
        let store = platform_store().map_err(|_| KeystoreError::Unreachable)?;
        let modifiers = modifiers(&self.label);
        store
            .build(&self.service, name, Some(&modifiers))
            .map_err(|error| fault(&error))
    }
}

impl DeviceSecrets for KeyringSecrets {
    fn load(&self, name: &str) -> Result<Option<DeviceSecret>, KeystoreError> {
        match self.entry(name)?.get_secret() {
            Ok(bytes) => from_store(bytes).map(Some),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn store(&self, name: &str, secret: &DeviceSecret) -> Result<(), KeystoreError> {
        // The keystore is where the secret is to be kept.
        self.entry(name)?
            .set_secret(secret.expose())
            .map_err(|error| fault(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeystoreError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }

    fn protection(&self) -> Protection {
        Protection::Keystore
    }
}

/// Which of our faults a keystore's is. Its own words go no further: they may hold names and bytes.
fn fault(error: &Error) -> KeystoreError {
    match error {
        Error::NoStorageAccess(_) => KeystoreError::Refused,
        Error::Ambiguous(_) | Error::BadEncoding(_) | Error::BadDataFormat(..) => KeystoreError::Malformed,
        _ => KeystoreError::Failed,
    }
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(dbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "linux")]
fn modifiers(label: &str) -> HashMap<&str, &str> {
    HashMap::from([("label", label)])
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "macos")]
fn modifiers(_label: &str) -> HashMap<&str, &str> {
    HashMap::new()
}

#[cfg(target_os = "windows")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// The Credential Manager would carry a secret to the person's other computers; this one stays here.
#[cfg(target_os = "windows")]
fn modifiers(_label: &str) -> HashMap<&str, &str> {
    HashMap::from([("persistence", "Local")])
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(Error::NoDefaultStore)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn modifiers(_label: &str) -> HashMap<&str, &str> {
    HashMap::new()
}
