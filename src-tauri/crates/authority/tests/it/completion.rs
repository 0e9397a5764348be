use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use chrono::{Datelike as _, TimeDelta};
use dinhdanh_authority::population::Branch;
use dinhdanh_credential::status::Status;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use dinhdanh_protocol::{
    AccountLevel, AccountStatus, ActivationCompletion, AuthorityApi as _, CredentialView, DeviceId, KeyProof,
    QuestionsChange, RecoveryCompletion, RecoveryShare, Refusal, ReleaseToken, SecurityQuestion,
    SessionToken,
};

use crate::place::{
    Device, Place, WHY, answer, assert_refused, claims, idempotency, recovery_of, request, tokens,
};

#[test]
fn an_activation_gives_account_card_credentials_and_bundle() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (_, activated) = place.activated(&citizen);
    assert_eq!(activated.account.number, citizen.number);
    assert_eq!(activated.account.full_name, citizen.full_name);
    assert_eq!(activated.account.level, AccountLevel::Two);
    assert_eq!(activated.identity_card.number, citizen.number.as_str());
    assert!(activated.identity_card.mrz.iter().all(|line| line.len() == 30));
    assert_eq!(activated.trust_bundle, place.authority.trust_bundle().unwrap());
    let views: Vec<_> = activated
        .credentials
        .iter()
        .map(|credential| credential.view)
        .collect();
    assert_eq!(views, CredentialView::ALL);
}

#[test]
fn each_view_says_what_it_is_to_say_and_no_more() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let bundle = place.bundle();
    let card = &activated.identity_card;
    let hash = sha256(&[&card.portrait]);
    let born = card.birth_date.year().unsigned_abs() * 10_000
        + card.birth_date.month() * 100
        + card.birth_date.day();
    let given_name = card.full_name.split(' ').next_back().unwrap();
    let mut places = BTreeSet::new();
    for (credential, (view, key)) in activated.credentials.iter().zip(&device.views) {
        assert_eq!(credential.view, *view);
        assert_eq!(credential.expires_at - credential.issued_at, TimeDelta::days(30));
        claims(&bundle, credential, |claims| {
            let identity = &claims.identity;
            assert_eq!(&claims.device_key, key.public());
            assert_eq!(i64::from(claims.issued_at), place.now().timestamp());
            assert_eq!(identity.level, 2);
            assert_eq!(identity.status.list, 1);
            assert!(identity.status.index < 65_536);
            assert!(places.insert(identity.status.index), "a place of its own");
            let name = identity.full_name.unwrap();
            if *view == CredentialView::A {
                assert!(name.ends_with(given_name) && name != card.full_name, "{name}");
                assert_eq!(
                    (claims.subject, identity.birth, identity.portrait),
                    (None, None, None)
                );
                assert_eq!(identity.portrait_hash, Some(&hash[..16]));
                return;
            }
            assert_eq!(name, card.full_name);
            assert_eq!(
                (claims.subject, identity.birth),
                (Some(citizen.number.as_str()), Some(born))
            );
            match view {
                CredentialView::B => {
                    assert_eq!(
                        (identity.portrait_hash, identity.portrait),
                        (Some(&hash[..]), None)
                    );
                }
                _ => {
                    assert_eq!(identity.portrait_hash, None);
                    assert!((1..=550).contains(&identity.portrait.unwrap().len()));
                }
            }
        });
    }
    assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
}

#[test]
fn a_level_one_account_is_issued_level_one_credentials() {
    let place = Place::new();
    let (_, activated) = place.activated(&place.persona(Branch::LevelOne));
    assert_eq!(activated.account.level, AccountLevel::One);
    let bundle = place.bundle();
    for credential in &activated.credentials {
        assert_eq!(claims(&bundle, credential, |claims| claims.identity.level), 1);
    }
}

#[test]
fn after_a_lost_answer_the_same_completion_gives_the_same_device() {
    let place = Place::new();
    let citizen = place.persona(Branch::CardOnly);
    let token = place.confirmed(&citizen);
    let device = Device::new();
    let first = place
        .authority
        .complete_activation(&token, &device.completion(&token))
        .unwrap();
    // Even after the session's half hour, through another opening, with fresh signatures.
    place.clock.forward(TimeDelta::hours(5));
    let again = place
        .another()
        .complete_activation(&token, &device.completion(&token))
        .unwrap();
    assert_eq!(first.device, again.device);
    assert_eq!(tokens(&first.credentials), tokens(&again.credentials));
    assert_eq!(place.statuses(&first.credentials), [Status::Valid; 3]);
}

