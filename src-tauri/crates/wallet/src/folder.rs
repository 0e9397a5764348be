//! The folder of a profile: which account lives here, which one is being activated, which one is leaving.
//!
//! ```text
//! profiles/<name>/lock       held by the one wallet that has the profile open
//!                 head       names the account folder that lives here
//!                 pending    names the account folder of a running activation, and where its secret is kept
//!                 aside      names account folders whose activations wait behind the pending one
//!                 leaving    names account folders that are to be removed, unless another pointer names them
//!                 known      who signed in here last, and what the authority calls this copy; encrypted
//!                 journey    a running registration or reset of a password; encrypted
//!                 signed_out is there while the account that lives here asks for its password first; empty
//!                 <id>/      an account: vault.db, label and draft, encrypted, and slots, authenticated
//! ```
//! What lies above the accounts is plain and says nothing of a person, or is sealed under a secret of the profile's
//! own, which may be lost: then it is as if it had never been. The pointers hold random names and are replaced whole, so
//! a kill leaves the old or the new. What is removed is only ever what `leaving` names; whatever is about to lose its
//! pointer, or has none yet, is named there first, so that nothing is ever left behind without one.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use dinhdanh_crypto::hex;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_protocol::ReleaseToken;
use dinhdanh_vault::{DeviceSecret, DeviceSecrets, KeystoreError, Protection, VaultError, VaultPlace, files};

use crate::{SecretStores, WalletError};
use pointers::{ASIDE, HEAD, PENDING, Pointer, word_of};

mod leaving;
mod pointers;
#[cfg(test)]
mod tests;

const LOCK: &str = "lock";
const SIGNED_OUT: &str = "signed_out";
/// In an account's folder: where its activation stands.
pub(crate) const DRAFT: &str = "draft";

pub(crate) struct ProfileFolder {
    root: PathBuf,
    secrets: SecretStores,
    secret_prefix: String,
    quick_kdf: bool,
    /// Held while pointers are read and written together, and never while a keystore is asked.
    pointers: Mutex<()>,
    /// Locked as long as the wallet lives; the system lets go of it even after a kill. None where the profile is only
    /// looked at.
    _lock: Option<File>,
}

