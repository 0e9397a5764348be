//! "Nhóm bàn": what one desk has seen is known at the next, by file or by an animated code.

use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_credential::office::{DeskId, Invitation, OfficeKey, Sightings};
use dinhdanh_credential::token::UnverifiedCode;
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::{Clock as _, CredentialView};
use dinhdanh_wallet::{Foreign, FrameCode, FramePace, Integrated, Merged, OfficeTaken, Wallet};
use image::{GrayImage, Luma};

use crate::papers::showing;
use crate::stage::codes::{bytes_of, check_text, picture_of_svg, picture_of_text, see, text_of_svg, verdict};
use crate::stage::{OTHER_PASSCODE, PASSCODE, Stage, people, person, refusal};

/// A citizen and two desks of one office.
struct Office {
    stage: Stage,
    citizen: Wallet,
    one: Wallet,
    two: Wallet,
}

impl Office {
    fn open() -> Self {
        let stage = Stage::new();
        let citizen = stage.active("an", person(Branch::Citizen));
        let one = stage.active("ban-1", person(Branch::Officer));
        let two = stage.wallet("ban-2");
        stage.activate(&two, another_officer());
        one.make_office().unwrap();
        join(&one, &two);
        Self {
            stage,
            citizen,
            one,
            two,
        }
    }

    fn code(&self) -> String {
        text_of_svg(&self.citizen.make_code(CredentialView::B).unwrap().svg)
    }
}

/// The desk joins the office of another.
fn join(host: &Wallet, desk: &Wallet) {
    let invitation = host.invite_desk(PASSCODE).unwrap();
    let digits = invitation.digits.expose();
    let joined = desk.join_office(&invitation.text, digits).unwrap();
    assert_eq!(joined.name, host.office().unwrap().unwrap().name);
}

/// Somebody else at level 2 who has an account of their own.
fn another_officer() -> &'static Person {
    let (citizen, officer) = (person(Branch::Citizen), person(Branch::Officer));
    let another = people().iter().find(|one| {
        one.standing == citizen.standing && one.number != citizen.number && one.number != officer.number
    });
    another.unwrap()
}

fn merged(desk: &Wallet, file: &[u8]) -> Merged {
    match desk.take_office_file(file).unwrap() {
        OfficeTaken::Merged(merged) => merged,
        OfficeTaken::Invitation(_) => panic!("an invitation"),
    }
}

#[test]
fn a_code_shown_at_one_desk_is_known_at_the_next() {
    let office = Office::open();
    let (one, two) = (&office.one, &office.two);
    let code = office.code();
    let seen_at = office.stage.clock.now();
    assert_eq!(verdict(one, &code), "genuine_practice");

    office.stage.clock.pass(Duration::from_secs(20));
    let file = one.export_sightings().unwrap();
    let taken = merged(two, &file);
    assert!(!taken.own && (taken.told, taken.new, taken.twice) == (1, 1, 0));
    let shown = check_text(two, &code);
    assert_eq!(shown.judgement.verdict.code(), "replayed");
    assert!(shown.seen_elsewhere);
    assert_eq!(
        shown.judgement.seen_before_at.map(|at| at.timestamp()),
        Some(seen_at.timestamp())
    );

    // The other way, and again: nothing is counted twice, and the moment here is not changed by what comes back.
    let back = two.export_sightings().unwrap();
    let taken = merged(one, &back);
    assert_eq!((taken.told, taken.new, taken.twice), (1, 1, 1));
    let again = merged(one, &back);
    assert_eq!((again.told, again.new, again.twice), (1, 0, 1));
    assert!(merged(one, &file).own);
    for desk in [one, two] {
        let standing = desk.office().unwrap().unwrap();
        assert_eq!((standing.count.own, standing.count.others), (1, 1));
        assert_eq!((standing.count.desks, standing.count.twice), (1, 1));
        assert_eq!(
            standing.merged_at.map(|at| at.timestamp()),
            Some(office.stage.clock.now().timestamp())
        );
        let apart = (standing.twice[0].here - standing.twice[0].elsewhere).num_seconds();
        assert_eq!(apart.abs(), 20);
    }
    let shown = check_text(one, &code);
    assert!(!shown.seen_elsewhere, "here it was first");
    assert_eq!(shown.judgement.seen_before_at, Some(seen_at));
}

#[test]
fn an_old_file_that_is_brought_again_passes_for_no_news() {
    let office = Office::open();
    let (one, two) = (&office.one, &office.two);
    let told_at = || {
        let standing = two.office().unwrap().unwrap();
        standing.merged_at.map(|at| at.timestamp())
    };
    let old = one.export_sightings().unwrap();
    let made_at = office.stage.clock.now().timestamp();
    office.stage.clock.pass(Duration::from_secs(3_600));
    merged(two, &old);
    assert_eq!(told_at(), Some(made_at));
    let new = one.export_sightings().unwrap();
    merged(two, &new);
    merged(two, &old);
    assert_eq!(told_at(), Some(made_at + 3_600));
}

