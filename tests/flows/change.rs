//! Changing the password and the e-mail, of an open account and of who has signed in.

use std::sync::Arc;

use dinhdanh_authority::population::Branch;
use dinhdanh_wallet::{SignInOutcome, State};

use crate::stage::newcomer::OLD_PASSWORD;
use crate::stage::wires::Wire;
use crate::stage::{PASSWORD, Stage, person, refusal, standing};

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
