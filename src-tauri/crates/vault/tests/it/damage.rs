//! Torn and altered files: an error that says so, nothing deleted, and never a cheaper counter.

use std::fs;

use dinhdanh_vault::{Part, Vault, VaultError};
use proptest::prelude::*;

use crate::desk::{Desk, RIGHT, account, credential, identity_card, noon, passcode};
use dinhdanh_vault::View;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn altered_slots_never_open_and_never_count_less(failures in 0..5u32, at: prop::sample::Index, bit in 0..8u8, cut: bool) {
        let desk = Desk::with_vault();
        desk.fail(failures, noon());
        let whole = fs::read(desk.file("slots")).unwrap();
        let mut altered = whole.clone();
        altered[at.index(whole.len())] ^= 1 << bit;
        if cut {
            altered.truncate(at.index(whole.len()));
        }
        fs::write(desk.file("slots"), &altered).unwrap();
        prop_assert!(desk.place.lock_state(noon()).is_err());
        prop_assert!(Vault::unlock(&desk.place, &passcode(RIGHT), noon()).is_err());
        // Nothing was deleted or written over: with the bytes put right it opens.
        prop_assert_eq!(fs::read(desk.file("slots")).unwrap(), altered);
        fs::write(desk.file("slots"), &whole).unwrap();
        prop_assert_eq!(desk.place.lock_state(noon()).unwrap().tries_left, 10 - failures);
        prop_assert!(Vault::unlock(&desk.place, &passcode(RIGHT), noon()).is_ok());
    }

    #[test]
    fn an_altered_database_gives_an_error_or_the_same_records(at: prop::sample::Index, bit in 0..8u8) {
        let desk = filled();
        let mut bytes = fs::read(desk.file("vault.db")).unwrap();
        let index = at.index(bytes.len());
        bytes[index] ^= 1 << bit;
        fs::write(desk.file("vault.db"), &bytes).unwrap();
        check_records(&desk)?;
    }

    #[test]
    fn a_cut_database_gives_an_error_or_the_same_records(at: prop::sample::Index) {
        let desk = filled();
        let bytes = fs::read(desk.file("vault.db")).unwrap();
        fs::write(desk.file("vault.db"), &bytes[..at.index(bytes.len())]).unwrap();
        check_records(&desk)?;
    }

    #[test]
    fn a_strange_log_gives_an_error_or_the_same_records(log in prop::collection::vec(any::<u8>(), 1..9000)) {
        let desk = filled();
        fs::write(desk.file("vault.db-wal"), log).unwrap();
        check_records(&desk)?;
    }
}

#[test]
fn a_database_that_is_gone_or_empty_is_damage() {
    let desk = filled();
    fs::write(desk.file("vault.db"), b"").unwrap();
    let empty = Vault::unlock(&desk.place, &passcode(RIGHT), noon());
    assert!(
        matches!(empty, Err(VaultError::Damaged(Part::Database))),
        "{:?}",
        empty.err()
    );
    fs::remove_file(desk.file("vault.db")).unwrap();
    let gone = Vault::unlock(&desk.place, &passcode(RIGHT), noon());
    assert!(
        matches!(gone, Err(VaultError::Damaged(Part::Database))),
        "{:?}",
        gone.err()
    );
    assert!(!desk.file("vault.db").exists());
}

#[test]
fn slots_as_long_as_a_film_are_not_read() {
    let desk = Desk::with_vault();
    fs::write(desk.file("slots"), vec![0; 1 << 20]).unwrap();
    assert!(matches!(
        desk.place.lock_state(noon()),
        Err(VaultError::Damaged(Part::Slots))
    ));
}

fn filled() -> Desk {
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    vault
        .write(|w| {
            w.put_account(&account())?;
            w.put_identity_card(&identity_card())?;
            w.replace_credentials(&[View::A, View::B, View::C].map(credential))
        })
        .unwrap();
    desk
}

/// Damage is told as damage; what is read in spite of it is what was written.
fn check_records(desk: &Desk) -> Result<(), TestCaseError> {
    let outcome = Vault::unlock(&desk.place, &passcode(RIGHT), noon())
        .and_then(|vault| vault.read(|r| Ok((r.account()?, r.identity_card()?, r.credentials()?))));
    match outcome {
        Ok((kept, card, credentials)) => {
            prop_assert!(kept == Some(account()) && card == Some(identity_card()));
            prop_assert_eq!(credentials.len(), 3);
        }
        Err(VaultError::Damaged(Part::Database)) => {}
        Err(other) => prop_assert!(false, "{:?}", other),
    }
    prop_assert!(desk.file("slots").exists() && desk.file("vault.db").exists());
    Ok(())
}
