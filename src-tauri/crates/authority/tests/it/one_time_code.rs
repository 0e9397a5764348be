use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_authority::{Authority, AuthorityParts, Register, RegisteredPaper, RegisteredPerson};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::{ActivationAnswer, ApiError, AuthorityApi as _, CitizenNumber, OtpCode, Refusal};

use crate::place::{Place, assert_refused, request, wrong};

const MINUTE: TimeDelta = TimeDelta::seconds(60);

#[test]
fn a_code_comes_by_sms_and_opens_the_next_step() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let session = place.session(&citizen);
    let sent = place.authority.send_otp(&session.token).unwrap();
    assert_eq!(sent.expires_at, place.now() + TimeDelta::minutes(3));
    assert_eq!(sent.resend_at, place.now() + MINUTE);
    assert_eq!((sent.tries_left, sent.sends_left), (5, 4));
    let messages = place.authority.messages(&citizen.phone).unwrap();
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    assert_eq!(message.from, "Cơ quan định danh thực hành");
    assert!(
        message.text.contains("thực hành, không có giá trị pháp lý"),
        "{}",
        message.text
    );
    let code = message.code.clone().unwrap();
    assert!(message.text.contains(code.expose()));
    place.authority.confirm_otp(&session.token, &code).unwrap();
    // The answer was lost: the same again.
    place.authority.confirm_otp(&session.token, &code).unwrap();
    assert_refused(
        place.authority.confirm_otp(&session.token, &wrong(&code, 1)),
        Refusal::OutOfOrder,
    );
    assert_refused(place.authority.send_otp(&session.token), Refusal::OutOfOrder);
}

#[test]
fn nobody_else_sees_the_message() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    place.authority.send_otp(&place.session(&citizen).token).unwrap();
    let officer = place.persona(Branch::Officer);
    assert!(place.authority.messages(&officer.phone).unwrap().is_empty());
}

#[test]
fn five_wrong_codes_use_it_up_and_a_new_one_has_five_tries() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    assert_refused(
        place
            .authority
            .confirm_otp(&token, &OtpCode::parse("000000").unwrap()),
        Refusal::OtpExpired,
    );
    place.authority.send_otp(&token).unwrap();
    let code = place.code(&citizen.phone);
    for tries_left in (0..5).rev() {
        let wrong = wrong(&code, 1 + u32::from(tries_left));
        assert_refused(
            place.authority.confirm_otp(&token, &wrong),
            Refusal::OtpWrong { tries_left },
        );
    }
    assert_refused(place.authority.confirm_otp(&token, &code), Refusal::OtpExhausted);
    place.clock.forward(MINUTE);
    place.authority.send_otp(&token).unwrap();
    let second = place.code(&citizen.phone);
    assert_refused(
        place.authority.confirm_otp(&token, &wrong(&second, 1)),
        Refusal::OtpWrong { tries_left: 4 },
    );
    place.authority.confirm_otp(&token, &second).unwrap();
}

#[test]
fn a_code_lives_three_minutes_and_only_until_the_next() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    place.authority.send_otp(&token).unwrap();
    let first = place.code(&citizen.phone);
    place.clock.forward(TimeDelta::minutes(3));
    assert_refused(place.authority.confirm_otp(&token, &first), Refusal::OtpExpired);
    place.authority.send_otp(&token).unwrap();
    let second = place.code(&citizen.phone);
    if first.expose() != second.expose() {
        assert_refused(
            place.authority.confirm_otp(&token, &first),
            Refusal::OtpWrong { tries_left: 4 },
        );
    }
    place
        .clock
        .forward(TimeDelta::minutes(3) - TimeDelta::milliseconds(1));
    place.authority.confirm_otp(&token, &second).unwrap();
}

#[test]
fn another_code_may_be_asked_for_after_a_minute_and_five_times() {
    let place = Place::new();
    let token = place.session(&place.persona(Branch::Citizen)).token.clone();
    for sends_left in (0..5).rev() {
        let sent = place.authority.send_otp(&token).unwrap();
        assert_eq!(sent.sends_left, sends_left);
        if sends_left > 0 {
            let resend_at = place.now() + MINUTE;
            place.clock.forward(MINUTE - TimeDelta::milliseconds(1));
            assert_refused(
                place.authority.send_otp(&token),
                Refusal::OtpTooSoon { resend_at },
            );
            place.clock.forward(TimeDelta::milliseconds(1));
        }
    }
    place.clock.forward(MINUTE);
    assert_refused(place.authority.send_otp(&token), Refusal::OtpLimit);
}

#[test]
fn an_account_is_sent_ten_codes_an_hour_over_all_its_sessions() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let begun = place.now();
    for _ in 0..10 {
        place.authority.send_otp(&place.session(&citizen).token).unwrap();
        place.clock.forward(TimeDelta::seconds(1));
    }
    let eleventh = place.session(&citizen).token.clone();
    let resend_at = begun + TimeDelta::hours(1);
    assert_refused(
        place.authority.send_otp(&eleventh),
        Refusal::OtpTooSoon { resend_at },
    );
    // Others are not concerned.
    place
        .authority
        .send_otp(&place.session(&place.persona(Branch::Officer)).token)
        .unwrap();
    place.clock.forward(resend_at - place.now());
    place.authority.send_otp(&place.session(&citizen).token).unwrap();
}

