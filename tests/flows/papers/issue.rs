//! Papers come from the authority, stay fresh, and go.

use std::collections::BTreeSet;
use std::sync::Arc;

use dinhdanh_authority::population::Branch;
use dinhdanh_authority::population::papers::papers;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::Clock as _;
use dinhdanh_wallet::Integrated;

use super::{Counter, citizens, showing};
use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, Stage, person, refusal};

#[test]
fn a_number_that_differs_is_told_by_its_field() {
    let counter = Counter::new();
    let kind = PaperKind::HealthInsurance;
    match counter
        .citizen
        .integrate_paper(kind, Some("GD4012345678901"))
        .unwrap()
    {
        Integrated::Differs { field } => assert_eq!(field, "document_number"),
        other => panic!("{other:?}"),
    }
    assert!(counter.citizen.papers().unwrap().is_empty());
    let number = papers(person(Branch::Citizen), kind).unwrap().remove(0).number;
    let found = counter.citizen.integrate_paper(kind, number.as_deref()).unwrap();
    assert!(matches!(found, Integrated::Kept(entries) if entries.len() == 1));
    // Again is the same paper, with fresh copies.
    let again = counter.integrated(kind);
    assert_eq!(counter.citizen.papers().unwrap().len(), 1);
    assert_eq!(again.copies_left, 10);
}

#[test]
fn several_vehicles_are_a_paper_each() {
    let kind = PaperKind::VehicleRegistration;
    let owner = citizens()
        .find(|one| papers(one, kind).unwrap().len() >= 2)
        .unwrap();
    let counter = Counter::of(owner);
    let first = papers(owner, kind).unwrap().remove(0);
    // By its plate one alone comes.
    let one = counter
        .citizen
        .integrate_paper(kind, first.number.as_deref())
        .unwrap();
    assert!(matches!(one, Integrated::Kept(entries) if entries.len() == 1));
    counter.integrated(kind);
    let entries = counter.citizen.papers().unwrap();
    let titles: BTreeSet<_> = entries.iter().map(|entry| entry.title.clone().unwrap()).collect();
    assert_eq!(titles.len(), papers(owner, kind).unwrap().len());
}

#[test]
fn below_level_two_there_is_ones_own_data_alone() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::LevelOne));
    let tax = wallet.integrate_paper(PaperKind::Tax, None);
    assert_eq!(refusal(tax), "level_too_low");
    let own = wallet.integrate_paper(PaperKind::PersonalInfo, None).unwrap();
    assert!(matches!(own, Integrated::Kept(entries) if entries.len() == 1));
    // Checking others' papers is level 2's, too.
    assert_eq!(refusal(wallet.check_paper_text("", None)), "level_too_low");
}

#[test]
fn the_last_copies_are_good_without_the_authority_until_they_end() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::Residence);
    counter.wire.cut(true);
    for left in (0..10).rev() {
        assert_eq!(
            counter.verdict(&counter.presented(&entry, &["full_name"]).text),
            "genuine_practice"
        );
        assert_eq!(counter.citizen.papers().unwrap().remove(0).copies_left, left);
    }
    // All are spent: the one shown least is shown again, bound anew.
    assert_eq!(
        counter.verdict(&counter.presented(&entry, &["full_name"]).text),
        "genuine_practice"
    );
    assert_eq!(refusal(counter.citizen.refresh()), "authority_unreachable");

    counter.wire.cut(false);
    counter.citizen.refresh().unwrap();
    let fresh = counter.citizen.papers().unwrap().remove(0);
    assert_eq!((fresh.id, fresh.copies_left), (entry.id, 10));

    counter.wire.cut(true);
    counter.stage.clock.pass_days(25);
    assert_eq!(refusal(counter.citizen.refresh()), "authority_unreachable");
    let kept = counter.citizen.papers().unwrap().remove(0);
    assert_eq!(kept.refreshed_at, fresh.refreshed_at);
    assert_eq!(
        counter.verdict(&counter.presented(&entry, &["full_name"]).text),
        "genuine_practice"
    );
    counter.stage.clock.pass_days(6);
    let outdated = counter
        .citizen
        .present_paper(&showing(&entry, &["full_name"]), None);
    assert_eq!(refusal(outdated), "paper_outdated");
    counter.citizen.open_paper(entry.id, None).unwrap();

    counter.wire.cut(false);
    counter.citizen.refresh().unwrap();
    assert_eq!(
        counter.verdict(&counter.presented(&entry, &["full_name"]).text),
        "genuine_practice"
    );
}

