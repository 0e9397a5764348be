//! The officer's judgement on what is shown.

use std::collections::BTreeSet;
use std::time::Duration;

use dinhdanh_authority::population::papers::papers;
use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::sd_jwt::Binding;
use dinhdanh_paper::vc::{Envelope, issue};
use dinhdanh_paper::{PaperKind, Purpose};
use dinhdanh_protocol::{AccountStatus, Clock as _, CredentialView};
use dinhdanh_wallet::{Expiry, Integrated, PaperState, Presentation};
use image::{GrayImage, Luma};

use super::{Counter, citizens, holder, only_shown, showing};
use crate::stage::codes::{picture_of_svg, see};
use crate::stage::{PASSCODE, WHY, person, refusal};

#[test]
fn every_kind_comes_is_opened_and_stands_the_officers_judgement() {
    let mut left: Vec<_> = PaperKind::ALL.to_vec();
    while let Some(first) = left.first() {
        let citizen = holder(*first);
        let counter = Counter::of(citizen);
        let before = left.len();
        left.retain(|kind| !goes_all_the_way(&counter, citizen, *kind));
        assert!(left.len() < before, "{left:?}");
    }
}

/// Whether the person has such a paper, in force, and it went all the way.
fn goes_all_the_way(counter: &Counter, citizen: &Person, kind: PaperKind) -> bool {
    let registered = papers(citizen, kind).unwrap();
    let entries = match counter.citizen.integrate_paper(kind, None).unwrap() {
        Integrated::Kept(entries) => entries,
        Integrated::None => {
            assert!(registered.is_empty(), "{kind:?}");
            return false;
        }
        Integrated::Differs { field } => panic!("{kind:?}: {field}"),
    };
    assert_eq!(entries.len(), registered.len(), "{kind:?}");
    for (entry, registered) in entries.iter().zip(&registered) {
        assert_eq!((entry.kind, entry.copies_left), (kind, 10));
        assert_eq!(entry.last_day, registered.last_day, "{kind:?}");
        let sheet = counter.citizen.open_paper(entry.id, None).unwrap();
        assert!(sheet.content == registered.content, "{kind:?}");
        assert_eq!(sheet.issuer, dinhdanh_authority::practice::AUTHORITY_NAME);
    }
    let entry = entries.first().unwrap();
    let presentation = counter.presented(entry, &["full_name"]);
    counter.officer.refresh().unwrap();
    let checked = counter
        .officer
        .check_paper_text(&presentation.text, None)
        .unwrap();
    let verdict = checked.judgement.verdict.code();
    assert_eq!(only_shown(&checked), BTreeSet::from(["full_name"]), "{kind:?}");
    match entry.state {
        PaperState::InForce => assert_eq!(verdict, "genuine_practice", "{kind:?}"),
        PaperState::Held => assert_eq!(verdict, "suspended", "{kind:?}"),
        PaperState::Revoked => assert_eq!(verdict, "revoked", "{kind:?}"),
    }
    entry.state == PaperState::InForce
}

#[test]
fn what_was_altered_on_the_way_is_not_believed() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::IdentityCard);
    let one = counter.presented(&entry, &["full_name", "birthdate"]).text;
    let other = counter.presented(&entry, &["full_name", "birthdate"]).text;
    let parts = |text: &str| text.split('~').map(str::to_owned).collect::<Vec<_>>();
    let (one_parts, other_parts) = (parts(&one), parts(&other));
    let swapped = |place: usize| {
        let mut swapped = one_parts.clone();
        swapped[place] = other_parts[place].clone();
        swapped.join("~")
    };
    // A field of another copy, which the authority signed too.
    assert_eq!(counter.verdict(&swapped(1)), "malformed");
    // A field left out after the holder bound what is shown, and a binding of another showing.
    let without: Vec<_> = [&one_parts[..1], &one_parts[2..]].concat();
    assert_eq!(counter.verdict(&without.join("~")), "bad_holder_signature");
    assert_eq!(counter.verdict(&swapped(3)), "bad_holder_signature");
    // Whoever has a copy and not its key.
    let shown = format!("{}~", one_parts[..3].join("~"));
    let now = counter.stage.clock.now();
    let stranger = SigningKey::generate_p256().unwrap();
    let bound = Binding::of(&shown, EVERYBODY, "AAAA", now)
        .bind(&shown, &stranger)
        .unwrap();
    assert_eq!(counter.verdict(&bound), "bad_holder_signature");
    assert_eq!(counter.verdict(&shown), "printed_copy");
    assert_eq!(counter.verdict("giấy~tờ"), "malformed");
    // What nobody whom the officer trusts has issued.
    let content = counter.citizen.open_paper(entry.id, None).unwrap().content;
    let envelope = Envelope {
        kind: PaperKind::IdentityCard,
        issuer: "urn:dinhdanh:authority:00".to_owned(),
        issued_at: now,
        expires_at: now + chrono::TimeDelta::days(30),
        holder: stranger.public().clone(),
        status: StatusPlace { list: 513, index: 1 },
    };
    let forger = SigningKey::generate_p256().unwrap();
    let forged = issue(&forger, &envelope, &content, &SystemRandom).unwrap();
    let bound = Binding::of(&forged, EVERYBODY, "AAAA", now)
        .bind(&forged, &stranger)
        .unwrap();
    assert_eq!(counter.verdict(&bound), "unknown_issuer");
    // And what was not altered is genuine, once.
    assert_eq!(counter.verdict(&one), "genuine_practice");
    assert_eq!(counter.judged(&one), "replayed");
    counter.stage.clock.pass(Duration::from_secs(311));
    assert_eq!(counter.judged(&other), "expired");
}