#[test]
fn a_completed_session_takes_no_other_completion() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.confirmed(&citizen);
    let device = Device::new();
    place
        .authority
        .complete_activation(&token, &device.completion(&token))
        .unwrap();
    let other_device = Device::new().completion(&token);
    assert_refused(
        place.authority.complete_activation(&token, &other_device),
        Refusal::SessionOver,
    );
    let other_key = ActivationCompletion {
        idempotency: idempotency(),
        ..device.completion(&token)
    };
    assert_refused(
        place.authority.complete_activation(&token, &other_key),
        Refusal::SessionOver,
    );
}

#[test]
fn the_answers_of_a_repetition_replace_those_kept() {
    let place = Place::new();
    let token = place.confirmed(&place.persona(Branch::Citizen));
    let device = Device::new();
    place
        .authority
        .complete_activation(&token, &device.completion(&token))
        .unwrap();
    let kept = || {
        let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
        let sql = "SELECT first_question, second_question, answers_hash FROM account WHERE answers_hash IS NOT NULL";
        connection
            .query_row(sql, [], |row| {
                Ok((
                    row.get::<_, u8>(0)?,
                    row.get::<_, u8>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                ))
            })
            .unwrap()
    };
    let (first, second, hash) = kept();
    assert_eq!((first, second), (1, 8));
    let again = ActivationCompletion {
        answers: [
            answer(SecurityQuestion::FirstPhone, "Nokia"),
            answer(SecurityQuestion::FavouriteAnimal, "Con trâu"),
        ],
        ..device.completion(&token)
    };
    place.authority.complete_activation(&token, &again).unwrap();
    let (first, second, other_hash) = kept();
    assert_eq!((first, second), (5, 10));
    assert_ne!(hash, other_hash);
}

#[test]
fn a_completion_that_is_not_as_it_must_be_is_refused_and_changes_nothing() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.confirmed(&citizen);
    let device = Device::new();
    let good = || device.completion(&token);
    let other_session = SessionToken::new([9; 32]);
    let mut wrong: Vec<(&str, ActivationCompletion)> = Vec::new();
    wrong.push((
        "no name",
        ActivationCompletion {
            device_name: String::new(),
            ..good()
        },
    ));
    wrong.push((
        "a long name",
        ActivationCompletion {
            device_name: "x".repeat(65),
            ..good()
        },
    ));
    wrong.push((
        "a name of two lines",
        ActivationCompletion {
            device_name: "a\nb".into(),
            ..good()
        },
    ));
    // Whatever is said, R and S that nobody computed are this key's signature.
    let (mut nobodys, mut signature) = ([0; 32], [0; 64]);
    (nobodys[0], signature[0]) = (1, 1);
    let mut ownerless = good();
    ownerless.view_keys[1].1 = KeyProof {
        key: PublicKey::Ed25519(nobodys),
        signature,
    };
    wrong.push(("a key of small order", ownerless));
    let town = answer(SecurityQuestion::BirthTown, "Huế");
    wrong.push((
        "one question twice",
        ActivationCompletion {
            answers: [town.clone(), town],
            ..good()
        },
    ));
    wrong.push(("proofs of another session", device.completion(&other_session)));
    let mut completion = good();
    completion.view_keys.pop();
    wrong.push(("a view missing", completion));
    let mut completion = good();
    completion.view_keys[2] = completion.view_keys[1].clone();
    wrong.push(("a view twice", completion));
    let mut completion = good();
    completion.view_keys.push(completion.view_keys[0].clone());
    wrong.push(("a view too many", completion));
    let mut completion = good();
    completion.view_keys[0].1.signature[5] ^= 1;
    wrong.push(("a proof that is none", completion));
    let mut completion = good();
    completion.device_key = completion.view_keys[0].1.clone();
    wrong.push(("a view's proof for the device", completion));
    let sharing = Device {
        key: SigningKey::from_pkcs8(device.views[0].1.pkcs8().unwrap().expose()).unwrap(),
        ..Device::new()
    };
    let one_key_twice = Device {
        views: vec![
            (
                CredentialView::A,
                SigningKey::from_pkcs8(sharing.key.pkcs8().unwrap().expose()).unwrap(),
            ),
            (CredentialView::B, SigningKey::generate_p256().unwrap()),
            (CredentialView::C, SigningKey::generate_p256().unwrap()),
        ],
        ..sharing
    };
    wrong.push(("one key for two purposes", one_key_twice.completion(&token)));
    for (what, completion) in wrong {
        let result = place.authority.complete_activation(&token, &completion);
        assert_eq!(
            result.map(|_| ()),
            Err(dinhdanh_protocol::ApiError::Refused(Refusal::BadRequest)),
            "{what}"
        );
    }
    assert!(place.authority.complete_activation(&token, &good()).is_ok());
}

