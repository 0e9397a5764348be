//! What is put into an open vault and taken out again.

use chrono::TimeDelta;
use dinhdanh_crypto::secret::SecretBytes;
use dinhdanh_vault::{AccountStatus, Notice, Remembered, Vault, VaultError, View};

use crate::desk::{Desk, RIGHT, account, bundle, credential, identity_card, noon, passcode};

fn open() -> (Desk, Vault) {
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    (desk, vault)
}

#[test]
fn a_new_vault_is_empty() {
    let (_desk, vault) = open();
    vault
        .read(|r| {
            assert!(r.account()?.is_none() && r.identity_card()?.is_none() && r.trust_bundle()?.is_none());
            assert!(r.device_key()?.is_none() && r.credential(View::B)?.is_none());
            assert!(r.credentials()?.is_empty() && r.seen_code(b"cti")?.is_none());
            Ok::<_, VaultError>(())
        })
        .unwrap();
}

#[test]
fn account_and_card_come_back_as_they_were() {
    let (_desk, vault) = open();
    let mut changed = account();
    changed.email = None;
    changed.portrait = None;
    let mut limited = identity_card();
    limited.expires_on = Some(limited.issued_on + TimeDelta::days(3650));
    limited.old_number = None;
    vault
        .write(|w| {
            w.put_account(&account())?;
            w.put_account(&changed)?;
            w.put_identity_card(&identity_card())?;
            w.put_identity_card(&limited)
        })
        .unwrap();
    vault
        .write(|w| {
            w.set_code_switch(true)?;
            w.set_papers_ask(false)?;
            w.set_account_status(AccountStatus::Suspended)
        })
        .unwrap();
    changed.code_switch = true;
    changed.papers_ask = false;
    changed.status = AccountStatus::Suspended;
    assert!(vault.read(|r| r.account()).unwrap() == Some(changed));
    assert!(vault.read(|r| r.identity_card()).unwrap() == Some(limited));
}

#[test]
fn an_account_that_is_not_there_is_not_changed() {
    let (_desk, vault) = open();
    assert!(matches!(
        vault.write(|w| w.set_code_switch(true)),
        Err(VaultError::NoAccount)
    ));
    let mut third_level = account();
    third_level.level = 3;
    assert!(matches!(
        vault.write(|w| w.put_account(&third_level)),
        Err(VaultError::OutOfRange("level"))
    ));
}

#[test]
fn credentials_are_replaced_all_or_none() {
    let (_desk, vault) = open();
    vault
        .write(|w| w.replace_credentials(&[View::C, View::A, View::B].map(credential)))
        .unwrap();
    let views: Vec<View> = vault
        .read(|r| r.credentials())
        .unwrap()
        .iter()
        .map(|c| c.view)
        .collect();
    assert_eq!(views, [View::A, View::B, View::C]);
    let kept = vault.read(|r| r.credential(View::B)).unwrap().unwrap();
    assert_eq!(kept.token, credential(View::B).token);
    assert_eq!(kept.key.expose(), credential(View::B).key.expose());
    assert_eq!(
        (kept.issued_at, kept.expires_at),
        (noon(), noon() + TimeDelta::days(30))
    );

    assert!(
        vault
            .write(|w| w.replace_credentials(&[View::A, View::A].map(credential)))
            .is_err()
    );
    assert_eq!(vault.read(|r| r.credentials()).unwrap().len(), 3);
    vault.write(|w| w.replace_credentials(&[])).unwrap();
    assert!(vault.read(|r| r.credentials()).unwrap().is_empty());
}

#[test]
fn the_device_key_is_kept() {
    let (_desk, vault) = open();
    vault
        .write(|w| w.put_device_key(&SecretBytes::new(b"first".to_vec())))
        .unwrap();
    vault
        .write(|w| w.put_device_key(&SecretBytes::new(b"second".to_vec())))
        .unwrap();
    assert_eq!(
        vault.read(|r| r.device_key()).unwrap().unwrap().expose(),
        b"second"
    );
}

#[test]
fn a_trust_bundle_never_goes_back() {
    let (_desk, vault) = open();
    vault.write(|w| w.put_trust_bundle(&bundle(7))).unwrap();
    vault.write(|w| w.put_trust_bundle(&bundle(7))).unwrap();
    let back = vault.write(|w| w.put_trust_bundle(&bundle(6)));
    assert!(matches!(back, Err(VaultError::OlderBundle { kept_seq: 7 })));
    vault.write(|w| w.put_trust_bundle(&bundle(8))).unwrap();
    assert!(vault.read(|r| r.trust_bundle()).unwrap() == Some(bundle(8)));
    let beyond = vault.write(|w| w.put_trust_bundle(&bundle(u64::MAX)));
    assert!(matches!(beyond, Err(VaultError::OutOfRange("seq"))));
}

