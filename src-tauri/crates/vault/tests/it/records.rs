//! What is put into an open vault and taken out again.

use chrono::TimeDelta;
use dinhdanh_crypto::secret::{Secret32, SecretBytes};
use dinhdanh_vault::{
    AccountStatus, Notice, Office, OfficeCount, OfficeSighting, Paper, PaperCopy, Receipt, Remembered,
    SeenTwice, Sharing, Vault, VaultError, View,
};

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

fn paper() -> Paper {
    Paper {
        id: 0,
        kind: "vehicle-registration".to_owned(),
        name: "vehicle-registration/0".to_owned(),
        issuer: "Cơ quan diễn tập".to_owned(),
        title: Some("30A-123.45".to_owned()),
        last_day: noon().date_naive().succ_opt(),
        refreshed_at: noon(),
        renew_after: noon() + TimeDelta::days(20),
    }
}

fn copies(token: &str, count: u64) -> Vec<PaperCopy> {
    copies_in("dc+sd-jwt", token, count)
}

fn copies_in(format: &str, token: &str, count: u64) -> Vec<PaperCopy> {
    (0..count)
        .map(|index| PaperCopy {
            format: format.to_owned(),
            batch: format!("{token} in {format}"),
            token: format!("{token} {index}"),
            key: SecretBytes::new(vec![1, 2, 3]),
            status: (513, index),
            expires_at: noon() + TimeDelta::days(30),
        })
        .collect()
}

#[test]
fn a_paper_is_kept_once_a_name_with_its_newest_copies() {
    let (_desk, vault) = open();
    let second = Paper {
        name: "vehicle-registration/1".to_owned(),
        last_day: None,
        title: None,
        ..paper()
    };
    let newer = Paper {
        title: Some("30A-543.21".to_owned()),
        ..paper()
    };
    let in_both = [copies("new", 3), copies_in("mso_mdoc", "new", 2)].concat();
    let ids = vault
        .write(|w| {
            Ok::<_, VaultError>([
                w.put_paper(&paper(), "{1}", &copies("old", 10))?,
                w.put_paper(&second, "{2}", &copies("other", 2))?,
                w.put_paper(&newer, "{3}", &in_both)?,
            ])
        })
        .unwrap();
    assert_eq!(ids[0], ids[2]);
    let with_id = |paper: &Paper, id| Paper { id, ..paper.clone() };
    let kept = vault.read(|r| r.papers()).unwrap();
    assert!(kept == [with_id(&newer, ids[0]), with_id(&second, ids[1])]);
    let content = vault.read(|r| r.paper_content(ids[0])).unwrap();
    assert_eq!(content.as_deref(), Some("{3}"));
    let standing = vault.read(|r| r.paper_copies(ids[0])).unwrap();
    let statuses: Vec<_> = standing
        .iter()
        .map(|copy| (copy.format.as_str(), copy.status.1, copy.shown))
        .collect();
    let usual = [0, 1, 2].map(|index| ("dc+sd-jwt", index, 0));
    let other = [0, 1].map(|index| ("mso_mdoc", index, 0));
    assert_eq!(statuses, [&usual[..], &other].concat());

    assert!(vault.write(|w| w.remove_paper(ids[0])).unwrap());
    assert!(!vault.write(|w| w.remove_paper(ids[0])).unwrap());
    assert!(vault.read(|r| r.paper(ids[0])).unwrap().is_none());
    assert!(vault.read(|r| r.paper_copies(ids[0])).unwrap().is_empty());
    let removed = vault.read(|r| r.removed_papers()).unwrap();
    let batches: Vec<_> = removed.iter().map(|removed| removed.batch.as_str()).collect();
    assert_eq!(batches, ["new in dc+sd-jwt", "new in mso_mdoc"]);
    assert!(
        removed
            .iter()
            .all(|removed| removed.kind == "vehicle-registration")
    );
    for batch in batches {
        vault.write(|w| w.forget_removed_paper(batch)).unwrap();
    }
    assert!(vault.read(|r| r.removed_papers()).unwrap().is_empty());
    // A number is never given again.
    let again = vault.write(|w| w.put_paper(&paper(), "{}", &[])).unwrap();
    assert!(again > ids[1]);
}

#[test]
fn the_copy_shown_least_is_spent_next() {
    let (_desk, vault) = open();
    let id = vault
        .write(|w| {
            let both = [copies("copy", 2), copies_in("mso_mdoc", "other", 1)].concat();
            w.put_paper(&paper(), "{}", &both)
        })
        .unwrap();
    let spend = |format, now| {
        let spent = vault.write(|w| w.spend_paper_copy(id, format, now)).unwrap();
        spent.map(|copy| copy.token)
    };
    let spent: Vec<_> = (0..3).map(|_| spend("dc+sd-jwt", noon()).unwrap()).collect();
    assert_eq!(spent, ["copy 0", "copy 1", "copy 0"]);
    assert_eq!(spend("mso_mdoc", noon()).as_deref(), Some("other 0"));
    assert_eq!(spend("jwt_vc_json", noon()), None);
    assert_eq!(spend("dc+sd-jwt", noon() + TimeDelta::days(30)), None);
    let later = noon() + TimeDelta::days(25);
    vault.write(|w| w.put_off_paper(id, later)).unwrap();
    let kept = vault.read(|r| r.paper(id)).unwrap().unwrap();
    assert_eq!(kept.renew_after, later);
}

