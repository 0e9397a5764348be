//! The slots file: who may open the vault, at what cost, and how often it was tried in vain.
//!
//! Fixed fields in big-endian order, so that there is one way to write a thing:
//!
//! ```text
//! magic 8 · version 2 · protection 1 · device secret id 8 · failures 1 · last failure (ms) 8
//!   · the same by the steady clock: run 16, ms 8 · slot? 1
//!   [ Argon2id memory (KiB) 4 · passes 4 · salt 32 · sealed key 60 ] · recovery slots 1
//!   [ name of the share 16 · Argon2id memory (KiB) 4 · passes 4 · salt 32 · sealed key 60 ] up to twice
//!   · HMAC-SHA256 under the device secret 32
//! ```
//!
//! The tag makes every torn, flipped or edited byte known, the counter's too; an older copy of the whole file
//! put back is beyond it. Where the device secret is lost nothing of the file is trusted but a recovery slot that
//! opens, which authenticates itself.
//!
//! Version 2 had no recovery slots. It is read as a file without any, and written as version 3 from then on.

use dinhdanh_crypto::digest;
use dinhdanh_crypto::kdf::Argon2Params;

use crate::attempts::{Attempts, LockState, MOST_FAILURES};
use crate::key_slot::{KeySlot, SEALED};
use crate::recovery_slot::RecoverySlot;
use crate::steady::SteadyMoment;
use crate::{DeviceSecret, Part, Protection, VaultError};

const MAGIC: &[u8; 8] = b"dd-slots";
const VERSION: u16 = 3;
/// The version whose header passcode slots are bound to. It stays, so that a slot outlives a new version.
const BOUND_VERSION: u16 = 2;
/// While the authority's answer to a change is open, the slot before it and the one after it; else one, or none.
const MOST_RECOVERY_SLOTS: usize = 2;
const TAG: usize = 32;

/// Longer than any slots file.
pub(crate) const MOST_BYTES: u64 = 4096;

/// Costs beyond this no version of the program writes; a file that asks for more would only hang it.
const CEILING: Argon2Params = Argon2Params {
    memory_kib: 512 * 1024,
    passes: 16,
};

/// What a slots file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    pub(crate) protection: Protection,
    pub(crate) secret_id: [u8; 8],
    pub(crate) attempts: Attempts,
    pub(crate) passcode: Option<KeySlot>,
    pub(crate) recovery: Vec<RecoverySlot>,
}

/// Takes a slots file apart, strictly, under the costs that the program writes. What it says is not yet
/// authenticated: that takes the device secret.
///
/// Fails with [`VaultError::Damaged`], [`VaultError::Newer`] or [`VaultError::WeakParameters`]; never panics.
pub fn parse(bytes: &[u8]) -> Result<Slots, VaultError> {
    Unauthenticated::parse(bytes, Argon2Params::PASSCODE).map(|parsed| parsed.slots)
}

/// A slots file taken apart, its tag not yet checked.
pub(crate) struct Unauthenticated<'a> {
    pub(crate) slots: Slots,
    body: &'a [u8],
    tag: &'a [u8; TAG],
}

impl<'a> Unauthenticated<'a> {
    /// `floor` are the least costs that are accepted.
    pub(crate) fn parse(bytes: &'a [u8], floor: Argon2Params) -> Result<Self, VaultError> {
        let (body, tag) = bytes.split_last_chunk::<TAG>().ok_or(DAMAGED)?;
        let mut fields = Fields(body);
        if &fields.take::<8>()? != MAGIC {
            return Err(DAMAGED);
        }
        let with_recovery = match u16::from_be_bytes(fields.take()?) {
            BOUND_VERSION => false,
            VERSION => true,
            later if later > VERSION => return Err(VaultError::Newer),
            _ => return Err(DAMAGED),
        };
        let slots = Slots {
            protection: match fields.take()? {
                [1] => Protection::Keystore,
                [2] => Protection::Software,
                _ => return Err(DAMAGED),
            },
            secret_id: fields.take()?,
            attempts: fields.attempts()?,
            passcode: match fields.take()? {
                [0] => None,
                [1] => Some(fields.key_slot(floor)?),
                _ => return Err(DAMAGED),
            },
            recovery: if with_recovery {
                fields.recovery_slots(floor)?
            } else {
                Vec::new()
            },
        };
        // Only the tenth failure takes the slot away.
        let gone_too_early = slots.passcode.is_none() && !slots.attempts.are_used_up();
        if !fields.0.is_empty() || gone_too_early {
            return Err(DAMAGED);
        }
        Ok(Self { slots, body, tag })
    }

