//! A check's receipt: whoever altered it, signed it without being bound or was withdrawn since is told.

use chrono::TimeDelta;
use dinhdanh_credential::receipt::{
    Compared, RECEIPT_PREFIX, Receipt, ReceiptVerdict, SeenPaper, judge_receipt, mark_of,
};
use dinhdanh_crypto::base45;
use proptest::prelude::*;

use crate::scene::{Code, NOW, REVOKED, SUSPENDED, Scene, at};

fn receipt() -> Receipt {
    Receipt {
        checked_at: at(NOW - 5),
        verdict: "genuine".to_owned(),
        code_mark: Some(mark_of(b"a fresh code id.")),
        compared: Compared {
            face: true,
            papers: false,
            form: true,
        },
        basis: Some("Đăng ký tạm trú".to_owned()),
        file_number: Some("H29.18-261121-0042".to_owned()),
        papers: vec![SeenPaper {
            kind: "residence".to_owned(),
            verdict: "genuine".to_owned(),
            fields: vec!["full_name".to_owned(), "permanent_address".to_owned()],
        }],
    }
}

fn found(scene: &Scene, text: &str, now: u32) -> ReceiptVerdict {
    judge_receipt(text, Some(&scene.bundle()), at(now)).0
}

#[test]
fn a_receipt_says_who_found_what_when() {
    for scene in [Scene::new(), Scene::p256()] {
        let text = receipt().sign(&scene.code().credential(), &scene.device).unwrap();
        assert!(text.starts_with(RECEIPT_PREFIX));
        let (verdict, verified) = judge_receipt(&text, Some(&scene.bundle()), at(NOW));
        assert_eq!(verdict, ReceiptVerdict::Signed);
        let verified = verified.unwrap();
        assert_eq!(verified.receipt, receipt());
        assert_eq!(verified.officer.name.as_deref(), Some("Nguyễn Thị Ánh Đào"));
        assert_eq!(verified.issuer.name, "Thật");
        // Nothing of it needs more than one QR code.
        assert!(text.len() <= 2_900);
    }
}

#[test]
fn the_first_check_that_fails_names_it() {
    let scene = Scene::new();
    let signed = |code: Code<'_>, receipt: &Receipt| receipt.sign(&code.credential(), code.signer).unwrap();
    let late = |by: i64| Receipt {
        checked_at: at(NOW) + TimeDelta::seconds(by),
        ..receipt()
    };
    for (text, expected) in [
        ("DD1R:ABC".to_owned(), ReceiptVerdict::Malformed),
        (scene.code().text(), ReceiptVerdict::Malformed),
        (
            signed(
                Code {
                    issuer: &scene.stranger,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::UnknownIssuer,
        ),
        (
            signed(
                Code {
                    signer: &scene.other_device,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::BadOfficerSignature,
        ),
        (
            signed(
                Code {
                    level: 1,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::LevelTooLow,
        ),
        (signed(scene.code(), &late(11)), ReceiptVerdict::BadTime),
        (signed(scene.code(), &late(10)), ReceiptVerdict::Signed),
        (signed(scene.code(), &late(-86_401)), ReceiptVerdict::BadTime),
        (
            signed(
                Code {
                    index: REVOKED,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::Withdrawn,
        ),
        (
            signed(
                Code {
                    index: SUSPENDED,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::Withdrawn,
        ),
        (
            signed(
                Code {
                    index: 1 << 40,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::StaleTrust,
        ),
        (
            signed(
                Code {
                    issuer: &scene.practice,
                    ..scene.code()
                },
                &receipt(),
            ),
            ReceiptVerdict::SignedPractice,
        ),
    ] {
        assert_eq!(found(&scene, &text, NOW), expected);
    }
    let good = signed(scene.code(), &receipt());
    assert_eq!(found(&scene, &good, NOW + 4_000), ReceiptVerdict::StaleTrust);
    assert_eq!(
        judge_receipt(&good, None, at(NOW)).0,
        ReceiptVerdict::UnknownIssuer
    );
}

#[test]
fn no_single_bit_can_be_flipped() {
    let scene = Scene::new();
    let bundle = scene.bundle();
    let text = receipt().sign(&scene.code().credential(), &scene.device).unwrap();
    let bytes = base45::read(&text, RECEIPT_PREFIX).unwrap();
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut changed = bytes.clone();
        changed[place] ^= 1 << bit;
        let (verdict, _) = judge_receipt(&base45::write(RECEIPT_PREFIX, &changed), Some(&bundle), at(NOW));
        assert!(!verdict.is_signed(), "bit {bit} of byte {place}");
    }
}

#[test]
fn what_is_outside_the_grammar_is_not_signed() {
    let scene = Scene::new();
    let credential = scene.code().credential();
    for outside in [
        Receipt {
            verdict: String::new(),
            ..receipt()
        },
        Receipt {
            file_number: Some("9".repeat(49)),
            ..receipt()
        },
        Receipt {
            papers: vec![receipt().papers.remove(0); 9],
            ..receipt()
        },
    ] {
        assert!(outside.sign(&credential, &scene.device).is_err());
    }
}

proptest! {
    #[test]
    fn a_strangers_text_is_no_receipt(body in "[0-9A-Z $%*+./:-]{0,300}") {
        let (verdict, verified) = judge_receipt(&format!("{RECEIPT_PREFIX}{body}"), None, at(NOW));
        prop_assert!(!verdict.is_signed() && verified.is_none());
    }
}

#[test]
fn a_receipt_that_no_verifier_would_read_is_not_signed() {
    let scene = Scene::new();
    let of = |papers: usize| Receipt {
        papers: vec![
            SeenPaper {
                kind: "personal-info".to_owned(),
                verdict: "genuine_practice".to_owned(),
                fields: vec!["permanent_address".to_owned(); 19],
            };
            papers
        ],
        ..receipt()
    };
    let text = |papers| of(papers).sign(&scene.code().credential(), &scene.device);
    assert_eq!(found(&scene, &text(3).unwrap(), NOW), ReceiptVerdict::Signed);
    assert!(text(8).is_err());
}