#[test]
fn of_two_devices_the_earlier_one_stays_and_the_later_is_told_to_begin_anew() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (first_token, second_token) = (place.confirmed(&citizen), place.confirmed(&citizen));
    let (first, second) = (Device::new(), Device::new());
    let completion = first.completion(&first_token);
    let earlier = place
        .authority
        .complete_activation(&first_token, &completion)
        .unwrap();
    for _ in 0..2 {
        assert_refused(
            place
                .authority
                .complete_activation(&second_token, &second.completion(&second_token)),
            Refusal::SessionOver,
        );
    }
    assert_refused(place.authority.send_otp(&second_token), Refusal::SessionOver);
    assert_eq!(place.statuses(&earlier.credentials), [Status::Valid; 3]);
    assert!(
        place
            .authority
            .renew(&first.renewal(earlier.device, place.now()))
            .is_ok()
    );
    let again = place.authority.complete_activation(&first_token, &completion);
    assert_eq!(again.unwrap().device, earlier.device, "a lost answer");
}

#[test]
fn not_told_that_it_is_bound_when_it_is_no_more() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (token, device) = (place.confirmed(&citizen), Device::new());
    let completion = device.completion(&token);
    let earlier = place.authority.complete_activation(&token, &completion).unwrap();
    place.authority.desk().unbind(&citizen.number, WHY).unwrap();
    let (_, later) = place.activated(&citizen);
    assert_eq!(place.statuses(&earlier.credentials), [Status::Revoked; 3]);
    assert_eq!(place.statuses(&later.credentials), [Status::Valid; 3]);
    let again = place.authority.complete_activation(&token, &completion);
    assert_refused(again, Refusal::DeviceUnbound);
}

