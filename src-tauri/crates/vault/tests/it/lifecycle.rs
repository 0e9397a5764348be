//! A vault is made, opened, rewrapped and removed; its keystore goes missing.

use std::sync::Arc;

use dinhdanh_vault::{
    KeystoreError, MemorySecrets, Part, Presence, Protection, Vault, VaultError, VaultPlace, sealed,
};

use crate::desk::{Desk, RIGHT, WRONG, account, noon, passcode, place};

#[test]
fn what_is_written_is_there_after_the_next_unlock() {
    let desk = Desk::new();
    assert_eq!(desk.place.presence().unwrap(), Presence::Nothing);
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()),
        Err(VaultError::NoVault)
    ));
    assert!(!desk.place.folder().exists());

    let vault = Vault::create(&desk.place, &passcode(RIGHT), &desk.random).unwrap();
    vault.write(|w| w.put_account(&account())).unwrap();
    drop(vault);

    assert_eq!(desk.place.presence().unwrap(), Presence::Present);
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert!(vault.read(|r| r.account()).unwrap() == Some(account()));
}

#[test]
fn a_vault_is_never_overwritten() {
    let desk = Desk::with_vault();
    let again = Vault::create(&desk.place, &passcode(WRONG), &desk.random);
    assert!(matches!(again, Err(VaultError::AlreadyHere)));
    std::fs::remove_file(desk.file("slots")).unwrap();
    let over_a_database = Vault::create(&desk.place, &passcode(WRONG), &desk.random);
    assert!(matches!(over_a_database, Err(VaultError::AlreadyHere)));
}

#[test]
fn a_creation_cut_short_is_made_anew_or_finished() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.place.folder()).unwrap();
    for remains in ["vault.db.new", "vault.db.new-wal"] {
        std::fs::write(desk.file(remains), b"torn").unwrap();
    }
    assert_eq!(desk.place.presence().unwrap(), Presence::HalfMade);
    assert!(matches!(desk.place.lock_state(noon()), Err(VaultError::NoVault)));
    drop(Vault::create(&desk.place, &passcode(RIGHT), &desk.random).unwrap());

    // Killed between the slots and the rename.
    std::fs::rename(desk.file("vault.db"), desk.file("vault.db.new")).unwrap();
    Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert!(desk.file("vault.db").exists());
}

#[test]
fn a_changed_passcode_opens_and_the_old_one_does_not() {
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    vault.write(|w| w.put_account(&account())).unwrap();
    let not_the_current = Vault::change_passcode(
        &desk.place,
        &passcode(WRONG),
        &passcode("905271"),
        &desk.random,
        noon(),
    );
    assert!(matches!(
        not_the_current,
        Err(VaultError::WrongPasscode { tries_left: 9, .. })
    ));
    Vault::change_passcode(
        &desk.place,
        &passcode(RIGHT),
        &passcode("905271"),
        &desk.random,
        noon(),
    )
    .unwrap();
    Vault::verify_passcode(&desk.place, &passcode("905271"), noon()).unwrap();
    drop(vault);
    assert!(Vault::unlock(&desk.place, &passcode(RIGHT), noon()).is_err());
    let vault = Vault::unlock(&desk.place, &passcode("905271"), noon()).unwrap();
    assert!(vault.read(|r| r.account()).unwrap() == Some(account()));
}

#[test]
fn an_empty_keystore_is_a_lost_one_and_not_a_first_run() {
    let desk = Desk::with_vault();
    desk.secrets.forget_all();
    for outcome in [
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()).err(),
        Vault::create(&desk.place, &passcode(RIGHT), &desk.random).err(),
    ] {
        assert!(
            matches!(outcome, Some(VaultError::KeystoreLost | VaultError::AlreadyHere)),
            "{outcome:?}"
        );
    }
    assert!(matches!(
        desk.place.lock_state(noon()),
        Err(VaultError::KeystoreLost)
    ));
    assert!(matches!(
        desk.place.device_secret(),
        Err(VaultError::KeystoreLost)
    ));
    assert!(matches!(
        desk.place.device_secret_or_new(&desk.random),
        Err(VaultError::KeystoreLost)
    ));
    assert!(desk.secrets.names().is_empty());

    // The same where another secret has come to lie under the name.
    let stranger = Desk::new();
    stranger
        .place
        .device_secret_or_new(&dinhdanh_crypto::random::SeededRandom::new(9))
        .unwrap();
    let moved = place(desk.place.folder(), stranger.secrets.clone());
    assert!(matches!(
        Vault::unlock(&moved, &passcode(RIGHT), noon()),
        Err(VaultError::KeystoreLost)
    ));
}

