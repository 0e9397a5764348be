//! A check's receipt: whoever altered it, signed it without being bound or was withdrawn since is told.

use chrono::TimeDelta;
use dinhdanh_credential::receipt::{
    Compared, LONGEST_VALUE, RECEIPT_PREFIX, Receipt, ReceiptVerdict, SeenField, SeenPaper, is_plain,
    judge_receipt, mark_of,
};
use dinhdanh_crypto::base45;
use proptest::prelude::*;

use crate::scene::{Code, NOW, REVOKED, SUSPENDED, Scene, at};

fn receipt() -> Receipt {
    Receipt {
        checked_at: at(NOW - 5),
        signed_at: at(NOW - 5),
        verdict: "genuine".to_owned(),
        code_mark: Some(mark_of(b"a fresh code id.")),
        compared: Compared {
            face: true,
            papers: false,
            form: true,
        },
        basis: Some("Đăng ký tạm trú".to_owned()),
        file_number: Some("H29.18-261121-0042".to_owned()),
        agreed: false,
        papers: vec![SeenPaper {
            kind: "residence".to_owned(),
            verdict: "genuine".to_owned(),
            fields: ["full_name", "permanent_address"].map(field).into(),
        }],
    }
}

fn field(name: &str) -> SeenField {
    SeenField {
        name: name.to_owned(),
        value: None,
    }
}

/// A receipt with what stood in the fields of a paper.
fn with_values(values: &[&str]) -> Receipt {
    let value = |value: &&str| SeenField {
        value: Some((*value).to_owned()),
        ..field("permanent_address")
    };
    let mut receipt = receipt();
    receipt.agreed = true;
    receipt.papers[0].fields = values.iter().map(value).chain([field("members")]).collect();
    receipt
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
        signed_at: at(NOW) + TimeDelta::seconds(by),
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
        Receipt {
            signed_at: at(NOW - 6),
            ..receipt()
        },
        Receipt {
            basis: Some("Đăng ký\u{202e}tạm trú".to_owned()),
            ..receipt()
        },
        // Whoever did not agree is not written about.
        Receipt {
            agreed: false,
            ..with_values(&["12 ngõ Thổ Quan"])
        },
        with_values(&[&"9".repeat(LONGEST_VALUE + 1)]),
        with_values(&[""]),
    ] {
        assert!(outside.sign(&credential, &scene.device).is_err());
    }
}

#[test]
fn what_the_person_agreed_to_is_signed_with_that_they_did() {
    let scene = Scene::new();
    let receipt = with_values(&["12 ngõ Thổ Quan, Đống Đa, Hà Nội"]);
    let text = receipt.sign(&scene.code().credential(), &scene.device).unwrap();
    let (verdict, verified) = judge_receipt(&text, Some(&scene.bundle()), at(NOW));
    assert_eq!(verdict, ReceiptVerdict::Signed);
    assert_eq!(verified.unwrap().receipt, receipt);
    assert!(!format!("{receipt:?} {:?}", receipt.papers).contains("Thổ Quan"));
}

#[test]
fn a_check_older_than_the_credential_is_judged_by_when_it_was_signed() {
    let scene = Scene::new();
    let receipt = Receipt {
        checked_at: at(NOW - 86_401),
        signed_at: at(NOW - 1),
        ..receipt()
    };
    let text = receipt.sign(&scene.code().credential(), &scene.device).unwrap();
    assert_eq!(found(&scene, &text, NOW), ReceiptVerdict::Signed);
}

#[test]
fn invisible_and_turning_letters_are_not_plain() {
    for plain in [
        "Đăng ký tạm trú – điều 27, khoản 1",
        "H29.18/261121",
        "Điều 5 “b”",
        "",
    ] {
        assert!(is_plain(plain), "{plain}");
    }
    for hidden in [
        '\n',
        '\u{0}',
        '\u{85}',
        '\u{200b}',
        '\u{202e}',
        '\u{2066}',
        '\u{feff}',
        '\u{e0041}',
    ] {
        assert!(!is_plain(&format!("a{hidden}b")), "{hidden:?}");
    }
}

fn plain(most: usize) -> impl Strategy<Value = String> {
    "[0-9A-Za-zĐđạáệ .,/-]{1,96}".prop_map(move |text| {
        let within = text
            .char_indices()
            .take_while(|(at, letter)| at + letter.len_utf8() <= most);
        within.map(|(_, letter)| letter).collect()
    })
}

prop_compose! {
    fn any_paper(agreed: bool)(
        kind in plain(32),
        verdict in plain(32),
        fields in prop::collection::vec((plain(48), prop::option::of(plain(LONGEST_VALUE))), 0..6),
    ) -> SeenPaper {
        let fields = fields.into_iter().map(|(name, value)| SeenField { name, value: value.filter(|_| agreed) });
        SeenPaper { kind, verdict, fields: fields.collect() }
    }
}

fn any_receipt() -> impl Strategy<Value = Receipt> {
    let papers =
        any::<bool>().prop_flat_map(|agreed| (Just(agreed), prop::collection::vec(any_paper(agreed), 0..3)));
    let note = (
        prop::option::of(plain(96)),
        prop::option::of(plain(48)),
        prop::option::of(any::<[u8; 16]>()),
    );
    (0..3_000_u32, 0..1_000_u32, plain(32), note, papers).prop_map(
        |(ago, later, verdict, (basis, file_number, code_mark), (agreed, papers))| Receipt {
            checked_at: at(NOW - 3_000 - ago),
            signed_at: at(NOW - 3_000 - ago + later),
            verdict,
            code_mark,
            basis,
            file_number,
            agreed,
            papers,
            ..receipt()
        },
    )
}

proptest! {
    #[test]
    fn what_is_signed_is_read_back(receipt in any_receipt()) {
        let scene = Scene::new();
        let text = receipt.sign(&scene.code().credential(), &scene.device).unwrap();
        let (_, verified) = judge_receipt(&text, Some(&scene.bundle()), at(NOW));
        prop_assert_eq!(verified.unwrap().receipt, receipt);
    }

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
                fields: vec![field("permanent_address"); 19],
            };
            papers
        ],
        ..receipt()
    };
    let text = |papers| of(papers).sign(&scene.code().credential(), &scene.device);
    assert_eq!(found(&scene, &text(3).unwrap(), NOW), ReceiptVerdict::Signed);
    assert!(text(8).is_err());
}