#[test]
fn of_many_devices_that_complete_at_once_exactly_one_is_active() {
    const DEVICES: usize = 8;
    let place = Place::new();
    let another = place.another();
    let citizen = place.persona(Branch::Citizen);
    let candidates: Vec<_> = (0..DEVICES)
        .map(|_| (place.confirmed(&citizen), Device::new()))
        .collect();
    let barrier = Barrier::new(DEVICES);
    let completed: Vec<_> = thread::scope(|scope| {
        let racers: Vec<_> = candidates
            .iter()
            .enumerate()
            .map(|(racer, (token, device))| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let barrier = &barrier;
                scope.spawn(move || {
                    let completion = device.completion(token);
                    barrier.wait();
                    door.complete_activation(token, &completion)
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let (bound, late): (Vec<_>, Vec<_>) = completed
        .into_iter()
        .zip(&candidates)
        .partition(|(outcome, _)| outcome.is_ok());
    for (outcome, _) in late {
        assert_refused(outcome, Refusal::SessionOver);
    }
    assert_eq!(bound.len(), 1);
    for (outcome, (_, device)) in bound {
        let activated = outcome.unwrap();
        let renewal = device.renewal(activated.device, place.now());
        assert!(place.authority.renew(&renewal).is_ok());
        assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
    }
    let answer = place.authority.request_activation(&request(&citizen)).unwrap();
    assert!(matches!(
        answer,
        dinhdanh_protocol::ActivationAnswer::AlreadyActive
    ));
}

/// One completion, sent twenty times at once (an impatient client): one device, one set of credentials.
#[test]
fn the_same_completion_at_once_binds_once() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.confirmed(&citizen);
    let completion = Device::new().completion(&token);
    let barrier = Barrier::new(20);
    let completed: Vec<_> = thread::scope(|scope| {
        let racers: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    place.authority.complete_activation(&token, &completion).unwrap()
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let [first, rest @ ..] = completed.as_slice() else {
        panic!("twenty")
    };
    for other in rest {
        assert_eq!(first.device, other.device);
        assert_eq!(tokens(&first.credentials), tokens(&other.credentials));
    }
}

#[test]
fn a_second_account_on_a_device_unbinds_the_first_only_with_its_token() {
    let place = Place::new();
    let (first, second, third) = (Device::new(), Device::new(), Device::new());
    let mut people = [Branch::Citizen, Branch::Officer, Branch::LongName].into_iter();
    let mut activate = |device: &Device, replaces: Option<(DeviceId, ReleaseToken)>| {
        let token = place.confirmed(&place.persona(people.next().unwrap()));
        let completion = ActivationCompletion {
            replaces,
            ..device.completion(&token)
        };
        place
            .authority
            .complete_activation(&token, &completion)
            .unwrap()
            .device
    };
    let bound = activate(&first, None);
    activate(&second, Some((bound, second.release.clone())));
    assert!(
        place.authority.renew(&first.renewal(bound, place.now())).is_ok(),
        "a stranger's token"
    );
    activate(&third, Some((bound, first.release.clone())));
    assert_refused(
        place.authority.renew(&first.renewal(bound, place.now())),
        Refusal::DeviceUnbound,
    );
}

#[test]
fn who_loses_the_device_to_another_account_is_told_once() {
    let place = Place::new();
    let (citizen, officer) = (place.persona(Branch::Citizen), place.persona(Branch::Officer));
    let (device, bound) = place.activated(&citizen);
    let token = place.confirmed(&officer);
    let completion = ActivationCompletion {
        replaces: Some((bound.device, device.release.clone())),
        ..Device::new().completion(&token)
    };
    let told = || {
        let of_citizen = citizen.number.as_str();
        place.asked(&format!(
            "SELECT count(*) FROM notice WHERE kind = 'device_unbound' AND account = '{of_citizen}'"
        ))
    };
    let before = place.authority.messages(&citizen.phone).unwrap().len();
    for _lost_answer in 0..2 {
        place.authority.complete_activation(&token, &completion).unwrap();
        let messages = place.authority.messages(&citizen.phone).unwrap();
        assert_eq!((messages.len(), told()), (before + 1, 1));
        let text = &messages[0].text;
        assert!(
            text.contains("Một tài khoản khác vừa được kích hoạt") && text.contains("kích hoạt lại"),
            "{text}"
        );
    }
    // It can be activated again, with no more than before.
    place.activated(&citizen);
    assert_eq!(told(), 1);
}

#[test]
fn who_activates_anew_where_the_account_lived_is_told_nothing_more() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, bound) = place.activated(&citizen);
    place.authority.desk().unbind(&citizen.number, WHY).unwrap();
    let token = place.confirmed(&citizen);
    let completion = ActivationCompletion {
        replaces: Some((bound.device, device.release.clone())),
        ..Device::new().completion(&token)
    };
    let before = place.authority.messages(&citizen.phone).unwrap().len();
    place.authority.complete_activation(&token, &completion).unwrap();
    assert_eq!(place.authority.messages(&citizen.phone).unwrap().len(), before);
}

/// Answers and share of the activation, sent again, are of the past once others took their place.
#[test]
fn a_completion_sent_again_undoes_no_change_of_the_questions() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (token, device) = (place.confirmed(&citizen), Device::new());
    let completion = device.completion(&token);
    let first = place.authority.complete_activation(&token, &completion).unwrap();
    place.clock.forward(TimeDelta::days(20));
    let change = QuestionsChange {
        answers: [
            answer(SecurityQuestion::FavouriteSong, "Bèo dạt mây trôi"),
            answer(SecurityQuestion::FavouriteAnimal, "Mèo"),
        ],
        share: RecoveryShare::new([9; 32]),
    };
    let (now, content) = (place.now(), change.digest());
    let proof = device.proof(first.device, now, QuestionsChange::PURPOSE, &content);
    place.authority.change_questions(&proof, &change).unwrap();
    let again = place.authority.complete_activation(&token, &completion).unwrap();
    assert_eq!(again.device, first.device);
    let access = place.access(&citizen);
    let recovery = place
        .authority
        .begin_recovery(&access, &recovery_of(&change.share))
        .unwrap();
    assert_eq!(
        recovery.questions,
        [SecurityQuestion::FavouriteSong, SecurityQuestion::FavouriteAnimal]
    );
    assert_refused(
        place
            .authority
            .begin_recovery(&access, &recovery_of(&device.share)),
        Refusal::NoRecovery,
    );
}

#[test]
fn a_completion_sent_again_undoes_no_recovery() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (token, device) = (place.confirmed(&citizen), Device::new());
    let completion = device.completion(&token);
    place.authority.complete_activation(&token, &completion).unwrap();
    place.clock.forward(TimeDelta::minutes(2));
    let recovery = place.recovery_confirmed(&citizen, &device);
    place
        .authority
        .recover(&recovery, &completion.answers.clone())
        .unwrap();
    let renewed = RecoveryCompletion {
        release: [8; 32],
        share: RecoveryShare::new([9; 32]),
    };
    place.authority.complete_recovery(&recovery, &renewed).unwrap();
    assert!(place.authority.complete_activation(&token, &completion).is_ok());
    let access = place.access(&citizen);
    let with = |share| place.authority.begin_recovery(&access, &recovery_of(share));
    assert!(with(&renewed.share).is_ok());
    assert_refused(with(&device.share), Refusal::NoRecovery);
}

#[test]
fn a_completion_sent_again_is_answered_nothing_on_a_locked_account() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (token, device) = (place.confirmed(&citizen), Device::new());
    let first = place
        .authority
        .complete_activation(&token, &device.completion(&token))
        .unwrap();
    let again = || {
        place
            .authority
            .complete_activation(&token, &device.completion(&token))
    };
    let desk = place.authority.desk();
    let status = |status| desk.set_status(&citizen.number, status, WHY).unwrap();
    status(AccountStatus::Suspended);
    assert_refused(again(), Refusal::AccountSuspended);
    status(AccountStatus::Active);
    assert_eq!(again().unwrap().device, first.device, "it was bound all the time");
    status(AccountStatus::Revoked);
    assert_refused(again(), Refusal::AccountRevoked);
}
