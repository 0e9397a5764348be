//! Several processes at one vault: no try and no code is counted for two.

use std::process::Stdio;
use std::sync::Barrier;

use chrono::TimeDelta;
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_vault::{Remembered, Vault, VaultError};

use crate::desk::{RIGHT, WRONG, child, child_root, noon, passcode, shared_place};

#[test]
fn threads_with_handles_of_their_own_count_every_try() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    let race = |threads: usize| -> Vec<VaultError> {
        let start = Barrier::new(threads);
        std::thread::scope(|scope| {
            let tries: Vec<_> = (0..threads)
                .map(|_| {
                    scope.spawn(|| {
                        start.wait();
                        Vault::unlock(&shared_place(root.path()), &passcode(WRONG), noon())
                            .err()
                            .unwrap()
                    })
                })
                .collect();
            tries.into_iter().map(|t| t.join().unwrap()).collect()
        })
    };
    let mut left: Vec<u32> = race(4)
        .iter()
        .map(|error| match error {
            VaultError::WrongPasscode { tries_left, .. } => *tries_left,
            other => panic!("{other:?}"),
        })
        .collect();
    left.sort_unstable();
    assert_eq!(left, [6, 7, 8, 9]);
    // The fifth starts a delay: of those that race for it one is tried and the others wait.
    let waiting = race(6)
        .iter()
        .filter(|e| matches!(e, VaultError::MustWait { .. }))
        .count();
    assert_eq!(waiting, 5);
    assert_eq!(place.lock_state(noon()).unwrap().tries_left, 5);
}

#[test]
fn processes_count_every_try() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    let children: Vec<_> = (0..3)
        .map(|_| {
            child("processes::child_tries_three_times", root.path())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(place.lock_state(noon()).unwrap().tries_left, 1);
}

#[test]
#[ignore = "the child of processes_count_every_try"]
fn child_tries_three_times() {
    let place = shared_place(&child_root());
    for _ in 0..3 {
        // A delay may start between reading it and trying, and a try is then refused: until it is counted.
        let mut now = noon();
        loop {
            match Vault::unlock(&place, &passcode(WRONG), now) {
                Err(VaultError::WrongPasscode { .. }) => break,
                Err(VaultError::MustWait { wait }) => now += TimeDelta::from_std(wait).unwrap(),
                other => panic!("{:?}", other.err()),
            }
        }
    }
}

#[test]
fn of_several_vaults_open_at_once_one_sees_a_code_first() {
    let root = tempfile::tempdir().unwrap();
    let place = shared_place(root.path());
    drop(Vault::create(&place, &passcode(RIGHT), &SeededRandom::new(1)).unwrap());
    let vaults: Vec<Vault> = (0..4)
        .map(|_| Vault::unlock(&place, &passcode(RIGHT), noon()).unwrap())
        .collect();
    for round in 0..20u8 {
        let start = Barrier::new(vaults.len());
        let firsts = std::thread::scope(|scope| {
            let seen: Vec<_> = vaults
                .iter()
                .map(|vault| {
                    scope.spawn(|| {
                        start.wait();
                        vault
                            .write(|w| w.remember_code(&[round; 16], noon(), noon()))
                            .unwrap()
                    })
                })
                .collect();
            seen.into_iter()
                .map(|s| s.join().unwrap())
                .filter(|remembered| *remembered == Remembered::FirstTime)
                .count()
        });
        assert_eq!(firsts, 1, "round {round}");
    }
}