/// What becomes of the activation that was pending before another begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// It leaves.
    Leaves,
    /// It waits, and is pending again if the new one is dropped.
    Waits,
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
            .open(root.join(LOCK))?;
        take(&lock)?;
        let profile = Self {
            root,
            secrets,
            secret_prefix,
            quick_kdf,
            pointers: Mutex::new(()),
            _lock: Some(lock),
        };
        if let Err(error) = profile.settle() {
            tracing::warn!(
                code = %error.code(),
                "what is pending in the profile could not be settled"
            );
        }
        profile.let_leave();
        Ok(profile)
    }

    /// To look at a profile that another wallet may have open: nothing in it is changed.
    pub(crate) const fn seen(root: PathBuf, secrets: SecretStores, secret_prefix: String) -> Self {
        Self {
            root,
            secrets,
            secret_prefix,
            quick_kdf: false,
            pointers: Mutex::new(()),
            _lock: None,
        }
    }

    /// Whether a wallet has it open at this moment.
    pub(crate) fn is_in_use(&self) -> bool {
        let lock = File::options().write(true).open(self.root.join(LOCK));
        lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// The account that lives here.
    pub(crate) fn head(&self) -> Result<Option<AccountFolder>, WalletError> {
        self.whole_pointer(HEAD)?
            .map(|pointer| self.account(pointer))
            .transpose()
    }

    /// The account that is being activated.
    pub(crate) fn pending(&self) -> Result<Option<AccountFolder>, WalletError> {
        self.whole_pointer(PENDING)?
            .map(|pointer| self.account(pointer))
            .transpose()
    }

    /// Whether an account lives here, be it in a state in which it cannot be used.
    pub(crate) fn is_taken(&self) -> bool {
        !matches!(self.pointer(HEAD), Ok(None))
    }

    /// A new folder for an activation, as `prepare` leaves it. One that was pending before leaves or waits, and only
    /// once the new one is prepared.
    pub(crate) fn begin_pending(
        &self,
        random: &dyn Random,
        before: Before,
        prepare: impl FnOnce(&AccountFolder) -> Result<(), WalletError>,
    ) -> Result<AccountFolder, WalletError> {
        let protection = self.for_new();
        let account = self.account_under(hex::encode(&random::array::<16>(random)?), protection);
        let pending = {
            let _held = self.hold_pointers();
            let pending = self.pointer(PENDING).ok().flatten();
            self.mark_leaving(pending.iter().chain([&account.id]))?;
            pending
        };
        files::make_private_folder(account.place.folder())?;
        prepare(&account)?;
        {
            let _held = self.hold_pointers();
            // Who locked meanwhile may have parted with it: then what waited behind it is pending, and waits on.
            let now = self.pointer(PENDING).ok().flatten();
            if let Some(waits) = now.filter(|now| before == Before::Waits || Some(now) != pending.as_ref()) {
                let mut aside = self.ids(ASIDE)?;
                aside.push(waits);
                self.write_ids(ASIDE, &aside)?;
            }
            let pointer = format!("{}\n{}", account.id, word_of(protection));
            files::replace(&self.root.join(PENDING), pointer.as_bytes())?;
        }
        self.let_leave();
        Ok(account)
    }

    /// Drops this activation and all that it made here. One that waited behind it is pending again.
    pub(crate) fn drop_pending(&self, account: &AccountFolder) -> Result<(), WalletError> {
        self.part_with(account)?;
        self.let_leave();
        Ok(())
    }

    /// The same without asking a keystore: what it made leaves with the next that does, or when the profile is next
    /// opened. Where another is pending already, that one stays so.
    pub(crate) fn part_with(&self, account: &AccountFolder) -> Result<(), WalletError> {
        let _held = self.hold_pointers();
        self.mark_leaving([&account.id])?;
        let mut aside = self.ids(ASIDE)?;
        aside.retain(|waiting| *waiting != account.id);
        self.write_ids(ASIDE, &aside)?;
        if matches!(self.pointer(PENDING), Ok(Some(pending)) if pending != account.id) {
            return Ok(());
        }
        match aside.last() {
            Some(waiting) => files::replace(&self.root.join(PENDING), waiting.as_bytes())?,
            None => files::remove(&self.root.join(PENDING))?,
        }
        self.settle()
    }

    /// The activated account takes the profile; whichever lived here or waited before leaves, and only now: the
    /// new binding is durable.
    pub(crate) fn promote(&self, account: &AccountFolder) -> Result<(), WalletError> {
        {
            let _held = self.hold_pointers();
            let old = self.pointer(HEAD).ok().flatten();
            self.mark_leaving(old.iter().chain(&self.ids(ASIDE)?))?;
            files::replace(&self.root.join(HEAD), account.id.as_bytes())?;
            self.settle()?;
        }
        self.let_leave();
        Ok(())
    }

    /// Where what was pending lives here already, nothing is pending any more or waits, and its draft is worth
    /// nothing. What is pending does not wait.
    fn settle(&self) -> Result<(), WalletError> {
        let Some(id) = self.pointer(PENDING)? else {
            return Ok(());
        };
        if self.pointer(HEAD)?.as_ref() == Some(&id) {
            files::remove(&self.root.join(&id).join(DRAFT))?;
            self.write_ids(ASIDE, &[])?;
            files::remove(&self.root.join(PENDING))?;
        } else {
            let mut aside = self.ids(ASIDE)?;
            if aside.contains(&id) {
                aside.retain(|waiting| *waiting != id);
                self.write_ids(ASIDE, &aside)?;
            }
        }
        Ok(())
    }

    /// A file that is the profile's own and of no account in it.
    pub(crate) fn own_file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// What seals the profile's own files; none where none was made, or it is lost.
    pub(crate) fn own_secret(&self) -> Result<Option<DeviceSecret>, WalletError> {
        match self.secrets.of(self.for_new()).load(&self.own_secret_name()) {
            Err(KeystoreError::Malformed) => Ok(None),
            secret => Ok(secret.map_err(VaultError::from)?),
        }
    }

    /// The same, made where there is none.
    pub(crate) fn own_secret_or_new(&self, random: &dyn Random) -> Result<DeviceSecret, WalletError> {
        let secrets = self.secrets.of(self.for_new());
        Ok(DeviceSecret::kept_or_new(
            &*secrets,
            &self.own_secret_name(),
            random,
        )?)
    }

    fn own_secret_name(&self) -> String {
        self.secret_name("profile")
    }

    /// Whether the account that lives here asks for its password before its passcode.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.root.join(SIGNED_OUT).exists()
    }

    /// From now on it does, or no longer.
    pub(crate) fn sign_out(&self, out: bool) -> Result<(), WalletError> {
        let marker = self.root.join(SIGNED_OUT);
        if out {
            files::replace(&marker, b"")?;
        } else {
            files::remove(&marker)?;
        }
        Ok(())
    }

    /// How the secrets of what is here are protected, or of what would be made.
    pub(crate) fn protection(&self) -> Protection {
        [HEAD, PENDING]
            .into_iter()
            .find_map(|name| self.recorded(name))
            .unwrap_or_else(|| self.for_new())
    }

    /// Where a new secret goes. What takes the place of an account whose secret is in the keystore is kept no
    /// less well, even where the keystore seems to be gone, or the account cannot be read any more.
    fn for_new(&self) -> Protection {
        let was_in_keystore = match self.recorded(HEAD) {
            Some(protection) => protection == Protection::Keystore,
            None => match self.pointer(HEAD) {
                Ok(None) => false,
                // On a computer without a keystore the file tells that it never was there.
                Ok(Some(id)) => !matches!(self.secrets.software.load(&self.secret_name(&id)), Ok(Some(_))),
                Err(_) => self.has_account_in_keystore(),
            },
        };
        if was_in_keystore {
            Protection::Keystore
        } else {
            self.secrets.for_new
        }
    }

    /// Whether any account folder here says so, for where none is known to be the head's.
    fn has_account_in_keystore(&self) -> bool {
        fs::read_dir(&self.root).is_ok_and(|folders| {
            folders.flatten().any(|folder| {
                let recorded = VaultPlace::recorded_protection(&folder.path());
                matches!(recorded, Ok(Some(Protection::Keystore)))
            })
        })
    }

    fn recorded(&self, pointer: &str) -> Option<Protection> {
        let (id, protection) = self.whole_pointer(pointer).ok().flatten()?;
        VaultPlace::recorded_protection(&self.root.join(id))
            .ok()
            .flatten()
            .or(protection)
    }

    fn account(&self, (id, protection): Pointer) -> Result<AccountFolder, WalletError> {
        let recorded = VaultPlace::recorded_protection(&self.root.join(&id))?.or(protection);
        Ok(self.account_under(id, recorded.unwrap_or_else(|| self.for_new())))
    }

    fn account_under(&self, id: String, protection: Protection) -> AccountFolder {
        let place = VaultPlace::new(
            self.root.join(&id),
            self.secrets.of(protection),
            self.secret_name(&id),
        );
        AccountFolder {
            id,
            place: self.with_cost(place),
        }
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

    fn secret_name(&self, id: &str) -> String {
        format!("{}-{id}", self.secret_prefix)
    }
}

/// Takes the profile's lock. A wallet that was just closed or killed may hold it for a moment more, so a lock that
/// is taken is asked for again for half a second.
fn take(lock: &File) -> Result<(), WalletError> {
    const TRIES: u32 = 10;
    for tried in 1..=TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if tried < TRIES => thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(WalletError::ProfileInUse)
}

impl SecretStores {
    /// Where a secret lies. What was made with a keystore never falls back to a file.
    fn of(&self, protection: Protection) -> Arc<dyn DeviceSecrets> {
        match protection {
            Protection::Software => Arc::clone(&self.software),
            Protection::Keystore => Arc::clone(&self.keystore),
        }
    }
}
