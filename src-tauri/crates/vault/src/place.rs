//! Where a vault lies: its folder, and the keystore with its device secret.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::kdf::Argon2Params;
use dinhdanh_crypto::random::Random;

use crate::attempts::{Attempts, LockState};
use crate::slots::{self, Slots, Unauthenticated};
use crate::steady::{SteadyClock, SteadyMoment};
use crate::{DeviceSecret, DeviceSecrets, KeystoreError, Part, Protection, VaultError, files};

/// What is in the folder of a vault, as far as its files say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// No vault.
    Nothing,
    /// The remains of a creation or a removal that was cut short: nothing is lost by making a vault over it.
    HalfMade,
    /// A vault, or a part of one.
    Present,
}

/// The folder of one account's vault on this device and the keystore that holds its device secret.
#[derive(Clone)]
pub struct VaultPlace {
    folder: PathBuf,
    secrets: Arc<dyn DeviceSecrets>,
    secret_name: String,
    /// The costs for new slots, and the least that are accepted in old ones.
    kdf: Argon2Params,
    /// What the delays after wrong passcodes are counted by, beside the wall clock.
    steady: SteadyClock,
}

/// Held while the slots file is read and written: two processes never count one try together.
pub(crate) struct FolderLock(#[expect(dead_code, reason = "the open file is the lock")] File);

/// The slots as they stand, authenticated.
pub(crate) enum Standing {
    Live(Slots, DeviceSecret),
    PasscodeGone(Slots),
}

impl VaultPlace {
    /// A vault in `folder` whose device secret is kept under `secret_name`. Nothing is read or made yet.
    pub fn new(
        folder: impl Into<PathBuf>,
        secrets: Arc<dyn DeviceSecrets>,
        secret_name: impl Into<String>,
    ) -> Self {
        Self {
            folder: folder.into(),
            secrets,
            secret_name: secret_name.into(),
            kdf: Argon2Params::PASSCODE,
            steady: SteadyClock::System,
        }
    }

    /// The same place with a key derivation that costs nothing and guards nothing, and delays that run off as
    /// fast as the test's wall clock goes.
    #[cfg(feature = "testing")]
    pub fn with_quick_kdf(self) -> Self {
        Self {
            kdf: Argon2Params {
                memory_kib: 64,
                passes: 1,
            },
            steady: SteadyClock::Wall,
            ..self
        }
    }

    /// The same place with a clock in milliseconds for what, at a real place, nobody can set.
    #[cfg(feature = "testing")]
    pub fn with_steady_millis(self, millis: Arc<std::sync::atomic::AtomicU64>) -> Self {
        Self {
            steady: SteadyClock::ByHand(millis),
            ..self
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Which kind of keystore the vault in `folder` was made under, before one is chosen; `None` when there is
    /// no vault. Not yet authenticated: it says which keystore to ask, and that one's secret decides.
    ///
    /// Fails with [`VaultError::Damaged`] when the slots file is torn or gone from a vault.
    pub fn recorded_protection(folder: &Path) -> Result<Option<Protection>, VaultError> {
        Ok(recorded(folder)?.map(|slots| slots.protection))
    }

    /// What is in the folder. The keystore is not asked.
    pub fn presence(&self) -> Result<Presence, VaultError> {
        presence(&self.folder)
    }

    /// The device secret.
    ///
    /// Fails with [`VaultError::KeystoreLost`] when the keystore has none of that name.
    pub fn device_secret(&self) -> Result<DeviceSecret, VaultError> {
        let id = self.matched_secret_id()?;
        let (secret, _) = self.load_secret(id)?.ok_or(VaultError::KeystoreLost)?;
        Ok(secret)
    }

    /// The device secret, made when there is none yet, for what is sealed before there is a vault. Where a
    /// vault is, none is ever made: that is [`VaultError::KeystoreLost`].
    pub fn device_secret_or_new(&self, random: &dyn Random) -> Result<DeviceSecret, VaultError> {
        let lock = self.lock()?;
        self.device_secret_or_new_under(&lock, random)
    }

    /// How many tries are left and how long to wait before the next one.
    pub fn lock_state(&self, now: DateTime<Utc>) -> Result<LockState, VaultError> {
        self.existing()?;
        let lock = self.lock()?;
        match self.standing(&lock, now)? {
            Standing::Live(slots, _) | Standing::PasscodeGone(slots) => {
                Ok(slots.lock_state(now, self.steady_moment(now)))
            }
        }
    }

    /// The name of the passcode in force, which is another whenever a passcode is set; none once it is deleted. Not
    /// authenticated: the keystore is not asked.
    pub fn passcode_name(&self) -> Result<Option<[u8; 32]>, VaultError> {
        self.existing()?;
        let lock = self.lock()?;
        let slots = self.unauthenticated_slots(&lock)?;
        Ok(slots.passcode.map(|slot| slot.name()))
    }

    /// Removes the vault and its device secret. A kill in between leaves the vault as it was, or remains that
    /// [`presence`](Self::presence) calls half made. The vault must not be open.
    pub fn remove(&self) -> Result<(), VaultError> {
        if !self.folder.exists() {
            return Ok(());
        }
        let _lock = self.lock()?;
        match self.matched_secret_id() {
            // What cannot be read can still be done away with.
            Ok(_) | Err(VaultError::Damaged(_) | VaultError::Newer) => {}
            Err(error) => return Err(error),
        }
        // Until the slots are gone the vault opens (a database set aside is put back); from then on what
        // remains cannot be opened and counts for nothing.
        if self.database().exists() {
            files::rename(&self.database(), &files::aside(&self.database()))?;
        }
        files::remove(&slots_path(&self.folder))?;
        self.remove_database_remains()?;
        Ok(self.delete_secret()?)
    }

    /// [`VaultError::NoVault`] where none is, before the folder is touched.
    pub(crate) fn existing(&self) -> Result<(), VaultError> {
        match self.presence()? {
            Presence::Present => Ok(()),
            Presence::Nothing | Presence::HalfMade => Err(VaultError::NoVault),
        }
    }

    pub(crate) fn lock(&self) -> Result<FolderLock, VaultError> {
        files::make_private_folder(&self.folder)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(self.folder.join("vault.lock"))?;
        file.lock()?;
        Ok(FolderLock(file))
    }

    pub(crate) fn device_secret_or_new_under(
        &self,
        _lock: &FolderLock,
        random: &dyn Random,
    ) -> Result<DeviceSecret, VaultError> {
        let id = self.matched_secret_id()?;
        match (self.load_secret(id)?, self.presence()?) {
            (Some((secret, _)), _) => Ok(secret),
            // An unlocked but empty keystore looks like a first run; the files say that it is none.
            (None, Presence::Present) => Err(VaultError::KeystoreLost),
            (None, Presence::Nothing | Presence::HalfMade) => {
                let secret = DeviceSecret::make(random)?;
                secret.store_in(&*self.secrets, &self.secret_name)?;
                Ok(secret)
            }
        }
    }

    /// The slots, authenticated, with a clock that was set back taken into account and a deletion that a kill
    /// cut short carried to its end.
    pub(crate) fn standing(&self, lock: &FolderLock, now: DateTime<Utc>) -> Result<Standing, VaultError> {
        let bytes = read_slots(&self.folder)?;
        let unauthenticated = Unauthenticated::parse(&bytes, self.kdf)?;
        self.match_recorded(unauthenticated.slots.protection)?;
        let Some((secret, beside)) = self.load_secret(Some(unauthenticated.slots.secret_id))? else {
            return if unauthenticated.slots.passcode.is_none() {
                Ok(Standing::PasscodeGone(unauthenticated.slots))
            } else {
                Err(VaultError::KeystoreLost)
            };
        };
        let mut slots = unauthenticated.authenticate(&secret)?;
        if beside {
            self.settle_secret(lock, &secret);
        }
        if slots.attempts.are_used_up() {
            return self
                .delete_passcode(lock, slots, &secret)
                .map(Standing::PasscodeGone);
        }
        if let Some(restarted) = slots
            .attempts
            .after_clock_was_set_back(now, self.steady_moment(now))
        {
            slots.attempts = restarted;
            self.write_slots(lock, &slots, &secret)?;
        }
        Ok(Standing::Live(slots, secret))
    }

    pub(crate) fn write_slots(
        &self,
        _lock: &FolderLock,
        slots: &Slots,
        secret: &DeviceSecret,
    ) -> Result<(), VaultError> {
        Ok(files::replace(
            &slots_path(&self.folder),
            &slots.to_bytes(secret),
        )?)
    }

    /// Forgets all failures. Should a power cut bring the old slots back, a try is counted that was none, and the
    /// next right passcode takes it back; where they leave no next one, they are gone for good on return.
    pub(crate) fn forgive(
        &self,
        lock: &FolderLock,
        slots: &mut Slots,
        secret: &DeviceSecret,
    ) -> Result<(), VaultError> {
        let was_the_last = slots.attempts.are_used_up();
        slots.attempts = Attempts::NONE;
        if was_the_last {
            return self.write_slots(lock, slots, secret);
        }
        Ok(files::replace_without_folder_sync(
            &slots_path(&self.folder),
            &slots.to_bytes(secret),
        )?)
    }

    /// After the tenth failure: first the slot, then the device secret, so that an old copy of the slot is
    /// useless too. A keystore that does not answer now is asked again whenever the slots are next read.
    pub(crate) fn delete_passcode(
        &self,
        lock: &FolderLock,
        mut slots: Slots,
        secret: &DeviceSecret,
    ) -> Result<Slots, VaultError> {
        if slots.passcode.take().is_some() {
            self.write_slots(lock, &slots, secret)?;
        }
        if let Err(error) = self.delete_secret() {
            tracing::warn!(%error, "device secret could not be deleted yet");
        }
        Ok(slots)
    }

    /// New slots, before the first passcode slot is in them.
    pub(crate) fn new_slots(&self, secret: &DeviceSecret) -> Slots {
        Slots {
            protection: self.secrets.protection(),
            secret_id: secret.id(),
            attempts: Attempts::NONE,
            passcode: None,
            recovery: Vec::new(),
        }
    }

    /// Now, by the clock that cannot be set.
    pub(crate) fn steady_moment(&self, now: DateTime<Utc>) -> SteadyMoment {
        self.steady.moment(now)
    }

    pub(crate) const fn kdf(&self) -> Argon2Params {
        self.kdf
    }

    pub(crate) fn database(&self) -> PathBuf {
        database_path(&self.folder)
    }

    /// Puts a finished database in its place, where a kill came between the slots and the rename.
    pub(crate) fn finish_database(&self, _lock: &FolderLock) -> Result<(), VaultError> {
        let (database, aside) = (self.database(), files::aside(&self.database()));
        if database.exists() {
            return Ok(());
        }
        if !aside.exists() {
            return Err(VaultError::Damaged(Part::Database));
        }
        Ok(files::rename(&aside, &database)?)
    }

    /// Removes what a creation or removal that was cut short left of a database.
    pub(crate) fn remove_database_remains(&self) -> Result<(), VaultError> {
        let database = self.database();
        for base in [files::aside(&database), database] {
            for suffix in ["-wal", "-shm", "-journal", ""] {
                let mut name = base.clone().into_os_string();
                name.push(suffix);
                files::remove(Path::new(&name))?;
            }
        }
        Ok(())
    }

    /// The slots as the file says them, for who has no device secret to authenticate them with.
    pub(crate) fn unauthenticated_slots(&self, _lock: &FolderLock) -> Result<Slots, VaultError> {
        let bytes = read_slots(&self.folder)?;
        let slots = Unauthenticated::parse(&bytes, self.kdf)?.slots;
        self.match_recorded(slots.protection)?;
        Ok(slots)
    }

    /// Keeps a new device secret beside the one before, until slots are written that name it: a kill in between
    /// leaves the old slots with the old secret, or the new ones with the new.
    pub(crate) fn keep_next_secret(
        &self,
        _lock: &FolderLock,
        secret: &DeviceSecret,
    ) -> Result<(), VaultError> {
        Ok(secret.store_in(&*self.secrets, &self.next_secret_name())?)
    }

    /// Puts the secret that the slots name in the place of the one before. Until a keystore does so, it lies beside.
    pub(crate) fn settle_secret(&self, _lock: &FolderLock, secret: &DeviceSecret) {
        let settle = || -> Result<(), KeystoreError> {
            secret.store_in(&*self.secrets, &self.secret_name)?;
            self.secrets.delete(&self.next_secret_name())
        };
        if let Err(error) = settle() {
            tracing::warn!(%error, "the new device secret lies beside the old one still");
        }
    }

    /// The device secret that the slots name, which a recovery that was cut short may have left beside the one
    /// before, and whether it lies there. Where neither is the one, what lies under its name, for the caller to find
    /// that it is another.
    fn load_secret(&self, id: Option<[u8; 8]>) -> Result<Option<(DeviceSecret, bool)>, VaultError> {
        let kept = self.secrets.load(&self.secret_name)?;
        let named = |secret: &DeviceSecret| id.is_none_or(|id| id == secret.id());
        if kept.as_ref().is_some_and(named) || id.is_none() {
            return Ok(kept.map(|kept| (kept, false)));
        }
        let next = self.secrets.load(&self.next_secret_name())?.filter(named);
        Ok(next.map(|next| (next, true)).or(kept.map(|kept| (kept, false))))
    }

    fn delete_secret(&self) -> Result<(), KeystoreError> {
        self.secrets.delete(&self.secret_name)?;
        self.secrets.delete(&self.next_secret_name())
    }

    fn next_secret_name(&self) -> String {
        format!("{}-next", self.secret_name)
    }

    /// Which secret the slots name, once they are known to be of this kind of keystore; none where no vault is.
    fn matched_secret_id(&self) -> Result<Option<[u8; 8]>, VaultError> {
        let Some(slots) = recorded(&self.folder)? else {
            return Ok(None);
        };
        self.match_recorded(slots.protection)?;
        Ok(Some(slots.secret_id))
    }

    /// A header that says "keystore" never falls back to a file, nor the other way round.
    fn match_recorded(&self, recorded: Protection) -> Result<(), VaultError> {
        if recorded == self.secrets.protection() {
            Ok(())
        } else {
            Err(VaultError::OtherProtection { recorded })
        }
    }
}

/// What the slots file in `folder` says, whatever its costs; none where no vault is.
fn recorded(folder: &Path) -> Result<Option<Slots>, VaultError> {
    const ANY: Argon2Params = Argon2Params {
        memory_kib: 0,
        passes: 0,
    };
    match read_slots(folder) {
        Ok(bytes) => Ok(Some(Unauthenticated::parse(&bytes, ANY)?.slots)),
        Err(VaultError::NoVault) => Ok(None),
        Err(error) => Err(error),
    }
}

fn presence(folder: &Path) -> Result<Presence, VaultError> {
    let database = database_path(folder);
    Ok(if slots_path(folder).try_exists()? || database.try_exists()? {
        Presence::Present
    } else if files::aside(&database).try_exists()? {
        Presence::HalfMade
    } else {
        Presence::Nothing
    })
}

/// The slots file's bytes. A database without slots is a damaged vault, not a half-made one: the slots are
/// written first.
fn read_slots(folder: &Path) -> Result<Vec<u8>, VaultError> {
    match files::read(&slots_path(folder), slots::MOST_BYTES) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) if presence(folder)? == Presence::Present => Err(VaultError::Damaged(Part::Slots)),
        Ok(None) => Err(VaultError::NoVault),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(VaultError::Damaged(Part::Slots))
        }
        Err(error) => Err(error.into()),
    }
}

fn slots_path(folder: &Path) -> PathBuf {
    folder.join("slots")
}

fn database_path(folder: &Path) -> PathBuf {
    folder.join("vault.db")
}
