//! Wrong passcodes: counted before they are tried, slowed down, and in the end the last.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use dinhdanh_vault::{KeystoreError, Vault, VaultError};

use crate::desk::{Desk, RIGHT, WRONG, noon, passcode, place};

#[test]
fn each_failure_is_told_and_a_success_forgives_them() {
    let desk = Desk::with_vault();
    let mut now = noon();
    let mut told = Vec::new();
    for _ in 0..9 {
        match Vault::unlock(&desk.place, &passcode(WRONG), now) {
            Err(VaultError::WrongPasscode { tries_left, wait }) => {
                told.push((tries_left, wait.as_secs()));
                now += TimeDelta::from_std(wait).unwrap();
            }
            other => panic!("{:?}", other.err()),
        }
    }
    assert_eq!(
        told,
        [
            (9, 0),
            (8, 0),
            (7, 0),
            (6, 0),
            (5, 30),
            (4, 60),
            (3, 300),
            (2, 900),
            (1, 3600)
        ]
    );
    drop(Vault::unlock(&desk.place, &passcode(RIGHT), now).unwrap());
    let state = desk.place.lock_state(now).unwrap();
    assert_eq!(
        (state.tries_left, state.wait, state.passcode_slot),
        (10, Duration::ZERO, true)
    );
}

#[test]
fn a_try_during_a_delay_is_refused_and_not_counted() {
    let desk = Desk::with_vault();
    let now = desk.fail(5, noon());
    for digits in [RIGHT, WRONG, WRONG] {
        let outcome = Vault::unlock(&desk.place, &passcode(digits), now + TimeDelta::seconds(29));
        match outcome {
            Err(VaultError::MustWait { wait }) => assert_eq!(wait, Duration::from_secs(1)),
            other => panic!("{:?}", other.err()),
        }
    }
    assert_eq!(desk.place.lock_state(now).unwrap().tries_left, 5);
    Vault::unlock(&desk.place, &passcode(RIGHT), now + TimeDelta::seconds(30)).unwrap();
}

#[test]
fn the_tenth_failure_deletes_slot_and_device_secret() {
    let desk = Desk::with_vault();
    let old_slots = std::fs::read(desk.file("slots")).unwrap();
    let now = desk.fail(9, noon()) + TimeDelta::hours(1);
    let tenth = Vault::unlock(&desk.place, &passcode(WRONG), now);
    assert!(matches!(tenth, Err(VaultError::PasscodeGone)));
    assert!(desk.secrets.names().is_empty());
    let state = desk.place.lock_state(now).unwrap();
    assert_eq!((state.tries_left, state.passcode_slot), (0, false));
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), now),
        Err(VaultError::PasscodeGone)
    ));

    // An old copy of the slots put back is useless.
    std::fs::write(desk.file("slots"), old_slots).unwrap();
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), now),
        Err(VaultError::KeystoreLost)
    ));
    assert!(desk.file("vault.db").exists());
}

#[test]
fn a_deletion_that_the_keystore_refused_is_done_later() {
    let desk = Desk::with_vault();
    let keystore = std::sync::Arc::new(DeafToDelete {
        kept: desk.secrets.clone(),
        deaf: true.into(),
    });
    let place = place(desk.place.folder(), keystore.clone());
    let now = desk.fail(9, noon()) + TimeDelta::hours(1);
    assert!(matches!(
        Vault::unlock(&place, &passcode(WRONG), now),
        Err(VaultError::PasscodeGone)
    ));
    assert_eq!(desk.secrets.names(), ["main"]);
    keystore.deaf.store(false, std::sync::atomic::Ordering::SeqCst);
    assert!(matches!(
        Vault::unlock(&place, &passcode(RIGHT), now),
        Err(VaultError::PasscodeGone)
    ));
    assert!(desk.secrets.names().is_empty());
}

