//! Code to verdict through a real officer's wallet: every row of the table in the credential crate's `README.md`.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_authority::population::{Branch, printed_qr};
use dinhdanh_authority::practice;
use dinhdanh_credential::{Challenge, StatusPlace, Word};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{AccountStatus, Clock as _, CredentialView};
use dinhdanh_tests::trust::{bundle, practice_issuer, trusted};
use dinhdanh_wallet::{Foreign, Hint, NotReady, ShownVerdict, Wallet};
use image::{GrayImage, Luma};

use crate::stage::codes::{
    bytes_of, check_text, picture_of_svg, picture_of_text, png, see, text_of, text_of_svg, verdict,
};
use crate::stage::forger::{Forgery, status_place};
use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, Stage, WHY, person, refusal};

/// A citizen and an officer, each with an app.
struct Counter {
    stage: Stage,
    citizen: Wallet,
    officer: Wallet,
    /// The officer's way to the authority.
    wire: Arc<Wire>,
}

impl Counter {
    fn new() -> Self {
        let stage = Stage::new();
        let citizen = stage.active("an", person(Branch::Citizen));
        let wire = Arc::new(Wire::to(stage.authority.clone()));
        let officer = stage.wallet_of("canbo", wire.clone());
        stage.activate(&officer, person(Branch::Officer));
        Self {
            stage,
            citizen,
            officer,
            wire,
        }
    }

    /// What the citizen's screen says now.
    fn code(&self) -> String {
        text_of_svg(&self.citizen.make_code(CredentialView::B).unwrap().svg)
    }

    fn now(&self) -> DateTime<Utc> {
        self.stage.clock.now()
    }

    fn forgery(&self) -> Forgery {
        Forgery::at(self.now(), status_place(&self.code()))
    }

    fn verdict(&self, text: &str) -> &'static str {
        verdict(&self.officer, text)
    }
}

#[track_caller]
fn assert_row(shown: &ShownVerdict, code: &str, check: Option<u8>, word: Word) {
    let judgement = &shown.judgement;
    assert_eq!(judgement.verdict.code(), code);
    assert_eq!(judgement.verdict.check(), check);
    assert_eq!(judgement.word, word);
    let proven = judgement
        .reading
        .as_ref()
        .is_some_and(|reading| reading.person().1);
    assert_eq!(
        proven,
        word == Word::Genuine,
        "read values are proven with a genuine verdict alone"
    );
}

#[test]
fn a_real_code_is_genuine_and_tells_who_vouches() {
    let counter = Counter::new();
    let code = counter.citizen.make_code(CredentialView::B).unwrap();
    counter.stage.clock.pass(Duration::from_secs(12));
    let frame = see(&counter.officer, &picture_of_svg(&code.svg)).unwrap();
    assert!(!frame.same_as_before);
    let shown = frame.verdict.unwrap();
    assert_row(&shown, "genuine_practice", Some(14), Word::Genuine);
    let issuer = shown.judgement.issuer.as_ref().unwrap();
    assert_eq!(
        (issuer.name.as_str(), issuer.practice),
        (practice::AUTHORITY_NAME, true)
    );
    assert_eq!(shown.code_expires_in, Some(Duration::from_secs(48)));
    assert!(shown.trust_age.unwrap() < TimeDelta::seconds(60));
    assert!(shown.foreign.is_none());
}

#[test]
fn what_is_no_code_of_ours_gets_a_helpful_answer() {
    let counter = Counter::new();
    let card = printed_qr(person(Branch::Citizen));
    let shown = check_text(&counter.officer, &card);
    assert_row(&shown, "card_qr", Some(1), Word::Unverified);
    assert_eq!(shown.foreign, Some(Foreign::CardQr));
    let challenge = Challenge::make("0800", &SystemRandom).unwrap().text();
    let others = [
        ("https://example.vn/thanh-toan", Foreign::Link),
        (
            "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304F4E5",
            Foreign::Payment,
        ),
        ("https://vneid.gov.vn/q/1", Foreign::MinistryCode),
        ("Xin chào bà con", Foreign::Text),
        (challenge.as_str(), Foreign::Challenge),
        ("dd1:ABC", Foreign::Other),
    ];
    for (text, kind) in others {
        let shown = check_text(&counter.officer, text);
        assert_row(&shown, "not_identification_qr", Some(1), Word::Unverified);
        assert_eq!(shown.foreign, Some(kind), "{text}");
        assert!(shown.judgement.reading.is_none());
    }
    // The citizen's own second card is the printed one.
    let picture = picture_of_svg(&counter.citizen.card_qr().unwrap());
    let shown = see(&counter.officer, &picture).unwrap().verdict.unwrap();
    assert_row(&shown, "card_qr", Some(1), Word::Unverified);
}

