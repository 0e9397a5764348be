//! The way back in: whatever was lost of passcode and keystore, nothing of what is kept.

use std::fs;

use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_vault::{RecoveryFactors, Vault, VaultError, View};
use proptest::prelude::*;

use crate::desk::{
    Desk, RIGHT, WRONG, account, bundle, credential, factors, identity_card, noon, passcode, place,
};

const NEW: &str = "905271";

#[test]
fn a_forgotten_passcode_is_set_anew_and_nothing_is_lost() {
    let desk = with_recovery();
    recovers(&desk);
    assert!(Vault::unlock(&desk.place, &passcode(RIGHT), noon()).is_err());
    assert_eq!(desk.secrets.names(), ["main"]);
}

#[test]
fn so_is_one_whose_keystore_was_lost() {
    let desk = with_recovery();
    desk.secrets.forget_all();
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()),
        Err(VaultError::KeystoreLost)
    ));
    assert_eq!(desk.place.recovery_names().unwrap(), [[1; 16]]);
    recovers(&desk);
}

#[test]
fn so_is_one_that_was_deleted_after_ten_wrong_tries() {
    let desk = with_recovery();
    desk.fail(10, noon());
    assert!(desk.secrets.names().is_empty());
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()),
        Err(VaultError::PasscodeGone)
    ));
    drop(recover(&desk, &factors(1)).unwrap());
    assert_eq!(desk.place.lock_state(noon()).unwrap().tries_left, 10);
    recovers(&desk);
}

#[test]
fn the_old_device_secret_is_worth_nothing_afterwards() {
    let desk = with_recovery();
    let old = (
        fs::read(desk.file("slots")).unwrap(),
        desk.place.device_secret().unwrap(),
    );
    recovers(&desk);
    let new = desk.place.device_secret().unwrap();
    assert_ne!(old.1.derive_key("same").expose(), new.derive_key("same").expose());
    fs::write(desk.file("slots"), old.0).unwrap();
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()),
        Err(VaultError::KeystoreLost)
    ));
}

#[test]
fn wrong_factors_change_nothing() {
    let desk = with_recovery();
    let before = fs::read(desk.file("slots")).unwrap();
    let wrong_answer = RecoveryFactors::new([b"da nang", b"bun cha"], Secret32::new([1; 32]), [1; 16]);
    let wrong_share = RecoveryFactors::new([b"da nang", b"bun bo"], Secret32::new([9; 32]), [1; 16]);
    for wrong in [wrong_answer, wrong_share] {
        assert!(matches!(recover(&desk, &wrong), Err(VaultError::NotRecovered)));
    }
    assert!(matches!(recover(&desk, &factors(9)), Err(VaultError::NoRecovery)));
    assert_eq!(fs::read(desk.file("slots")).unwrap(), before);
    Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
}

#[test]
fn a_vault_without_a_slot_is_not_recovered() {
    let desk = Desk::with_vault();
    assert!(desk.place.recovery_names().unwrap().is_empty());
    assert!(matches!(recover(&desk, &factors(1)), Err(VaultError::NoRecovery)));
    let nowhere = Desk::new();
    assert!(matches!(nowhere.place.recovery_names(), Err(VaultError::NoVault)));
    assert!(!nowhere.place.folder().exists());
}

#[test]
fn a_silent_keystore_changes_nothing() {
    let desk = with_recovery();
    desk.secrets.set_reachable(false);
    assert!(matches!(
        recover(&desk, &factors(1)),
        Err(VaultError::Keystore(_))
    ));
    desk.secrets.set_reachable(true);
    Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
}

#[test]
fn the_passcode_adds_a_slot_to_a_vault_that_is_not_open_and_a_wrong_one_none() {
    let desk = with_recovery();
    let add = |typed| {
        let (place, random) = (&desk.place, &desk.random);
        Vault::add_recovery_by_passcode(
            place,
            &passcode(typed),
            &factors(2),
            Some([1; 16]),
            random,
            noon(),
        )
    };
    assert!(matches!(
        add(WRONG),
        Err(VaultError::WrongPasscode { tries_left: 9, .. })
    ));
    assert_eq!(desk.place.recovery_names().unwrap(), [[1; 16]]);
    add(RIGHT).unwrap();
    assert_eq!(desk.place.recovery_names().unwrap(), [[1; 16], [2; 16]]);
    recover(&desk, &factors(2)).unwrap();
}

#[test]
fn there_are_two_slots_at_most_and_the_one_in_force_stays() {
    let desk = with_recovery();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    let add = |share, beside| {
        vault
            .add_recovery(&factors(share), beside, &desk.random, noon())
            .unwrap();
        desk.place.recovery_names().unwrap()
    };
    assert_eq!(add(2, Some([1; 16])), [[1; 16], [2; 16]]);
    assert_eq!(add(3, Some([1; 16])), [[1; 16], [3; 16]]);
    assert_eq!(add(3, Some([1; 16])), [[1; 16], [3; 16]]);
    assert_eq!(add(4, Some([3; 16])), [[3; 16], [4; 16]]);
    assert!(!desk.place.keep_recovery(Some([9; 16]), noon()).unwrap());
    assert_eq!(desk.place.recovery_names().unwrap().len(), 2);
    assert!(desk.place.keep_recovery(Some([3; 16]), noon()).unwrap());
    assert_eq!(desk.place.recovery_names().unwrap(), [[3; 16]]);
    assert!(!desk.place.keep_recovery(None, noon()).unwrap());
    assert!(desk.place.recovery_names().unwrap().is_empty());
    assert_eq!(add(5, None), [[5; 16]]);
    drop(vault);
    drop(recover(&desk, &factors(5)).unwrap());
}

