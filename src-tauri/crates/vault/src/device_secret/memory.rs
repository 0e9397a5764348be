//! A keystore in memory, for tests.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{DeviceSecret, DeviceSecrets, Protection};
use crate::KeystoreError;

/// Device secrets in memory; can be made to lose them or to be out of reach.
#[derive(Debug)]
pub struct MemorySecrets {
    kept: Mutex<BTreeMap<String, DeviceSecret>>,
    reachable: AtomicBool,
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
            reachable: AtomicBool::new(true),
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
        self.reachable.store(reachable, Ordering::SeqCst);
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, DeviceSecret>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reached(&self) -> Result<MutexGuard<'_, BTreeMap<String, DeviceSecret>>, KeystoreError> {
        if self.reachable.load(Ordering::SeqCst) {
            Ok(self.all())
        } else {
            Err(KeystoreError::Unreachable)
        }
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