#[test]
fn codes_that_somebody_made_up_are_fake() {
    let counter = Counter::new();
    let real = counter.code();
    let fake = |text: &str, code: &str, check: u8| {
        assert_row(&check_text(&counter.officer, text), code, Some(check), Word::Fake);
    };
    fake("DD1:", "malformed", 2);
    fake("DD1:ABC", "malformed", 2);
    fake(&real[..real.len() - 3], "malformed", 2);
    fake(&format!("{real}00"), "malformed", 2);

    let stranger = SigningKey::generate_p256().unwrap();
    fake(
        &Forgery {
            issuer: stranger,
            ..counter.forgery()
        }
        .text(),
        "unknown_issuer",
        3,
    );

    // One bit of the credential's signature, one of the proof's.
    let bytes = bytes_of(&real);
    let mut tampered = bytes.clone();
    *tampered.last_mut().unwrap() ^= 1;
    fake(&text_of(&tampered), "bad_holder_signature", 5);
    let name = person(Branch::Citizen).full_name.as_bytes();
    let place = bytes
        .windows(name.len())
        .position(|window| window == name)
        .unwrap();
    let mut renamed = bytes;
    renamed[place] ^= 1;
    fake(&text_of(&renamed), "bad_issuer_signature", 4);

    let thief = SigningKey::generate_p256().unwrap();
    fake(
        &Forgery {
            signer: Some(thief),
            ..counter.forgery()
        }
        .text(),
        "bad_holder_signature",
        5,
    );

    // None of that spoils the real one.
    assert_eq!(counter.verdict(&real), "genuine_practice");
}

#[test]
fn codes_that_are_not_for_now_or_not_for_this_check() {
    let counter = Counter::new();
    let unverified = |forgery: Forgery, code: &str, check: u8| {
        assert_row(
            &check_text(&counter.officer, &forgery.text()),
            code,
            Some(check),
            Word::Unverified,
        );
    };
    unverified(
        Forgery {
            level: 1,
            ..counter.forgery()
        },
        "level_too_low",
        6,
    );
    unverified(
        Forgery {
            life: 61,
            ..counter.forgery()
        },
        "bad_lifetime",
        7,
    );
    unverified(
        Forgery {
            life: 0,
            ..counter.forgery()
        },
        "bad_lifetime",
        7,
    );
    let later = counter.now() + TimeDelta::seconds(11);
    unverified(
        Forgery {
            issued_at: later,
            ..counter.forgery()
        },
        "not_yet_valid",
        8,
    );
    unverified(
        Forgery {
            audience: "0800",
            ..counter.forgery()
        },
        "wrong_audience",
        10,
    );
    unverified(
        Forgery {
            challenge: Some([1; 16]),
            ..counter.forgery()
        },
        "wrong_audience",
        10,
    );
    // The forger can do all that the practice keys can: that is why they are worth nothing.
    assert_eq!(counter.verdict(&counter.forgery().text()), "genuine_practice");

    // A real level-1 account's code.
    let one = counter.stage.active("mot", person(Branch::LevelOne));
    let text = text_of_svg(&one.make_code(CredentialView::B).unwrap().svg);
    let shown = check_text(&counter.officer, &text);
    assert_row(&shown, "level_too_low", Some(6), Word::Unverified);
    let read = shown.judgement.reading.unwrap();
    assert_eq!(
        read.person().0.full_name.as_deref(),
        Some(person(Branch::LevelOne).full_name.as_str())
    );
}

