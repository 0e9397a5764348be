//! What holds for the population as a whole.

use std::collections::HashSet;

use chrono::Days;
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::hex;
use dinhdanh_protocol::{AccountLevel, PROVINCES};
use unicode_normalization::is_nfc;

use super::*;

const SEED: [u8; 32] = [0x5A; 32];

fn people() -> Vec<Person> {
    population(&SEED).unwrap()
}

#[test]
fn numbers_and_phones_belong_to_one_person() {
    let people = people();
    assert_eq!(people.len(), SIZE);
    let distinct = |values: Vec<&str>| values.into_iter().collect::<HashSet<_>>().len();
    assert_eq!(
        distinct(people.iter().map(|person| person.number.as_str()).collect()),
        SIZE
    );
    assert_eq!(
        distinct(people.iter().map(|person| person.phone.as_str()).collect()),
        SIZE
    );
    let old: Vec<&str> = people
        .iter()
        .filter_map(|person| person.old_number.as_deref())
        .collect();
    assert_eq!(old.iter().collect::<HashSet<_>>().len(), old.len());
    assert!(
        old.iter()
            .all(|number| number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit()))
    );
}

#[test]
fn numbers_agree_with_birth_and_sex_in_all_63_provinces() {
    let people = people();
    for person in &people {
        assert!(
            person.number.agrees_with(person.birth_date, person.sex),
            "{person:?}"
        );
    }
    let found: HashSet<&str> = people
        .iter()
        .filter_map(|person| person.number.province())
        .collect();
    assert_eq!(found, PROVINCES.iter().map(|(_, name)| *name).collect());
}

#[test]
fn nothing_could_be_somebodys() {
    for person in people() {
        let serial: u32 = person.number.as_str().get(6..).unwrap().parse().unwrap();
        assert!(serial >= 900_000);
        assert_eq!(person.phone.as_str().get(3..6), Some("000"));
        assert!(
            person
                .email
                .is_none_or(|email| email.ends_with("@thuchanh.example") && email.is_ascii())
        );
    }
}

#[test]
fn texts_are_nfc_and_names_fit_the_code() {
    for person in people() {
        let texts = [
            &person.full_name,
            &person.place_of_origin,
            &person.place_of_residence,
        ];
        assert!(texts.into_iter().all(|text| is_nfc(text)), "{person:?}");
        assert!(is_nfc(&person.card.features_text()));
        assert!((3..=64).contains(&person.full_name.len()), "{}", person.full_name);
        assert!(!person.full_name.contains("  ") && !person.place_of_residence.contains("  "));
    }
}

#[test]
fn ages_run_from_6_to_95_and_both_sexes_are_there() {
    let people = people();
    let ages: Vec<u32> = people
        .iter()
        .map(|person| person.age_on(POPULATION_DATE))
        .collect();
    assert!(ages.iter().all(|age| (6..=95).contains(age)));
    assert!(ages.iter().any(|age| *age < 14) && ages.iter().any(|age| *age > 84));
    let women = people
        .iter()
        .filter(|person| person.sex == dinhdanh_protocol::Sex::Female)
        .count();
    assert!((160..=240).contains(&women), "{women}");
}

#[test]
fn cards_follow_the_rule_of_expiry() {
    let people = people();
    for person in &people {
        let card = &person.card;
        assert!(
            card.issued_on < POPULATION_DATE && person.age_on(card.issued_on) >= 6,
            "{person:?}"
        );
        assert_eq!(
            card.expires_on,
            card::expires_on(person.birth_date, card.issued_on)
        );
        assert!((1..=2).contains(&card.features.len()));
    }
    let ends_before = |day| {
        people
            .iter()
            .filter(move |person| person.card.expires_on.is_some_and(|end| end < day))
            .count()
    };
    let ended = ends_before(POPULATION_DATE);
    let soon = ends_before(POPULATION_DATE + Days::new(31)) - ended;
    let without_term = people
        .iter()
        .filter(|person| person.card.expires_on.is_none())
        .count();
    assert!((10..80).contains(&ended), "{ended}");
    assert!((5..40).contains(&soon), "{soon}");
    assert!(without_term > 40, "{without_term}");
}

#[test]
fn every_standing_is_there_and_most_are_ready_to_activate() {
    let people = people();
    let count = |code: &str| {
        people
            .iter()
            .filter(|person| person.standing.code() == code)
            .count()
    };
    for code in [
        "no_account",
        "app_only",
        "awaiting_approval",
        "card_only",
        "active_elsewhere",
        "suspended",
    ] {
        assert!(count(code) >= 5, "{code}");
    }
    let level_two_ready = |person: &&Person| {
        person.standing.code() == "not_active" && person.standing.level() == AccountLevel::Two
    };
    assert!(people.iter().filter(level_two_ready).count() > SIZE / 2);
    assert!(
        people
            .iter()
            .any(|person| person.standing.level() == AccountLevel::One)
    );
}

#[test]
fn every_branch_has_its_persona_whatever_the_seed() {
    for seed in 0..8 {
        let people = population(&[seed; 32]).unwrap();
        let branches: Vec<Branch> = personas(&people).iter().map(|persona| persona.branch).collect();
        assert_eq!(branches, Branch::ALL, "seed {seed}");
    }
}

#[test]
fn who_has_no_account_is_of_age_and_has_a_card_that_holds() {
    let people = people();
    let without: Vec<&Person> = people
        .iter()
        .filter(|person| person.standing == Standing::NoAccount)
        .collect();
    assert!(without.len() >= 20);
    for person in without {
        assert!(person.age_on(POPULATION_DATE) >= 18);
        assert!(
            person
                .card
                .expires_on
                .is_none_or(|day| day > POPULATION_DATE + Days::new(365)),
            "{person:?}"
        );
    }
}

/// What of the people the world sees, but for the fields that newer cards print.
fn told(people: &[Person]) -> String {
    let mut text = String::new();
    for person in people {
        let printed = printed_qr(person);
        let seven: Vec<&str> = printed.split('|').take(7).collect();
        text.push_str(&seven.join("|"));
        text.push_str(&mrz(person).concat());
        text.push_str(&format!(
            "{}{}{:?}{}{:?}{}\n",
            person.place_of_origin,
            person.phone.as_str(),
            person.email,
            person.card.features_text(),
            person.standing,
            person.portrait_seed
        ));
    }
    hex::encode(&sha256(&[text.as_bytes()]))
}

#[test]
fn the_population_of_a_seed_never_changes() {
    // Whoever changes a table or a rule here changes who lives in the practice authority of every computer:
    // two versions of the app would no longer know the same people. Pin anew only where that is meant.
    let people = people();
    assert_eq!(
        told(&people[..400]),
        "916db69ecfdcbcf5857951779f7167de7c2092b5bfd0270adad4d59912cce75a"
    );
    assert_eq!(
        told(&people[400..]),
        "70fdc8d3a0985e16cf25a57ffe6872a9f08602a5cb90007170592c9d91d98881"
    );
    assert_ne!(population(&[0; 32]).unwrap(), people);
}
