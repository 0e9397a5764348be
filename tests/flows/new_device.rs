//! A new device takes the account over; a lost one is claimed lost; "Không phải tôi đăng nhập"; "Quản lý thiết bị".

use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_protocol::CredentialView;
use dinhdanh_vault::AccountStatus;
use dinhdanh_wallet::{
    ActivationStep, AskedFor, Binding, ClaimStep, Detail, OtpStep, OtpWay, SignInOutcome, State, Wallet,
};

use crate::stage::newcomer::OLD_PASSWORD;
use crate::stage::{PASSCODE, Stage, WHY, answers, person, refusal, standing};

#[test]
fn a_new_device_takes_the_account_over_with_the_code_of_the_old_one() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    assert!(old.asked_for().unwrap().is_none());
    let new = signed_in_elsewhere(&stage, citizen);
    new.begin_take_over().unwrap();
    assert_eq!(standing(&new), "device notice");
    let sms_before = stage.authority.messages(&citizen.phone).unwrap();
    new.accept_device_notice().unwrap();
    let otp = otp_step(&new);
    assert_eq!(otp.way, OtpWay::Device);

    let asked = asked_for(&old);
    assert_eq!(asked.device_name, "Máy tính bàn");
    assert_eq!(asked.expires_in, Duration::from_secs(180));
    let sms = stage.authority.messages(&citizen.phone).unwrap();
    assert!(
        !sms[..sms.len() - sms_before.len()]
            .iter()
            .any(|message| message.text.contains(&asked.code)),
        "the code goes by the device alone"
    );
    // A stop on the new device: it goes on.
    drop(new);
    let new = stage.wallet("moi");
    assert_eq!(otp_step(&new).way, OtpWay::Device);
    new.confirm_otp(&asked.code).unwrap();
    new.choose_passcode(PASSCODE, PASSCODE).unwrap();
    new.answer_questions(answers()).unwrap();
    new.set_code_switch(true).unwrap();
    new.make_code(CredentialView::B).unwrap();

    // The old one is unbound, and finds so the next time that it looks who asks.
    assert_eq!(refusal(old.asked_for()), "device_unbound");
    assert_eq!(status(&old), AccountStatus::DeviceUnbound);
    let devices = new.devices().unwrap();
    assert_eq!(devices.len(), 2);
    assert!(devices[0].is_here && devices[0].unbound_at.is_none());
    assert!(!devices[1].is_here && devices[1].unbound_at.is_some());
}

#[test]
fn a_wrong_code_and_another_one() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let new = signed_in_elsewhere(&stage, citizen);
    new.begin_take_over().unwrap();
    new.accept_device_notice().unwrap();
    let first = asked_for(&old).code;
    let wrong = if first == "000000" { "000001" } else { "000000" };
    let error = new.confirm_otp(wrong).unwrap_err();
    assert_eq!(error.detail(), Detail::TriesLeft(4));
    stage.clock.pass(Duration::from_secs(181));
    assert_eq!(refusal(new.confirm_otp(&first)), "otp_expired");
    assert!(old.asked_for().unwrap().is_none());
    new.resend_otp().unwrap();
    new.confirm_otp(&asked_for(&old).code).unwrap();
    // Given up: the old device is as it was, and who has signed in still is.
    new.cancel_activation().unwrap();
    assert_eq!(standing(&new), "signed in");
    old.refresh().unwrap();
    assert_eq!(status(&old), AccountStatus::Active);
}

#[test]
fn somebody_else_is_after_the_device() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    assert_eq!(refusal(old.dispute()), "wrong_step");
    let new = signed_in_elsewhere(&stage, citizen);
    new.begin_take_over().unwrap();
    new.accept_device_notice().unwrap();
    let code = asked_for(&old).code;
    old.dispute().unwrap();
    assert_eq!(status(&old), AccountStatus::Suspended);
    assert!(new.confirm_otp(&code).is_err());
    new.cancel_activation().unwrap();
    assert!(new.refresh_account().is_err());
    assert_eq!(standing(&new), "signed out");
    assert_eq!(
        refusal(new.sign_in(None, OLD_PASSWORD.to_owned())),
        "account_suspended"
    );
}