#[test]
fn the_two_clocks_may_disagree_by_ten_seconds() {
    let counter = Counter::new();
    // Milliseconds by which the officer's clock is off, and what a code made this second is.
    let cases = [
        (-11_000, "not_yet_valid"),
        (-10_000, "genuine_practice"),
        (69_999, "genuine_practice"),
        (70_000, "expired"),
        (3_600_000, "expired"),
    ];
    for (shift, expected) in cases {
        let text = counter.code();
        counter.stage.clock.set(shift);
        let shown = check_text(&counter.officer, &text);
        assert_eq!(shown.judgement.verdict.code(), expected, "{shift}");
        counter.stage.clock.set(-shift);
    }
    let text = counter.code();
    counter.stage.clock.pass(Duration::from_secs(70));
    let shown = check_text(&counter.officer, &text);
    assert_row(&shown, "expired", Some(9), Word::Unverified);
    assert_eq!(shown.code_expires_in, None);
}

#[test]
fn a_code_scanned_before_is_replayed_after_a_restart_too() {
    let counter = Counter::new();
    let text = counter.code();
    assert_eq!(counter.verdict(&text), "genuine_practice");
    let scanned_at = counter.now();
    counter.stage.clock.pass(Duration::from_secs(5));
    let shown = check_text(&counter.officer, &text);
    assert_row(&shown, "replayed", Some(11), Word::Unverified);
    assert_eq!(shown.judgement.seen_before_at, Some(scanned_at));

    let Counter {
        stage, officer, wire, ..
    } = counter;
    drop(officer);
    let officer = stage.wallet_of("canbo", wire);
    officer.unlock(PASSCODE).unwrap();
    let shown = check_text(&officer, &text);
    assert_row(&shown, "replayed", Some(11), Word::Unverified);
    assert_eq!(shown.judgement.seen_before_at, Some(scanned_at));
    stage.clock.pass(Duration::from_secs(65));
    assert_eq!(verdict(&officer, &text), "expired");
}

#[test]
fn what_was_withdrawn_is_told_apart_once_the_list_is_fresh() {
    let counter = Counter::new();
    let citizen = person(Branch::Citizen);
    let desk = counter.stage.authority.desk();
    for (status, code) in [
        (AccountStatus::Suspended, "suspended"),
        (AccountStatus::Active, "genuine_practice"),
        (AccountStatus::Revoked, "revoked"),
    ] {
        desk.set_status(&citizen.number, status, WHY).unwrap();
        let before = counter.verdict(&counter.code());
        assert_ne!(before, code, "the officer does not know yet");
        counter.officer.refresh().unwrap();
        let text = counter.code();
        let shown = check_text(&counter.officer, &text);
        assert_eq!(shown.judgement.verdict.code(), code);
        if status != AccountStatus::Active {
            assert_row(&shown, code, Some(12), Word::Withdrawn);
            assert_eq!(counter.verdict(&text), "replayed", "row 11 comes first");
        }
    }
}

#[test]
fn trust_data_that_nobody_brought_up_to_date_for_eight_days() {
    let counter = Counter::new();
    counter.wire.cut(true);
    counter.stage.clock.pass_days(6);
    assert_eq!(
        counter.verdict(&counter.code()),
        "genuine_practice",
        "six days offline"
    );
    counter.stage.clock.pass_days(2);
    assert_eq!(refusal(counter.officer.refresh()), "authority_unreachable");
    let ready = counter.officer.check_readiness().unwrap();
    assert!(ready.trust_stale && ready.next_update_in.is_none() && ready.reason.is_none());
    let shown = check_text(&counter.officer, &counter.code());
    assert_row(&shown, "stale_trust", Some(13), Word::Unverified);
    let stranger = SigningKey::generate_p256().unwrap();
    let unknown = Forgery {
        issuer: stranger,
        ..counter.forgery()
    }
    .text();
    assert_row(
        &check_text(&counter.officer, &unknown),
        "unknown_issuer",
        Some(3),
        Word::Unverified,
    );

    counter.wire.cut(false);
    counter.officer.refresh().unwrap();
    assert_eq!(counter.verdict(&counter.code()), "genuine_practice");
    assert!(!counter.officer.check_readiness().unwrap().trust_stale);
    // A credential whose place no list reaches.
    let nowhere = StatusPlace { list: 9, index: 0 };
    let shown = check_text(&counter.officer, &Forgery::at(counter.now(), nowhere).text());
    assert_row(&shown, "stale_trust", Some(13), Word::Unverified);
}