#[test]
fn a_silent_keystore_costs_no_try() {
    let desk = Desk::with_vault();
    desk.secrets.set_reachable(false);
    for _ in 0..12 {
        let outcome = Vault::unlock(&desk.place, &passcode(WRONG), noon());
        assert!(matches!(
            outcome,
            Err(VaultError::Keystore(KeystoreError::Unreachable))
        ));
    }
    desk.secrets.set_reachable(true);
    assert_eq!(desk.place.lock_state(noon()).unwrap().tries_left, 10);
}

#[test]
fn a_vault_under_a_keystore_never_falls_back_to_a_file() {
    let desk = Desk::with_vault();
    let recorded = VaultPlace::recorded_protection(desk.place.folder()).unwrap();
    assert_eq!(recorded, Some(Protection::Keystore));
    assert_eq!(VaultPlace::recorded_protection(desk.root.path()).unwrap(), None);

    let software = Arc::new(MemorySecrets::with_protection(Protection::Software));
    let fallen_back = place(desk.place.folder(), software.clone());
    let refused = |error: Option<VaultError>| {
        matches!(
            error,
            Some(VaultError::OtherProtection {
                recorded: Protection::Keystore
            })
        )
    };
    assert!(refused(
        Vault::unlock(&fallen_back, &passcode(RIGHT), noon()).err()
    ));
    assert!(refused(fallen_back.device_secret_or_new(&desk.random).err()));
    assert!(refused(fallen_back.remove().err()));
    assert!(software.names().is_empty());
}

#[test]
fn a_cheap_slot_is_refused_outside_of_tests() {
    let desk = Desk::with_vault();
    let real = VaultPlace::new(desk.place.folder(), desk.secrets.clone(), "main");
    assert!(matches!(
        Vault::unlock(&real, &passcode(RIGHT), noon()),
        Err(VaultError::WeakParameters)
    ));
}

#[test]
fn the_real_costs_open_too() {
    let desk = Desk::new();
    let real = VaultPlace::new(desk.place.folder(), desk.secrets.clone(), "main");
    drop(Vault::create(&real, &passcode(RIGHT), &desk.random).unwrap());
    Vault::unlock(&real, &passcode(RIGHT), noon()).unwrap();
}

#[test]
fn a_removed_vault_leaves_nothing_and_makes_room() {
    let desk = Desk::with_vault();
    desk.place.remove().unwrap();
    assert_eq!(desk.place.presence().unwrap(), Presence::Nothing);
    assert!(desk.secrets.names().is_empty());
    desk.place.remove().unwrap();
    drop(Vault::create(&desk.place, &passcode(RIGHT), &desk.random).unwrap());

    // A damaged one can be done away with too.
    std::fs::write(desk.file("slots"), b"torn").unwrap();
    desk.place.remove().unwrap();
    assert_eq!(desk.place.presence().unwrap(), Presence::Nothing);
}

#[test]
fn a_draft_before_the_vault_and_the_vault_share_the_device_secret() {
    let desk = Desk::new();
    let secret = desk.place.device_secret_or_new(&desk.random).unwrap();
    let draft = desk.file("draft");
    sealed::write(&draft, "draft", &secret, b"step 3", &desk.random).unwrap();
    drop(Vault::create(&desk.place, &passcode(RIGHT), &desk.random).unwrap());
    let read = sealed::read(&draft, "draft", &desk.place.device_secret().unwrap()).unwrap();
    assert_eq!(read.unwrap().expose(), b"step 3");
}

#[test]
fn slots_gone_from_a_vault_are_damage() {
    let desk = Desk::with_vault();
    std::fs::remove_file(desk.file("slots")).unwrap();
    let damaged = |error: Option<VaultError>| matches!(error, Some(VaultError::Damaged(Part::Slots)));
    assert!(damaged(
        Vault::unlock(&desk.place, &passcode(RIGHT), noon()).err()
    ));
    assert!(damaged(
        VaultPlace::recorded_protection(desk.place.folder()).err()
    ));
    assert!(desk.file("vault.db").exists());
}
