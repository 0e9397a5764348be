//! kill −9 at any step of a registration, or of setting a password anew: it goes on where it was.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, Person, Standing};
use dinhdanh_protocol::Clock as _;
use dinhdanh_wallet::{Wallet, WalletError};

use crate::kill::after;
use crate::stage::child::{self, Process};
use crate::stage::newcomer::{register, register_step, reset, reset_step};
use crate::stage::{PASSWORD, Stage, authority_in, parts, people, person, standing};

const DURING_REGISTRATION: u64 = 40;
const DURING_RESET: u64 = 30;
/// How a child begins to tell that it could not go on.
const REFUSED: &str = "refused ";

#[test]
fn during_registration() {
    let stage = Stage::new();
    let mut turn = 0;
    let mut interrupted = 0;
    for round in 0..DURING_REGISTRATION {
        let last = told(&stage, "kill_newcomer::child_registers", turn, round, 5);
        let wallet = stage.wallet("an");
        let stands = standing(&wallet);
        assert!(rank(stands) >= rank(&last), "{round}: {stands} after {last}");
        match stands {
            "signed out" => {
                wallet.sign_in(None, PASSWORD.to_owned()).unwrap();
                wallet.change_account().unwrap();
                turn += 1;
            }
            "welcome" => {}
            _ => interrupted += 1,
        }
        wait(&stage, stands);
    }
    assert!(
        interrupted > DURING_REGISTRATION / 4,
        "{interrupted} kills met a registration"
    );
    register(&stage.wallet("an"), &stage.authority, newcomer(turn));
}

#[test]
#[ignore = "the child of during_registration"]
fn child_registers() {
    go_on(|wallet, authority, turn| register_step(wallet, authority, newcomer(turn)));
}

#[test]
fn during_a_reset() {
    let stage = Stage::new();
    let forgetful = person(Branch::AppOnly);
    let mut turn = 0;
    let mut interrupted = 0;
    for round in 0..DURING_RESET {
        let last = told(&stage, "kill_newcomer::child_resets", turn, round, 3);
        let wallet = stage.wallet("an");
        let stands = standing(&wallet);
        // Where it was told that all is done, the next one may have begun.
        if last != "done" {
            assert!(rank(stands) >= rank(&last), "{round}: {stands} after {last}");
        }
        if stands == "signed out" && wallet.sign_in(None, password_of(turn)).is_ok() {
            wallet.change_account().unwrap();
            turn += 1;
        } else if stands != "welcome" {
            interrupted += 1;
        }
        wait(&stage, stands);
    }
    assert!(interrupted > DURING_RESET / 4, "{interrupted} kills met a reset");
    let wallet = stage.wallet("an");
    reset(&wallet, &stage.authority, forgetful, &password_of(turn));
    wallet.sign_in(None, password_of(turn)).unwrap();
}

#[test]
#[ignore = "the child of during_a_reset"]
fn child_resets() {
    let forgetful = person(Branch::AppOnly);
    go_on(|wallet, authority, turn| reset_step(wallet, authority, forgetful, &password_of(turn)));
}

/// What a child said last that was killed somewhere in the journey.
fn told(stage: &Stage, test: &str, turn: usize, round: u64, steps: u64) -> String {
    std::fs::write(stage.folder().join("turn"), turn.to_string()).unwrap();
    let wall = stage.clock.now().timestamp_millis();
    let said = Process::start(test, stage.folder(), wall).kill_after(round % (steps + 1), after(round, 40));
    assert!(
        !said.iter().any(|said| said.starts_with(REFUSED)),
        "{round}: {said:?}"
    );
    said.last().cloned().unwrap_or_else(|| "welcome".to_owned())
}

/// In a child: all steps of a journey, each told once it is done.
fn go_on(
    step: impl Fn(&Wallet, &dinhdanh_authority::practice::PracticeAuthority, usize) -> Result<bool, WalletError>,
) {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = Arc::new(authority_in(&folder, clock.clone()));
    let wallet = Wallet::open(parts(&folder, "an", authority.clone(), clock)).unwrap();
    let turn = std::fs::read_to_string(folder.join("turn"))
        .unwrap()
        .parse()
        .unwrap();
    child::say(standing(&wallet));
    loop {
        match step(&wallet, &authority, turn) {
            Ok(true) => child::say(standing(&wallet)),
            Ok(false) => break,
            Err(error) => {
                child::say(&format!("{REFUSED}{}", error.code()));
                break;
            }
        }
    }
    child::say("done");
}

/// Another code may be asked for after a minute, and another journey be begun, whosever, after a day.
fn wait(stage: &Stage, stands: &str) {
    if ["welcome", "signed out"].contains(&stands) {
        stage.clock.pass_days(1);
    } else {
        stage.clock.pass(Duration::from_secs(61));
    }
}

fn newcomer(turn: usize) -> &'static Person {
    people()
        .iter()
        .filter(|person| person.standing == Standing::NoAccount)
        .cycle()
        .nth(turn)
        .unwrap()
}

fn password_of(turn: usize) -> String {
    format!("Doimatkhau_{turn}")
}

/// How far a step is.
fn rank(step: &str) -> usize {
    let order = [
        "welcome",
        "registering: card",
        "registering: otp",
        "registering: password",
        "resetting: otp",
        "resetting: password",
        "signed out",
        "done",
    ];
    let rank = order.iter().position(|known| *known == step).unwrap();
    rank.min(order.len() - 2)
}
