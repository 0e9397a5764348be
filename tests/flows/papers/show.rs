//! What leaves the wallet when a paper is shown, and what the citizen reads of it later.

use std::collections::BTreeSet;
use std::time::Duration;

use dinhdanh_authority::population::papers::papers;
use dinhdanh_paper::jose::Jws;
use dinhdanh_paper::judge::EVERYBODY;
use dinhdanh_paper::sd_jwt::SdJwt;
use dinhdanh_paper::{PaperKind, Purpose};
use dinhdanh_wallet::PaperShowing;
use serde_json::Value;

use super::{Counter, citizens, showing};
use crate::stage::{PASSCODE, refusal};

#[test]
fn the_passcode_comes_first_where_papers_ask_for_it() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::Residence);
    counter.citizen.set_papers_ask(true, None).unwrap();
    let show = showing(&entry, &["full_name"]);
    assert_eq!(
        refusal(counter.citizen.open_paper(entry.id, None)),
        "passcode_malformed"
    );
    assert_eq!(
        refusal(counter.citizen.present_paper(&show, None)),
        "passcode_malformed"
    );
    assert_eq!(
        refusal(counter.citizen.remove_paper(entry.id, None)),
        "passcode_malformed"
    );
    assert_eq!(
        refusal(counter.citizen.open_paper(entry.id, Some("739204"))),
        "passcode_wrong"
    );
    counter.stage.clock.pass(Duration::from_secs(3_600));
    counter.citizen.open_paper(entry.id, Some(PASSCODE)).unwrap();
    counter.citizen.present_paper(&show, Some(PASSCODE)).unwrap();
    counter.citizen.lock();
    assert_eq!(refusal(counter.citizen.papers()), "locked");
}

/// The values of a presentation as they travel: of both JWTs, and the disclosures with their salts.
fn values(text: &str) -> BTreeSet<String> {
    let token = SdJwt::parse(text).unwrap();
    let binding = Jws::parse(text.rsplit('~').next().unwrap()).unwrap();
    let mut values = BTreeSet::new();
    for jws in [token.issuer(), &binding] {
        // The header says how it is signed, and with which of the authority's keys.
        jws.dangerous_payload()
            .values()
            .for_each(|value| leaves(value, &mut values));
    }
    values.extend(token.disclosures().iter().map(|one| one.text().to_owned()));
    let signatures = [text.split('~').next(), text.rsplit('~').next()];
    values.extend(signatures.map(|jwt| jwt.unwrap().rsplit('.').next().unwrap().to_owned()));
    values
}

fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| leaves(entry, into)),
        Value::Object(members) => members.values().for_each(|member| leaves(member, into)),
        value => {
            into.insert(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
    }
}

#[test]
fn two_showings_of_one_paper_share_nothing_but_what_was_disclosed() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::IdentityCard);
    let fields = ["full_name", "birthdate", "history", "age_equal_or_over.18"];
    let one = values(&counter.presented(&entry, &fields).text);
    counter.stage.clock.pass(Duration::from_secs(60));
    let other = values(&counter.presented(&entry, &fields).text);
    assert!(one.len() > 30, "{}", one.len());
    // What every card says that is fetched on this day: types and algorithms, who issued it, from when to when, and
    // which list has its status.
    let shared = one.intersection(&other).map(String::as_str);
    let linking: Vec<_> = shared.filter(|value| !is_of_everybodys(value)).collect();
    assert!(linking.is_empty(), "{linking:?}");
}

fn is_of_everybodys(value: &str) -> bool {
    let card = PaperKind::IdentityCard.vct();
    let of_the_format = ["sha-256", "EC", "P-256", EVERYBODY, &card];
    let days = value
        .parse::<i64>()
        .is_ok_and(|moment| moment % 86_400 == 0 && moment > 0);
    of_the_format.contains(&value)
        || days
        || value.starts_with("urn:dinhdanh:authority:")
        || value.starts_with("urn:dinhdanh:status-list:")
}