#[test]
fn a_code_is_new_once_and_forgotten_a_day_after_it_expired() {
    let (desk, vault) = open();
    let expires_at = noon() + TimeDelta::seconds(70);
    let see = |vault: &Vault, cti: &[u8], seconds| {
        vault
            .write(|w| w.remember_code(cti, expires_at, noon() + TimeDelta::seconds(seconds)))
            .unwrap()
    };
    assert_eq!(see(&vault, b"one", 0), Remembered::FirstTime);
    assert_eq!(see(&vault, b"two", 1), Remembered::FirstTime);
    assert_eq!(see(&vault, b"one", 2), Remembered::SeenAt(noon()));
    drop(vault);
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert_eq!(see(&vault, b"one", 9), Remembered::SeenAt(noon()));
    assert_eq!(
        vault.read(|r| r.seen_code(b"two")).unwrap(),
        Some(noon() + TimeDelta::seconds(1))
    );

    let a_day_after = expires_at + TimeDelta::days(1);
    assert_eq!(vault.write(|w| w.forget_expired_codes(a_day_after)).unwrap(), 0);
    let later = a_day_after + TimeDelta::milliseconds(1);
    assert_eq!(vault.write(|w| w.forget_expired_codes(later)).unwrap(), 2);
    assert_eq!(vault.read(|r| r.seen_code(b"one")).unwrap(), None);
}

#[test]
fn a_forgotten_code_is_not_new_again_when_the_clock_is_set_back() {
    let (desk, vault) = open();
    let expires_at = noon() + TimeDelta::seconds(70);
    let see = |vault: &Vault, cti: &[u8], expires_at| {
        vault
            .write(|w| w.remember_code(cti, expires_at, noon() + TimeDelta::seconds(9)))
            .unwrap()
    };
    assert_eq!(see(&vault, b"one", expires_at), Remembered::FirstTime);
    let ahead = noon() + TimeDelta::days(400);
    assert_eq!(vault.write(|w| w.forget_expired_codes(ahead)).unwrap(), 1);
    // With nothing to forget, what was forgotten stays as it is.
    assert_eq!(vault.write(|w| w.forget_expired_codes(ahead)).unwrap(), 0);
    drop(vault);
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    assert_eq!(see(&vault, b"one", expires_at), Remembered::SeenAt(expires_at));
    let later = expires_at + TimeDelta::milliseconds(1);
    assert_eq!(see(&vault, b"two", later), Remembered::FirstTime);
}

#[test]
fn a_failed_change_leaves_nothing() {
    let (_desk, vault) = open();
    let failed: Result<(), VaultError> = vault.write(|w| {
        w.put_account(&account())?;
        w.replace_credentials(&[credential(View::A)])?;
        Err(VaultError::NoAccount)
    });
    assert!(failed.is_err());
    assert!(vault.read(|r| r.account()).unwrap().is_none());
    assert!(vault.read(|r| r.credentials()).unwrap().is_empty());
}

#[test]
fn notices_are_kept_once_and_for_a_year() {
    let (_desk, vault) = open();
    let notice = |seq: u64, days: i64| Notice {
        seq,
        at: noon() - TimeDelta::days(days),
        kind: "suspended".to_owned(),
        detail: Some("Mất máy.".to_owned()),
        read: false,
    };
    assert_eq!(vault.read(|r| r.newest_notice()).unwrap(), 0);
    vault
        .write(|w| w.add_notices(&[notice(3, 400), notice(5, 2), notice(9, 1)], noon()))
        .unwrap();
    vault.write(|w| w.notices_read(5)).unwrap();
    // The same again changes nothing, be it unread there.
    vault
        .write(|w| w.add_notices(&[notice(5, 2), notice(9, 1)], noon()))
        .unwrap();
    vault
        .read(|r| {
            let seqs: Vec<_> = r.notices(10)?.into_iter().map(|n| (n.seq, n.read)).collect();
            assert_eq!(seqs, [(9, false), (5, true)]);
            assert_eq!((r.newest_notice()?, r.unread_notices()?), (9, 1));
            Ok::<_, VaultError>(())
        })
        .unwrap();
    // The last one stays, however old: it says from where to ask on.
    vault
        .write(|w| w.add_notices(&[], noon() + TimeDelta::days(800)))
        .unwrap();
    assert_eq!(vault.read(|r| r.newest_notice()).unwrap(), 9);
}
