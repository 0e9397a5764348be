//! What our own issuer and our own devices make is genuine, and tells the officer what it says.

use chrono::NaiveDate;
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue, masked_name};
use dinhdanh_credential::proof::make_code;
use dinhdanh_credential::{Reading, StatusPlace, Verdict, Word};
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::sign::SigningKey;

use crate::scene::{NOW, Scene, at, judged, later, trusted};

const NAME: &str = "Nguyễn Thị Ánh Đào";

/// Views A, B and C of one person.
fn views(device: &SigningKey) -> [Claims<'_>; 3] {
    let b = Claims {
        number: Some("001084123999"),
        issued_at: at(NOW - 100),
        expires_at: at(NOW + 86_400),
        device_key: device.public(),
        full_name: Some(NAME),
        birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
        level: 2,
        portrait: PortraitClaim::Hash(&[7; 32]),
        status: StatusPlace { list: 0, index: 0 },
    };
    let a = Claims {
        number: None,
        full_name: Some("N. T. Á. Đào"),
        birth_date: None,
        portrait: PortraitClaim::Hash(&[7; 16]),
        ..b.clone()
    };
    let c = Claims {
        portrait: PortraitClaim::Picture(&[9; 550]),
        ..b.clone()
    };
    [a, b, c]
}

#[test]
fn every_view_by_every_pair_of_algorithms_is_genuine() {
    assert_eq!(masked_name(NAME), "N. T. Á. Đào");
    for (issuer, device) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut scene = Scene::new();
        if issuer {
            scene.authority = SigningKey::generate_p256().unwrap();
        }
        if device {
            scene.device = SigningKey::generate_p256().unwrap();
        }
        let bundle = scene.bundle();
        for claims in views(&scene.device) {
            let credential = issue(&scene.authority, &claims).unwrap();
            let code = make_code(&credential, &scene.device, None, at(NOW), &SeededRandom::new(1)).unwrap();
            let judgement = judged(&code.text, &bundle, at(NOW));
            assert_eq!(judgement.verdict, Verdict::Genuine);
            assert_eq!(judgement.word, Word::Genuine);
            let Some(Reading::Proven(person)) = judgement.reading else {
                unreachable!("a genuine code proves what it says");
            };
            assert_eq!(person.full_name.as_deref(), claims.full_name);
            assert_eq!(person.number.as_deref(), claims.number);
            assert_eq!(person.birth, claims.birth_date.map(|_| 19_840_509));
            assert_eq!(person.code_expires_at, code.expires_at);
            assert_eq!(judgement.trust_issued_at, Some(bundle.issued_at()));
        }
    }
}

#[test]
fn a_code_made_within_a_second_lives_its_full_minute() {
    let scene = Scene::new();
    let credential = scene.code().credential();
    for (milliseconds, ends) in [(0, NOW + 60), (1, NOW + 61), (999, NOW + 61)] {
        let made = later(at(NOW), milliseconds);
        let code = make_code(&credential, &scene.device, None, made, &SeededRandom::new(1)).unwrap();
        assert_eq!(code.expires_at, at(ends));
        // On a verifier whose clock is ten seconds behind, and on one ten seconds ahead at the last moment.
        let bundle = scene.bundle();
        for moment in [made - chrono::TimeDelta::seconds(9), later(at(ends), 9_999)] {
            assert_eq!(judged(&code.text, &bundle, moment).verdict, Verdict::Genuine);
        }
    }
}

#[test]
fn what_fails_a_later_check_is_read_but_not_proven() {
    let scene = Scene::new();
    let mut content = scene.content();
    content.keys = vec![trusted(&scene.authority, true)];
    let code = scene.code();
    let revoked = crate::scene::Code {
        index: crate::scene::REVOKED,
        ..code.clone()
    };
    let judgement = judged(&revoked.text(), &scene.open(&content), at(NOW));
    assert_eq!(judgement.word, Word::Withdrawn);
    assert!(matches!(judgement.reading, Some(Reading::Unproven(_))));
    assert!(judgement.issuer.is_some_and(|issuer| issuer.practice));

    let forged = crate::scene::Code {
        signer: &scene.other_device,
        ..code
    };
    let judgement = judged(&forged.text(), &scene.bundle(), at(NOW));
    assert_eq!(judgement.word, Word::Fake);
    assert_eq!((judgement.reading, judgement.issuer), (None, None));
}