#[test]
fn the_bundle_says_who_vouches_and_until_when() {
    let counter = Counter::new();
    let ministry = SigningKey::generate_p256().unwrap();
    let place = StatusPlace { list: 1, index: 0 };
    let code = |counter: &Counter| {
        Forgery {
            issuer: SigningKey::from_pkcs8(ministry.pkcs8().unwrap().expose()).unwrap(),
            ..Forgery::at(counter.now(), place)
        }
        .text()
    };
    assert_eq!(counter.verdict(&code(&counter)), "unknown_issuer");
    let until = counter.now() + TimeDelta::days(3);
    let mut key = trusted(&ministry, false);
    key.not_after = Some(until);
    let keys = vec![key, trusted(&practice_issuer().unwrap(), true)];
    counter.wire.put_bundle(bundle(counter.now(), keys).unwrap());
    counter.officer.refresh().unwrap();
    let shown = check_text(&counter.officer, &code(&counter));
    assert_row(&shown, "genuine", None, Word::Genuine);
    assert!(!shown.judgement.issuer.unwrap().practice);

    // An older bundle, or one of another root, is not taken.
    counter
        .wire
        .put_bundle(bundle(counter.now() - TimeDelta::days(1), Vec::new()).unwrap());
    counter.officer.refresh().unwrap();
    counter.wire.put_bundle(b"another".to_vec());
    counter.officer.refresh().unwrap();
    assert_eq!(counter.verdict(&code(&counter)), "genuine");

    counter.stage.clock.pass_days(3);
    assert_eq!(counter.verdict(&code(&counter)), "genuine", "to the last second");
    counter.stage.clock.pass(Duration::from_secs(1));
    assert_eq!(counter.verdict(&code(&counter)), "unknown_issuer");
}

#[test]
fn a_code_held_out_is_judged_once() {
    let counter = Counter::new();
    let picture = picture_of_text(&counter.code());
    let look = || see(&counter.officer, &picture).unwrap();
    let pass = |millis| counter.stage.clock.pass(Duration::from_millis(millis));
    let code_of = |shown: Option<ShownVerdict>| shown.map(|shown| shown.judgement.verdict.code());

    assert_eq!(code_of(look().verdict), Some("genuine_practice"));
    for _ in 0..20 {
        pass(100);
        let frame = look();
        assert!(frame.same_as_before);
        assert_eq!(code_of(frame.verdict), Some("genuine_practice"));
    }
    counter.officer.next_check().unwrap();
    for _ in 0..30 {
        pass(100);
        let frame = look();
        assert!(
            frame.same_as_before && frame.verdict.is_none(),
            "still held out after the next was asked for"
        );
    }
    // Another one in between is judged for itself.
    let other = picture_of_text(&counter.code());
    assert_eq!(
        code_of(see(&counter.officer, &other).unwrap().verdict),
        Some("genuine_practice")
    );
    counter.officer.next_check().unwrap();

    // The first one is still there beside it, and so is what hangs on the wall: none of them is judged again.
    for wall in ["https://vidu.vn", "https://vidu.vn/2"] {
        see(&counter.officer, &picture_of_text(wall)).unwrap();
        for held in [&picture, &other] {
            pass(100);
            let frame = see(&counter.officer, held).unwrap();
            assert!(frame.same_as_before && frame.verdict.is_none());
        }
    }

    // Away for longer than a shake of the hand, then shown again.
    pass(2_001);
    let frame = see(&counter.officer, &other).unwrap();
    assert!(!frame.same_as_before);
    assert_eq!(code_of(frame.verdict), Some("replayed"));
}

#[test]
fn a_code_held_out_is_genuine_no_longer_than_it_would_be_judged_so() {
    let counter = Counter::new();
    for read_at in [5, 65] {
        let picture = picture_of_text(&counter.code());
        let look = || {
            let shown = see(&counter.officer, &picture).unwrap().verdict.unwrap();
            shown.judgement.verdict.code()
        };
        counter.stage.clock.pass(Duration::from_secs(read_at));
        for _ in read_at..70 {
            assert_eq!(look(), "genuine_practice");
            counter.stage.clock.pass(Duration::from_secs(1));
        }
        assert_eq!(look(), "expired", "read at {read_at} s");
    }
}

