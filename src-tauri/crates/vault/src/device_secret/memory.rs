//! A keystore in memory, for tests.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{DeviceSecret, DeviceSecrets, Protection};
use crate::KeystoreError;

/// Device secrets in memory; can be made to lose them, to be out of reach or to fail.
#[derive(Debug)]
pub struct MemorySecrets {
    kept: Mutex<BTreeMap<String, DeviceSecret>>,
    fault: Mutex<Option<KeystoreError>>,
    protection: Protection,
}

impl MemorySecrets {
    /// An empty keystore that passes for the operating system's.
    pub fn new() -> Self {
        Self::with_protection(Protection::Keystore)
    }

    /// An empty keystore that says of itself what it is told to.
    pub const fn with_protection(protection: Protection) -> Self {
        Self {
            kept: Mutex::new(BTreeMap::new()),
            fault: Mutex::new(None),
            protection,
        }
    }

    /// Loses everything, as a keystore does that was reset.
    pub fn forget_all(&self) {
        self.all().clear();
    }

    /// The names under which something is kept.
    pub fn names(&self) -> Vec<String> {
        self.all().keys().cloned().collect()
    }

    /// Whether the keystore answers from now on.
    pub fn set_reachable(&self, reachable: bool) {
        *self.fault() = (!reachable).then_some(KeystoreError::Unreachable);
    }

    /// Fails so at every operation, until it is reachable again.
    pub fn fail_with(&self, fault: KeystoreError) {
        *self.fault() = Some(fault);
    }

    fn fault(&self) -> MutexGuard<'_, Option<KeystoreError>> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, DeviceSecret>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reached(&self) -> Result<MutexGuard<'_, BTreeMap<String, DeviceSecret>>, KeystoreError> {
        self.fault().map_or_else(|| Ok(self.all()), Err)
    }
}

impl Default for MemorySecrets {
    fn default() -> Self {
        Self::new()
    }
}

impl DeviceSecrets for MemorySecrets {
    fn load(&self, name: &str) -> Result<Option<DeviceSecret>, KeystoreError> {
        Ok(self.reached()?.get(name).cloned())
    }

    fn store(&self, name: &str, secret: &DeviceSecret) -> Result<(), KeystoreError> {
        self.reached()?.insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeystoreError> {
        self.reached()?.remove(name);
        Ok(())
    }

    fn protection(&self) -> Protection {
        self.protection
    }
}
