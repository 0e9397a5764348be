//! An open vault: made, unlocked, its passcode asked again and changed.

use chrono::{DateTime, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;
use zeroize::Zeroizing;

use crate::key_slot::KeySlot;
use crate::place::{FolderLock, Standing};
use crate::slots::Slots;
use crate::store::Store;
use crate::{DeviceSecret, Passcode, Presence, Reading, VaultError, VaultPlace, Writing, files};

/// An open vault. Dropping it locks it: the keys and what SQLite held in memory are wiped.
pub struct Vault {
    pub(crate) place: VaultPlace,
    store: Store,
    /// For another slot to be sealed; SQLCipher holds it too as long as the vault is open.
    pub(crate) key: Secret32,
}

impl Vault {
    /// Makes a vault and opens it. Whether the passcode is a good one is for the caller to ask
    /// [`passcode_rule`](crate::passcode_rule) before.
    ///
    /// Fails with [`VaultError::AlreadyHere`] where there is one, or a part of one: nothing is overwritten but
    /// the remains of a creation that was cut short.
    pub fn create(place: &VaultPlace, passcode: &Passcode, random: &dyn Random) -> Result<Self, VaultError> {
        let lock = place.lock()?;
        match place.presence()? {
            Presence::Present => return Err(VaultError::AlreadyHere),
            Presence::HalfMade => place.remove_database_remains()?,
            Presence::Nothing => {}
        }
        let device_secret = place.device_secret_or_new_under(&lock, random)?;
        let key = Secret32::new(*Zeroizing::new(random::array::<32>(random)?));
        // The slots make it a vault: before them there is only a database aside that nobody can open, after
        // them the database is complete and one rename from its place.
        Store::create(&files::aside(&place.database()), &key)?;
        let mut slots = place.new_slots(&device_secret);
        slots.passcode = Some(KeySlot::seal(
            &key,
            place.kdf(),
            &slots.header(),
            passcode,
            &device_secret,
            random,
        )?);
        place.write_slots(&lock, &slots, &device_secret)?;
        Self::open(place, &lock, &key)
    }

    /// Opens the vault with its passcode.
    ///
    /// Fails with [`VaultError::WrongPasscode`], [`VaultError::MustWait`] or [`VaultError::PasscodeGone`] for
    /// the passcode's sake, and with [`VaultError::NoVault`], [`VaultError::KeystoreLost`],
    /// [`VaultError::OtherProtection`], [`VaultError::Keystore`], [`VaultError::Damaged`] or
    /// [`VaultError::Newer`] for the vault's.
    pub fn unlock(place: &VaultPlace, passcode: &Passcode, now: DateTime<Utc>) -> Result<Self, VaultError> {
        place.existing()?;
        let lock = place.lock()?;
        let opened = try_passcode(place, &lock, passcode, now)?;
        Self::open(place, &lock, &opened.key)
    }

    /// Whether this is the passcode, as one try like any other. The vault need not be open.
    ///
    /// Fails as [`unlock`](Self::unlock) does.
    pub fn verify_passcode(
        place: &VaultPlace,
        passcode: &Passcode,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        place.existing()?;
        let lock = place.lock()?;
        try_passcode(place, &lock, passcode, now).map(drop)
    }

    /// Puts the vault's key under another passcode. A kill leaves the old one or the new one in force. The vault
    /// need not be open.
    ///
    /// Fails as [`unlock`](Self::unlock) does when `current` is not the passcode.
    pub fn change_passcode(
        place: &VaultPlace,
        current: &Passcode,
        new: &Passcode,
        random: &dyn Random,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        place.existing()?;
        let lock = place.lock()?;
        let Opened {
            key,
            mut slots,
            device_secret,
        } = try_passcode(place, &lock, current, now)?;
        slots.passcode = Some(KeySlot::seal(
            &key,
            place.kdf(),
            &slots.header(),
            new,
            &device_secret,
            random,
        )?);
        place.write_slots(&lock, &slots, &device_secret)
    }

    /// Where it lies: for asking for the passcode, which may take long, while the open vault is held by nobody.
    pub const fn place(&self) -> &VaultPlace {
        &self.place
    }

    /// Reads records, all of them as of one moment.
    pub fn read<T, E: From<VaultError>>(&self, f: impl FnOnce(&Reading<'_>) -> Result<T, E>) -> Result<T, E> {
        self.store.read(f)
    }

    /// Changes records, all or none. What was written is durable on return. Do not wait for anything inside:
    /// other writers wait meanwhile.
    pub fn write<T, E: From<VaultError>>(
        &self,
        f: impl FnOnce(&Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store.write(f)
    }

    pub(crate) fn open(place: &VaultPlace, lock: &FolderLock, key: &Secret32) -> Result<Self, VaultError> {
        place.finish_database(lock)?;
        Ok(Self {
            store: Store::open(&place.database(), key)?,
            place: place.clone(),
            key: key.clone(),
        })
    }
}

/// What a right passcode gives.
pub(crate) struct Opened {
    pub(crate) key: Secret32,
    pub(crate) slots: Slots,
    pub(crate) device_secret: DeviceSecret,
}

/// One try, under the folder's lock from the reading of the counter to its last writing. The failure is on the
/// disk before the derivation starts, so that killing the program when the answer is late gains no try.
pub(crate) fn try_passcode(
    place: &VaultPlace,
    lock: &FolderLock,
    passcode: &Passcode,
    now: DateTime<Utc>,
) -> Result<Opened, VaultError> {
    let Standing::Live(mut slots, device_secret) = place.standing(lock, now)? else {
        return Err(VaultError::PasscodeGone);
    };
    let Some(slot) = slots.passcode.clone() else {
        return Err(VaultError::PasscodeGone);
    };
    let steady = place.steady_moment(now);
    let wait = slots.attempts.wait(now, steady);
    if !wait.is_zero() {
        return Err(VaultError::MustWait { wait });
    }
    slots.attempts = slots.attempts.one_more(now, steady);
    place.write_slots(lock, &slots, &device_secret)?;
    match slot.open(&slots.header(), passcode, &device_secret) {
        Ok(key) => {
            place.forgive(lock, &mut slots, &device_secret)?;
            Ok(Opened {
                key,
                slots,
                device_secret,
            })
        }
        Err(CryptoError::NotAuthentic) if slots.attempts.are_used_up() => {
            place.delete_passcode(lock, slots, &device_secret)?;
            Err(VaultError::PasscodeGone)
        }
        Err(CryptoError::NotAuthentic) => Err(VaultError::WrongPasscode {
            tries_left: slots.attempts.left(),
            wait: slots.attempts.delay(),
        }),
        Err(error) => Err(error.into()),
    }
}