#[test]
fn the_sharing_log_says_what_was_shown_and_forgets_after_five_years() {
    let counter = Counter::new();
    let residence = counter.integrated(PaperKind::Residence);
    let card = counter.integrated(PaperKind::IdentityCard);
    let to_the_inn = PaperShowing {
        purpose: Some(Purpose::Lodging),
        to: Some("  Khách sạn Hòa Bình ".to_owned()),
        ..showing(&residence, &["full_name", "permanent_address"])
    };
    counter.citizen.present_paper(&to_the_inn, None).unwrap();
    counter.stage.clock.pass_days(1);
    counter.presented(&card, &["age_equal_or_over.18"]);
    let all = counter.citizen.shared(None).unwrap();
    let kinds: Vec<_> = all.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [PaperKind::IdentityCard, PaperKind::Residence]);
    assert_eq!(all[1].to.as_deref(), Some("Khách sạn Hòa Bình"));
    assert_eq!(all[1].purpose, Some(Purpose::Lodging));
    assert_eq!(all[1].fields, ["full_name", "permanent_address"]);
    let found = |query| {
        let found = counter.citizen.shared(Some(query)).unwrap();
        found.iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(found("HOA BINH"), [all[1].id]);
    assert_eq!(found("cư trú"), [all[1].id]);
    assert_eq!(found(" "), [all[0].id, all[1].id]);
    assert!(found("ngân hàng").is_empty());
    counter.citizen.forget_shared(all[0].id).unwrap();
    assert_eq!(found(""), [all[1].id]);

    // It stays when the paper goes, and goes by itself.
    counter.citizen.remove_paper(residence.id, None).unwrap();
    counter.citizen.lock();
    counter.stage.clock.pass_days(5 * 365 - 1);
    counter.citizen.unlock(PASSCODE).unwrap();
    assert_eq!(counter.citizen.shared(None).unwrap().len(), 1);
    counter.citizen.lock();
    counter.stage.clock.pass_days(3);
    counter.citizen.unlock(PASSCODE).unwrap();
    assert!(counter.citizen.shared(None).unwrap().is_empty());
}

#[test]
fn what_the_passcode_allowed_waits_for_three_minutes_and_no_lock() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::Residence);
    let challenge = counter.officer.ask_for_paper(None, true).unwrap().unwrap();
    counter.citizen.set_papers_ask(true, None).unwrap();
    let show = showing(&entry, &["full_name"]);
    assert_eq!(
        refusal(counter.citizen.allow_showing(&show, None)),
        "passcode_malformed"
    );
    let allowed = counter.citizen.allow_showing(&show, Some(PASSCODE)).unwrap();
    counter.stage.clock.pass(Duration::from_secs(179));
    counter
        .citizen
        .answer_challenge(&allowed, &challenge.text)
        .unwrap();
    counter.stage.clock.pass(Duration::from_secs(1));
    let late = counter.citizen.answer_challenge(&allowed, &challenge.text);
    assert_eq!(refusal(late), "wrong_step");
    let allowed = counter.citizen.allow_showing(&show, Some(PASSCODE)).unwrap();
    counter.citizen.lock();
    counter.citizen.unlock(PASSCODE).unwrap();
    let locked = counter.citizen.answer_challenge(&allowed, &challenge.text);
    assert_eq!(refusal(locked), "locked");
}

#[test]
fn of_a_list_what_was_chosen_is_shown_and_nothing_that_took_its_place() {
    let citizen = citizens()
        .find(|one| {
            let papers = papers(one, PaperKind::SocialInsurance).unwrap();
            let paper = papers.first();
            paper.is_some_and(|paper| paper.content["periods"].as_array().unwrap().len() > 2)
        })
        .unwrap();
    let counter = Counter::of(citizen);
    let entry = counter.integrated(PaperKind::SocialInsurance);
    let sheet = counter.citizen.open_paper(entry.id, None).unwrap();
    let of = |edition: &str| PaperShowing {
        edition: Some(edition.to_owned()),
        ..showing(&entry, &["periods.2", "periods.0"])
    };
    let shown = counter.citizen.present_paper(&of(&sheet.edition), None).unwrap();
    let checked = counter.officer.check_paper_text(&shown.text, None).unwrap();
    let content = &checked.judgement.shown.as_ref().unwrap().content;
    let (all, shown) = (&sheet.content["periods"], &content["periods"]);
    assert_eq!(shown, &Value::from(vec![all[0].clone(), all[2].clone()]));
    let another = counter.citizen.present_paper(&of("another"), None);
    assert_eq!(refusal(another), "paper_changed");
}
