//! The authority did what it was asked, and the answer never came: asking again finds it done.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::AccountStatus;
use dinhdanh_wallet::{ActivationStep, Detail, ErrorCode, State, Wallet, WalletError};

use crate::stage::newcomer::{OLD_PASSWORD, register, register_step, reset_step};
use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, PASSWORD, Stage, WHY, answers, parts, person, refusal, standing, step};

#[test]
fn an_answer_lost_at_any_step_of_an_activation() {
    for restarts in [false, true] {
        let stage = Stage::new();
        let person = person(Branch::CardOnly);
        let wire = Arc::new(Wire::to(stage.authority.clone()));
        let mut wallet = stage.wallet_of("an", wire.clone());
        let mut lost_at = Vec::new();
        while standing(&wallet) != "unlocked" {
            let stands = standing(&wallet);
            // Behind the passcode nobody is asked.
            if !["passcode", "locked, activating"].contains(&stands) {
                lost_at.push(stands);
                lose(&wire, &wallet, &stage, person);
                assert_eq!(
                    standing(&wallet),
                    stands,
                    "nothing is known of what was not answered"
                );
                if restarts {
                    drop(wallet);
                    wallet = stage.wallet_of("an", wire.clone());
                    open_again(&wallet, &stage, person);
                }
            }
            step(&wallet, &stage.authority, person).unwrap();
        }
        assert_eq!(
            lost_at,
            ["welcome", "device notice", "otp", "password", "questions"],
            "restarts: {restarts}"
        );
        // It was one binding: what this wallet holds is what the authority vouches for.
        wallet.set_code_switch(true).unwrap();
        wallet.refresh().unwrap();
        wallet.make_code(dinhdanh_protocol::CredentialView::B).unwrap();
    }
}

#[test]
fn a_code_whose_sending_was_not_answered_can_be_typed() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    step(&wallet, &stage.authority, citizen).unwrap();
    lose(&wire, &wallet, &stage, citizen);
    stage.clock.pass(Duration::from_secs(10));
    wallet.accept_device_notice().unwrap();
    let State::Activating {
        step: ActivationStep::Otp(otp),
        ..
    } = wallet.state()
    else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(otp.resend_in, Duration::from_secs(50));
    assert_eq!(otp.expires_in, Duration::from_secs(170));
    wallet.confirm_otp(&stage.otp(citizen)).unwrap();
}

/// The authority may have bound this device: dropping its keys would leave the account bound to nothing.
#[test]
fn an_activation_that_may_be_complete_is_not_dropped() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::Officer));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    lose(&wire, &wallet, &stage, citizen);
    wallet.lock();
    assert_eq!(refusal(wallet.cancel_activation()), "activation_unfinished");
    let another = wallet.request_activation(other.number.as_str(), other.phone.as_str());
    assert_eq!(refusal(another), "activation_unfinished");
    open_again(&wallet, &stage, citizen);
    while standing(&wallet) != "unlocked" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
}

/// A locked account is answered nothing of a binding, and may be unlocked; a withdrawn one keeps nobody's place here.
#[test]
fn an_activation_that_may_be_complete_waits_for_a_locked_account_and_not_for_a_withdrawn_one() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::Officer));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    lose(&wire, &wallet, &stage, citizen);
    let answered_on = |status| {
        let desk = stage.authority.desk();
        desk.set_status(&citizen.number, status, WHY).unwrap();
        refusal(wallet.answer_questions(answers()))
    };
    assert_eq!(answered_on(AccountStatus::Suspended), "account_suspended");
    assert_eq!(refusal(wallet.cancel_activation()), "activation_unfinished");
    assert_eq!(answered_on(AccountStatus::Revoked), "account_revoked");
    wallet.cancel_activation().unwrap();
    stage.activate(&wallet, other);
}