#[test]
fn who_lost_the_place_can_still_say_so_for_a_week() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let new = signed_in_elsewhere(&stage, citizen);
    new.begin_take_over().unwrap();
    new.accept_device_notice().unwrap();
    new.confirm_otp(&asked_for(&old).code).unwrap();
    new.choose_passcode(PASSCODE, PASSCODE).unwrap();
    new.answer_questions(answers()).unwrap();
    stage.clock.pass_days(6);
    old.dispute().unwrap();
    // Known at once to whose device it is now: the lists say so where nothing else is due.
    new.refresh().unwrap();
    assert_eq!(status(&new), AccountStatus::Suspended);
}

#[test]
fn a_lost_device_is_waited_for_a_day() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let mut new = signed_in_elsewhere(&stage, citizen);
    stage.clock.pass(Duration::from_secs(61));
    new.begin_lost_device().unwrap();
    assert_eq!(standing(&new), "claiming lost: otp");
    // A stop: the claim goes on, with the access gone.
    drop(new);
    new = stage.wallet("moi");
    new.confirm_journey_otp(&stage.otp(citizen)).unwrap();
    let State::ClaimingLost(ClaimStep::Answers(questions)) = new.state() else {
        panic!("{}", standing(&new));
    };
    assert_eq!(questions.map(|question| question.number()), [1, 8]);
    let wrong = [(1, "Huế".to_owned()), (8, "Cao lầu".to_owned())];
    let error = new.answer_lost_device(wrong).unwrap_err();
    assert_eq!(error.code().to_string(), "answers_wrong");
    assert_eq!(error.detail(), Detail::TriesLeft(4));
    let empty = [(1, String::new()), (8, "Cao lầu".to_owned())];
    assert_eq!(refusal(new.answer_lost_device(empty)), "answer_empty");
    new.answer_lost_device(answers()).unwrap();

    new.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    let day = Duration::from_secs(86_400);
    assert_eq!(claim_ready_in(&new), Some(day));
    new.sign_out().unwrap();
    stage.clock.pass(day);
    new.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    assert_eq!(claim_ready_in(&new), Some(Duration::ZERO));
    new.begin_take_over().unwrap();
    new.accept_device_notice().unwrap();
    assert_eq!(otp_step(&new).way, OtpWay::Sms);
    new.confirm_otp(&stage.otp(citizen)).unwrap();
    new.choose_passcode(PASSCODE, PASSCODE).unwrap();
    new.answer_questions(answers()).unwrap();
    old.refresh().unwrap();
    assert_eq!(status(&old), AccountStatus::DeviceUnbound);
}

#[test]
fn a_claim_can_be_given_up_or_disputed() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let new = signed_in_elsewhere(&stage, citizen);
    stage.clock.pass(Duration::from_secs(61));
    new.begin_lost_device().unwrap();
    new.cancel_journey().unwrap();
    assert_eq!(standing(&new), "signed in");
    stage.clock.pass(Duration::from_secs(61));
    new.begin_lost_device().unwrap();
    new.confirm_journey_otp(&stage.otp(citizen)).unwrap();
    new.answer_lost_device(answers()).unwrap();
    assert_eq!(standing(&new), "signed in");
    assert!(claim_ready_in(&new).is_some());
    old.dispute().unwrap();
    assert_eq!(status(&old), AccountStatus::Suspended);
}

