//! "Quên mật khẩu": a password set anew.

use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_wallet::{Detail, ErrorCode, OtpStep, ResetStep, SignInOutcome, State, Wallet};

use crate::stage::newcomer::{OLD_PASSWORD, other_than, reset, reset_step};
use crate::stage::{PASSCODE, PASSWORD, Stage, person, refusal, standing};

#[test]
fn a_forgotten_password_whole() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let mut wallet = stage.wallet("an");
    let mut stood = vec![standing(&wallet)];
    while reset_step(&wallet, &stage.authority, person, PASSWORD).unwrap() {
        stood.push(standing(&wallet));
        drop(wallet);
        wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), *stood.last().unwrap());
    }
    assert_eq!(stood, ["welcome", "resetting: otp", "resetting: password"]);
    let State::SignedOut(signed_out) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert_eq!(signed_out.name.as_deref(), Some(person.full_name.as_str()));
    assert_eq!(
        refusal(wallet.sign_in(None, OLD_PASSWORD.to_owned())),
        "sign_in_wrong"
    );
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
}

#[test]
fn it_ends_a_lock_and_all_access() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let (wallet, other) = (stage.wallet("an"), stage.wallet("binh"));
    other
        .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    for _ in 0..5 {
        wallet
            .sign_in(Some(person.number.as_str()), "sai".to_owned())
            .unwrap_err();
    }
    reset(&wallet, &stage.authority, person, PASSWORD);
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    assert_eq!(refusal(other.refresh_account()), "session_over");
}

#[test]
fn of_an_activated_account_that_is_signed_out() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    stage.activate(&wallet, citizen);
    wallet.sign_out().unwrap();
    reset(&wallet, &stage.authority, citizen, PASSWORD);
    let outcome = wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    assert_eq!(outcome, SignInOutcome::Passcode);
    wallet.unlock(PASSCODE).unwrap();
}

/// Who does not know number and phone together sees all as ever, and gets no code.
#[test]
fn a_strangers_reset_tells_nothing() {
    let stage = Stage::new();
    let (citizen, stranger) = (person(Branch::Citizen), person(Branch::NoAccount));
    let wallet = stage.wallet("an");
    for number in [&citizen.number, &stranger.number] {
        wallet
            .begin_reset(number.as_str(), stranger.phone.as_str())
            .unwrap();
        let otp = otp_step(&wallet);
        assert_eq!(otp.masked_phone, stranger.phone.masked());
        assert_eq!((otp.tries_left, otp.sends_left), (5, 4));
        let error = wallet.confirm_journey_otp("000000").unwrap_err();
        assert_eq!(error.detail(), Detail::TriesLeft(4));
        wallet.cancel_journey().unwrap();
        stage.clock.pass(Duration::from_secs(61));
    }
    assert!(stage.authority.messages(&stranger.phone).unwrap().is_empty());
}

#[test]
fn the_one_time_code_and_the_password_as_anywhere() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wallet = stage.wallet("an");
    assert_eq!(
        refusal(wallet.begin_reset("1", person.phone.as_str())),
        "number_malformed"
    );
    assert_eq!(
        refusal(wallet.begin_reset(person.number.as_str(), "1")),
        "phone_malformed"
    );
    wallet
        .begin_reset(person.number.as_str(), person.phone.as_str())
        .unwrap();
    let first = stage.otp(person);
    assert_eq!(
        refusal(wallet.confirm_journey_otp(other_than(&first))),
        "otp_wrong"
    );
    assert_eq!(refusal(wallet.resend_journey_otp()), "otp_resend_too_soon");
    stage.clock.pass(Duration::from_secs(180));
    assert_eq!(refusal(wallet.confirm_journey_otp(&first)), "otp_expired");
    wallet.resend_journey_otp().unwrap();
    wallet.confirm_journey_otp(&stage.otp(person)).unwrap();
    assert_eq!(
        refusal(wallet.reset_password("matkhau".to_owned())),
        "password_weak"
    );
    stage.clock.pass(Duration::from_secs(30 * 60));
    assert_eq!(
        refusal(wallet.reset_password(PASSWORD.to_owned())),
        "request_expired"
    );
    wallet.cancel_journey().unwrap();
    assert_eq!(standing(&wallet), "welcome");
    wallet
        .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
}

#[test]
fn ten_codes_an_hour_reset_one_number() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wallet = stage.wallet("an");
    for _ in 0..10 {
        wallet
            .begin_reset(person.number.as_str(), person.phone.as_str())
            .unwrap();
        wallet.cancel_journey().unwrap();
        stage.clock.pass(Duration::from_secs(61));
    }
    let error = wallet
        .begin_reset(person.number.as_str(), person.phone.as_str())
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::OtpResendTooSoon);
}

fn otp_step(wallet: &Wallet) -> OtpStep {
    match wallet.state() {
        State::Resetting(ResetStep::Otp(otp)) => otp,
        _ => panic!("{}", standing(wallet)),
    }
}