#[test]
fn showings_are_kept_until_they_are_forgotten() {
    let (_desk, vault) = open();
    let showing = |days, to: Option<&str>| Sharing {
        id: 0,
        at: noon() + TimeDelta::days(days),
        kind: "tax".to_owned(),
        fields: vec!["full_name".to_owned(), "obligations.3".to_owned()],
        purpose: None,
        to: to.map(str::to_owned),
    };
    vault
        .write(|w| {
            w.add_sharing(&showing(0, None))?;
            w.add_sharing(&showing(2, Some("Lễ tân")))?;
            w.add_sharing(&showing(1, None))
        })
        .unwrap();
    let kept = vault.read(|r| r.sharings()).unwrap();
    let ids: Vec<_> = kept.iter().map(|one| one.id).collect();
    assert_eq!(ids, [2, 3, 1]);
    assert!(
        kept[0]
            == Sharing {
                id: 2,
                ..showing(2, Some("Lễ tân"))
            }
    );
    assert!(vault.write(|w| w.forget_sharing(3)).unwrap());
    assert!(!vault.write(|w| w.forget_sharing(3)).unwrap());
    let moment = noon() + TimeDelta::days(1);
    vault.write(|w| w.forget_sharings_before(moment)).unwrap();
    let left = vault.read(|r| r.sharings()).unwrap();
    assert_eq!(left.len(), 1);
}

#[test]
fn the_marks_of_made_codes_are_remembered_for_a_time() {
    let (_desk, vault) = open();
    let (first, second) = ([1; 16], [2; 16]);
    let later = noon() + TimeDelta::days(1);
    vault.write(|w| w.remember_made_code(&first, noon())).unwrap();
    vault.write(|w| w.remember_made_code(&first, noon())).unwrap();
    vault.write(|w| w.remember_made_code(&second, later)).unwrap();
    vault.write(|w| w.forget_made_codes_before(later)).unwrap();
    let made = |mark| vault.read(|r| r.made_code(mark)).unwrap();
    assert!(!made(&first) && made(&second));
}

#[test]
fn a_receipt_that_comes_again_is_the_one_that_is_kept() {
    let (_desk, vault) = open();
    let receipt = |own, text: &str| Receipt {
        id: 0,
        at: noon(),
        own,
        text: text.to_owned(),
    };
    let keep = |receipt: &Receipt| vault.write(|w| w.keep_receipt(receipt)).unwrap();
    let first = keep(&receipt(true, "DD1R:A"));
    let other = keep(&receipt(false, "DD1R:B"));
    assert_eq!(keep(&receipt(false, "DD1R:A")), first);
    assert!(first.own && !other.own);
    assert_eq!(vault.read(|r| r.receipts()).unwrap(), [other, first.clone()]);
    assert!(vault.write(|w| w.forget_receipt(first.id)).unwrap());
    assert!(!vault.write(|w| w.forget_receipt(first.id)).unwrap());
}

#[test]
fn what_desks_saw_comes_together_and_the_earlier_moment_stays() {
    let (_desk, vault) = open();
    let (here, there) = ([1; 8], [2; 8]);
    let office = Office {
        key: Secret32::new([9; 32]),
        desk: here,
        joined_at: noon(),
        merged_at: None,
    };
    vault.write(|w| w.join_office(&office)).unwrap();
    assert!(
        vault.write(|w| w.join_office(&office)).is_err(),
        "it is of one office"
    );
    let kept = vault.read(|r| r.office()).unwrap().unwrap();
    assert_eq!((kept.key.expose(), kept.desk), (&[9; 32], here));
    let see = |tag, desk, seconds| {
        let seen_at = noon() + TimeDelta::seconds(seconds);
        let seen = OfficeSighting {
            tag: [tag; 16],
            desk,
            seen_at,
            expires_at: noon() + TimeDelta::seconds(70),
        };
        vault.write(|w| w.add_office_sighting(&seen)).unwrap()
    };
    assert!(see(1, here, 5) && see(1, there, 9) && see(2, there, 1));
    assert!(!see(1, here, 7) && !see(1, there, 8));
    let after = |seconds| noon() + TimeDelta::seconds(seconds);
    vault
        .read(|r| {
            assert_eq!(r.seen_elsewhere(&[1; 16], &here)?, Some(after(8)));
            assert_eq!(r.seen_elsewhere(&[2; 16], &there)?, None);
            assert!(r.seen_by_desk(&[1; 16], &here)? && !r.seen_by_desk(&[2; 16], &here)?);
            let count = OfficeCount {
                own: 1,
                others: 2,
                desks: 1,
                twice: 1,
            };
            assert_eq!(r.office_count(&here)?, count);
            let twice = SeenTwice {
                here: after(5),
                elsewhere: after(8),
            };
            assert_eq!(r.seen_twice(&here, 9)?, [twice]);
            assert_eq!(r.office_sightings()?[0].seen_at, after(8), "the newest first");
            Ok::<_, VaultError>(())
        })
        .unwrap();
    let a_day_after = after(70) + TimeDelta::days(1);
    vault.write(|w| w.forget_office_sightings(a_day_after)).unwrap();
    assert_eq!(vault.read(|r| r.office_sightings()).unwrap().len(), 3);
    vault
        .write(|w| w.forget_office_sightings(a_day_after + TimeDelta::milliseconds(1)))
        .unwrap();
    assert!(vault.read(|r| r.office_sightings()).unwrap().is_empty());
    assert!(see(1, here, 5));
    vault.write(|w| w.leave_office()).unwrap();
    assert!(vault.read(|r| r.office()).unwrap().is_none());
    assert!(vault.read(|r| r.office_sightings()).unwrap().is_empty());
}