#[test]
fn pictures_without_a_code_of_ours() {
    let counter = Counter::new();
    let white = GrayImage::from_pixel(320, 240, Luma([255]));
    let frame = see(&counter.officer, &white).unwrap();
    assert!(frame.verdict.is_none() && !frame.same_as_before);
    assert_eq!(frame.hint, Some(Hint::Nothing));
    assert_eq!(
        refusal(counter.officer.check_picture(&png(&white))),
        "no_code_in_image"
    );
    assert_eq!(
        refusal(counter.officer.check_picture(b"GIF89a")),
        "image_unreadable"
    );
    assert_eq!(
        refusal(counter.officer.check_picture(b"<svg/>")),
        "image_unreadable"
    );
    assert_eq!(
        refusal(counter.officer.check_frame(320, 240, &[0; 100])),
        "image_unreadable"
    );

    // Beside another code, ours is the one that counts.
    let (ours, other) = (
        picture_of_text(&counter.code()),
        picture_of_text("https://example.vn"),
    );
    let mut both = GrayImage::from_pixel(ours.width() + other.width(), ours.height(), Luma([255]));
    image::imageops::replace(&mut both, &other, 0, 0);
    image::imageops::replace(&mut both, &ours, i64::from(other.width()), 0);
    let shown = see(&counter.officer, &both).unwrap().verdict.unwrap();
    assert_eq!(shown.judgement.verdict.code(), "genuine_practice");
}

#[test]
fn where_the_camera_sees_a_code_is_told_in_parts_of_its_picture() {
    let counter = Counter::new();
    let code = picture_of_text(&counter.code());
    let side = code.width();
    // To the right of as much empty ground as the code is wide.
    let mut picture = GrayImage::from_pixel(2 * side, side, Luma([255]));
    image::imageops::replace(&mut picture, &code, i64::from(side), 0);
    let corners = see(&counter.officer, &picture).unwrap().seen.unwrap();
    let [(left, top), (right, _), _, (_, bottom)] = corners;
    // The quiet zone is as wide on every side.
    let margin = top;
    assert!((0.01..0.2).contains(&margin), "{corners:?}");
    for (told, wanted) in [
        (left, 0.5 + margin / 2.0),
        (right, 1.0 - margin / 2.0),
        (bottom, 1.0 - margin),
    ] {
        assert!((told - wanted).abs() < 0.01, "{corners:?}");
    }

    let white = GrayImage::from_pixel(2 * side, side, Luma([255]));
    assert_eq!(see(&counter.officer, &white).unwrap().seen, None);
    // Nothing of a scan outlives it, and ending none is no mistake.
    counter.officer.end_scan();
    counter.officer.end_scan();
    assert_eq!(see(&counter.officer, &white).unwrap().seen, None);
}

#[test]
fn checking_is_for_level_two_that_is_not_suspended() {
    let counter = Counter::new();
    let picture = picture_of_text(&counter.code());
    let one = counter.stage.active("mot", person(Branch::LevelOne));
    assert_eq!(one.check_readiness().unwrap().reason, Some(NotReady::LevelTooLow));
    assert_eq!(refusal(see(&one, &picture)), "level_too_low");
    assert_eq!(refusal(one.check_picture(&png(&picture))), "level_too_low");

    let desk = counter.stage.authority.desk();
    desk.set_status(&person(Branch::Officer).number, AccountStatus::Suspended, WHY)
        .unwrap();
    counter.officer.refresh().unwrap();
    assert_eq!(
        counter.officer.check_readiness().unwrap().reason,
        Some(NotReady::Suspended)
    );
    assert_eq!(refusal(see(&counter.officer, &picture)), "account_suspended");

    counter.officer.lock();
    assert_eq!(refusal(see(&counter.officer, &picture)), "locked");
    assert_eq!(refusal(counter.officer.check_readiness()), "locked");
}
