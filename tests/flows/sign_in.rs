//! Signing in and out, in each standing of an account; another account in the same profile.

use std::time::Duration;

use dinhdanh_authority::population::Branch;
use dinhdanh_protocol::AccountStatus;
use dinhdanh_wallet::{
    ActivationOutcome, ActivationStep, Binding, Detail, ErrorCode, Next, SignInOutcome, State, Wallet, glance,
};

use crate::stage::newcomer::{OLD_PASSWORD, register};
use crate::stage::{PASSCODE, PASSWORD, Stage, WHY, all_steps, parts, person, refusal, standing};

#[test]
fn what_a_sign_in_leads_to() {
    for (branch, outcome, next) in [
        (Branch::AppOnly, SignInOutcome::SignedIn, Next::LevelOne),
        (Branch::AwaitingApproval, SignInOutcome::SignedIn, Next::Wait),
        (Branch::LevelOne, SignInOutcome::Activate, Next::Activate),
        (Branch::ActiveElsewhere, SignInOutcome::Elsewhere, Next::TakeOver),
    ] {
        let stage = Stage::new();
        let person = person(branch);
        let wallet = stage.wallet("an");
        let said = wallet.sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned());
        assert_eq!(said.unwrap(), outcome, "{branch:?}");
        assert_eq!(next_of(&wallet), next, "{branch:?}");
        // Access is in memory only: after a restart the password is asked for again, and not the number.
        drop(wallet);
        let wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), "signed out");
        assert_eq!(wallet.sign_in(None, OLD_PASSWORD.to_owned()).unwrap(), outcome);
    }
}

#[test]
fn five_wrong_passwords_lock_for_a_quarter_of_an_hour() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wallet = stage.wallet("an");
    let sign_in = |password: &str| wallet.sign_in(Some(person.number.as_str()), password.to_owned());
    for tries_left in (1..5).rev() {
        let error = sign_in("sai").unwrap_err();
        assert_eq!(error.code(), ErrorCode::SignInWrong);
        assert_eq!(error.detail(), Detail::TriesLeft(tries_left));
    }
    for password in ["sai", OLD_PASSWORD] {
        let error = sign_in(password).unwrap_err();
        assert_eq!(error.code(), ErrorCode::SignInLocked);
        assert_eq!(error.detail(), Detail::Wait(Duration::from_secs(15 * 60)));
    }
    assert_eq!(standing(&wallet), "welcome");
    stage.clock.pass(Duration::from_secs(15 * 60 - 1));
    assert_eq!(refusal(sign_in(OLD_PASSWORD)), "sign_in_locked");
    stage.clock.pass(Duration::from_secs(1));
    assert_eq!(sign_in(OLD_PASSWORD).unwrap(), SignInOutcome::SignedIn);
}

#[test]
fn a_number_without_an_account_is_answered_alike() {
    let stage = Stage::new();
    let wallet = stage.wallet("an");
    for tries_left in (1..5).rev() {
        let error = wallet
            .sign_in(
                Some(person(Branch::NoAccount).number.as_str()),
                PASSWORD.to_owned(),
            )
            .unwrap_err();
        assert_eq!(error.detail(), Detail::TriesLeft(tries_left));
    }
}

#[test]
fn wrong_input_at_every_field() {
    let stage = Stage::new();
    let number = person(Branch::AppOnly).number.as_str();
    let wallet = stage.wallet("an");
    let sign_in = |number, password: String| refusal(wallet.sign_in(number, password));
    assert_eq!(sign_in(None, OLD_PASSWORD.to_owned()), "number_malformed");
    assert_eq!(sign_in(Some("0010"), OLD_PASSWORD.to_owned()), "number_malformed");
    assert_eq!(sign_in(Some(number), "a".repeat(65)), "password_too_long");
    let error = wallet.sign_in(Some(number), String::new()).unwrap_err();
    assert_eq!(error.detail(), Detail::TriesLeft(4));
}

