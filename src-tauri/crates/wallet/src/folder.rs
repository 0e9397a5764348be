//! The folder of a profile: which account lives here, which one is being activated, which one is leaving.
//!
//! ```text
//! profiles/<name>/lock       held by the one wallet that has the profile open
//!                 head       names the account folder that lives here
//!                 pending    names the account folder of a running activation
//!                 leaving    names an account folder that is to be removed
//!                 <id>/      slots, vault.db, label, draft: all sealed
//! ```
//! The three pointers hold a random name each and are replaced whole, so a kill leaves the old or the new; what
//! is removed is only ever what `leaving` names.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use dinhdanh_crypto::random::{self, Random};
use dinhdanh_protocol::ReleaseToken;
use dinhdanh_vault::{DeviceSecrets, KeystoreError, Part, Protection, VaultError, VaultPlace, files};

use crate::{SecretStores, WalletError};

const HEAD: &str = "head";
const PENDING: &str = "pending";
const LEAVING: &str = "leaving";

pub(crate) struct ProfileFolder {
    root: PathBuf,
    secrets: SecretStores,
    secret_prefix: String,
    quick_kdf: bool,
    /// Locked as long as the wallet lives; the system lets go of it even after a kill.
    _lock: File,
}

/// The folder of one account on this device.
#[derive(Clone)]
pub(crate) struct AccountFolder {
    id: String,
    pub(crate) place: VaultPlace,
}

impl AccountFolder {
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.place.folder().join(name)
    }

    /// What unbinds this device at the authority without the passcode; of the device secret alone.
    pub(crate) fn release_token(&self) -> Result<ReleaseToken, WalletError> {
        let secret = self.place.device_secret()?;
        // The token is the derived bytes.
        Ok(ReleaseToken::new(
            *secret.derive_key("device release/v1").expose(),
        ))
    }
}

impl ProfileFolder {
    pub(crate) fn open(
        root: PathBuf,
        secrets: SecretStores,
        secret_prefix: String,
        quick_kdf: bool,
    ) -> Result<Self, WalletError> {
        files::make_private_folder(&root)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(root.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WalletError::ProfileInUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let profile = Self {
            root,
            secrets,
            secret_prefix,
            quick_kdf,
            _lock: lock,
        };
        profile.finish_leaving()?;
        Ok(profile)
    }

    /// The account that lives here.
    pub(crate) fn head(&self) -> Result<Option<AccountFolder>, WalletError> {
        self.pointer(HEAD)?.map(|id| self.account(id)).transpose()
    }

    /// The account that is being activated.
    pub(crate) fn pending(&self) -> Result<Option<AccountFolder>, WalletError> {
        self.pointer(PENDING)?.map(|id| self.account(id)).transpose()
    }

    /// A new folder for an activation; one that was pending before is dropped.
    pub(crate) fn begin_pending(&self, random: &dyn Random) -> Result<AccountFolder, WalletError> {
        self.drop_pending()?;
        let id: String = random::array::<16>(random)?
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let account = self.account(id)?;
        files::make_private_folder(account.place.folder())?;
        files::replace(&self.root.join(PENDING), account.id.as_bytes())?;
        Ok(account)
    }

    /// Drops a running activation and all that it made here.
    pub(crate) fn drop_pending(&self) -> Result<(), WalletError> {
        if let Some(id) = self.pointer(PENDING)? {
            files::replace(&self.root.join(LEAVING), id.as_bytes())?;
            files::remove(&self.root.join(PENDING))?;
            self.finish_leaving()?;
        }
        Ok(())
    }

    /// The activated account takes the profile; whichever lived here before leaves, and only now: the new
    /// binding is durable.
    pub(crate) fn promote(&self, account: &AccountFolder) -> Result<(), WalletError> {
        match self.pointer(HEAD)? {
            Some(old) if old != account.id => files::replace(&self.root.join(LEAVING), old.as_bytes())?,
            _ => {}
        }
        files::replace(&self.root.join(HEAD), account.id.as_bytes())?;
        files::remove(&self.root.join(PENDING))?;
        self.finish_leaving()
    }

    /// How the secrets of what is here are protected, or of what would be made.
    pub(crate) fn protection(&self) -> Protection {
        let here = [HEAD, PENDING]
            .into_iter()
            .find_map(|name| self.pointer(name).ok().flatten());
        let recorded = here.and_then(|id| {
            VaultPlace::recorded_protection(&self.root.join(id))
                .ok()
                .flatten()
        });
        recorded.unwrap_or_else(|| self.secrets.preferred().protection())
    }

    fn account(&self, id: String) -> Result<AccountFolder, WalletError> {
        let folder = self.root.join(&id);
        let secrets = match VaultPlace::recorded_protection(&folder)? {
            None => self.secrets.preferred(),
            Some(Protection::Software) => Arc::clone(&self.secrets.software),
            // What was made with a keystore never falls back to a file.
            Some(Protection::Keystore) => self
                .secrets
                .keystore
                .clone()
                .ok_or(VaultError::Keystore(KeystoreError::Unreachable))?,
        };
        let place = VaultPlace::new(folder, secrets, format!("{}-{id}", self.secret_prefix));
        Ok(AccountFolder {
            id,
            place: self.with_cost(place),
        })
    }

    #[cfg(feature = "testing")]
    fn with_cost(&self, place: VaultPlace) -> VaultPlace {
        if self.quick_kdf {
            place.with_quick_kdf()
        } else {
            place
        }
    }

    #[cfg(not(feature = "testing"))]
    fn with_cost(&self, place: VaultPlace) -> VaultPlace {
        debug_assert!(!self.quick_kdf, "a quick derivation is for tests");
        place
    }

    /// Removes what `leaving` names, unless it is the account that lives here (a kill came before the head was
    /// replaced). Repeated until it is done.
    fn finish_leaving(&self) -> Result<(), WalletError> {
        let Some(id) = self.pointer(LEAVING)? else {
            return Ok(());
        };
        let kept = [self.pointer(HEAD)?, self.pointer(PENDING)?];
        if !kept.contains(&Some(id.clone())) {
            self.account(id.clone())?.place.remove()?;
            match fs::remove_dir_all(self.root.join(&id)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(files::remove(&self.root.join(LEAVING))?)
    }

    fn pointer(&self, name: &str) -> Result<Option<String>, WalletError> {
        const ID_LENGTH: usize = 32;
        let Some(content) = files::read(&self.root.join(name), 64)? else {
            return Ok(None);
        };
        let id = String::from_utf8(content).ok().filter(|id| id.len() == ID_LENGTH);
        let id = id.filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        id.map(Some)
            .ok_or(WalletError::Vault(VaultError::Damaged(Part::Slots)))
    }
}

impl SecretStores {
    /// Where a new secret goes: the keystore where there is one.
    fn preferred(&self) -> Arc<dyn DeviceSecrets> {
        Arc::clone(self.keystore.as_ref().unwrap_or(&self.software))
    }
}