    /// What the file says, now that its tag is known to be this device secret's.
    pub(crate) fn authenticate(self, device_secret: &DeviceSecret) -> Result<Slots, VaultError> {
        if device_secret.id() != self.slots.secret_id {
            return Err(VaultError::KeystoreLost);
        }
        if !digest::same(&tag(self.body, device_secret), self.tag) {
            return Err(DAMAGED);
        }
        Ok(self.slots)
    }
}

impl Slots {
    /// The bytes to write, tagged under the device secret.
    pub(crate) fn to_bytes(&self, device_secret: &DeviceSecret) -> Vec<u8> {
        let mut bytes = self.header_of(VERSION).to_vec();
        bytes.push(self.attempts.failures);
        bytes.extend(self.attempts.last_failure_ms.to_be_bytes());
        bytes.extend(self.attempts.last_failure_steady.run);
        bytes.extend(self.attempts.last_failure_steady.millis.to_be_bytes());
        match &self.passcode {
            None => bytes.push(0),
            Some(slot) => {
                bytes.push(1);
                bytes.extend(slot.kdf.memory_kib.to_be_bytes());
                bytes.extend(slot.kdf.passes.to_be_bytes());
                bytes.extend(slot.salt);
                bytes.extend(slot.sealed);
            }
        }
        let recovery = self.recovery.get(..MOST_RECOVERY_SLOTS).unwrap_or(&self.recovery);
        bytes.push(u8::try_from(recovery.len()).unwrap_or(u8::MAX));
        for slot in recovery {
            bytes.extend(slot.name);
            bytes.extend(slot.kdf.memory_kib.to_be_bytes());
            bytes.extend(slot.kdf.passes.to_be_bytes());
            bytes.extend(slot.salt);
            bytes.extend(slot.sealed);
        }
        let tag = tag(&bytes, device_secret);
        bytes.extend(tag);
        bytes
    }

    /// What stands before the counter and never changes: passcode slots are bound to it.
    pub(crate) fn header(&self) -> [u8; 19] {
        self.header_of(BOUND_VERSION)
    }

    fn header_of(&self, version: u16) -> [u8; 19] {
        let [v0, v1] = version.to_be_bytes();
        let protection = protection_byte(self.protection);
        let [m0, m1, m2, m3, m4, m5, m6, m7] = *MAGIC;
        let [i0, i1, i2, i3, i4, i5, i6, i7] = self.secret_id;
        [
            m0, m1, m2, m3, m4, m5, m6, m7, v0, v1, protection, i0, i1, i2, i3, i4, i5, i6, i7,
        ]
    }

    /// What the lock screen may say. Ten failures are the end even where a kill came before the deletion.
    pub(crate) fn lock_state(&self, now: chrono::DateTime<chrono::Utc>, steady: SteadyMoment) -> LockState {
        let passcode_slot = self.passcode.is_some() && !self.attempts.are_used_up();
        LockState {
            tries_left: self.attempts.left(),
            wait: if passcode_slot {
                self.attempts.wait(now, steady)
            } else {
                std::time::Duration::ZERO
            },
            passcode_slot,
        }
    }
}

const DAMAGED: VaultError = VaultError::Damaged(Part::Slots);

/// What stands for a kind of keeping.
pub(crate) const fn protection_byte(protection: Protection) -> u8 {
    match protection {
        Protection::Keystore => 1,
        Protection::Software => 2,
    }
}

fn tag(body: &[u8], device_secret: &DeviceSecret) -> [u8; TAG] {
    // The tag's key is made for this alone.
    digest::hmac_sha256(device_secret.derive_key("slots/v1").expose(), &[body])
}

