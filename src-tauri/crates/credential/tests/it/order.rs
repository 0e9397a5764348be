//! The order of the checks: of two faults, the earlier row names the verdict.

use dinhdanh_credential::{Verdict, judge};
use dinhdanh_crypto::cose::{Sign1, deterministic};

use crate::scene::{Memory, NOW, REVOKED, SUSPENDED, Scene, at, text};

/// One fault for every row of the table, in its order.
const FAULTS: [Verdict; 14] = [
    Verdict::NotIdentificationQr,
    Verdict::Malformed,
    Verdict::UnknownIssuer,
    Verdict::BadIssuerSignature,
    Verdict::BadHolderSignature,
    Verdict::LevelTooLow,
    Verdict::BadLifetime,
    Verdict::NotYetValid,
    Verdict::Expired,
    Verdict::WrongAudience,
    Verdict::Replayed,
    Verdict::Revoked,
    Verdict::StaleTrust,
    Verdict::GenuinePractice,
];

/// What a code with these faults is judged to be, and whether the verifier now remembers it.
fn judged_with(scene: &Scene, faults: &[Verdict]) -> (Verdict, bool) {
    let has = |fault| faults.contains(&fault);
    let mut code = scene.code();
    if has(Verdict::UnknownIssuer) {
        code.issuer = &scene.stranger;
    } else if has(Verdict::GenuinePractice) {
        code.issuer = &scene.practice;
    }
    if has(Verdict::BadHolderSignature) {
        code.signer = &scene.other_device;
    }
    if has(Verdict::LevelTooLow) {
        code.level = 1;
    }
    if has(Verdict::NotYetValid) {
        (code.issued_at, code.expires_at) = (NOW + 11, NOW + 71);
    } else if has(Verdict::Expired) {
        (code.issued_at, code.expires_at) = (NOW - 70, NOW - 10);
    }
    if has(Verdict::BadLifetime) {
        code.issued_at = code.expires_at - 61;
        if has(Verdict::NotYetValid) {
            code.expires_at += 1;
            code.issued_at += 1;
        }
    }
    if has(Verdict::WrongAudience) {
        code.audience = "dd.verify ";
    }
    if has(Verdict::Revoked) {
        code.index = REVOKED;
    } else if has(Verdict::Suspended) {
        code.index = SUSPENDED;
    }
    let mut credential = code.credential();
    if has(Verdict::BadIssuerSignature) {
        let last = credential.len() - 1;
        credential[last] ^= 1;
    }
    let mut token = code.around(&credential);
    if has(Verdict::Malformed) {
        token.push(0);
    }
    let text = if has(Verdict::NotIdentificationQr) {
        text(&token).to_lowercase()
    } else {
        text(&token)
    };
    let mut content = scene.content();
    if has(Verdict::StaleTrust) {
        content.next_update = at(NOW - 1);
    }
    let mut memory = Memory::default();
    if has(Verdict::Replayed) {
        memory.seen.insert(code.code_id, at(NOW - 5));
    }
    let Ok(judgement) = judge(&text, Some(&scene.open(&content)), None, at(NOW), &mut memory);
    let seen_before = judgement.verdict == Verdict::Replayed;
    assert_eq!(judgement.seen_before_at, seen_before.then(|| at(NOW - 5)));
    (judgement.verdict, memory.seen.contains_key(&code.code_id))
}

#[test]
fn each_fault_alone_is_named_and_remembered_from_row_11_on() {
    let scene = Scene::new();
    assert_eq!(judged_with(&scene, &[]), (Verdict::Genuine, true));
    assert_eq!(
        judged_with(&scene, &[Verdict::Suspended]),
        (Verdict::Suspended, true)
    );
    for fault in FAULTS {
        let remembered = fault.check().is_some_and(|row| row >= 11);
        assert_eq!(judged_with(&scene, &[fault]), (fault, remembered));
    }
}

#[test]
fn of_two_faults_the_earlier_row_wins() {
    let scene = Scene::new();
    for (place, earlier) in FAULTS.into_iter().enumerate() {
        for &later in &FAULTS[place + 1..] {
            // No code that lives at most a minute is both too early and too late.
            if (earlier, later) != (Verdict::NotYetValid, Verdict::Expired) {
                let (verdict, remembered) = judged_with(&scene, &[earlier, later]);
                assert_eq!(verdict, earlier, "with {later:?} behind it");
                let row = earlier.check().unwrap();
                assert!(
                    row >= 11 || !remembered || later == Verdict::Replayed,
                    "{later:?}"
                );
            }
        }
    }
}

#[test]
fn all_faults_from_a_row_on_are_named_by_that_row() {
    let scene = Scene::new();
    for (place, first) in FAULTS.into_iter().enumerate() {
        assert_eq!(judged_with(&scene, &FAULTS[place..]).0, first);
    }
}

#[test]
fn a_code_that_is_both_too_late_and_too_early_has_a_bad_lifetime() {
    let scene = Scene::new();
    let mut code = scene.code();
    (code.issued_at, code.expires_at) = (NOW + 3_600, NOW - 3_600);
    assert_eq!(
        crate::scene::verdict(&code.text(), &scene.bundle()),
        Verdict::BadLifetime
    );
}

#[test]
fn the_algorithm_is_never_the_tokens_choice() {
    let scene = Scene::p256();
    let code = scene.code();
    let bytes = code.bytes();
    let outer = Sign1::parse(&bytes).unwrap();
    // The headers name an algorithm in one byte: 0x28 = −9, 0x32 = −19, behind the label 1.
    let renamed = |from: &[u8]| {
        let mut header = from.to_vec();
        assert_eq!(header[1..3], [0x01, 0x28]);
        header[2] = 0x32;
        header
    };
    let holder = renamed(outer.protected);
    let holder = deterministic(&Sign1 {
        protected: &holder,
        ..outer
    });
    assert_eq!(
        crate::scene::verdict(&text(&holder), &scene.bundle()),
        Verdict::BadHolderSignature
    );

    let credential = code.credential();
    let inner = Sign1::parse(&credential).unwrap();
    let issuer = renamed(inner.protected);
    let issuer = deterministic(&Sign1 {
        protected: &issuer,
        ..inner
    });
    assert_eq!(
        crate::scene::verdict(&text(&code.around(&issuer)), &scene.bundle()),
        Verdict::BadIssuerSignature
    );
}
