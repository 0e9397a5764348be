//! The text of a code by another way than a camera: typed by a scanner that is a keyboard to the computer, or pasted.

use std::time::Duration;

use dinhdanh_authority::population::{Branch, printed_qr};
use dinhdanh_protocol::CredentialView;
use dinhdanh_wallet::{Foreign, Frame, TextWay, Wallet};

use crate::stage::codes::{picture_of_text, see, text_of_svg};
use crate::stage::{Stage, person, refusal};

fn counter() -> (Stage, Wallet, Wallet) {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    (stage, citizen, officer)
}

fn code(citizen: &Wallet) -> String {
    text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg)
}

fn verdict(frame: &Frame) -> Option<&'static str> {
    let shown = frame.verdict.as_ref()?;
    Some(shown.judgement.verdict.code())
}

#[test]
fn a_typed_or_pasted_code_is_judged_as_one_that_is_seen() {
    let (stage, citizen, officer) = counter();
    for way in [TextWay::Typed, TextWay::Pasted] {
        let text = code(&citizen);
        let frame = officer.check_text(&format!("{text}\r\n"), way).unwrap();
        assert_eq!(verdict(&frame), Some("genuine_practice"));
        // A scanner that sends twice, and the camera that sees the same screen, change nothing.
        stage.clock.pass(Duration::from_secs(1));
        let again = officer.check_text(&text, way).unwrap();
        assert!(again.same_as_before);
        assert_eq!(verdict(&again), Some("genuine_practice"));
        let seen = see(&officer, &picture_of_text(&text)).unwrap();
        assert!(seen.same_as_before);
        officer.next_check().unwrap();
        stage.clock.pass(Duration::from_millis(2_001));
        assert_eq!(
            verdict(&officer.check_text(&text, way).unwrap()),
            Some("replayed")
        );
    }
}

#[test]
fn what_keys_may_have_spoilt_is_called_made_up_only_when_it_comes_twice_alike() {
    let (_stage, citizen, officer) = counter();
    let text = code(&citizen);
    let torn = &text[..text.len() / 2];
    let shorter = &text[..text.len() / 3];
    let type_it = |text| officer.check_text(text, TextWay::Typed);
    for text in [torn, shorter, torn] {
        assert_eq!(refusal(type_it(text)), "typed_unsurely");
    }
    assert!(
        officer.scans(None).unwrap().scans.is_empty(),
        "nothing was judged yet"
    );
    assert_eq!(verdict(&type_it(torn).unwrap()), Some("malformed"));
    // The whole code is as good as before.
    assert_eq!(verdict(&type_it(&text).unwrap()), Some("genuine_practice"));
    // What was pasted is as it was copied.
    let pasted = officer.check_text(shorter, TextWay::Pasted).unwrap();
    assert_eq!(verdict(&pasted), Some("malformed"));
}

#[test]
fn texts_that_are_no_code_of_ours() {
    let (_stage, _citizen, officer) = counter();
    let card = printed_qr(person(Branch::Citizen));
    // A scanner that types loses the letters with marks; the number and the bar are enough to tell a card.
    let typed_card: String = card.chars().filter(char::is_ascii).collect();
    for text in [card.as_str(), &typed_card] {
        let frame = officer.check_text(text, TextWay::Typed).unwrap();
        assert_eq!(frame.verdict.unwrap().foreign, Some(Foreign::CardQr));
    }
    let link = officer
        .check_text("https://example.vn/x", TextWay::Pasted)
        .unwrap();
    assert_eq!(link.verdict.unwrap().foreign, Some(Foreign::Link));
    // A part of an animated code that is none brings nothing.
    let part = officer.check_text("DDP1:ABC", TextWay::Typed).unwrap();
    assert!(part.verdict.is_none() && part.paper.is_none());
    let long = format!("DD1:{}", "A".repeat(7_086));
    for text in ["", " \r\n", long.as_str()] {
        assert_eq!(
            refusal(officer.check_text(text, TextWay::Pasted)),
            "no_code_in_text"
        );
    }
}