#[test]
fn a_renewed_share_opens_as_the_one_before_does_until_that_one_goes() {
    let desk = with_recovery();
    let (first, second) = (factors(1), factors(2));
    let recover =
        |with, renewed| Vault::recover(&desk.place, with, renewed, &passcode(NEW), &desk.random).map(drop);
    recover(&first, Some(&second)).unwrap();
    recover(&first, Some(&second)).unwrap();
    recover(&second, None).unwrap();
    assert!(matches!(recover(&first, None), Err(VaultError::NoRecovery)));
    assert!(desk.place.keep_recovery(Some([2; 16]), noon()).unwrap());
    assert_eq!(desk.place.recovery_names().unwrap(), [[2; 16]]);
}

#[test]
fn a_slots_file_of_version_2_opens_and_goes_on_as_version_3() {
    let desk = Desk::with_vault();
    let version_3 = fs::read(desk.file("slots")).unwrap();
    let (body, _) = version_3.split_last_chunk::<32>().unwrap();
    let mut version_2 = body[..body.len() - 1].to_vec();
    version_2[9] = 2;
    let key = desk.place.device_secret().unwrap().derive_key("slots/v1");
    let tag = hmac_sha256(key.expose(), &[&version_2]);
    version_2.extend(tag);
    fs::write(desk.file("slots"), version_2).unwrap();

    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert_eq!(fs::read(desk.file("slots")).unwrap()[9], 3);
    vault
        .add_recovery(&factors(1), None, &desk.random, noon())
        .unwrap();
    drop(vault);
    drop(recover(&desk, &factors(1)).unwrap());
}

#[test]
fn a_vault_is_not_recovered_under_another_kind_of_keystore() {
    let desk = with_recovery();
    let software = std::sync::Arc::new(dinhdanh_vault::MemorySecrets::with_protection(
        dinhdanh_vault::Protection::Software,
    ));
    let elsewhere = place(desk.place.folder(), software.clone());
    let recover = || Vault::recover(&elsewhere, &factors(1), None, &passcode(NEW), &desk.random).map(drop);
    assert!(matches!(recover(), Err(VaultError::OtherProtection { .. })));
    // Nor where the header was altered to say so.
    let mut slots = fs::read(desk.file("slots")).unwrap();
    slots[10] = 2;
    fs::write(desk.file("slots"), slots).unwrap();
    assert!(matches!(recover(), Err(VaultError::NotRecovered)));
    assert!(software.names().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_altered_file_is_refused_as_it_is_or_recovered_whole(at: prop::sample::Index, byte: u8, cut: bool) {
        let desk = with_recovery();
        desk.secrets.forget_all();
        let whole = fs::read(desk.file("slots")).unwrap();
        let mut altered = whole.clone();
        altered[at.index(whole.len())] = byte;
        if cut {
            altered.truncate(at.index(whole.len()));
        }
        fs::write(desk.file("slots"), &altered).unwrap();
        match recover(&desk, &factors(1)) {
            Ok(vault) => prop_assert!(vault.read(|r| r.account()).unwrap() == Some(account())),
            Err(_) => {
                prop_assert_eq!(fs::read(desk.file("slots")).unwrap(), altered);
                prop_assert!(desk.secrets.names().is_empty());
                fs::write(desk.file("slots"), &whole).unwrap();
                prop_assert!(recover(&desk, &factors(1)).is_ok());
            }
        }
        prop_assert!(Vault::unlock(&desk.place, &passcode(NEW), noon()).is_ok());
    }
}

/// A desk with a filled vault, locked, that share 1 recovers.
fn with_recovery() -> Desk {
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    vault
        .add_recovery(&factors(1), None, &desk.random, noon())
        .unwrap();
    vault
        .write(|w| {
            w.put_account(&account())?;
            w.put_identity_card(&identity_card())?;
            w.put_trust_bundle(&bundle(4))?;
            w.remember_code(b"a code", noon(), noon())?;
            w.replace_credentials(&[View::A, View::B, View::C].map(credential))
        })
        .unwrap();
    desk
}

fn recover(desk: &Desk, with: &RecoveryFactors) -> Result<Vault, VaultError> {
    Vault::recover(&desk.place, with, None, &passcode(NEW), &desk.random)
}

/// The vault opens by its recovery slot and from then on by the new passcode, with all that was in it.
fn recovers(desk: &Desk) {
    let check = |vault: Vault| {
        vault
            .read(|r| {
                assert!(r.account()? == Some(account()));
                assert!(r.identity_card()? == Some(identity_card()));
                assert_eq!(r.credentials()?.len(), 3);
                assert_eq!(r.trust_bundle()?.map(|bundle| bundle.seq), Some(4));
                assert!(r.seen_code(b"a code")?.is_some());
                Ok::<_, VaultError>(())
            })
            .unwrap();
    };
    check(recover(desk, &factors(1)).unwrap());
    check(Vault::unlock(&desk.place, &passcode(NEW), noon()).unwrap());
    assert!(Vault::unlock(&desk.place, &passcode(WRONG), noon()).is_err());
    // The slot stays: what was lost once may be lost again.
    assert_eq!(desk.place.recovery_names().unwrap(), [[1; 16]]);
}