#[test]
fn the_code_of_one_session_is_nothing_in_another() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (one, other) = (
        place.session(&citizen).token.clone(),
        place.session(&citizen).token.clone(),
    );
    place.authority.send_otp(&one).unwrap();
    let code_of_one = place.code(&citizen.phone);
    place.authority.send_otp(&other).unwrap();
    if code_of_one.expose() != place.code(&citizen.phone).expose() {
        assert_refused(
            place.authority.confirm_otp(&other, &code_of_one),
            Refusal::OtpWrong { tries_left: 4 },
        );
    }
    place.authority.confirm_otp(&one, &code_of_one).unwrap();
}

#[test]
fn fifty_guessers_at_once_have_five_tries_between_them() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    place.authority.send_otp(&token).unwrap();
    let code = place.code(&citizen.phone);
    let barrier = Barrier::new(50);
    let outcomes: Vec<_> = thread::scope(|scope| {
        let guesses: Vec<_> = (1..=50)
            .map(|by| {
                let guess = wrong(&code, by);
                scope.spawn(|| {
                    let guess = guess;
                    barrier.wait();
                    place.authority.confirm_otp(&token, &guess)
                })
            })
            .collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    let mut tries = BTreeSet::new();
    let mut exhausted = 0;
    for outcome in outcomes {
        match outcome {
            Err(ApiError::Refused(Refusal::OtpWrong { tries_left })) => {
                assert!(tries.insert(tries_left), "counted once")
            }
            Err(ApiError::Refused(Refusal::OtpExhausted)) => exhausted += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        (tries.into_iter().collect::<Vec<_>>(), exhausted),
        (vec![0, 1, 2, 3, 4], 45)
    );
}

/// Fifty at once, through two openings of the folder, half of them right: the session moves on once, and no
/// wrong code counts after that.
#[test]
fn in_a_race_the_right_code_wins_once() {
    let place = Place::new();
    let another = place.another();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    place.authority.send_otp(&token).unwrap();
    let code = place.code(&citizen.phone);
    let barrier = Barrier::new(50);
    let outcomes: Vec<(bool, _)> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                // The wrong ones are four: too few to use the code up.
                let right = racer % 12 != 11;
                let guess = if right { code.clone() } else { wrong(&code, racer) };
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let (barrier, token) = (&barrier, &token);
                scope.spawn(move || {
                    barrier.wait();
                    (right, door.confirm_otp(token, &guess))
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    for (right, outcome) in &outcomes {
        match outcome {
            Ok(_) => assert!(right),
            Err(ApiError::Refused(Refusal::OtpWrong { .. } | Refusal::OutOfOrder)) => assert!(!right),
            other => panic!("{other:?}"),
        }
    }
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let confirmed: i64 = connection
        .query_row(
            "SELECT count(*) FROM one_time_code WHERE confirmed_at IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(confirmed, 1);
    assert_refused(
        place.authority.confirm_otp(&token, &wrong(&code, 1)),
        Refusal::OutOfOrder,
    );
}

/// Fifty requests for a code at once: one SMS.
#[test]
fn in_a_race_one_code_is_sent() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    let barrier = Barrier::new(50);
    let sent = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    place.authority.send_otp(&token).is_ok()
                })
            })
            .collect();
        racers
            .into_iter()
            .map(|racer| racer.join().unwrap())
            .filter(|sent| *sent)
            .count()
    });
    assert_eq!(
        (sent, place.authority.messages(&citizen.phone).unwrap().len()),
        (1, 1)
    );
}

#[test]
fn a_copy_of_the_database_tells_no_code() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    place.authority.send_otp(&token).unwrap();
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let (digest, mac): (Vec<u8>, Vec<u8>) = connection
        .query_row("SELECT session, mac FROM one_time_code", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_ne!(digest, token.expose(), "the token itself is nowhere");
    let code = place.code(&citizen.phone);
    let secret: Vec<u8> = connection
        .query_row("SELECT value FROM setting WHERE name = 'secret'", [], |row| {
            row.get(0)
        })
        .unwrap();
    // Neither bare nor keyed with what lies beside it.
    let guesses = [
        dinhdanh_crypto::digest::sha256(&[code.expose().as_bytes()]),
        dinhdanh_crypto::digest::hmac_sha256(&secret, &[code.expose().as_bytes()]),
        dinhdanh_crypto::digest::hmac_sha256(&secret, &[&digest, code.expose().as_bytes()]),
    ];
    assert!(guesses.iter().all(|guess| guess.as_slice() != mac));
}

#[test]
fn only_a_practice_authority_keeps_the_words_of_messages() {
    struct Nobody;
    impl Register for Nobody {
        fn person(&self, _: &CitizenNumber) -> Option<RegisteredPerson> {
            None
        }

        fn papers(&self, _: &CitizenNumber, _: PaperKind) -> Vec<RegisteredPaper> {
            Vec::new()
        }
    }
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let parts = AuthorityParts {
        name: "Cơ quan".to_owned(),
        practice: false,
        root: SigningKey::generate_p256().unwrap(),
        issuer: SigningKey::generate_p256().unwrap(),
        paper_issuer: SigningKey::generate_p256().unwrap(),
        register: Arc::new(Nobody),
        clock: place.clock.clone(),
        random: Arc::new(SystemRandom),
        sample_password: None,
    };
    let authority = Authority::open(&place.folder(), parts).unwrap();
    let ActivationAnswer::Open(session) = authority.request_activation(&request(&citizen)).unwrap() else {
        panic!("no session")
    };
    authority.send_otp(&session.token).unwrap();
    let messages = place.authority.messages(&citizen.phone).unwrap();
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    assert_eq!((message.text.as_str(), message.sent_at), ("", place.now()));
    // It counts all the same.
    assert!(matches!(
        authority.send_otp(&session.token),
        Err(ApiError::Refused(Refusal::OtpTooSoon { .. }))
    ));
}