#[test]
fn a_code_shown_at_two_desks_before_they_told_each_other_is_found_out_after() {
    let office = Office::open();
    let code = office.code();
    for desk in [&office.one, &office.two] {
        assert_eq!(verdict(desk, &code), "genuine_practice");
    }
    // What fails before row 11 leaves no trace for anybody.
    office.stage.clock.pass(Duration::from_secs(120));
    let late = office.code();
    office.stage.clock.pass(Duration::from_secs(120));
    assert_eq!(verdict(&office.one, &late), "expired");
    let taken = merged(&office.two, &office.one.export_sightings().unwrap());
    assert_eq!((taken.told, taken.new, taken.twice), (1, 1, 1));
}

#[test]
fn a_paper_shown_at_one_desk_is_not_shown_again_at_the_next() {
    let office = Office::open();
    let (one, two) = (&office.one, &office.two);
    office.citizen.set_papers_ask(false, Some(PASSCODE)).unwrap();
    let Integrated::Kept(kept) = office
        .citizen
        .integrate_paper(PaperKind::IdentityCard, None)
        .unwrap()
    else {
        panic!("everybody has one");
    };
    let shown = office
        .citizen
        .present_paper(&showing(&kept[0], &["full_name"]), None)
        .unwrap();
    for desk in [one, two] {
        desk.refresh().unwrap();
    }
    let checked = one.check_paper_text(&shown.text, None).unwrap();
    assert_eq!(checked.judgement.verdict.code(), "genuine_practice");
    merged(two, &one.export_sightings().unwrap());
    let checked = two.check_paper_text(&shown.text, None).unwrap();
    assert_eq!(checked.judgement.verdict.code(), "replayed");
    assert!(checked.seen_elsewhere);
}

#[test]
fn desks_tell_each_other_by_an_animated_code_and_on_and_on() {
    let office = Office::open();
    let code = office.code();
    verdict(&office.one, &code);
    let shown = office.one.sightings_code(FramePace::Calm).unwrap();
    assert_eq!((shown.told, shown.of), (1, 1));
    let mut taken = None;
    for frame in &shown.frames {
        let picture = picture_of_frame(frame);
        let size = (picture.width() as usize, picture.height() as usize);
        let seen = office
            .two
            .office_in_frame(size.0, size.1, picture.as_raw())
            .unwrap();
        assert!(!seen.other);
        taken = taken.or(seen.taken);
    }
    let Some(OfficeTaken::Merged(taken)) = taken else {
        panic!("{taken:?}");
    };
    assert_eq!((taken.told, taken.new), (1, 1));
    // Desk 2 hands on what desk 1 told it.
    let handed_on = office.two.export_sightings().unwrap();
    office.one.leave_office().unwrap();
    assert!(office.one.office().unwrap().is_none());
    assert_eq!(refusal(office.one.take_office_file(&handed_on)), "no_office");
    join(&office.two, &office.one);
    assert_eq!(
        merged(&office.one, &handed_on).told,
        1,
        "told by the desk that it was"
    );
    assert_eq!(verdict(&office.one, &code), "replayed");

    // An invitation is read by the camera too, and what is neither is said to be neither.
    let invitation = office.two.invite_desk(PASSCODE).unwrap();
    let picture = picture_of_svg(&invitation.svg);
    let frame = |picture: &GrayImage| {
        let size = (picture.width() as usize, picture.height() as usize);
        office
            .one
            .office_in_frame(size.0, size.1, picture.as_raw())
            .unwrap()
    };
    assert_eq!(
        frame(&picture).taken,
        Some(OfficeTaken::Invitation(invitation.text))
    );
    office.one.end_scan();
    assert!(frame(&picture_of_text(&code)).other);
    // Who looks for a citizen's code is told what that is, once for all its frames.
    let told = office.two.sightings_code(FramePace::Calm).unwrap();
    let [first, second] =
        [0, 1].map(|frame| see(&office.one, &picture_of_frame(&told.frames[frame])).unwrap());
    assert_eq!(first.verdict.unwrap().foreign, Some(Foreign::Office));
    assert!(second.same_as_before);
}

