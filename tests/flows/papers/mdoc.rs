//! The driving licence as an mdoc: it comes beside the usual form, is shown instead of it, and is judged by the same words.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::Duration;

use dinhdanh_authority::population::papers::papers;
use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_credential::Status;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::jose::{from_base64url, to_base64url};
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::mdoc::{self, PREFIX, Presented, Transcript};
use dinhdanh_paper::{Format, PaperKind, Purpose};
use dinhdanh_protocol::{AccountStatus, Clock as _};
use dinhdanh_wallet::{PaperEntry, PaperShowing};
use serde_json::Value;

use super::{Counter, citizens, holder, only_shown, showing};
use crate::stage::{WHY, person, refusal};

const KIND: PaperKind = PaperKind::DrivingLicence;

fn as_mdoc(entry: &PaperEntry, fields: &[&str]) -> PaperShowing {
    PaperShowing {
        format: Format::Mdoc,
        ..showing(entry, fields)
    }
}

fn shown(counter: &Counter, entry: &PaperEntry, fields: &[&str]) -> String {
    let presented = counter.citizen.present_paper(&as_mdoc(entry, fields), None);
    presented.unwrap().text
}

fn driver() -> (Counter, PaperEntry) {
    let counter = Counter::of(holder(KIND));
    let entry = counter.integrated(KIND);
    (counter, entry)
}

/// One whose licence stands so with who issued it, or ends so.
fn driver_whose(is_so: impl Fn(&Person) -> bool) -> Option<(Counter, PaperEntry)> {
    let counter = Counter::of(citizens().find(|one| is_so(one))?);
    let entry = counter.integrated(KIND);
    Some((counter, entry))
}

/// What the authority issued, cut out of what was presented.
fn issued_in(presented: &str) -> Vec<u8> {
    let (from, until) = (b"\x6cissuerSigned", b"\x6cdeviceSigned");
    let presented = Presented::parse(presented).unwrap();
    let (_, response) = presented.parts();
    let place = |name: &[u8]| response.windows(name.len()).position(|window| window == name);
    response[place(from).unwrap() + from.len()..place(until).unwrap()].to_vec()
}

fn bytes_of(presented: &str) -> Vec<u8> {
    from_base64url(presented.strip_prefix(PREFIX).unwrap()).unwrap()
}

fn text_of(bytes: &[u8]) -> String {
    format!("{PREFIX}{}", to_base64url(bytes))
}

#[test]
fn a_licence_goes_all_the_way_as_an_mdoc() {
    let (counter, entry) = driver();
    assert_eq!(entry.formats, [Format::SdJwt, Format::Mdoc]);
    assert_eq!(entry.copies_left, 10);
    counter.officer.refresh().unwrap();
    let fields = Purpose::Driving.fields(KIND).unwrap();
    let named: Vec<_> = fields
        .iter()
        .copied()
        .filter(|field| *field != "points")
        .collect();
    let text = shown(&counter, &entry, &named);
    let checked = counter
        .officer
        .check_paper_text(&text, Some(Purpose::Driving))
        .unwrap();
    assert_eq!(checked.judgement.verdict.code(), "genuine_practice");
    // The standard has no name for points.
    assert_eq!(checked.asked_missing, ["points"]);
    let seen = checked.judgement.shown.as_ref().unwrap();
    assert_eq!((seen.kind, seen.format), (KIND, Format::Mdoc));
    assert!(seen.proof.is_held());
    let whole = counter.citizen.open_paper(entry.id, None).unwrap().content;
    let mut said = mdoc::said(&whole).unwrap();
    said.retain(|field, _| named.contains(&field.as_str()));
    assert!(seen.content == said);

    // An age without the day of birth, and a face to compare.
    let fields = Purpose::OverEighteen.fields(KIND).unwrap();
    let text = shown(&counter, &entry, fields);
    let checked = counter
        .officer
        .check_paper_text(&text, Some(Purpose::OverEighteen))
        .unwrap();
    assert!(checked.asked_missing.is_empty());
    assert_eq!(
        only_shown(&checked),
        BTreeSet::from(["portrait", "age_equal_or_over"])
    );
    let ages = checked.judgement.shown.as_ref().unwrap().content["age_equal_or_over"].clone();
    assert_eq!(ages, serde_json::json!({ "18": true }));

    // Each form has copies of its own.
    assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 8);
    assert_eq!(
        counter.verdict(&counter.presented(&entry, &["full_name"]).text),
        "genuine_practice"
    );
    assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 8);
}

#[test]
fn what_the_standard_does_not_name_is_not_shown_by_it() {
    let (counter, entry) = driver();
    let refused = |entry: &PaperEntry, fields: &[&str]| {
        refusal(counter.citizen.present_paper(&as_mdoc(entry, fields), None))
    };
    assert_eq!(refused(&entry, &["points"]), "nothing_chosen");
    assert_eq!(refused(&entry, &["classes.0"]), "nothing_chosen");
    assert_eq!(refused(&entry, &["full_name", "salary"]), "nothing_chosen");
    let card = counter.integrated(PaperKind::IdentityCard);
    assert_eq!(card.formats, [Format::SdJwt]);
    assert_eq!(refused(&card, &["full_name"]), "nothing_chosen");
    let left: Vec<_> = counter
        .citizen
        .papers()
        .unwrap()
        .iter()
        .map(|one| one.copies_left)
        .collect();
    assert_eq!(left, [10, 10], "what was refused spent nothing");
}