#[test]
fn a_device_is_unbound_from_afar() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let old = stage.active("an", citizen);
    let new = signed_in_elsewhere(&stage, citizen);
    let bound = new.devices().unwrap().swap_remove(0);
    assert!(!bound.is_here);
    assert_eq!(
        refusal(new.unbind(bound.id, "Saimatkhau_1".to_owned())),
        "sign_in_wrong"
    );
    // Nothing quicker than what a lost device asks for.
    assert_eq!(
        refusal(new.unbind(bound.id, OLD_PASSWORD.to_owned())),
        "wrong_step"
    );
    old.refresh().unwrap();
    assert_eq!(status(&old), AccountStatus::Active);
    stage.clock.pass(Duration::from_secs(61));
    new.begin_lost_device().unwrap();
    new.confirm_journey_otp(&stage.otp(citizen)).unwrap();
    new.answer_lost_device(answers()).unwrap();
    new.sign_out().unwrap();
    stage.clock.pass_days(1);
    new.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    new.unbind(bound.id, OLD_PASSWORD.to_owned()).unwrap();
    old.refresh().unwrap();
    assert_eq!(status(&old), AccountStatus::DeviceUnbound);
    // Active nowhere now: it can be activated here.
    new.activate_signed_in().unwrap();
    assert_eq!(standing(&new), "device notice");
}

#[test]
fn the_papers_of_a_wallet_that_lost_its_account_stay_within_reach() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    stage.authority.desk().unbind(&citizen.number, WHY).unwrap();
    wallet.refresh().unwrap();
    wallet.sign_out().unwrap();
    assert_eq!(
        refusal(wallet.open_wallet_here()),
        "wrong_step",
        "not before the password"
    );
    for asks_for_the_number in [false, true] {
        if asks_for_the_number {
            wallet.change_account().unwrap();
        }
        let number = asks_for_the_number.then_some(citizen.number.as_str());
        let outcome = wallet.sign_in(number, OLD_PASSWORD.to_owned()).unwrap();
        assert_eq!(outcome, SignInOutcome::Activate);
        let State::SignedIn(account) = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        assert!(account.lives_here);
        wallet.open_wallet_here().unwrap();
        assert_eq!(
            standing(&wallet),
            "locked",
            "and the passcode stands before the papers"
        );
        wallet.unlock(PASSCODE).unwrap();
        assert_eq!(status(&wallet), AccountStatus::DeviceUnbound);
        wallet.sign_out().unwrap();
    }
    // Activated again, it takes its own place, and nobody else's.
    wallet.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    wallet.activate_signed_in().unwrap();
    let State::Activating { step, asks_password } = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(step, ActivationStep::DeviceNotice { other: Binding::Own });
    assert!(!asks_password);
    wallet.cancel_activation().unwrap();
    // Somebody else who signs in there is offered nothing of it.
    wallet.change_account().unwrap();
    let other = person(Branch::Officer);
    wallet
        .sign_in(Some(other.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    assert_eq!(refusal(wallet.open_wallet_here()), "wrong_step");
}

#[test]
fn this_device_unbinds_itself() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let here = wallet.devices().unwrap().swap_remove(0);
    assert!(here.is_here);
    wallet.unbind(here.id, OLD_PASSWORD.to_owned()).unwrap();
    assert_eq!(status(&wallet), AccountStatus::DeviceUnbound);
}

fn signed_in_elsewhere(stage: &Stage, person: &Person) -> Wallet {
    let wallet = stage.wallet("moi");
    let outcome = wallet.sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Elsewhere);
    wallet
}

#[track_caller]
fn asked_for(wallet: &Wallet) -> AskedFor {
    wallet.asked_for().unwrap().expect("a code to show")
}

fn status(wallet: &Wallet) -> AccountStatus {
    match wallet.state() {
        State::Unlocked(open) => open.account.status,
        _ => panic!("{}", standing(wallet)),
    }
}

fn claim_ready_in(wallet: &Wallet) -> Option<Duration> {
    match wallet.state() {
        State::SignedIn(account) => account.claim_ready_in,
        _ => panic!("{}", standing(wallet)),
    }
}

fn otp_step(wallet: &Wallet) -> OtpStep {
    match wallet.state() {
        State::Activating {
            step: ActivationStep::Otp(otp),
            ..
        } => otp,
        _ => panic!("{}", standing(wallet)),
    }
}