#[test]
fn what_the_purpose_takes_and_was_not_shown_is_named() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::IdentityCard);
    counter.officer.refresh().unwrap();
    let asked = Some(Purpose::OverEighteen);
    let text = counter.presented(&entry, &["age_equal_or_over.18"]).text;
    let checked = counter.officer.check_paper_text(&text, asked).unwrap();
    assert!(!checked.other_kind);
    assert_eq!(checked.asked_missing, ["portrait"]);
    let shown = checked.judgement.shown.as_ref().unwrap();
    let ages = shown.content["age_equal_or_over"].as_object().unwrap();
    assert_eq!((ages.len(), ages["18"].as_bool()), (1, Some(true)));
    assert!(!shown.content.contains_key("birthdate"));

    let fields = Purpose::OverEighteen.fields(PaperKind::IdentityCard).unwrap();
    let text = counter.presented(&entry, fields).text;
    let checked = counter.officer.check_paper_text(&text, asked).unwrap();
    assert!(checked.asked_missing.is_empty());
    let text = counter.presented(&entry, fields).text;
    let driving = counter
        .officer
        .check_paper_text(&text, Some(Purpose::Driving))
        .unwrap();
    assert!(driving.other_kind);

    let nothing = |fields| refusal(counter.citizen.present_paper(&showing(&entry, fields), None));
    assert_eq!(nothing(&[]), "nothing_chosen");
    assert_eq!(nothing(&["salary"]), "nothing_chosen");
    assert_eq!(nothing(&["history.9999"]), "nothing_chosen");
    let left = counter.citizen.papers().unwrap().remove(0).copies_left;
    assert_eq!(left, 7, "what was refused spent nothing");
}

#[test]
fn a_challenge_has_one_answer_and_a_minute() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::IdentityCard);
    counter.officer.refresh().unwrap();
    let asked = |purpose| counter.officer.ask_for_paper(purpose, true).unwrap().unwrap();
    let answer = |challenge: &str| {
        let show = showing(&entry, &["full_name"]);
        let allowed = counter.citizen.allow_showing(&show, None).unwrap();
        counter.citizen.answer_challenge(&allowed, challenge)
    };
    let judged = |presentation: &Presentation| {
        let checked = counter.officer.check_paper_text(&presentation.text, None);
        let checked = checked.unwrap();
        (checked.judgement.verdict.code(), checked.answered)
    };
    let first = asked(None);
    assert_eq!(first.life, Duration::from_secs(60));
    let unasked = counter.presented(&entry, &["full_name"]);
    assert_eq!(judged(&unasked), ("wrong_audience", Some(false)));
    let (one, other) = (answer(&first.text).unwrap(), answer(&first.text).unwrap());
    assert_eq!(judged(&one), ("genuine_practice", Some(true)));
    // One answer: none is pending now, and what answers no challenge is told to.
    assert_eq!(judged(&other), ("wrong_audience", Some(false)));
    assert_eq!(judged(&unasked), ("genuine_practice", Some(false)));
    let second = asked(Some(Purpose::Lodging));
    assert_ne!(first.text, second.text);
    let late = answer(&second.text).unwrap();
    counter.stage.clock.pass(Duration::from_secs(60));
    assert_eq!(judged(&late), ("wrong_audience", Some(false)));
    let strange = answer("DD1C:ABC");
    assert_eq!(refusal(strange), "not_a_challenge");
    counter.officer.ask_for_paper(None, false).unwrap();
    let unasked = counter.presented(&entry, &["full_name"]);
    assert_eq!(judged(&unasked), ("genuine_practice", None));
}

