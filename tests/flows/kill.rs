//! kill −9 at any instant: the vault opens, no counter went back, nothing acknowledged is lost.
//!
//! A child works and tells each step once it is done; its parent kills it, and looks at what is there.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_authority::population::{Branch, IdentifiedLevel, Person, Standing};
use dinhdanh_protocol::{Clock as _, CredentialView};
use dinhdanh_wallet::{State, Wallet};

use crate::notices::passcodes_told;
use crate::stage::child::{self, Process};
use crate::stage::codes::{picture_of_svg, png};
use crate::stage::wires::{OutOfReach, Wire};
use crate::stage::{
    FakeClock, MORNING, OTHER_PASSCODE, PASSCODE, Stage, authority_in, parts, people, person, standing, step,
};

// Together more than two hundred.
const DURING_ACTIVATION: u64 = 60;
const DURING_PASSCODE_CHANGE: u64 = 50;
const DURING_GUESSES: u64 = 20;
const DURING_CODES: u64 = 40;
const DURING_SCANS: u64 = 50;

/// What a child says when the authority has bound its device.
const BINDING: &str = "binding";

/// People who take turns in one profile.
const TURNS: usize = 24;

#[test]
fn during_activation() {
    let stage = Stage::new();
    let mut next_turn = 0;
    let mut interrupted = 0;
    for round in 0..DURING_ACTIVATION {
        // Another code may be asked for by then, and the one before is still good.
        stage.clock.pass(Duration::from_secs(61));
        std::fs::write(stage.folder().join("turn"), next_turn.to_string()).unwrap();
        let wall = stage.clock.now().timestamp_millis();
        let child = Process::start("kill::child_activates", stage.folder(), wall);
        let mut said = if round % 2 == 0 {
            child.kill_after(round % 8, after(round, 40))
        } else {
            // Between the authority's answer and the open account most is at stake.
            child.kill_once(BINDING, after(round, 40))
        };
        said.retain(|said| said != BINDING);

        let wallet = stage.wallet("an");
        let stands = standing(&wallet);
        let (turn, last) = match said.last() {
            Some(last) => last
                .split_once(' ')
                .map(|(turn, step)| (turn.parse().unwrap(), step))
                .unwrap(),
            None => (next_turn, "welcome"),
        };
        let (one, two) = (turn_of(turn), turn_of(turn + 1));
        match wallet.state() {
            State::Trouble(trouble) => panic!("round {round}: {trouble:?} after {last:?}"),
            State::Welcome => assert!(turn == 0 && rank(last) <= rank("welcome"), "{round}: {last}"),
            // The account is there, of whoever's turn it was, or of the one before who has not left yet.
            State::Locked(locked) if !locked.activation_pending => {
                let before = turn.checked_sub(1).map(|turn| &turn_of(turn).full_name);
                let is_before = before == Some(&locked.name);
                assert!(
                    is_before || [&one.full_name, &two.full_name].contains(&&locked.name),
                    "{round}"
                );
                match last {
                    "unlocked" => assert!(!is_before, "{round}: what was bound is there"),
                    "welcome" | "locked" => {}
                    // What had been begun was not lost; it can only have been completed since.
                    _ => assert_eq!(locked.name, one.full_name, "{round}: after {last}"),
                }
            }
            State::Locked(_) | State::Activating { .. } => {
                interrupted += 1;
                if last == "unlocked" {
                    assert!(is_of(&wallet, two), "{round}");
                } else {
                    assert!(is_of(&wallet, one), "{round}");
                    assert!(rank(stands) >= rank(last), "{round}: {stands} after {last}");
                }
            }
            _ => panic!("nobody gave the passcode, or signed in: {stands}"),
        }
        // Whoever has the turn in what is there now goes on.
        next_turn = match wallet.state() {
            State::Locked(locked) if !locked.activation_pending => {
                wallet.unlock(PASSCODE).unwrap();
                (turn.saturating_sub(1)..turn + 2)
                    .rev()
                    .find(|turn| turn_of(*turn).full_name == locked.name)
                    .unwrap()
                    + 1
            }
            State::Welcome => 0,
            _ if is_of(&wallet, two) => turn + 1,
            _ => turn,
        };
    }
    assert!(
        interrupted > DURING_ACTIVATION / 4,
        "{interrupted} kills met an activation"
    );
    // The last one still comes to its end, and nothing is left of all the others.
    let wallet = stage.wallet("an");
    stage.clock.pass(Duration::from_secs(61));
    stage.activate(&wallet, turn_of(next_turn));
    // What could not be removed in passing is removed when the profile is opened next.
    drop(wallet);
    drop(stage.wallet("an"));
    let folders = std::fs::read_dir(stage.profile_folder("an")).unwrap();
    assert_eq!(
        folders
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count(),
        1
    );
    let secrets: Vec<_> = std::fs::read_dir(stage.folder().join("secrets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with("-profile.secret"))
        .collect();
    assert_eq!(secrets.len(), 1, "a secret that left is not gone: {secrets:?}");
}

#[test]
#[ignore = "the child of during_activation"]
fn child_activates() {
    let (folder, clock) = (child::folder(), child::clock());
    let authority = Arc::new(authority_in(&folder, clock.clone()));
    let wire = Wire::to(authority.clone()).announcing(|| child::say(BINDING));
    let wallet = Wallet::open(parts(&folder, "an", Arc::new(wire), clock)).unwrap();
    let mut turn: usize = std::fs::read_to_string(folder.join("turn"))
        .unwrap()
        .parse()
        .unwrap();
    loop {
        if step(&wallet, &authority, turn_of(turn)).unwrap() {
            child::say(&format!("{turn} {}", standing(&wallet)));
        } else {
            wallet.lock();
            turn += 1;
        }
    }
}

/// Who is activated in turn; round and round, as each one leaves when the next one comes.
fn turn_of(turn: usize) -> &'static Person {
    let ready = Standing::NotActive {
        level: IdentifiedLevel::Two,
        has_password: true,
    };
    people()
        .iter()
        .filter(|person| person.standing == ready)
        .cycle()
        .nth(turn % TURNS)
        .unwrap()
}

/// Whether the activation under way is a person's; behind the passcode the name alone tells.
fn is_of(wallet: &Wallet, person: &Person) -> bool {
    match wallet.state() {
        State::Locked(locked) => locked.name == person.full_name,
        _ => wallet.phones_for_messages() == std::slice::from_ref(&person.phone),
    }
}

/// How far a step is.
fn rank(step: &str) -> usize {
    let order = [
        "welcome",
        "locked",
        "device notice",
        "otp",
        "password",
        "passcode",
        "locked, activating",
        "questions",
        "unlocked",
    ];
    let rank = order.iter().position(|known| *known == step).unwrap();
    // After a restart the questions stand behind the passcode.
    if step == "questions" { rank - 1 } else { rank }
}

#[test]
fn during_a_change_of_the_passcode() {
    let stage = Stage::new();
    drop(stage.active("an", person(Branch::Citizen)));
    let passcodes = [PASSCODE, OTHER_PASSCODE];
    let mut current = 0;
    for round in 0..DURING_PASSCODE_CHANGE {
        let test = [
            "kill::child_changes_from_the_first",
            "kill::child_changes_from_the_second",
        ][current];
        // A day has an end to how many new passcodes the authority takes note of.
        stage.clock.pass_days(1);
        let wall = stage.clock.now().timestamp_millis();
        let said = Process::start(test, stage.folder(), wall).kill_after(1 + round % 3, after(round, 8));
        let wallet = alone(&stage, "an");
        let State::Locked(locked) = wallet.state() else {
            panic!("{round}: {}", standing(&wallet));
        };
        assert!(
            locked.lock.tries_left >= 9,
            "{round}: a try cut short counts, and one only"
        );
        let acknowledged = (current + said.len()) % 2;
        current = if wallet.unlock(passcodes[acknowledged]).is_ok() {
            acknowledged
        } else {
            // The next change was durable, and the kill came before it was told.
            wallet.unlock(passcodes[1 - acknowledged]).unwrap();
            1 - acknowledged
        };
        drop(wallet);
        let wallet = stage.wallet("an");
        wallet.unlock(passcodes[current]).unwrap();
        let told = passcodes_told(&wallet);
        for _ in 0..2 {
            wallet.refresh().unwrap();
            assert_eq!(
                passcodes_told(&wallet),
                told + 1,
                "{round}: of what is in force, once"
            );
        }
    }
}

#[test]
#[ignore = "a child of during_a_change_of_the_passcode"]
fn child_changes_from_the_first() {
    change_on_and_on([PASSCODE, OTHER_PASSCODE]);
}

#[test]
#[ignore = "a child of during_a_change_of_the_passcode"]
fn child_changes_from_the_second() {
    change_on_and_on([OTHER_PASSCODE, PASSCODE]);
}

fn change_on_and_on(passcodes: [&str; 2]) {
    let wallet = child_wallet("an", child::clock());
    wallet.unlock(passcodes[0]).unwrap();
    for [current, next] in [passcodes, [passcodes[1], passcodes[0]]].into_iter().cycle() {
        wallet.change_passcode(current, next, next).unwrap();
        child::say("changed");
    }
}

#[test]
fn during_wrong_passcodes() {
    let stage = Stage::new();
    drop(stage.active("an", person(Branch::Citizen)));
    for round in 0..DURING_GUESSES {
        stage.clock.pass_days(1);
        let wall = stage.clock.now().timestamp_millis();
        let said = Process::start("kill::child_guesses", stage.folder(), wall)
            .kill_after(1 + round % 8, after(round, 3));
        stage.clock.pass(Duration::from_secs(3 * 3_600));
        let wallet = alone(&stage, "an");
        let State::Locked(locked) = wallet.state() else {
            panic!("{round}: {}", standing(&wallet));
        };
        let counted = 10 - u64::from(locked.lock.tries_left);
        let told = said.len() as u64;
        assert!(
            (told..=told + 1).contains(&counted),
            "{round}: {counted} of {told}"
        );
        wallet.unlock(PASSCODE).unwrap();
    }
}

#[test]
#[ignore = "the child of during_wrong_passcodes"]
fn child_guesses() {
    let clock = child::clock();
    let wallet = child_wallet("an", clock.clone());
    for _ in 0..9 {
        let State::Locked(locked) = wallet.state() else {
            panic!("{}", standing(&wallet));
        };
        clock.pass(locked.lock.wait);
        wallet.unlock(OTHER_PASSCODE).unwrap_err();
        child::say("refused");
    }
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn while_codes_are_made() {
    let stage = Stage::new();
    drop(stage.active("an", person(Branch::Citizen)));
    for round in 0..DURING_CODES {
        let said = Process::start("kill::child_makes_codes", stage.folder(), MORNING)
            .kill_after(1 + round % 5, after(round, 30));
        let wallet = alone(&stage, "an");
        wallet.unlock(PASSCODE).unwrap();
        let State::Unlocked(open) = wallet.state() else {
            panic!("{round}: {}", standing(&wallet));
        };
        let switched = said.iter().rev().find(|said| said.as_str() != "made").unwrap();
        let on = open.account.code_switch;
        if on.to_string() != *switched {
            // The next turn of the switch was durable, and the kill came before it was told.
            assert!(!on || said.last() == Some(switched), "{round}: {said:?}");
        }
        wallet.set_code_switch(true).unwrap();
        wallet.make_code(CredentialView::B).unwrap();
    }
}

#[test]
#[ignore = "the child of while_codes_are_made"]
fn child_makes_codes() {
    let wallet = child_wallet("an", child::clock());
    wallet.unlock(PASSCODE).unwrap();
    loop {
        wallet.set_code_switch(true).unwrap();
        child::say("true");
        for view in CredentialView::ALL {
            wallet.make_code(view).unwrap();
            child::say("made");
        }
        wallet.set_code_switch(false).unwrap();
        child::say("false");
    }
}

#[test]
fn while_an_officer_scans() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    drop(stage.active("canbo", person(Branch::Officer)));
    let files: Vec<Vec<u8>> = (0..DURING_SCANS * 4)
        .map(|number| {
            let file = png(&picture_of_svg(
                &citizen.make_code(CredentialView::A).unwrap().svg,
            ));
            std::fs::write(stage.folder().join(format!("{number}.png")), &file).unwrap();
            file
        })
        .collect();
    let mut scanned = 0;
    for round in 0..DURING_SCANS {
        std::fs::write(stage.folder().join("next"), scanned.to_string()).unwrap();
        let said = Process::start("kill::child_scans", stage.folder(), MORNING)
            .kill_after(1 + round % 2, after(round, 10));
        assert!(
            said.iter().all(|verdict| verdict == "genuine_practice"),
            "{round}: {said:?}"
        );
        let wallet = alone(&stage, "canbo");
        wallet.unlock(PASSCODE).unwrap();
        let verdict = |number: usize| {
            let frame = wallet.check_picture(&files[number]).unwrap();
            frame.verdict.unwrap().judgement.verdict.code()
        };
        // What was told is remembered; the next one may be, if the kill came before it was told.
        for number in scanned..scanned + said.len() {
            assert_eq!(verdict(number), "replayed", "{round}: {number}");
        }
        assert!(["replayed", "genuine_practice"].contains(&verdict(scanned + said.len())));
        assert_eq!(verdict(0), "replayed", "{round}: and so is the first");
        scanned += said.len() + 1;
    }
}

#[test]
#[ignore = "the child of while_an_officer_scans"]
fn child_scans() {
    let folder = child::folder();
    let wallet = child_wallet("canbo", child::clock());
    wallet.unlock(PASSCODE).unwrap();
    let next: usize = std::fs::read_to_string(folder.join("next"))
        .unwrap()
        .parse()
        .unwrap();
    for number in next.. {
        let Ok(file) = std::fs::read(folder.join(format!("{number}.png"))) else {
            break;
        };
        let frame = wallet.check_picture(&file).unwrap();
        child::say(frame.verdict.unwrap().judgement.verdict.code());
    }
}

/// A different while in every round, up to so many milliseconds.
pub(crate) fn after(round: u64, most: u64) -> Duration {
    Duration::from_micros(round * 7_919 % (most * 1_000))
}

/// A wallet of a profile on a computer without a network, which costs the least to open.
fn alone(stage: &Stage, profile: &str) -> Wallet {
    stage.wallet_of(profile, Arc::new(OutOfReach))
}

fn child_wallet(profile: &str, clock: Arc<FakeClock>) -> Wallet {
    Wallet::open(parts(&child::folder(), profile, Arc::new(OutOfReach), clock)).unwrap()
}