#[test]
fn a_clock_set_back_starts_the_delay_again() {
    let desk = Desk::with_vault();
    let now = desk.fail(6, noon());
    let yesterday = now - TimeDelta::days(1);
    assert_eq!(
        desk.place.lock_state(yesterday).unwrap().wait,
        Duration::from_secs(60)
    );
    let later = yesterday + TimeDelta::seconds(59);
    assert!(matches!(
        Vault::unlock(&desk.place, &passcode(RIGHT), later),
        Err(VaultError::MustWait { .. })
    ));
    Vault::unlock(&desk.place, &passcode(RIGHT), yesterday + TimeDelta::seconds(60)).unwrap();
}

#[test]
fn a_clock_set_forward_shortens_no_delay() {
    let desk = Desk::with_vault();
    let millis = Arc::new(AtomicU64::new(5_000));
    let place = desk.place.clone().with_steady_millis(millis.clone());
    for _ in 0..5 {
        assert!(Vault::unlock(&place, &passcode(WRONG), noon()).is_err());
    }
    let tomorrow = noon() + TimeDelta::days(1);
    millis.fetch_add(29_000, Ordering::SeqCst);
    assert_eq!(place.lock_state(tomorrow).unwrap().wait, Duration::from_secs(1));
    assert!(matches!(
        Vault::unlock(&place, &passcode(RIGHT), tomorrow),
        Err(VaultError::MustWait { wait }) if wait == Duration::from_secs(1)
    ));
    millis.fetch_add(1_000, Ordering::SeqCst);
    Vault::unlock(&place, &passcode(RIGHT), tomorrow).unwrap();
}

#[test]
fn a_computer_that_was_put_back_to_an_earlier_moment_locks_nobody_out() {
    let desk = Desk::with_vault();
    let millis = Arc::new(AtomicU64::new(1_000_000_000));
    let place = desk.place.clone().with_steady_millis(millis.clone());
    for _ in 0..5 {
        assert!(Vault::unlock(&place, &passcode(WRONG), noon()).is_err());
    }
    millis.store(5_000, Ordering::SeqCst);
    let tomorrow = noon() + TimeDelta::days(1);
    assert_eq!(place.lock_state(tomorrow).unwrap().wait, Duration::from_secs(30));
    millis.store(35_000, Ordering::SeqCst);
    Vault::unlock(&place, &passcode(RIGHT), tomorrow + TimeDelta::seconds(30)).unwrap();
}

#[test]
fn every_way_of_asking_counts() {
    let desk = Desk::with_vault();
    assert!(Vault::verify_passcode(&desk.place, &passcode(WRONG), noon()).is_err());
    assert!(
        Vault::change_passcode(
            &desk.place,
            &passcode(WRONG),
            &passcode(RIGHT),
            &desk.random,
            noon()
        )
        .is_err()
    );
    assert!(Vault::unlock(&desk.place, &passcode(WRONG), noon()).is_err());
    assert_eq!(desk.place.lock_state(noon()).unwrap().tries_left, 7);
    Vault::verify_passcode(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert_eq!(desk.place.lock_state(noon()).unwrap().tries_left, 10);
}

/// A keystore that, at first, does not delete.
struct DeafToDelete {
    kept: std::sync::Arc<dinhdanh_vault::MemorySecrets>,
    deaf: std::sync::atomic::AtomicBool,
}

impl dinhdanh_vault::DeviceSecrets for DeafToDelete {
    fn load(&self, name: &str) -> Result<Option<dinhdanh_vault::DeviceSecret>, KeystoreError> {
        self.kept.load(name)
    }

    fn store(&self, name: &str, secret: &dinhdanh_vault::DeviceSecret) -> Result<(), KeystoreError> {
        self.kept.store(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), KeystoreError> {
        if self.deaf.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(KeystoreError::Refused);
        }
        self.kept.delete(name)
    }

    fn protection(&self) -> dinhdanh_vault::Protection {
        self.kept.protection()
    }
}
