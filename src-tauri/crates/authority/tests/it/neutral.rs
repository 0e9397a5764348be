//! How long an answer takes does not tell whether there is an account. That both ways do the same is counted elsewhere,
//! statement by statement; here they are measured, turn by turn, so that whatever else the computer does falls on both.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use dinhdanh_authority::population::{Person, Standing};
use dinhdanh_authority::practice;
use dinhdanh_protocol::{AuthorityApi as _, CitizenNumber, PhoneNumber};

use crate::place::{Place, request_for, reset_of, sign_in_of};

/// Turns of each way.
const TURNS: usize = 21;
/// How far two times may lie apart. What this is to find costs a derivation of a key, or saves it: a factor of ten and
/// more.
const WITHIN: f64 = 4.0;

/// Numbers with an account that has a password.
fn known() -> Vec<Person> {
    let mut people = practice::people().unwrap();
    people.retain(|person| person.standing == Standing::ActiveElsewhere);
    people
}

fn unknown(of: usize) -> CitizenNumber {
    format!("001099{of:06}").parse().unwrap()
}

/// A phone that nobody has, another for each.
fn phone(of: usize) -> PhoneNumber {
    format!("0901{of:06}").parse().unwrap()
}

/// What an answer takes when nothing comes between: a quarter of them took less.
fn undisturbed(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 4).unwrap().as_secs_f64()
}

/// Asks with a number that has an account and with one that has none, in turn. What else the computer does may fall on
/// one of them by chance, but not time after time.
#[track_caller]
fn assert_alike(ask: impl Fn(&Place, &CitizenNumber, usize)) {
    let place = Place::new();
    let people = known();
    assert!(people.len() >= TURNS, "one for each turn: {}", people.len());
    let timed = |number: &CitizenNumber, turn| {
        place.clock.forward(TimeDelta::minutes(1));
        let begun = Instant::now();
        ask(&place, number, turn);
        begun.elapsed()
    };
    // The first of each opens connections and fills caches.
    timed(&unknown(999_999), 9_999);
    let measured = || {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (turn, person) in people.iter().take(TURNS).enumerate() {
            // Whoever comes second finds caches warm and disks busy: each comes second as often.
            if turn % 2 == 0 {
                with.push(timed(&person.number, turn * 2));
                without.push(timed(&unknown(turn), turn * 2 + 1));
            } else {
                without.push(timed(&unknown(turn), turn * 2 + 1));
                with.push(timed(&person.number, turn * 2));
            }
        }
        (undisturbed(with), undisturbed(without))
    };
    let measured = [(); 3].map(|()| measured());
    assert!(
        measured
            .iter()
            .any(|(with, without)| with / without < WITHIN && without / with < WITHIN),
        "seconds with an account and without: {measured:?}"
    );
}

#[test]
fn a_wrong_password() {
    assert_alike(|place, number, _| {
        let refused = place.authority.sign_in(&sign_in_of(number, "Sai_2026"));
        assert!(refused.is_err());
    });
}

#[test]
fn a_forgotten_password_as_far_as_the_code() {
    assert_alike(|place, number, turn| {
        let mut request = reset_of(number, &phone(turn));
        request.client = sign_in_of(number, "").client;
        let token = place.authority.begin_reset(&request).unwrap().token;
        place.authority.send_otp(&token).unwrap();
    });
}

#[test]
fn an_activation_with_a_wrong_phone() {
    assert_alike(|place, number, turn| {
        let mut request = request_for(number, &phone(turn));
        request.client = sign_in_of(number, "").client;
        place.authority.request_activation(&request).unwrap();
    });
}