#[test]
fn an_altered_one_is_not_believed_and_a_true_one_once() {
    let (counter, entry) = driver();
    let whole = counter.citizen.open_paper(entry.id, None).unwrap().content;
    let text = shown(&counter, &entry, &["document_number", "full_name"]);
    // Another number.
    let number = whole["document_number"].as_str().unwrap().as_bytes().to_vec();
    let mut bytes = bytes_of(&text);
    let place = bytes.windows(number.len()).position(|window| window == number);
    let last = place.unwrap() + number.len() - 1;
    bytes[last] = if bytes[last] == b'0' { b'1' } else { b'0' };
    assert_eq!(counter.verdict(&text_of(&bytes)), "malformed");
    // The officer's desk of somebody else.
    let mut bytes = bytes_of(&text);
    let place = bytes.windows(8).position(|window| window == EVERYBODY.as_bytes());
    bytes[place.unwrap()] ^= 1;
    assert_eq!(counter.verdict(&text_of(&bytes)), "bad_holder_signature");
    // Whoever has a copy and not its key.
    let transcript = Transcript {
        audience: EVERYBODY.to_owned(),
        nonce: "AAAA".to_owned(),
        made_at: counter.stage.clock.now(),
    };
    let stranger = SigningKey::generate_p256().unwrap();
    let stolen = mdoc::present(&issued_in(&text), &["full_name"], &transcript, &stranger).unwrap();
    assert_eq!(counter.verdict(&stolen), "bad_holder_signature");

    assert_eq!(counter.verdict(&text), "genuine_practice");
    assert_eq!(counter.judged(&text), "replayed");
    let late = shown(&counter, &entry, &["full_name"]);
    counter.stage.clock.pass(Duration::from_secs(311));
    assert_eq!(counter.judged(&late), "expired");
}

#[test]
fn it_answers_the_officer_who_asked() {
    let (counter, entry) = driver();
    counter.officer.refresh().unwrap();
    let challenge = counter.officer.ask_for_paper(None, true).unwrap().unwrap();
    let answering = PaperShowing {
        challenge: Some(challenge.text),
        ..as_mdoc(&entry, &["full_name"])
    };
    let answer = counter.citizen.present_paper(&answering, None).unwrap().text;
    let late = counter.citizen.present_paper(&answering, None).unwrap().text;
    assert_eq!(
        counter.judged(&shown(&counter, &entry, &["full_name"])),
        "wrong_audience"
    );
    assert_eq!(counter.judged(&answer), "genuine_practice");
    counter.officer.ask_for_paper(None, false).unwrap();
    assert_eq!(counter.judged(&late), "wrong_audience");
}

#[test]
fn it_is_withdrawn_with_account_paper_and_register() {
    let (counter, entry) = driver();
    let desk = counter.stage.authority.desk();
    let number = &holder(KIND).number;
    let text = shown(&counter, &entry, &["full_name"]);
    desk.set_status(number, AccountStatus::Suspended, WHY).unwrap();
    assert_eq!(counter.verdict(&text), "suspended");
    desk.set_status(number, AccountStatus::Active, WHY).unwrap();
    counter.citizen.refresh().unwrap();

    // Both forms, and the copies of an earlier fetch with them.
    let early = shown(&counter, &entry, &["full_name"]);
    counter.stage.clock.pass(Duration::from_secs(2));
    let entry = counter.integrated(KIND);
    let both = [
        shown(&counter, &entry, &["full_name"]),
        counter.presented(&entry, &["full_name"]).text,
    ];
    counter.citizen.remove_paper(entry.id, None).unwrap();
    for removed in both.iter().chain([&early]) {
        assert_eq!(counter.verdict(removed), "revoked");
    }
    // What comes after stays.
    counter.stage.clock.pass(Duration::from_secs(2));
    let again = counter.integrated(KIND);
    counter.citizen.refresh().unwrap();
    assert_eq!(
        counter.verdict(&shown(&counter, &again, &["full_name"])),
        "genuine_practice"
    );

    let state = |one: &Person, wanted| {
        let licences = papers(one, KIND).unwrap();
        licences.first().is_some_and(|licence| licence.state == wanted)
    };
    for (wanted, verdict) in [(Status::Suspended, "suspended"), (Status::Revoked, "revoked")] {
        if let Some((counter, entry)) = driver_whose(|one| state(one, wanted)) {
            let text = shown(&counter, &entry, &["full_name"]);
            assert_eq!(counter.verdict(&text), verdict);
        }
    }
}