#[test]
fn what_is_not_the_offices_or_not_of_today_is_refused() {
    let office = Office::open();
    let (one, two) = (&office.one, &office.two);
    verdict(one, &office.code());
    let file = one.export_sightings().unwrap();
    for torn in [
        &file[..file.len() / 2],
        &file[..file.len() - 1],
        b"",
        b"another",
        b"DDO1:ABC",
    ] {
        assert_eq!(refusal(two.take_office_file(torn)), "office_unreadable");
    }
    let mut altered = file.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(two.take_office_file(&altered)), "office_unreadable");

    // Another office's, however well it is made.
    let stranger = OfficeKey::make(&SystemRandom).unwrap();
    let made = Sightings {
        made_at: office.stage.clock.now(),
        by: DeskId([7; 8]),
        sighted: Vec::new(),
    };
    let foreign = made.seal(&stranger, &SystemRandom).unwrap();
    assert_eq!(refusal(two.take_office_file(&foreign)), "office_of_another");

    office.stage.clock.set(-11 * 60_000);
    assert_eq!(refusal(two.take_office_file(&file)), "office_ahead");
    office.stage.clock.set(11 * 60_000);
    assert_eq!(
        two.office().unwrap().unwrap().count.others,
        0,
        "nothing of it was taken"
    );
    office.stage.clock.pass(Duration::from_secs(86_401));
    assert_eq!(refusal(two.take_office_file(&file)), "office_old");
    assert_eq!(one.office().unwrap().unwrap().count.own, 1);
    office.stage.clock.pass(Duration::from_secs(120));
    assert_eq!(
        one.office().unwrap().unwrap().count.own,
        0,
        "forgotten after a day"
    );
    assert!(matches!(
        merged(two, &one.export_sightings().unwrap()),
        Merged { told: 0, .. }
    ));
}

#[test]
fn a_desk_joins_with_the_passcode_there_and_the_digits_here() {
    let office = Office::open();
    let (one, two) = (&office.one, &office.two);
    assert_eq!(refusal(one.make_office()), "in_office");
    assert_eq!(refusal(one.invite_desk(OTHER_PASSCODE)), "passcode_wrong");
    let invitation = one.invite_desk(PASSCODE).unwrap();
    let digits = invitation.digits.expose();
    assert!(!invitation.text.contains(digits));
    assert!(!format!("{invitation:?} {:?}", invitation.digits).contains(digits));
    assert_eq!(refusal(two.join_office(&invitation.text, digits)), "in_office");
    two.leave_office().unwrap();
    let wrong = if digits == "00000000" {
        "00000001"
    } else {
        "00000000"
    };
    assert_eq!(
        refusal(two.join_office(&invitation.text, wrong)),
        "office_digits_wrong"
    );
    assert_eq!(refusal(two.join_office("DDO1:", digits)), "office_unreadable");
    assert_eq!(refusal(two.export_sightings()), "no_office");
    office.stage.clock.pass(Duration::from_secs(86_401));
    assert_eq!(refusal(two.join_office(&invitation.text, digits)), "office_old");
    join(one, two);
    // Behind the lock, and after a restart, it is there for who has the passcode.
    one.lock();
    assert_eq!(refusal(one.office()), "locked");
    one.unlock(PASSCODE).unwrap();
    assert!(one.office().unwrap().is_some());
}

#[test]
fn a_file_says_nothing_of_a_code_nor_of_the_office() {
    let office = Office::open();
    let code = office.code();
    verdict(&office.one, &code);
    let cti = UnverifiedCode::parse(&bytes_of(&code)).unwrap().proof.code_id;
    let invitation = office.one.invite_desk(PASSCODE).unwrap();
    let sealed = Invitation::read(&invitation.text).unwrap();
    let key = sealed.open(&invitation.digits, office.stage.clock.now()).unwrap();
    let file = office.one.export_sightings().unwrap();
    let told = Sightings::open(&file, &key, office.stage.clock.now()).unwrap();
    assert_eq!(told.sighted.len(), 1);
    assert_ne!(told.sighted[0].tag, cti);
    let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    for secret in [&cti[..], &key.secret().expose()[..], &told.sighted[0].tag[..]] {
        assert!(!has(&file, &secret[..8]), "in the file");
        assert!(!has(invitation.text.as_bytes(), &secret[..8]));
        assert!(!has(&told.to_cbor().unwrap(), &cti[..8]));
    }
}

/// A frame of an animated code, as a camera sees it at its best.
fn picture_of_frame(frame: &FrameCode) -> GrayImage {
    const SCALE: u32 = 4;
    let side = frame.side as u32 + 8;
    GrayImage::from_fn(side * SCALE, side * SCALE, |x, y| {
        let module = |at: u32| (at / SCALE).checked_sub(4).map(|at| at as usize);
        let dark = module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| y < frame.side && frame.is_dark(x, y));
        Luma([if dark { 0 } else { 255 }])
    })
}
