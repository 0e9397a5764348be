//! A recovery slot: the vault's key, sealed under a key made of two answers and the authority's share.
//!
//! Neither passcode nor device secret goes into it, so it opens when both are gone; without the share it is useless,
//! and the authority gives that only to who has proved to be the account's holder. It is bound to the kind of
//! keeping in the header, which nothing else vouches for once the device secret is lost.

use std::fmt;

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::aead;
use dinhdanh_crypto::kdf::{Argon2Params, argon2id, hkdf_sha256};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::{Secret32, SecretBytes};

use crate::key_slot::SEALED;
use crate::slots::protection_byte;
use crate::{Protection, VaultError};

const LABEL: &[u8] = b"dinhdanh recovery slot/v1";

/// Names the share that a recovery slot needs, and gives nothing of it away.
pub type RecoveryName = [u8; 16];

/// What opens a vault without passcode and device secret. It neither prints nor is kept.
pub struct RecoveryFactors {
    /// Both answers, each with its length in front: where one ends makes a difference.
    answers: SecretBytes,
    share: Secret32,
    name: RecoveryName,
}

impl RecoveryFactors {
    /// Two answers as they are compared, in the order of their questions' numbers; the authority's share; and the
    /// share's name.
    pub fn new(answers: [&[u8]; 2], share: Secret32, name: RecoveryName) -> Self {
        let length = answers.iter().map(|answer| 4 + answer.len()).sum();
        // Room for all of it at once, so that no shorter buffer with an answer in it is left behind.
        let mut framed = Vec::with_capacity(length);
        for answer in answers {
            let length = u32::try_from(answer.len()).unwrap_or(u32::MAX);
            framed.extend_from_slice(&length.to_be_bytes());
            framed.extend_from_slice(answer);
        }
        Self {
            answers: SecretBytes::new(framed),
            share,
            name,
        }
    }

    /// The name of the share.
    pub const fn name(&self) -> RecoveryName {
        self.name
    }

    fn derive_key(&self, kdf: Argon2Params, salt: &[u8; 32]) -> Result<Secret32, CryptoError> {
        // All go into the key: what is known, and what the authority gives.
        let stretched = argon2id(kdf, self.answers.expose(), salt)?;
        Ok(hkdf_sha256(
            salt,
            &[stretched.expose(), self.share.expose()],
            b"recovery/v1",
        ))
    }
}

impl fmt::Debug for RecoveryFactors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryFactors(…)")
    }
}

/// The vault's key under answers and share, with what is needed to try them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecoverySlot {
    pub(crate) name: RecoveryName,
    pub(crate) kdf: Argon2Params,
    pub(crate) salt: [u8; 32],
    pub(crate) sealed: [u8; SEALED],
}

impl RecoverySlot {
    /// Seals the vault's key under a new salt.
    pub(crate) fn seal(
        vault_key: &Secret32,
        kdf: Argon2Params,
        protection: Protection,
        factors: &RecoveryFactors,
        random: &dyn Random,
    ) -> Result<Self, CryptoError> {
        let (name, salt) = (factors.name, random::array::<32>(random)?);
        let key = factors.derive_key(kdf, &salt)?;
        let bound_to = associated(protection, &name, kdf, &salt);
        // The vault's key is what the slot is for.
        let sealed = aead::seal(&key, &bound_to, vault_key.expose(), random)?;
        let sealed = <[u8; SEALED]>::try_from(sealed).map_err(|_| CryptoError::BadEncoding)?;
        Ok(Self {
            name,
            kdf,
            salt,
            sealed,
        })
    }

    /// The vault's key; [`VaultError::NotRecovered`] when answers or share are others.
    pub(crate) fn open(
        &self,
        protection: Protection,
        factors: &RecoveryFactors,
    ) -> Result<Secret32, VaultError> {
        let key = factors.derive_key(self.kdf, &self.salt)?;
        let bound_to = associated(protection, &self.name, self.kdf, &self.salt);
        let opened = aead::open(&key, &bound_to, &self.sealed).map_err(|_| VaultError::NotRecovered)?;
        <[u8; 32]>::try_from(opened.expose())
            .map(Secret32::new)
            .map_err(|_| VaultError::NotRecovered)
    }
}

/// Label and parameters: a slot does not open under any others. Every part has a fixed length.
fn associated(protection: Protection, name: &RecoveryName, kdf: Argon2Params, salt: &[u8; 32]) -> Vec<u8> {
    [
        LABEL,
        &[protection_byte(protection)],
        name,
        &kdf.memory_kib.to_be_bytes(),
        &kdf.passes.to_be_bytes(),
        salt,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    const CHEAP: Argon2Params = Argon2Params {
        memory_kib: 64,
        passes: 1,
    };

    fn factors(answers: [&str; 2], share: u8) -> RecoveryFactors {
        RecoveryFactors::new(
            answers.map(str::as_bytes),
            Secret32::new([share; 32]),
            [share; 16],
        )
    }

    #[test]
    fn it_opens_for_its_answers_share_and_parameters_alone() {
        let right = factors(["da nang", "bun bo"], 1);
        let slot = RecoverySlot::seal(
            &Secret32::new([7; 32]),
            CHEAP,
            Protection::Keystore,
            &right,
            &SeededRandom::new(5),
        )
        .unwrap();
        assert_eq!(
            slot.open(Protection::Keystore, &right).unwrap().expose(),
            &[7; 32]
        );
        assert!(slot.open(Protection::Software, &right).is_err());
        for wrong in [
            factors(["da nang", "bun bo"], 2),
            factors(["da nan", "gbun bo"], 1),
            factors(["bun bo", "da nang"], 1),
            factors(["", "da nangbun bo"], 1),
        ] {
            assert!(matches!(
                slot.open(Protection::Keystore, &wrong),
                Err(VaultError::NotRecovered)
            ));
        }
        let cheaper = RecoverySlot {
            kdf: Argon2Params {
                memory_kib: 32,
                passes: 1,
            },
            ..slot.clone()
        };
        let renamed = RecoverySlot {
            name: [9; 16],
            ..slot
        };
        assert!(cheaper.open(Protection::Keystore, &right).is_err());
        assert!(renamed.open(Protection::Keystore, &right).is_err());
    }

    #[test]
    fn what_opens_it_does_not_print() {
        assert_eq!(
            format!("{:?}", factors(["da nang", "bun bo"], 1)),
            "RecoveryFactors(…)"
        );
    }
}
