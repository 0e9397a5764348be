//! Recovery: the way back in without the passcode, and what is made ready for it while the vault is open.

use chrono::{DateTime, Utc};
use dinhdanh_crypto::random::Random;

use crate::key_slot::KeySlot;
use crate::place::Standing;
use crate::recovery_slot::{RecoveryFactors, RecoveryName, RecoverySlot};
use crate::slots::Slots;
use crate::vault::{Opened, try_passcode};
use crate::{DeviceSecret, Passcode, Vault, VaultError, VaultPlace};

impl Vault {
    /// Adds a recovery slot for these factors. Of those that are there, the one for the share `beside` stays, and no
    /// other: so there are two of them at most, while it is open which share the authority has.
    ///
    /// Fails with [`VaultError::PasscodeGone`] where the passcode was deleted since the vault was opened.
    pub fn add_recovery(
        &self,
        factors: &RecoveryFactors,
        beside: Option<RecoveryName>,
        random: &dyn Random,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        let place = &self.place;
        let lock = place.lock()?;
        let Standing::Live(mut slots, device_secret) = place.standing(&lock, now)? else {
            return Err(VaultError::PasscodeGone);
        };
        let slot = RecoverySlot::seal(&self.key, place.kdf(), slots.protection, factors, random)?;
        put(&mut slots, slot, beside);
        place.write_slots(&lock, &slots, &device_secret)
    }

    /// The same with the passcode, as one try like any other. The vault need not be open.
    ///
    /// Fails as [`unlock`](Self::unlock) does when `passcode` is not the passcode; then no slot is another.
    pub fn add_recovery_by_passcode(
        place: &VaultPlace,
        passcode: &Passcode,
        factors: &RecoveryFactors,
        beside: Option<RecoveryName>,
        random: &dyn Random,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        place.existing()?;
        let lock = place.lock()?;
        let Opened {
            key,
            mut slots,
            device_secret,
        } = try_passcode(place, &lock, passcode, now)?;
        let slot = RecoverySlot::seal(&key, place.kdf(), slots.protection, factors, random)?;
        put(&mut slots, slot, beside);
        place.write_slots(&lock, &slots, &device_secret)
    }

    /// Opens the vault with what recovers it, puts it under a new device secret and a new passcode, and opens it; all
    /// that is in it stays. The slot that opened it stays, too; `renewed` is added beside it, and any other goes. A
    /// kill at any moment leaves the vault as it was, or recovered. Whether the passcode is a good one is for the
    /// caller to ask before.
    ///
    /// Nothing of the slots file is believed but the slot that opens: it may have been altered, since no device secret
    /// vouches for it any more.
    ///
    /// Fails with [`VaultError::NoRecovery`] or [`VaultError::NotRecovered`] for the factors' sake, and with
    /// [`VaultError::NoVault`], [`VaultError::OtherProtection`], [`VaultError::Keystore`],
    /// [`VaultError::WeakParameters`], [`VaultError::Damaged`] or [`VaultError::Newer`] for the vault's; then nothing
    /// was changed.
    pub fn recover(
        place: &VaultPlace,
        factors: &RecoveryFactors,
        renewed: Option<&RecoveryFactors>,
        passcode: &Passcode,
        random: &dyn Random,
    ) -> Result<Self, VaultError> {
        place.existing()?;
        let lock = place.lock()?;
        let told = place.unauthenticated_slots(&lock)?;
        let slot = told.recovery.into_iter().find(|slot| slot.name == factors.name());
        let slot = slot.ok_or(VaultError::NoRecovery)?;
        let key = slot.open(told.protection, factors)?;
        // Before anything is written: a key that does not open what is here recovers nothing.
        let vault = Self::open(place, &lock, &key)?;
        let device_secret = DeviceSecret::make(random)?;
        let mut slots = place.new_slots(&device_secret);
        slots.passcode = Some(KeySlot::seal(
            &key,
            place.kdf(),
            &slots.header(),
            passcode,
            &device_secret,
            random,
        )?);
        slots.recovery.push(slot);
        if let Some(renewed) = renewed {
            slots.recovery.push(RecoverySlot::seal(
                &key,
                place.kdf(),
                slots.protection,
                renewed,
                random,
            )?);
        }
        place.keep_next_secret(&lock, &device_secret)?;
        place.write_slots(&lock, &slots, &device_secret)?;
        place.settle_secret(&lock, &device_secret);
        Ok(vault)
    }
}

impl VaultPlace {
    /// The shares for which there is a recovery slot. The file says so; no device secret is asked to vouch for it.
    pub fn recovery_names(&self) -> Result<Vec<RecoveryName>, VaultError> {
        self.existing()?;
        let lock = self.lock()?;
        let slots = self.unauthenticated_slots(&lock)?;
        Ok(slots.recovery.iter().map(|slot| slot.name).collect())
    }

    /// Drops every recovery slot but that of this share, which is the one that the authority has; all of them where it
    /// has none. Where there is no slot for it, all stay. Says whether there is one.
    ///
    /// Fails with [`VaultError::PasscodeGone`] once the passcode is deleted.
    pub fn keep_recovery(&self, name: Option<RecoveryName>, now: DateTime<Utc>) -> Result<bool, VaultError> {
        self.existing()?;
        let lock = self.lock()?;
        let Standing::Live(mut slots, device_secret) = self.standing(&lock, now)? else {
            return Err(VaultError::PasscodeGone);
        };
        let kept = |slot: &RecoverySlot| Some(slot.name) == name;
        let found = slots.recovery.iter().any(kept);
        if (found || name.is_none()) && !slots.recovery.iter().all(kept) {
            slots.recovery.retain(kept);
            self.write_slots(&lock, &slots, &device_secret)?;
        }
        Ok(found)
    }
}

/// Of the slots that are there, only the one for the share `beside` stays.
fn put(slots: &mut Slots, slot: RecoverySlot, beside: Option<RecoveryName>) {
    slots
        .recovery
        .retain(|kept| Some(kept.name) == beside && kept.name != slot.name);
    slots.recovery.push(slot);
}
