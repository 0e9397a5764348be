//! Killed in the middle: what was acknowledged is there, and a passcode opens.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::time::Duration;

use chrono::TimeDelta;
use dinhdanh_crypto::random::{SeededRandom, SystemRandom};
use dinhdanh_vault::{OfficeSighting, Presence, Vault, VaultError};

use crate::desk::{RIGHT, WRONG, account, child, child_root, factors, noon, passcode, shared_place};

const KILLS: u64 = 30;

/// Runs a hidden test, waits for its first acknowledgement, lets it go on for a while that differs from round
/// to round, kills it, and gives the last number it acknowledged.
fn run_and_kill(test: &str, root: &std::path::Path, round: u64) -> u64 {
    let mut process = child(test, root).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let number = |line: &str| line.split("ack ").nth(1)?.parse::<u64>().ok();
    let mut last = lines.by_ref().find_map(|line| number(&line.unwrap())).unwrap();
    std::thread::sleep(Duration::from_micros(round * 733 % 9_000));
    process.kill().unwrap();
    for line in lines {
        last = line.ok().as_deref().and_then(number).unwrap_or(last);
    }
    process.wait().unwrap();
    last
}

fn acknowledge(number: u64) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ack {number}").unwrap();
    out.flush().unwrap();
}

#[test]
fn a_passcode_change_leaves_the_old_one_or_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    for round in 0..KILLS {
        run_and_kill("kill::child_changes_the_passcode", root.path(), round);
        // A kill during a try leaves that try counted, and one only.
        assert!(place.lock_state(noon()).unwrap().tries_left >= 9, "round {round}");
        let opened = [RIGHT, WRONG]
            .into_iter()
            .find(|digits| Vault::unlock(&place, &passcode(digits), noon()).is_ok());
        assert!(opened.is_some(), "round {round}");
    }
}

#[test]
#[ignore = "the child of a_passcode_change_leaves_the_old_one_or_the_new_one"]
fn child_changes_the_passcode() {
    let place = shared_place(&child_root());
    let (mut current, mut next) = (RIGHT, WRONG);
    if Vault::verify_passcode(&place, &passcode(current), noon()).is_err() {
        std::mem::swap(&mut current, &mut next);
    }
    for number in 0.. {
        Vault::change_passcode(&place, &passcode(current), &passcode(next), &SystemRandom, noon()).unwrap();
        std::mem::swap(&mut current, &mut next);
        acknowledge(number);
    }
}

#[test]
fn a_recovery_leaves_the_old_passcode_or_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    let vault = Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap();
    vault
        .add_recovery(&factors(1), None, &SeededRandom::new(2), noon())
        .unwrap();
    vault.write(|w| w.put_account(&account())).unwrap();
    drop(vault);
    for round in 0..KILLS {
        run_and_kill("kill::child_recovers", root.path(), round);
        let opened = [RIGHT, WRONG]
            .into_iter()
            .find_map(|digits| Vault::unlock(&place, &passcode(digits), noon()).ok());
        let kept = opened.map(|vault| vault.read(|r| r.account()).unwrap());
        assert!(kept == Some(Some(account())), "round {round}");
    }
}

#[test]
#[ignore = "the child of a_recovery_leaves_the_old_passcode_or_the_new_one"]
fn child_recovers() {
    let place = shared_place(&child_root());
    for number in 0u64.. {
        let digits = if number % 2 == 0 { WRONG } else { RIGHT };
        let renewed = factors(2);
        drop(
            Vault::recover(
                &place,
                &factors(1),
                Some(&renewed),
                &passcode(digits),
                &SystemRandom,
            )
            .unwrap(),
        );
        acknowledge(number);
    }
}

#[test]
fn no_answered_try_goes_uncounted() {
    for round in 0..KILLS / 3 {
        let root = tempfile::tempdir().unwrap();
        let place = shared_place(root.path());
        drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
        let answered = 1 + run_and_kill("kill::child_guesses", root.path(), round);
        let counted = u64::from(10 - place.lock_state(noon()).unwrap().tries_left);
        // One more may have been under way.
        assert!(
            (answered..=answered + 1).contains(&counted),
            "{counted} of {answered}"
        );
    }
}