#[test]
fn what_was_held_out_before_the_challenge_does_not_answer_it() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::HealthInsurance);
    counter.officer.refresh().unwrap();
    let presentation = counter.presented(&entry, &["full_name"]);
    let shown = || {
        let frames = presentation
            .frames
            .iter()
            .cycle()
            .take(3 * presentation.frames.len());
        let seen = frames.map(|frame| {
            counter.stage.clock.pass(Duration::from_millis(66));
            see(&counter.officer, &picture(frame)).unwrap()
        });
        seen.filter_map(|seen| seen.paper).last()
    };
    assert_eq!(shown().unwrap().judgement.verdict.code(), "genuine_practice");
    let challenge = counter.officer.ask_for_paper(None, true).unwrap().unwrap();
    // It stays before the camera: judged once, it is no answer, and the challenge waits on.
    assert!(shown().is_none());
    let allowed = counter
        .citizen
        .allow_showing(&showing(&entry, &["full_name"]), None)
        .unwrap();
    let answer = counter
        .citizen
        .answer_challenge(&allowed, &challenge.text)
        .unwrap();
    let checked = counter.officer.check_paper_text(&answer.text, None).unwrap();
    assert_eq!(checked.answered, Some(true));
}

#[test]
fn a_file_is_a_paper_or_a_picture_and_else_said_to_be_neither() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::Residence);
    let text = counter.presented(&entry, &["full_name"]).text;
    counter.officer.refresh().unwrap();
    let file = |bytes: &[u8]| counter.officer.check_file(bytes);
    let code = |bytes: &[u8]| file(bytes).unwrap().paper.unwrap().judgement.verdict.code();
    assert_eq!(code(format!("\u{feff}{text}\r\n").as_bytes()), "genuine_practice");
    let torn = |at| text.split_at(at).0.as_bytes();
    assert_eq!(code(torn(text.len() - 9)), "malformed");
    assert_eq!(refusal(file(torn(99))), "not_a_paper");
    assert_eq!(refusal(file(b"<svg/>")), "not_a_paper");
    assert_eq!(refusal(file(b"")), "not_a_paper");
    assert_eq!(refusal(file(b"GIF89a\0\0\xff")), "image_unreadable");
    assert_eq!(code("~".repeat(1 << 20).as_bytes()), "malformed");
}

#[test]
fn an_account_that_is_locked_or_withdrawn_takes_its_papers_with_it() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::HealthInsurance);
    let desk = counter.stage.authority.desk();
    let number = &person(Branch::Citizen).number;
    for (status, verdict, code) in [
        (AccountStatus::Suspended, "suspended", "account_suspended"),
        (AccountStatus::Revoked, "revoked", "account_revoked"),
    ] {
        // The wallet has not heard of it yet.
        let text = counter.presented(&entry, &["full_name"]).text;
        desk.set_status(number, status, WHY).unwrap();
        assert_eq!(counter.verdict(&text), verdict);
        let _ = counter.citizen.refresh();
        let refused = counter
            .citizen
            .present_paper(&showing(&entry, &["full_name"]), None);
        assert_eq!(refusal(refused), code);
        let state = counter.citizen.papers().unwrap().remove(0).state;
        if status == AccountStatus::Suspended {
            assert_eq!(state, PaperState::Held);
            desk.set_status(number, AccountStatus::Active, WHY).unwrap();
            counter.citizen.refresh().unwrap();
        } else {
            assert_eq!(state, PaperState::Revoked);
        }
        // What stands in it can be read all the same.
        counter.citizen.open_paper(entry.id, None).unwrap();
    }
}

#[test]
fn a_card_past_its_last_day_says_so_on_both_sides() {
    let counter = Counter::of(person(Branch::CardExpired));
    let entry = counter.integrated(PaperKind::IdentityCard);
    assert_eq!(entry.expiry, Expiry::Expired);
    let text = counter.presented(&entry, &["full_name", "expires_on"]).text;
    assert_eq!(counter.verdict(&text), "paper_expired");
}

/// A frame of the animation as a camera has it.
pub(super) fn picture(frame: &dinhdanh_wallet::FrameCode) -> GrayImage {
    const SCALE: u32 = 4;
    const QUIET: u32 = 4;
    let side = (u32::try_from(frame.side).unwrap() + 2 * QUIET) * SCALE;
    GrayImage::from_fn(side, side, |x, y| {
        let module = |at: u32| (at / SCALE).checked_sub(QUIET).map(|at| at as usize);
        let dark = module(x).zip(module(y)).is_some_and(|(x, y)| frame.is_dark(x, y));
        Luma([if dark { 0 } else { 255 }])
    })
}

