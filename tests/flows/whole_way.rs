//! The whole way of a newcomer: card, registration, level 1, the desk, activation, level 2, a code, MÃ THẬT; with
//! kill −9 at any step of it.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person};
use dinhdanh_authority::practice::PracticeAuthority;
use dinhdanh_protocol::{AccountLevel, Clock as _, CredentialView};
use dinhdanh_wallet::{Next, State, Wallet, WalletError};

use crate::kill::after;
use crate::level_one::{pending, take};
use crate::stage::child::{self, Process};
use crate::stage::codes::{text_of_svg, verdict};
use crate::stage::newcomer::{card_form, register_step};
use crate::stage::{PASSCODE, PASSWORD, Stage, WHY, authority_in, parts, person, standing, step};

/// More kills than the way has steps.
const MOST_KILLS: u64 = 60;
/// How a child begins to tell that it could not go on.
const REFUSED: &str = "refused ";

#[test]
fn from_a_card_to_a_genuine_code_without_a_stop() {
    let stage = Stage::new();
    let newcomer = person(Branch::NoAccountNewCard);
    let wallet = stage.wallet("an");
    let mut stood = vec![standing(&wallet)];
    while next_step(&wallet, &stage.authority, newcomer).unwrap() {
        stood.push(standing(&wallet));
    }
    stood.dedup();
    assert_eq!(
        stood,
        [
            "welcome",
            "registering: card",
            "registering: otp",
            "registering: password",
            "signed out",
            "signed in",
            "device notice",
            "otp",
            "passcode",
            "questions",
            "unlocked"
        ]
    );
    assert_genuine(&stage, &wallet);
}

#[test]
fn from_a_card_to_a_genuine_code_with_a_kill_at_each_step() {
    let stage = Stage::new();
    for round in 0..MOST_KILLS {
        let wall = stage.clock.now().timestamp_millis();
        let child = Process::start("whole_way::child_goes_on", stage.folder(), wall);
        let said = child.kill_after(1 + round % 2, after(round, 30));
        assert!(
            !said.iter().any(|said| said.starts_with(REFUSED)),
            "{round}: {said:?}"
        );
        let wallet = stage.wallet("an");
        assert_ne!(standing(&wallet), "trouble", "{round}: after {said:?}");
        if said.iter().any(|said| said == "done") {
            wallet.unlock(PASSCODE).unwrap();
            assert_genuine(&stage, &wallet);
            return;
        }
        // Another code may be asked for by then, and the one before is still good.
        stage.clock.pass(Duration::from_secs(61));
    }
    panic!("no end of it");
}

#[test]
#[ignore = "the child of from_a_card_to_a_genuine_code_with_a_kill_at_each_step"]
fn child_goes_on() {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = Arc::new(authority_in(&folder, clock.clone()));
    let wallet = Wallet::open(parts(&folder, "an", authority.clone(), clock)).unwrap();
    let newcomer = person(Branch::NoAccountNewCard);
    loop {
        match next_step(&wallet, &authority, newcomer) {
            Ok(true) => child::say(standing(&wallet)),
            Ok(false) => break,
            Err(error) => {
                child::say(&format!("{REFUSED}{} at {}", error.code(), standing(&wallet)));
                break;
            }
        }
    }
    child::say("done");
}

/// One act of the newcomer, or of the desk; false once a code can be shown.
fn next_step(wallet: &Wallet, authority: &PracticeAuthority, person: &Person) -> Result<bool, WalletError> {
    match wallet.state() {
        State::Welcome | State::Registering(_) => {
            register_step(wallet, authority, person)?;
        }
        State::SignedOut(_) => {
            wallet.sign_in(None, PASSWORD.to_owned())?;
        }
        State::SignedIn(account) => match account.next {
            Next::LevelOne => {
                take(wallet);
                wallet.send_file(&card_form(person), None)?;
            }
            Next::Wait => {
                if let Some(file) = pending(authority, person) {
                    authority.desk().approve(file).unwrap();
                }
                wallet.refresh_account()?;
            }
            Next::Activate => {
                wallet.activate_signed_in()?;
            }
            Next::TakeOver => panic!("it is active nowhere else"),
        },
        State::Locked(locked) if !locked.activation_pending => wallet.unlock(PASSCODE)?,
        State::Unlocked(open) if open.account.level == 2 && open.account.code_switch => return Ok(false),
        State::Unlocked(open) if open.account.level == 2 => wallet.set_code_switch(true)?,
        State::Unlocked(_) => {
            let desk = authority.desk();
            desk.set_level(&person.number, AccountLevel::Two, WHY).unwrap();
            wallet.refresh()?;
        }
        _ => {
            step(wallet, authority, person)?;
        }
    }
    Ok(true)
}

#[track_caller]
fn assert_genuine(stage: &Stage, wallet: &Wallet) {
    let officer = stage.active("canbo", person(Branch::Officer));
    let code = wallet.make_code(CredentialView::B).unwrap();
    assert_eq!(verdict(&officer, &text_of_svg(&code.svg)), "genuine_practice");
}