#[test]
fn copies_that_near_their_end_are_fetched_again_and_no_sooner() {
    let counter = Counter::new();
    let first = counter.integrated(PaperKind::Residence);
    let refreshed_after = |days| {
        counter.stage.clock.pass_days(days);
        counter.citizen.refresh().unwrap();
        counter.citizen.papers().unwrap().remove(0).refreshed_at
    };
    // Thirty days less ten, and up to two: each paper has a day of its own.
    assert_eq!(refreshed_after(17), first.refreshed_at);
    let second = refreshed_after(3);
    assert_eq!(second, counter.stage.clock.now());
    assert_eq!(refreshed_after(1), second);
    for _ in 0..7 {
        counter.presented(&first, &["full_name"]);
    }
    assert_eq!(refreshed_after(1), second, "three are left");
    counter.presented(&first, &["full_name"]);
    assert_eq!(refreshed_after(0), counter.stage.clock.now());
}

#[test]
fn an_answer_lost_at_any_question_leaves_what_there_was() {
    let counter = Counter::new();
    let kind = PaperKind::Residence;
    for lost in 0..5 {
        counter.wire.lose_answer_after(lost);
        assert_eq!(
            refusal(counter.citizen.integrate_paper(kind, None)),
            "authority_unreachable"
        );
        assert!(counter.citizen.papers().unwrap().is_empty(), "{lost}");
    }
    let entry = counter.integrated(kind);
    let spent = counter.presented(&entry, &["full_name"]);
    for lost in 0..5 {
        counter.wire.lose_answer_after(lost);
        counter.citizen.integrate_paper(kind, None).unwrap_err();
        let kept = counter.citizen.papers().unwrap();
        assert_eq!(
            (kept.len(), kept[0].id, kept[0].copies_left),
            (1, entry.id, 9),
            "{lost}"
        );
    }
    assert_eq!(counter.verdict(&spent.text), "genuine_practice");
    assert_eq!(counter.integrated(kind).copies_left, 10);
}

#[test]
fn what_is_removed_is_withdrawn_as_soon_as_the_authority_hears_of_it() {
    let counter = Counter::new();
    let entry = counter.integrated(PaperKind::HealthInsurance);
    let (early, late) = (
        counter.presented(&entry, &["full_name"]).text,
        counter.presented(&entry, &["full_name"]).text,
    );
    counter.wire.cut(true);
    counter.citizen.remove_paper(entry.id, None).unwrap();
    assert_eq!(
        refusal(counter.citizen.open_paper(entry.id, None)),
        "paper_missing"
    );
    assert_eq!(
        refusal(counter.citizen.remove_paper(entry.id, None)),
        "paper_missing"
    );
    assert!(counter.citizen.papers().unwrap().is_empty());
    assert_eq!(counter.verdict(&early), "genuine_practice");
    counter.wire.cut(false);
    counter.citizen.refresh().unwrap();
    assert_eq!(counter.verdict(&late), "revoked");
    // It may come back, and does not come by itself.
    counter.citizen.refresh().unwrap();
    assert!(counter.citizen.papers().unwrap().is_empty());
    let again = counter.integrated(PaperKind::HealthInsurance);
    assert_eq!(
        counter.verdict(&counter.presented(&again, &["full_name"]).text),
        "genuine_practice"
    );
}

#[test]
fn what_was_removed_or_locked_away_while_it_was_fetched_does_not_come_back() {
    let stage = Stage::new();
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = Arc::new(stage.wallet_of("an", wire.clone()));
    stage.activate(&wallet, person(Branch::Citizen));
    wallet.set_papers_ask(false, Some(PASSCODE)).unwrap();
    // The register, what is issued and how, the token, the nonce, the copies.
    for answer in 0..5 {
        let locking = wallet.clone();
        at_answer(&wire, answer, Box::new(move || locking.lock()));
        assert_eq!(refusal(wallet.integrate_paper(PaperKind::Tax, None)), "locked");
        wallet.unlock(PASSCODE).unwrap();
        assert!(wallet.papers().unwrap().is_empty(), "{answer}");
    }
    // Trust data, notices, then the same five.
    for answer in 0..7 {
        wallet.integrate_paper(PaperKind::Residence, None).unwrap();
        let kept = wallet.papers().unwrap().remove(0);
        for _ in 0..8 {
            wallet
                .present_paper(&showing(&kept, &["full_name"]), None)
                .unwrap();
        }
        let removing = wallet.clone();
        at_answer(
            &wire,
            answer,
            Box::new(move || removing.remove_paper(kept.id, None).unwrap()),
        );
        wallet.refresh().unwrap();
        assert!(wallet.papers().unwrap().is_empty(), "{answer}");
    }
}

/// Something happens before the answer after so many arrives.
fn at_answer(wire: &Arc<Wire>, after: u32, happens: Box<dyn FnOnce() + Send>) {
    let again = wire.clone();
    wire.meanwhile(move || {
        if let Some(after) = after.checked_sub(1) {
            at_answer(&again, after, happens);
        } else {
            happens();
        }
    });
}
