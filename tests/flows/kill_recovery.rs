//! kill −9 at any step of a recovery: the vault opens by the old passcode or the new one, with all that was in it, and
//! can be recovered again.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::Clock as _;
use dinhdanh_vault::Account;
use dinhdanh_wallet::{State, Wallet};

use crate::kill::after;
use crate::stage::child::{self, Process};
use crate::stage::{
    OTHER_PASSCODE, PASSCODE, Stage, answers, authority_in, newest_otp, parts, person, standing,
};

const ROUNDS: u64 = 36;
/// How many things a child says from its first step to the open account.
const STEPS: u64 = 6;

#[test]
fn during_a_recovery() {
    let stage = Stage::new();
    let wallet = stage.active("an", person(Branch::Citizen));
    let before = account(&wallet).unwrap();
    drop(wallet);
    let mut recovered = 0;
    let mut current = PASSCODE;
    for round in 0..ROUNDS {
        // As often as the authority lets one recover in a day.
        stage.clock.pass(Duration::from_secs(3 * 3_600));
        let wall = stage.clock.now().timestamp_millis();
        let mut child = Process::start("kill_recovery::child_recovers", stage.folder(), wall);
        child.tell(other(current));
        let said = child.kill_after(round % (STEPS + 1), after(round, 30));

        let wallet = stage.wallet("an");
        assert_eq!(standing(&wallet), "locked", "{round}");
        let was_told = said.last().is_some_and(|last| last == "unlocked");
        if was_told || wallet.unlock(current).is_err() {
            current = other(current);
            recovered += 1;
            wallet.unlock(current).unwrap();
        }
        assert!(
            account(&wallet).as_ref() == Some(&before),
            "{round}: after {said:?}"
        );
        // It is the device that is bound, and what remained open between the two is settled.
        wallet.refresh().unwrap();
        assert!(account(&wallet).as_ref() == Some(&before), "{round}");
    }
    assert!(
        (1..ROUNDS).contains(&recovered),
        "{recovered} of {ROUNDS} recoveries came to their end"
    );
    // After all of them it is recovered still.
    stage.clock.pass(Duration::from_secs(86_400));
    let wallet = stage.wallet("an");
    recover(&wallet, &stage.authority, OTHER_PASSCODE, |_| ());
}

#[test]
#[ignore = "the child of during_a_recovery"]
fn child_recovers() {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = Arc::new(authority_in(&folder, clock.clone()));
    let wallet = Wallet::open(parts(&folder, "an", authority.clone(), clock)).unwrap();
    let mut passcode = String::new();
    std::io::stdin().read_line(&mut passcode).unwrap();
    recover(&wallet, &authority, passcode.trim(), child::say);
    // Killed only now.
    std::thread::sleep(Duration::from_secs(60));
}

fn recover(
    wallet: &Wallet,
    authority: &dinhdanh_authority::practice::PracticeAuthority,
    passcode: &str,
    said: impl Fn(&str),
) {
    let citizen = person(Branch::Citizen);
    let [(_, first), (_, second)] = answers();
    wallet.begin_recovery().unwrap();
    said("begun");
    let number = Some(citizen.number.as_str());
    wallet
        .recovery_sign_in(number, SAMPLE_PASSWORD.to_owned())
        .unwrap();
    said("signed in");
    wallet
        .confirm_recovery_otp(&newest_otp(authority, citizen))
        .unwrap();
    said("code");
    wallet.answer_recovery(first).unwrap();
    said("first answer");
    wallet.answer_recovery(second).unwrap();
    said("second answer");
    wallet.recover(passcode, passcode).unwrap();
    said("unlocked");
}

fn other(passcode: &str) -> &'static str {
    if passcode == PASSCODE {
        OTHER_PASSCODE
    } else {
        PASSCODE
    }
}

fn account(wallet: &Wallet) -> Option<Account> {
    match wallet.state() {
        State::Unlocked(person) => Some(person.account),
        _ => None,
    }
}