#[test]
fn a_licence_past_its_last_day_was_real_once() {
    let (counter, entry) = driver_whose(|one| {
        let licences = papers(one, KIND).unwrap();
        let licence = licences.first().filter(|licence| licence.state == Status::Valid);
        licence.is_some_and(|licence| licence.last_day.is_some())
    })
    .unwrap();
    let last_day = entry.last_day.unwrap();
    let today = counter.stage.clock.now().date_naive();
    let left = (last_day - today).num_days();
    if let Ok(left) = u64::try_from(left) {
        counter.stage.clock.pass_days(left + 2);
    }
    // The wallet fetches copies of it all the same: the paper says itself that it is over.
    counter.citizen.refresh().unwrap();
    let entry = counter.integrated(KIND);
    let text = shown(&counter, &entry, &["full_name", "expires_on"]);
    assert_eq!(counter.verdict(&text), "paper_expired");
}

#[test]
fn two_showings_share_nothing_but_what_was_disclosed() {
    let (counter, entry) = driver();
    let fields = ["full_name", "classes", "age_equal_or_over.18"];
    let authority = {
        let presented = Presented::parse(&shown(&counter, &entry, &fields)).unwrap();
        presented.issued().key_id().unwrap()
    };
    let whole = counter.citizen.open_paper(entry.id, None).unwrap().content;
    let name = whole["full_name"].as_str().unwrap().to_owned();
    let showing = || {
        counter.stage.clock.pass(Duration::from_secs(60));
        let mut bytes = bytes_of(&shown(&counter, &entry, &fields));
        let place = bytes.windows(8).position(|window| window == authority).unwrap();
        bytes.splice(place..place + 8, *b"theirkey");
        bytes
    };
    let (one, other) = (showing(), showing());
    let windows = |bytes: &[u8]| bytes.windows(16).map(<[u8]>::to_vec).collect::<HashSet<_>>();
    // Salts, digests, keys and signatures are bytes of every kind; what both have is words: of the format, and of what was
    // shown, in which a name has bytes of its own.
    let shared = windows(&one)
        .intersection(&windows(&other))
        .cloned()
        .collect::<Vec<_>>();
    for shared in shared {
        let of_the_name = shared
            .iter()
            .filter(|byte| name.as_bytes().contains(byte))
            .count();
        let letters = shared.iter().filter(|byte| byte.is_ascii_graphic()).count();
        assert!(letters >= 6 || of_the_name >= 8, "{shared:02x?}");
    }
}

/// Neither form tells that it is of the same fetch as the other: keys, places and salts are each its own.
#[test]
fn the_two_forms_of_one_licence_cannot_be_linked() {
    let (counter, entry) = driver();
    let bytes = bytes_of(&shown(&counter, &entry, &["classes"]));
    let usual = counter.presented(&entry, &["classes"]).text;
    let parts = usual.split(['~', '.']).filter_map(from_base64url);
    let usual: HashSet<Vec<u8>> = parts
        .flat_map(|part| {
            let inner = serde_json::from_slice::<Value>(&part).ok();
            let mut leaves = BTreeMap::new();
            inner.iter().for_each(|inner| values(inner, &mut leaves));
            leaves.into_keys().chain([part]).collect::<Vec<_>>()
        })
        .flat_map(|value| value.windows(16).map(<[u8]>::to_vec).collect::<Vec<_>>())
        .collect();
    for window in bytes.windows(16).filter(|window| usual.contains(*window)) {
        let letters = window.iter().filter(|byte| byte.is_ascii_graphic()).count();
        assert!(letters >= 12, "{window:02x?}");
    }
}

/// What stands in JSON, as bytes: base64url undone.
fn values(value: &Value, into: &mut BTreeMap<Vec<u8>, ()>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| values(entry, into)),
        Value::Object(members) => members.values().for_each(|member| values(member, into)),
        Value::String(text) => {
            into.insert(
                from_base64url(text).unwrap_or_else(|| text.as_bytes().to_vec()),
                (),
            );
        }
        _ => {}
    }
}

#[test]
fn copies_of_both_forms_are_fetched_again_together() {
    let (counter, entry) = driver();
    for _ in 0..8 {
        shown(&counter, &entry, &["full_name"]);
    }
    assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, 2);
    counter.stage.clock.pass(Duration::from_secs(60));
    counter.citizen.refresh().unwrap();
    let fresh = counter.citizen.papers().unwrap().remove(0);
    assert_eq!((fresh.id, fresh.copies_left), (entry.id, 10));
    // The register, what is issued and how, the token, then a nonce and copies for each form.
    for lost in 0..7 {
        counter.wire.lose_answer_after(lost);
        counter.citizen.integrate_paper(KIND, None).unwrap_err();
        let kept = counter.citizen.papers().unwrap().remove(0);
        assert_eq!(
            (kept.refreshed_at, kept.copies_left),
            (fresh.refreshed_at, 10),
            "{lost}"
        );
    }
    assert_eq!(
        counter.verdict(&shown(&counter, &fresh, &["full_name"])),
        "genuine_practice"
    );
    let officer = person(Branch::Officer);
    assert_ne!(officer.number, holder(KIND).number, "two people");
}