#[test]
fn signing_out_of_an_app_account_and_changing_to_another() {
    let stage = Stage::new();
    let (app_only, waiting) = (person(Branch::AppOnly), person(Branch::AwaitingApproval));
    let wallet = stage.wallet("an");
    wallet
        .sign_in(Some(app_only.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    wallet.sign_out().unwrap();
    assert_eq!(remembered(&wallet), Some(app_only.number.masked_at_sign_in()));
    wallet.change_account().unwrap();
    assert_eq!(standing(&wallet), "welcome");
    wallet
        .sign_in(Some(waiting.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    // From the overview, too.
    wallet.change_account().unwrap();
    assert_eq!(standing(&wallet), "welcome");
}

#[test]
fn signing_out_of_an_activated_account_and_in_again() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    stage.activate(&wallet, citizen);
    wallet.sign_out().unwrap();
    assert_eq!(remembered(&wallet), Some(citizen.number.masked_at_sign_in()));
    assert_eq!(refusal(wallet.unlock(PASSCODE)), "wrong_step");
    drop(wallet);
    let wallet = stage.wallet("an");
    assert_eq!(standing(&wallet), "signed out");
    assert_eq!(
        refusal(wallet.sign_in(None, "Saimatkhau_1".to_owned())),
        "sign_in_wrong"
    );
    let outcome = wallet.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    assert_eq!(outcome, SignInOutcome::Passcode);
    assert_eq!(standing(&wallet), "locked");
    wallet.unlock(PASSCODE).unwrap();
    wallet.sign_out().unwrap();
    // "Đổi tài khoản": the number is asked for, too, and the account stays.
    wallet.change_account().unwrap();
    assert_eq!(remembered(&wallet), None);
    assert_eq!(
        refusal(wallet.sign_in(None, OLD_PASSWORD.to_owned())),
        "number_malformed"
    );
    let outcome = wallet.sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Passcode);
    wallet.unlock(PASSCODE).unwrap();
}

/// Its papers can still be viewed.
#[test]
fn who_was_suspended_after_signing_out_comes_to_the_passcode() {
    let stage = Stage::new();
    let citizen = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    stage.activate(&wallet, citizen);
    wallet.sign_out().unwrap();
    stage
        .authority
        .desk()
        .set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_eq!(
        refusal(
            stage
                .wallet("binh")
                .sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned())
        ),
        "account_suspended"
    );
    let outcome = wallet.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    assert_eq!(outcome, SignInOutcome::Passcode);
    wallet.unlock(PASSCODE).unwrap();
}

#[test]
fn activating_after_signing_in() {
    let stage = Stage::new();
    let person = person(Branch::Citizen);
    let wallet = stage.wallet("an");
    assert_eq!(refusal(wallet.activate_signed_in()), "wrong_step");
    wallet
        .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    assert_eq!(wallet.activate_signed_in().unwrap(), ActivationOutcome::Open);
    assert_eq!(standing(&wallet), "device notice");
    wallet.cancel_activation().unwrap();
    assert_eq!(standing(&wallet), "signed in");
    wallet.activate_signed_in().unwrap();
    all_steps(&wallet, &stage.authority, person, || ());
    assert_eq!(standing(&wallet), "unlocked");
    wallet.lock();
    assert_eq!(standing(&wallet), "locked", "nobody is signed in besides");
}

#[test]
fn another_account_in_the_same_profile() {
    let stage = Stage::new();
    let (first, second) = (person(Branch::Citizen), person(Branch::Officer));
    let wallet = stage.wallet("an");
    stage.activate(&wallet, first);
    wallet.lock();
    // Looking at another account takes nothing from the one that lives here.
    let outcome = wallet.sign_in(Some(second.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Activate);
    wallet.sign_out().unwrap();
    assert_eq!(standing(&wallet), "locked");
    wallet
        .sign_in(Some(second.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    wallet.activate_signed_in().unwrap();
    all_steps(&wallet, &stage.authority, second, || ());
    // The device rule: the first is active nowhere now, and can be activated again.
    wallet.sign_out().unwrap();
    wallet.change_account().unwrap();
    let outcome = wallet.sign_in(Some(first.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Activate);
    wallet.sign_out().unwrap();
    let outcome = wallet.sign_in(Some(second.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Passcode);
}

/// Who signed out left when the second was activated: they push somebody out now, and are told so.
#[test]
fn who_signed_out_and_was_pushed_out_is_told_whose_place_they_take() {
    let stage = Stage::new();
    let (first, second) = (person(Branch::Citizen), person(Branch::Officer));
    let wallet = stage.wallet("an");
    stage.activate(&wallet, first);
    wallet.sign_out().unwrap();
    stage.activate(&wallet, second);
    wallet.lock();
    // Nor is the first taken for who lives here when it comes to a forgotten passcode.
    wallet.begin_recovery().unwrap();
    assert_eq!(
        refusal(wallet.recovery_sign_in(None, OLD_PASSWORD.to_owned())),
        "number_malformed"
    );
    wallet.cancel_recovery();
    wallet
        .request_activation(first.number.as_str(), first.phone.as_str())
        .unwrap();
    let State::Activating { step, .. } = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    let ActivationStep::DeviceNotice { other } = step else {
        panic!("{step:?}");
    };
    assert!(matches!(other, Binding::Other { masked: Some(_) }), "{other:?}");
    wallet.cancel_activation().unwrap();

    let outcome = wallet.sign_in(Some(first.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Activate);
    let State::SignedIn(account) = wallet.state() else {
        panic!("{}", standing(&wallet));
    };
    assert!(!account.lives_here);
    assert_eq!(refusal(wallet.open_wallet_here()), "wrong_step");
}

#[test]
fn access_lives_on_while_it_is_used_and_ends_by_itself() {
    let stage = Stage::new();
    let person = person(Branch::AppOnly);
    let wallet = stage.wallet("an");
    wallet
        .sign_in(Some(person.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    for _ in 0..4 {
        stage.clock.pass(Duration::from_secs(29 * 60));
        wallet.refresh_account().unwrap();
    }
    stage.clock.pass(Duration::from_secs(31 * 60));
    assert_eq!(refusal(wallet.refresh_account()), "session_over");
    assert_eq!(standing(&wallet), "signed out");
    wallet.sign_in(None, OLD_PASSWORD.to_owned()).unwrap();
    // Locking by itself ends it, too.
    assert!(wallet.is_open());
    wallet.lock();
    assert_eq!(standing(&wallet), "signed out");
}

#[test]
fn approval_shows_in_the_overview() {
    let stage = Stage::new();
    let waiting = person(Branch::AwaitingApproval);
    let wallet = stage.wallet("an");
    wallet
        .sign_in(Some(waiting.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    assert_eq!(next_of(&wallet), Next::Wait);
    let desk = stage.authority.desk();
    let files = desk.pending_files(None).unwrap();
    let file = files.iter().find(|file| file.number == waiting.number).unwrap();
    desk.approve(file.id).unwrap();
    wallet.refresh_account().unwrap();
    assert_eq!(next_of(&wallet), Next::Activate);
}

/// What is remembered is lost with its secret, and nothing else is.
#[test]
fn a_profile_that_lost_its_secret_has_only_forgotten() {
    let stage = Stage::new();
    let (citizen, newcomer) = (person(Branch::Citizen), person(Branch::NoAccount));
    let wallet = stage.wallet("an");
    stage.activate(&wallet, citizen);
    wallet.sign_out().unwrap();
    drop(wallet);
    std::fs::remove_file(stage.folder().join("secrets/an-profile.secret")).unwrap();
    let wallet = stage.wallet("an");
    assert_eq!(remembered(&wallet), None);
    let outcome = wallet.sign_in(Some(citizen.number.as_str()), OLD_PASSWORD.to_owned());
    assert_eq!(outcome.unwrap(), SignInOutcome::Passcode);
    wallet.unlock(PASSCODE).unwrap();

    let other = stage.wallet("binh");
    other
        .begin_registration(newcomer.number.as_str(), newcomer.phone.as_str())
        .unwrap();
    drop(other);
    std::fs::write(stage.profile_folder("binh").join("journey"), [1; 60]).unwrap();
    let other = stage.wallet("binh");
    assert_eq!(standing(&other), "welcome");
    register(&other, &stage.authority, newcomer);
}

/// "Ai đang dùng máy này?": who only signs in there is known to a profile, too.
#[test]
fn a_profile_says_who_it_is_for() {
    let stage = Stage::new();
    let (app_only, newcomer) = (person(Branch::AppOnly), person(Branch::NoAccount));
    let look = |profile| {
        let parts = parts(
            stage.folder(),
            profile,
            stage.authority.clone(),
            stage.clock.clone(),
        );
        glance(parts.folder, parts.secrets, parts.secret_prefix)
    };
    assert!(!look("an").lived_in);
    let wallet = stage.wallet("an");
    wallet
        .sign_in(Some(app_only.number.as_str()), "sai".to_owned())
        .unwrap_err();
    assert!(!look("an").lived_in, "whoever tried is nobody here");
    wallet
        .sign_in(Some(app_only.number.as_str()), OLD_PASSWORD.to_owned())
        .unwrap();
    let seen = look("an");
    assert!(seen.lived_in && seen.in_use);
    assert_eq!(seen.name, app_only.full_name);
    assert_eq!(seen.masked_number, app_only.number.masked_at_sign_in());
    wallet.change_account().unwrap();
    assert!(!look("an").lived_in);
    wallet
        .begin_registration(newcomer.number.as_str(), newcomer.phone.as_str())
        .unwrap();
    let seen = look("an");
    assert!(seen.lived_in && seen.name.is_empty());
}

fn next_of(wallet: &Wallet) -> Next {
    match wallet.state() {
        State::SignedIn(account) => account.next,
        _ => panic!("{}", standing(wallet)),
    }
}

fn remembered(wallet: &Wallet) -> Option<String> {
    match wallet.state() {
        State::SignedOut(signed_out) => signed_out.masked_number,
        _ => panic!("{}", standing(wallet)),
    }
}