/// The network names a computer, and months may pass: the binding is found all the same.
#[test]
fn a_binding_whose_answer_was_lost_is_found_months_later_under_another_name() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    lose(&wire, &wallet, &stage, citizen);
    drop(wallet);
    stage.clock.pass_days(60);
    // Each activation that begins has the authority forget old sessions.
    stage.activate(&stage.wallet("canbo"), person(Branch::Officer));

    let mut parts = parts(stage.folder(), "an", wire, stage.clock.clone());
    parts.device_name = "may-tinh.lan".to_owned();
    let wallet = Wallet::open(parts).unwrap();
    stage.activate(&wallet, citizen);
    wallet.set_code_switch(true).unwrap();
    wallet.refresh().unwrap();
    wallet.make_code(dinhdanh_protocol::CredentialView::B).unwrap();
}

/// The authority was never reached, and the half hour ran out: it says that nothing is bound.
#[test]
fn an_activation_that_was_never_heard_of_can_be_dropped_once_it_is_over() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    while standing(&wallet) != "questions" {
        step(&wallet, &stage.authority, citizen).unwrap();
    }
    wire.cut(true);
    assert_eq!(
        refusal(wallet.answer_questions(answers())),
        "authority_unreachable"
    );
    assert_eq!(refusal(wallet.cancel_activation()), "activation_unfinished");
    wire.cut(false);
    stage.clock.pass(Duration::from_secs(31 * 60));
    assert_eq!(refusal(wallet.answer_questions(answers())), "activation_expired");
    wallet.cancel_activation().unwrap();
    stage.activate(&wallet, citizen);
}

/// Ten codes an hour an account: the eleventh is not on its way, and must not be waited for.
#[test]
fn a_code_that_was_not_sent_is_not_asked_for() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    for _ in 0..10 {
        wallet
            .request_activation(citizen.number.as_str(), citizen.phone.as_str())
            .unwrap();
        wallet.accept_device_notice().unwrap();
        stage.clock.pass(Duration::from_secs(61));
    }
    wallet
        .request_activation(citizen.number.as_str(), citizen.phone.as_str())
        .unwrap();
    let error = wallet.accept_device_notice().unwrap_err();
    assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
    let Detail::Wait(wait) = error.detail() else {
        panic!("{error}");
    };
    assert_eq!(wait, Duration::from_secs(3_600 - 610));
    assert_eq!(standing(&wallet), "device notice");
    stage.clock.pass(wait);
    wallet
        .request_activation(citizen.number.as_str(), citizen.phone.as_str())
        .unwrap();
    wallet.accept_device_notice().unwrap();
    assert_eq!(standing(&wallet), "otp");
}

#[test]
fn without_a_network_every_step_stays_where_it_is() {
    let stage = Stage::new();
    let person = person(Branch::CardOnly);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    while standing(&wallet) != "unlocked" {
        let stands = standing(&wallet);
        if stands != "passcode" {
            wire.cut(true);
            assert_eq!(
                refusal(step(&wallet, &stage.authority, person)),
                "authority_unreachable"
            );
            assert_eq!(standing(&wallet), stands);
            wire.cut(false);
        }
        step(&wallet, &stage.authority, person).unwrap();
    }
}

#[test]
fn an_answer_lost_at_any_step_of_a_registration() {
    for restarts in [false, true] {
        let stage = Stage::new();
        let person = person(Branch::NoAccount);
        let wire = Arc::new(Wire::to(stage.authority.clone()));
        let mut wallet = stage.wallet_of("an", wire.clone());
        let mut lost_at = Vec::new();
        while standing(&wallet) != "signed out" {
            lost_at.push(standing(&wallet));
            wire.lose_next_answer();
            let lost = register_step(&wallet, &stage.authority, person);
            assert_eq!(refusal(lost), "authority_unreachable");
            assert_eq!(standing(&wallet), *lost_at.last().unwrap());
            if restarts {
                drop(wallet);
                wallet = stage.wallet_of("an", wire.clone());
                assert_eq!(standing(&wallet), *lost_at.last().unwrap());
            }
            register_step(&wallet, &stage.authority, person).unwrap();
        }
        assert_eq!(
            lost_at,
            [
                "welcome",
                "registering: card",
                "registering: otp",
                "registering: password"
            ]
        );
        wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    }
}