/// The fields not yet taken.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], VaultError> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(DAMAGED)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn attempts(&mut self) -> Result<Attempts, VaultError> {
        let [failures] = self.take()?;
        let attempts = Attempts {
            failures,
            last_failure_ms: i64::from_be_bytes(self.take()?),
            last_failure_steady: SteadyMoment {
                run: self.take()?,
                millis: u64::from_be_bytes(self.take()?),
            },
        };
        if failures > MOST_FAILURES || (failures == 0 && attempts != Attempts::NONE) {
            return Err(DAMAGED);
        }
        Ok(attempts)
    }

    fn key_slot(&mut self, floor: Argon2Params) -> Result<KeySlot, VaultError> {
        Ok(KeySlot {
            kdf: self.costs(floor)?,
            salt: self.take()?,
            sealed: self.take::<SEALED>()?,
        })
    }

    fn recovery_slots(&mut self, floor: Argon2Params) -> Result<Vec<RecoverySlot>, VaultError> {
        let [count] = self.take()?;
        if usize::from(count) > MOST_RECOVERY_SLOTS {
            return Err(DAMAGED);
        }
        let slot = |_| {
            Ok(RecoverySlot {
                name: self.take()?,
                kdf: self.costs(floor)?,
                salt: self.take()?,
                sealed: self.take::<SEALED>()?,
            })
        };
        (0..count).map(slot).collect()
    }

    fn costs(&mut self, floor: Argon2Params) -> Result<Argon2Params, VaultError> {
        let kdf = Argon2Params {
            memory_kib: u32::from_be_bytes(self.take()?),
            passes: u32::from_be_bytes(self.take()?),
        };
        if kdf.memory_kib > CEILING.memory_kib || kdf.passes > CEILING.passes {
            return Err(DAMAGED);
        }
        if kdf.memory_kib < floor.memory_kib || kdf.passes < floor.passes {
            return Err(VaultError::WeakParameters);
        }
        Ok(kdf)
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::{self, SeededRandom};
    use proptest::prelude::*;

    use super::*;

    fn secret() -> DeviceSecret {
        DeviceSecret::make(&SeededRandom::new(1)).unwrap()
    }

    fn recovery_slot(name: u8, kdf: Argon2Params) -> RecoverySlot {
        let random = SeededRandom::new(u64::from(name));
        RecoverySlot {
            name: [name; 16],
            kdf,
            salt: random::array(&random).unwrap(),
            sealed: random::array(&random).unwrap(),
        }
    }

    /// The bytes as version 2 had them.
    fn as_version_2(slots: &Slots) -> Vec<u8> {
        let written = slots.to_bytes(&secret());
        let (body, _) = written.split_last_chunk::<TAG>().unwrap();
        let (none, body) = body.split_last().unwrap();
        assert_eq!(*none, 0, "version 2 had no recovery slots");
        let mut bytes = body.to_vec();
        bytes[9] = 2;
        let tag = tag(&bytes, &secret());
        bytes.extend(tag);
        bytes
    }

    fn slots(failures: u8, kdf: Argon2Params) -> Slots {
        let random = SeededRandom::new(2);
        Slots {
            protection: Protection::Keystore,
            secret_id: secret().id(),
            attempts: Attempts {
                failures,
                last_failure_ms: i64::from(failures) * 1_800_000_000_000,
                last_failure_steady: SteadyMoment {
                    run: [failures; 16],
                    millis: u64::from(failures) * 1_000,
                },
            },
            passcode: (failures < MOST_FAILURES).then(|| KeySlot {
                kdf,
                salt: random::array(&random).unwrap(),
                sealed: random::array(&random).unwrap(),
            }),
            recovery: Vec::new(),
        }
    }

    fn with_recovery(slots: Slots, count: u8) -> Slots {
        Slots {
            recovery: (0..count)
                .map(|name| recovery_slot(name, Argon2Params::PASSCODE))
                .collect(),
            ..slots
        }
    }

    fn read(bytes: &[u8]) -> Result<Slots, VaultError> {
        Unauthenticated::parse(bytes, Argon2Params::PASSCODE)?.authenticate(&secret())
    }

    #[test]
    fn what_is_written_is_read() {
        for failures in 0..=MOST_FAILURES {
            for recovery in 0..=2 {
                let slots = with_recovery(slots(failures, Argon2Params::PASSCODE), recovery);
                assert_eq!(read(&slots.to_bytes(&secret())).unwrap(), slots);
            }
        }
    }

    #[test]
    fn version_2_is_read_and_written_as_3() {
        for failures in 0..=MOST_FAILURES {
            let slots = slots(failures, Argon2Params::PASSCODE);
            let read = read(&as_version_2(&slots)).unwrap();
            assert_eq!(read, slots);
            // Passcode slots stay bound to what they were sealed under.
            assert_eq!(read.header()[9], 2);
            assert_eq!(read.to_bytes(&secret())[9], 3);
        }
    }

    #[test]
    fn costs_have_a_floor_and_a_ceiling() {
        let outcome = |memory_kib, passes| {
            let kdf = Argon2Params { memory_kib, passes };
            let passcode = parse(&slots(0, kdf).to_bytes(&secret())).err();
            let mut with_recovery = slots(0, Argon2Params::PASSCODE);
            with_recovery.recovery.push(recovery_slot(1, kdf));
            let recovery = parse(&with_recovery.to_bytes(&secret())).err();
            assert_eq!(format!("{passcode:?}"), format!("{recovery:?}"));
            passcode
        };
        assert!(outcome(64 * 1024, 3).is_none());
        assert!(outcome(512 * 1024, 16).is_none());
        assert!(matches!(
            outcome(64 * 1024 - 1, 3),
            Some(VaultError::WeakParameters)
        ));
        assert!(matches!(outcome(64 * 1024, 2), Some(VaultError::WeakParameters)));
        assert!(matches!(
            outcome(512 * 1024 + 1, 3),
            Some(VaultError::Damaged(Part::Slots))
        ));
        assert!(matches!(
            outcome(64 * 1024, 17),
            Some(VaultError::Damaged(Part::Slots))
        ));
    }

    #[test]
    fn a_later_version_is_told_from_damage() {
        let mut bytes = slots(0, Argon2Params::PASSCODE).to_bytes(&secret());
        bytes[9] = 4;
        assert!(matches!(parse(&bytes), Err(VaultError::Newer)));
        for never_released in [0, 1] {
            bytes[9] = never_released;
            assert!(matches!(parse(&bytes), Err(VaultError::Damaged(Part::Slots))));
        }
    }

    #[test]
    fn another_device_secret_is_a_lost_one() {
        let other = DeviceSecret::make(&SeededRandom::new(9)).unwrap();
        let bytes = slots(0, Argon2Params::PASSCODE).to_bytes(&secret());
        let parsed = Unauthenticated::parse(&bytes, Argon2Params::PASSCODE).unwrap();
        assert!(matches!(
            parsed.authenticate(&other),
            Err(VaultError::KeystoreLost)
        ));
    }

    proptest! {
        #[test]
        fn every_altered_bit_and_every_cut_is_known(failures in 0..=MOST_FAILURES, recovery in 0..3u8, at: prop::sample::Index, bit in 0..8u8) {
            let whole = with_recovery(slots(failures, Argon2Params::PASSCODE), recovery).to_bytes(&secret());
            let mut altered = whole.clone();
            altered[at.index(whole.len())] ^= 1 << bit;
            prop_assert!(read(&altered).is_err());
            prop_assert!(read(&whole[..at.index(whole.len())]).is_err());
            let longer = [&whole[..], &whole[..at.index(whole.len()) + 1]].concat();
            prop_assert!(read(&longer).is_err());
        }

        #[test]
        fn any_bytes_are_parsed_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
            prop_assert!(parse(&bytes).is_err());
        }

        #[test]
        fn what_is_parsed_is_written_the_same(recovery in 0..3u8, at: prop::sample::Index, byte: u8) {
            let mut bytes = with_recovery(slots(3, Argon2Params::PASSCODE), recovery).to_bytes(&secret());
            let index = at.index(bytes.len());
            bytes[index] = byte;
            if let Ok(parsed) = parse(&bytes) {
                let written = parsed.to_bytes(&secret());
                prop_assert_eq!(&written[..written.len() - TAG], &bytes[..bytes.len() - TAG]);
            }
        }
    }
}