#[test]
fn a_paper_goes_from_screen_to_camera_and_belongs_to_who_stands_there() {
    let counter = Counter::new();
    counter.citizen.set_code_switch(true).unwrap();
    let entry = counter.integrated(PaperKind::IdentityCard);
    counter.officer.refresh().unwrap();
    let code = counter.citizen.make_code(CredentialView::B).unwrap();
    let met = see(&counter.officer, &picture_of_svg(&code.svg)).unwrap();
    assert!(met.verdict.is_some());
    counter.officer.next_check().unwrap();

    counter
        .officer
        .ask_for_paper(Some(Purpose::Lodging), false)
        .unwrap();
    let fields = Purpose::Lodging.fields(PaperKind::IdentityCard).unwrap();
    let presentation = counter.presented(&entry, fields);
    let need = presentation.frames.len() * 2 / 3;
    assert!(need > 3, "{need}");
    // One in four is lost.
    let seen = presentation
        .frames
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 4 != 1);
    let mut gathered = Vec::new();
    let mut checked = None;
    for (_, frame) in seen.cycle().take(3 * presentation.frames.len()) {
        counter.stage.clock.pass(Duration::from_millis(66));
        let seen = see(&counter.officer, &picture(frame)).unwrap();
        gathered.extend(seen.gathering.map(|gathering| gathering.have));
        if let Some(paper) = seen.paper {
            assert_eq!(seen.same_as_before, checked.is_some());
            checked.get_or_insert(paper);
        }
    }
    assert!(
        gathered.is_sorted() && gathered.len() >= need - 1,
        "{gathered:?} of {need}"
    );
    let checked = checked.unwrap();
    assert_eq!(checked.judgement.verdict.code(), "genuine_practice");
    assert!(checked.asked_missing.is_empty(), "{:?}", checked.asked_missing);
    assert_eq!(checked.same_person, Some(true));
    // Held out again after it was away, or as a file, it is the same showing again.
    counter.stage.clock.pass(Duration::from_secs(10));
    assert_eq!(counter.judged(&presentation.text), "replayed");
    // Whose code was seen long ago need not be who stands there now.
    counter.stage.clock.pass(Duration::from_secs(300));
    let text = counter.presented(&entry, &["personal_number"]).text;
    let later = counter.officer.check_paper_text(&text, None).unwrap();
    assert_eq!(later.same_person, None);
}

#[test]
fn a_paper_still_held_out_after_its_verdict_is_not_called_shown_before() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::HealthInsurance);
    counter.officer.refresh().unwrap();
    let presentation = counter.presented(&entry, &["full_name"]);
    let round = || {
        let frames = presentation.frames.iter().cycle();
        let seen = frames.take(2 * presentation.frames.len()).map(|frame| {
            counter.stage.clock.pass(Duration::from_millis(66));
            see(&counter.officer, &picture(frame)).unwrap()
        });
        seen.collect::<Vec<_>>()
    };
    let paper = round().into_iter().find_map(|seen| seen.paper).unwrap();
    assert_eq!(paper.judgement.verdict.code(), "genuine_practice");
    // The verdict takes the camera's place in the window; after a while the next one is asked for.
    counter.officer.end_scan();
    counter.stage.clock.pass(Duration::from_secs(20));
    counter.officer.next_check().unwrap();
    for seen in round() {
        assert!(seen.same_as_before && seen.paper.is_none() && seen.gathering.is_none());
    }
    counter.stage.clock.pass(Duration::from_millis(2_001));
    let again = round().into_iter().find_map(|seen| seen.paper).unwrap();
    assert_eq!(again.judgement.verdict.code(), "replayed");
}

#[test]
fn a_paper_of_another_than_who_showed_the_code_is_told() {
    let counter = Counter::new();
    let other = counter.stage.active("binh", citizens().nth(1).unwrap());
    other.set_papers_ask(false, Some(PASSCODE)).unwrap();
    let Integrated::Kept(entries) = other.integrate_paper(PaperKind::PersonalInfo, None).unwrap() else {
        panic!("nothing was kept");
    };
    counter.citizen.set_code_switch(true).unwrap();
    counter.officer.refresh().unwrap();
    let code = counter.citizen.make_code(CredentialView::B).unwrap();
    see(&counter.officer, &picture_of_svg(&code.svg)).unwrap();
    let show = showing(&entries[0], &["personal_number"]);
    let text = other.present_paper(&show, None).unwrap().text;
    let checked = counter.officer.check_paper_text(&text, None).unwrap();
    assert_eq!(checked.same_person, Some(false));

    // Whoever holds out a code that is not genuine is not the one of the code before: nothing is compared.
    other.set_code_switch(true).unwrap();
    let late = other.make_code(CredentialView::B).unwrap();
    counter.stage.clock.pass(Duration::from_secs(71));
    let seen = see(&counter.officer, &picture_of_svg(&late.svg)).unwrap();
    assert_eq!(seen.verdict.unwrap().judgement.verdict.code(), "expired");
    let text = other.present_paper(&show, None).unwrap().text;
    let checked = counter.officer.check_paper_text(&text, None).unwrap();
    assert_eq!(checked.same_person, None);
}