#[test]
fn an_answer_lost_at_any_step_of_a_reset() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    let step = || reset_step(&wallet, &stage.authority, person, PASSWORD);
    for _ in 0..2 {
        let stood = standing(&wallet);
        wire.lose_next_answer();
        assert_eq!(refusal(step()), "authority_unreachable");
        assert_eq!(standing(&wallet), stood);
        assert!(step().unwrap());
    }
    assert_eq!(standing(&wallet), "resetting: password");
    wire.lose_next_answer();
    assert_eq!(refusal(step()), "authority_unreachable");
    assert!(!step().unwrap());
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
}

/// Passed, and the code could not be sent: it stands at the code, and one can be asked for.
#[test]
fn a_first_code_that_could_not_be_sent() {
    let stage = Stage::new();
    let person = person(Branch::NoAccount);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    register_step(&wallet, &stage.authority, person).unwrap();
    wire.cut_after(1);
    let unsent = register_step(&wallet, &stage.authority, person);
    assert_eq!(refusal(unsent), "authority_unreachable");
    assert_eq!(standing(&wallet), "registering: otp");
    wire.cut(false);
    register(&wallet, &stage.authority, person);
}

#[test]
fn an_answer_lost_at_any_step_of_a_take_over() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let new = stage.wallet_of("moi", wire.clone());
    new.sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    let twice = |ask: &dyn Fn() -> Result<(), WalletError>| {
        let stood = standing(&new);
        wire.lose_next_answer();
        assert_eq!(refusal(ask()), "authority_unreachable");
        assert_eq!(standing(&new), stood);
        ask().unwrap();
    };
    twice(&|| new.begin_take_over());
    twice(&|| new.accept_device_notice());
    let code = old.asked_for().unwrap().unwrap().code;
    twice(&|| new.confirm_otp(&code));
    new.choose_passcode(PASSCODE, PASSCODE).unwrap();
    twice(&|| new.answer_questions(answers()));
    new.refresh().unwrap();
    let devices = new.devices().unwrap();
    assert_eq!(devices.len(), 2, "it was one binding");
    assert!(devices[0].is_here);
}

#[test]
fn an_answer_lost_at_any_step_of_claiming_a_device_lost() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    stage.clock.pass(Duration::from_secs(61));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let new = stage.wallet_of("moi", wire.clone());
    new.sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    let twice = |ask: &dyn Fn() -> Result<(), WalletError>| {
        let stood = standing(&new);
        wire.lose_next_answer();
        assert_eq!(refusal(ask()), "authority_unreachable");
        assert_eq!(standing(&new), stood);
        ask().unwrap();
    };
    twice(&|| new.begin_lost_device());
    twice(&|| new.confirm_journey_otp(&stage.otp(citizen)));
    twice(&|| new.answer_lost_device(answers()));
    assert_eq!(standing(&new), "signed in");
    assert_eq!(standing(&old), "unlocked");
}

/// A sign-in whose answer was lost is made again; the first access is never used.
#[test]
fn an_answer_lost_at_signing_in_and_out() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    let sign_in = || wallet.sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned());
    wire.lose_next_answer();
    assert_eq!(refusal(sign_in()), "authority_unreachable");
    assert_eq!(standing(&wallet), "welcome");
    sign_in().unwrap();
    wire.lose_next_answer();
    assert_eq!(refusal(wallet.refresh_account()), "authority_unreachable");
    assert_eq!(standing(&wallet), "signed in");
    // Signing out needs no answer.
    wire.cut(true);
    wallet.sign_out().unwrap();
    assert_eq!(standing(&wallet), "signed out");
}

fn lose(wire: &Wire, wallet: &Wallet, stage: &Stage, person: &Person) {
    wire.lose_next_answer();
    assert_eq!(
        refusal(step(wallet, &stage.authority, person)),
        "authority_unreachable"
    );
}

/// After a restart at the questions the passcode comes first.
fn open_again(wallet: &Wallet, stage: &Stage, person: &Person) {
    if standing(wallet) == "locked, activating" {
        step(wallet, &stage.authority, person).unwrap();
    }
}