#[test]
#[ignore = "the child of no_answered_try_goes_uncounted"]
fn child_guesses() {
    let place = shared_place(&child_root());
    for number in 0..9 {
        let wait = place.lock_state(noon()).unwrap().wait;
        let after_the_delay = noon() + TimeDelta::from_std(wait).unwrap();
        assert!(Vault::unlock(&place, &passcode(WRONG), after_the_delay).is_err());
        acknowledge(number);
    }
}

#[test]
fn every_code_acknowledged_is_remembered() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    for round in 0..KILLS / 3 {
        let last = run_and_kill("kill::child_remembers_codes", root.path(), round);
        let vault = Vault::unlock(&place, &passcode(RIGHT), noon()).unwrap();
        vault
            .read(|r| {
                for number in 0..=last {
                    assert!(
                        r.seen_code(&number.to_be_bytes())?.is_some(),
                        "round {round}: {number} of {last}"
                    );
                }
                Ok::<_, dinhdanh_vault::VaultError>(())
            })
            .unwrap();
    }
}

#[test]
#[ignore = "the child of every_code_acknowledged_is_remembered"]
fn child_remembers_codes() {
    let vault = Vault::unlock(&shared_place(&child_root()), &passcode(RIGHT), noon()).unwrap();
    for number in 0u64.. {
        vault
            .write(|w| w.remember_code(&number.to_be_bytes(), noon() + TimeDelta::seconds(60), noon()))
            .unwrap();
        acknowledge(number);
    }
}

/// Sightings in one file of another desk.
const TOLD_AT_ONCE: u64 = 200;

#[test]
fn what_another_desk_told_is_there_whole_or_not_at_all() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    for round in 0..KILLS / 3 {
        let last = run_and_kill("kill::child_takes_what_desks_told", root.path(), round);
        let vault = Vault::unlock(&place, &passcode(RIGHT), noon()).unwrap();
        let kept = vault.read(|r| r.office_sightings()).unwrap().len() as u64;
        assert_eq!(kept % TOLD_AT_ONCE, 0, "round {round}");
        assert!(kept > last * TOLD_AT_ONCE, "round {round}: {kept} of {last}");
    }
}

#[test]
#[ignore = "the child of what_another_desk_told_is_there_whole_or_not_at_all"]
fn child_takes_what_desks_told() {
    let vault = Vault::unlock(&shared_place(&child_root()), &passcode(RIGHT), noon()).unwrap();
    for number in 0u64.. {
        vault
            .write(|w| {
                for one in 0..TOLD_AT_ONCE {
                    let mut tag = [0; 16];
                    tag[..8].copy_from_slice(&(number * TOLD_AT_ONCE + one).to_be_bytes());
                    w.add_office_sighting(&OfficeSighting {
                        tag,
                        desk: [2; 8],
                        seen_at: noon(),
                        expires_at: noon() + TimeDelta::seconds(70),
                    })?;
                }
                Ok::<_, VaultError>(())
            })
            .unwrap();
        acknowledge(number);
    }
}

#[test]
fn creations_and_removals_cut_short_never_stand_in_the_way() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    for round in 0..KILLS / 3 {
        run_and_kill("kill::child_creates_and_removes", root.path(), round);
        match place.presence().unwrap() {
            Presence::Present => drop(Vault::unlock(&place, &passcode(RIGHT), noon()).unwrap()),
            Presence::HalfMade | Presence::Nothing => {
                drop(Vault::create(&place, &passcode(RIGHT), &SystemRandom).unwrap());
            }
        }
    }
}

#[test]
#[ignore = "the child of creations_and_removals_cut_short_never_stand_in_the_way"]
fn child_creates_and_removes() {
    let place = shared_place(&child_root());
    for number in 0.. {
        place.remove().unwrap();
        drop(Vault::create(&place, &passcode(RIGHT), &SystemRandom).unwrap());
        acknowledge(number);
    }
}
