//! Changing the password and the e-mail, of an open account and of who has signed in.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::PhoneNumber;
use dinhdanh_wallet::{Detail, SignInOutcome, State, Wallet, Which};

use crate::stage::newcomer::{OLD_PASSWORD, other_than};
use crate::stage::wires::Wire;
use crate::stage::{PASSCODE, PASSWORD, Stage, person, refusal, standing};

#[test]
fn another_password_of_an_open_account() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let change =
        |current: &str, new: &str| refusal(wallet.change_password(current.to_owned(), new.to_owned()));
    assert_eq!(change("Saimatkhau_1", PASSWORD), "sign_in_wrong");
    assert_eq!(change(OLD_PASSWORD, "yeu"), "password_weak");
    assert_eq!(change(&"a".repeat(65), PASSWORD), "password_too_long");
    wallet
        .change_password(OLD_PASSWORD.to_owned(), PASSWORD.to_owned())
        .unwrap();
    assert_eq!(standing(&wallet), "unlocked");
    wallet.sign_out().unwrap();
    assert_eq!(
        refusal(wallet.sign_in(None, OLD_PASSWORD.to_owned())),
        "sign_in_wrong"
    );
    let outcome = wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
    assert_eq!(outcome, SignInOutcome::Passcode);
}

#[test]
fn another_password_of_who_has_signed_in() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let (wallet, other) = (stage.wallet("an"), stage.wallet("binh"));
    for wallet in [&wallet, &other] {
        wallet
            .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
            .unwrap();
    }
    wallet
        .change_password(OLD_PASSWORD.to_owned(), PASSWORD.to_owned())
        .unwrap();
    wallet.refresh_account().unwrap();
    assert_eq!(refusal(other.refresh_account()), "session_over");
}

#[test]
fn a_change_whose_answer_was_lost_is_the_same_change() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    let change = || wallet.change_password(OLD_PASSWORD.to_owned(), PASSWORD.to_owned());
    wire.cut_after(1);
    assert_eq!(refusal(change()), "authority_unreachable");
    wire.cut(false);
    // Nothing had been changed, or all had: the same words end well.
    change().unwrap();
    wallet.sign_out().unwrap();
    wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
}

/// The same password and the same words of another account are another change, of that account.
#[test]
fn a_change_whose_answer_was_lost_is_of_one_account_only() {
    let stage = Stage::new();
    let (citizen, other) = (person(Branch::Citizen), person(Branch::AppOnly));
    let wire = Arc::new(Wire::to(stage.authority.clone()));
    let wallet = stage.wallet_of("an", wire.clone());
    stage.activate(&wallet, citizen);
    wallet.sign_out().unwrap();
    wallet
        .sign_in(Some(other.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    let change = || wallet.change_email(OLD_PASSWORD.to_owned(), Some("ban@vidu.vn"));
    wire.cut(true);
    assert_eq!(refusal(change()), "authority_unreachable");
    wire.cut(false);
    wallet.sign_out().unwrap();
    wallet
        .sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    wallet.unlock(PASSCODE).unwrap();
    change().unwrap();

    let elsewhere = stage.wallet("binh");
    for (person, changed) in [(other, false), (citizen, true)] {
        elsewhere
            .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
            .unwrap();
        let State::SignedIn(account) = elsewhere.state() else {
            panic!("{}", standing(&elsewhere));
        };
        assert_eq!(account.email.as_deref() == Some("ban@vidu.vn"), changed);
        elsewhere.sign_out().unwrap();
    }
}

#[test]
fn another_e_mail() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let change = |email| wallet.change_email(OLD_PASSWORD.to_owned(), email);
    for wrong in ["", "hai", "a@b", "ông@vidu.vn"] {
        assert_eq!(refusal(change(Some(wrong))), "email_malformed", "{wrong}");
    }
    change(Some(" ban@vidu.vn ")).unwrap();
    let email = || match wallet.state() {
        State::Unlocked(open) => open.account.email,
        _ => panic!("{}", standing(&wallet)),
    };
    assert_eq!(email().as_deref(), Some("ban@vidu.vn"));
    change(None).unwrap();
    assert_eq!(email(), None);
}

const NEW_PHONE: &str = "0987000111";

#[test]
fn another_phone_number_wants_a_code_at_both() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    let begin = |password: &str, phone| wallet.begin_phone_change(password.to_owned(), phone);
    assert_eq!(refusal(begin(OLD_PASSWORD, "123")), "phone_malformed");
    assert_eq!(refusal(begin(OLD_PASSWORD, citizen.phone.as_str())), "phone_same");
    assert_eq!(refusal(begin("Saimatkhau_1", NEW_PHONE)), "sign_in_wrong");
    assert!(wallet.phone_change().is_none());
    assert_eq!(
        refusal(wallet.confirm_phone_change_otp(Which::Old, "000000")),
        "wrong_step"
    );
    stage.clock.pass(Duration::from_secs(61));
    begin(OLD_PASSWORD, NEW_PHONE).unwrap();
    let change = wallet.phone_change().unwrap();
    assert_eq!(change.old.otp.masked_phone, citizen.phone.masked());
    assert_eq!(change.new.otp.masked_phone, "098****111");
    assert_eq!((change.old.otp.sends_left, change.new.otp.sends_left), (4, 4));

    let new: PhoneNumber = NEW_PHONE.parse().unwrap();
    let code_at_new = || {
        let messages = stage.authority.messages(&new).unwrap();
        let code = messages.into_iter().find_map(|message| message.code).unwrap();
        code.expose().to_owned()
    };
    let wrong = other_than(&code_at_new());
    let error = wallet.confirm_phone_change_otp(Which::New, wrong).unwrap_err();
    assert_eq!(error.detail(), Detail::TriesLeft(4));
    assert_eq!(wallet.phone_change().unwrap().new.otp.tries_left, 4);
    assert_eq!(
        refusal(wallet.resend_phone_change_otp(Which::New)),
        "otp_resend_too_soon"
    );
    wallet
        .confirm_phone_change_otp(Which::New, &code_at_new())
        .unwrap();
    assert_eq!(refusal(wallet.complete_phone_change()), "wrong_step");
    assert_eq!(phone(&wallet), citizen.phone.as_str());
    wallet
        .confirm_phone_change_otp(Which::Old, &stage.otp(citizen))
        .unwrap();
    wallet.complete_phone_change().unwrap();
    assert_eq!(phone(&wallet), NEW_PHONE);
    assert!(wallet.phone_change().is_none());
    assert_eq!(wallet.phones_for_messages(), [new]);
}

#[test]
fn a_change_of_the_phone_number_given_up_or_locked_away() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.active("an", citizen);
    for give_up in [true, false] {
        stage.clock.pass(Duration::from_secs(61));
        wallet
            .begin_phone_change(OLD_PASSWORD.to_owned(), NEW_PHONE)
            .unwrap();
        if give_up {
            wallet.cancel_phone_change();
        } else {
            wallet.lock();
            wallet.unlock(PASSCODE).unwrap();
        }
        assert!(wallet.phone_change().is_none());
        assert_eq!(phone(&wallet), citizen.phone.as_str());
    }
}

fn phone(wallet: &Wallet) -> String {
    match wallet.state() {
        State::Unlocked(open) => open.account.phone,
        _ => panic!("{}", standing(wallet)),
    }
}
