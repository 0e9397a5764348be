//! How often something may be asked for: counted durably, for whoever asks, and never a plain number kept.

use std::sync::Barrier;
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_authority::practice::{Persona, PracticeAuthority};
use dinhdanh_protocol::{
    ActivationAnswer, ApiError, AuthorityApi as _, CitizenNumber, ClientId, EmailChange, LostDeviceRequest,
    OtpCode, PasscodeChange, PhoneChangeRequest, PhoneNumber, Refusal, ResetSession, SessionToken,
    TakeOverRequest, TypedPassword,
};

use crate::place::{
    Place, WHY, assert_refused, form, idempotency, registration_of, request_for, reset_of, sign_in_of,
};

const HOUR: TimeDelta = TimeDelta::hours(1);
const DAY: TimeDelta = TimeDelta::days(1);
const MOMENT: TimeDelta = TimeDelta::milliseconds(1);

/// A number that nobody has, another for each.
fn number(of: usize) -> CitizenNumber {
    format!("001099{of:06}").parse().unwrap()
}

/// A phone that nobody has, another for each.
fn phone(of: usize) -> PhoneNumber {
    format!("0901{of:06}").parse().unwrap()
}

fn client(of: u8) -> ClientId {
    ClientId([of; 16])
}

fn register(
    authority: &PracticeAuthority,
    number: &CitizenNumber,
    phone: &PhoneNumber,
    client: ClientId,
) -> Result<(), ApiError> {
    let mut request = registration_of(number, phone);
    request.client = client;
    authority.begin_registration(&request).map(|_| ())
}

fn begin_reset(
    authority: &PracticeAuthority,
    number: &CitizenNumber,
    phone: &PhoneNumber,
    client: ClientId,
) -> Result<ResetSession, ApiError> {
    let mut request = reset_of(number, phone);
    request.client = client;
    authority.begin_reset(&request)
}

fn reset(
    authority: &PracticeAuthority,
    number: &CitizenNumber,
    phone: &PhoneNumber,
    client: ClientId,
) -> Result<(), ApiError> {
    begin_reset(authority, number, phone, client).map(|_| ())
}

fn sign_in(authority: &PracticeAuthority, number: &CitizenNumber, client: ClientId) -> Refusal {
    let mut request = sign_in_of(number, "Sai_2026");
    request.client = client;
    match authority.sign_in(&request) {
        Err(ApiError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// So many may be made, a minute apart; then none until the first is as old as `within`, and then one.
fn assert_limit(place: &Place, most: usize, within: TimeDelta, made: impl Fn(usize) -> Result<(), ApiError>) {
    let first = place.now();
    for nth in 0..most {
        assert_eq!(made(nth), Ok(()), "{nth}");
        place.clock.forward(TimeDelta::minutes(1));
    }
    let until = first + within;
    assert_refused(made(most), Refusal::TooMany { until });
    assert_refused(made(most), Refusal::TooMany { until });
    forward_to(place, until - MOMENT);
    assert_refused(made(most), Refusal::TooMany { until });
    forward_to(place, until);
    assert_eq!(made(most), Ok(()), "what was refused did not count");
    let until = until + TimeDelta::minutes(1);
    assert_refused(made(most + 1), Refusal::TooMany { until });
}

fn forward_to(place: &Place, moment: DateTime<Utc>) {
    place.clock.forward(moment - place.now());
}

#[test]
fn five_registrations_a_day_of_one_number() {
    for branch in [Branch::NoAccount, Branch::Citizen] {
        let place = Place::new();
        let person = place.persona(branch);
        assert_limit(&place, 5, DAY, |nth| {
            let client = client(u8::try_from(nth).unwrap());
            register(&place.authority, &person.number, &phone(nth), client)
        });
    }
}

#[test]
fn five_registrations_a_day_with_one_phone() {
    let place = Place::new();
    assert_limit(&place, 5, DAY, |nth| {
        let client = client(u8::try_from(nth).unwrap());
        register(&place.authority, &number(nth), &phone(0), client)
    });
}

#[test]
fn twenty_registrations_a_day_by_one_copy_of_the_app() {
    let place = Place::new();
    assert_limit(&place, 20, DAY, |nth| {
        register(&place.authority, &number(nth), &phone(nth), client(0))
    });
}

#[test]
fn twenty_five_codes_a_day_to_one_phone_in_one_kind_of_journey() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let send = |phone: &PhoneNumber, nth: u8| {
        let session = begin_reset(&place.authority, &person.number, phone, client(nth)).unwrap();
        place.authority.send_otp(&session.token).map(drop)
    };
    let first = place.now();
    for nth in 0..25 {
        assert_eq!(send(&person.phone, nth), Ok(()), "{nth}");
        // Fewer than ten an hour.
        place.clock.forward(TimeDelta::minutes(7));
    }
    let resend_at = first + DAY;
    assert_refused(send(&person.phone, 25), Refusal::OtpTooSoon { resend_at });
    // Whoever begins without sending, or with another phone, uses up none of the holder's.
    assert_eq!(send(&phone(0), 26), Ok(()));
    place.authority.desk().lift_limits(&person.number, WHY).unwrap();
    assert_eq!(send(&person.phone, 27), Ok(()));
    for nth in 0..40 {
        reset(&place.authority, &person.number, &person.phone, client(100 + nth)).unwrap();
    }
    assert_eq!(send(&person.phone, 28), Ok(()));
}

#[test]
fn twenty_resets_a_day_by_one_copy_of_the_app() {
    let place = Place::new();
    assert_limit(&place, 20, DAY, |nth| {
        reset(&place.authority, &number(nth), &phone(nth), client(0))
    });
}

#[test]
fn fifty_sign_ins_an_hour_by_one_copy_of_the_app() {
    let place = Place::new();
    for nth in 0..50 {
        let told = sign_in(&place.authority, &number(nth), client(0));
        assert_eq!(told, Refusal::SignInWrong { tries_left: 4 });
    }
    let until = place.now() + HOUR;
    let told = sign_in(&place.authority, &number(50), client(0));
    assert_eq!(told, Refusal::TooMany { until });
    assert_eq!(
        sign_in(&place.authority, &number(50), client(1)),
        Refusal::SignInWrong { tries_left: 4 },
        "another copy's, of a number whose tries were not spent"
    );
    place.clock.forward(HOUR);
    let told = sign_in(&place.authority, &number(50), client(0));
    assert_eq!(told, Refusal::SignInWrong { tries_left: 3 });
}

fn pair(
    authority: &PracticeAuthority,
    number: &CitizenNumber,
    phone: &PhoneNumber,
    client: ClientId,
) -> Result<(), ApiError> {
    let mut request = request_for(number, phone);
    request.client = client;
    let answer = authority.request_activation(&request)?;
    assert!(matches!(answer, ActivationAnswer::NotMatched), "{answer:?}");
    Ok(())
}

#[test]
fn ten_wrong_phones_a_day_for_one_number() {
    for branch in [Branch::NoAccount, Branch::Citizen, Branch::Suspended] {
        let place = Place::new();
        let person = place.persona(branch);
        assert_limit(&place, 10, DAY, |nth| {
            let client = client(u8::try_from(nth).unwrap());
            pair(&place.authority, &person.number, &phone(nth), client)
        });
    }
}

#[test]
fn ten_wrong_numbers_a_day_for_one_phone_and_twenty_wrong_pairs_by_one_copy_of_the_app() {
    let place = Place::new();
    assert_limit(&place, 10, DAY, |nth| {
        let client = client(u8::try_from(nth).unwrap());
        pair(&place.authority, &number(nth), &phone(0), client)
    });
    let place = Place::new();
    assert_limit(&place, 20, DAY, |nth| {
        pair(&place.authority, &number(nth), &phone(nth), client(0))
    });
}

/// The right pair costs nothing; once the wrong ones are used up, it is refused like them.
#[test]
fn the_right_pair_does_not_show_itself_among_wrong_ones() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    for _ in 0..12 {
        place.session(&citizen);
    }
    let begun = request_for(&citizen.number, &citizen.phone);
    assert!(place.authority.request_activation(&begun).is_ok());
    for nth in 0..10 {
        assert_eq!(
            pair(&place.authority, &citizen.number, &phone(nth), client(0)),
            Ok(())
        );
    }
    let until = place.now() + DAY;
    let right = request_for(&citizen.number, &citizen.phone);
    for request in [right, request_for(&citizen.number, &phone(99))] {
        assert_refused(
            place.authority.request_activation(&request),
            Refusal::TooMany { until },
        );
    }
    let again = place.authority.request_activation(&begun);
    assert!(matches!(again, Ok(ActivationAnswer::Open(_))), "a lost answer");
}

fn take_over(place: &Place, person: &Persona, client: ClientId) -> Result<(), ApiError> {
    let request = TakeOverRequest {
        client,
        device_name: "Máy tính xách tay".to_owned(),
        idempotency: idempotency(),
    };
    let token = place.access(person);
    place.authority.begin_take_over(&token, &request).map(|_| ())
}

#[test]
fn ten_take_overs_a_day_of_one_account_and_twenty_by_one_copy_of_the_app() {
    let place = Place::new();
    let people = [Branch::Citizen, Branch::Officer, Branch::LevelOne].map(|branch| place.persona(branch));
    for person in &people {
        place.activated(person);
    }
    let [first, second, third] = &people;
    assert_limit(&place, 10, DAY, |nth| {
        take_over(&place, first, client(u8::try_from(nth).unwrap()))
    });
    place.clock.forward(DAY);
    let begun = place.now();
    for person in [first, second] {
        for _ in 0..10 {
            assert_eq!(take_over(&place, person, client(77)), Ok(()));
        }
    }
    let until = begun + DAY;
    assert_refused(take_over(&place, third, client(77)), Refusal::TooMany { until });
    assert_eq!(take_over(&place, third, client(78)), Ok(()));
}

#[test]
fn five_claims_a_day_that_one_account_s_device_is_lost() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    place.activated(&person);
    assert_limit(&place, 5, DAY, |nth| {
        let request = LostDeviceRequest {
            client: client(u8::try_from(nth).unwrap()),
            idempotency: idempotency(),
        };
        let token = place.access(&person);
        place.authority.begin_lost_device(&token, &request).map(|_| ())
    });
}

#[test]
fn ten_changes_a_day_of_one_account_s_e_mail_and_five_of_its_phone() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let typed = || TypedPassword::new(SAMPLE_PASSWORD.to_owned()).unwrap();
    assert_limit(&place, 10, DAY, |_| {
        let change = EmailChange {
            password: typed(),
            email: None,
            idempotency: idempotency(),
        };
        place.authority.change_email(&place.access(&person), &change)
    });
    assert_limit(&place, 5, DAY, |nth| {
        let request = PhoneChangeRequest {
            password: typed(),
            phone: phone(nth),
            client: client(u8::try_from(nth).unwrap()),
            idempotency: idempotency(),
        };
        let token = place.access(&person);
        place.authority.begin_phone_change(&token, &request).map(|_| ())
    });
}

#[test]
fn ten_codes_an_hour_to_one_phone_in_one_kind_of_journey_of_one_number() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let newcomer = place.persona(Branch::NoAccount);
    let tokens: Vec<SessionToken> = (0..11).map(|_| place.session(&citizen).token.clone()).collect();
    let begun = place.now();
    let asked: Vec<Result<(), ApiError>> = tokens
        .iter()
        .map(|token| {
            place.clock.forward(TimeDelta::seconds(1));
            place.authority.send_otp(token).map(|_| ())
        })
        .collect();
    let (last, others) = asked.split_last().unwrap();
    assert!(others.iter().all(Result::is_ok), "{asked:?}");
    let sent = place.authority.messages(&citizen.phone).unwrap();
    assert_eq!(sent.iter().filter(|message| message.code.is_some()).count(), 10);
    let resend_at = begun + TimeDelta::seconds(1) + HOUR;
    assert_refused(last.clone(), Refusal::OtpTooSoon { resend_at });
    // Neither another journey of the same number, nor another number's with the same phone, waits for that.
    assert!(place.authority.send_otp(&place.reset(&citizen)).is_ok());
    let request = registration_of(&newcomer.number, &citizen.phone);
    let registration = place.authority.begin_registration(&request).unwrap().token;
    place
        .authority
        .check_register(&registration, &form(&newcomer.number))
        .unwrap();
    assert!(place.authority.send_otp(&registration).is_ok());
    forward_to(&place, resend_at);
    let token = place.session(&citizen).token.clone();
    assert!(place.authority.send_otp(&token).is_ok());
}

/// Codes that go to nobody count all the same: the eleventh refusal would tell them apart.
#[test]
fn codes_to_nobody_count_as_well() {
    let place = Place::new();
    let own = place.persona(Branch::AppOnly);
    for (number, phone) in [(own.number, own.phone), (number(0), phone(7))] {
        let begun = place.now();
        let mut last = None;
        for nth in 0..5 {
            let request = reset_of(&number, &phone);
            let token = place.authority.begin_reset(&request).unwrap().token;
            for _ in 0..2 {
                assert!(place.authority.send_otp(&token).is_ok(), "{nth}");
                place.clock.forward(OtpCode::RESEND_AFTER);
            }
            last = Some(token);
        }
        assert_refused(
            place.authority.send_otp(&last.unwrap()),
            Refusal::OtpTooSoon {
                resend_at: begun + HOUR,
            },
        );
    }
}

#[test]
fn counts_outlive_a_restart_name_nobody_and_are_forgotten() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    for nth in 0..5 {
        register(&place.authority, &person.number, &phone(nth), client(0)).unwrap();
    }
    let until = place.now() + DAY;
    assert_refused(
        register(&place.another(), &person.number, &phone(9), client(9)),
        Refusal::TooMany { until },
    );
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let mut statement = connection
        .prepare("SELECT DISTINCT subject FROM attempt")
        .unwrap();
    let subjects: Vec<Vec<u8>> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    // The number, five phones, the copy of the app.
    assert_eq!(subjects.len(), 7);
    let number = person.number.as_str().as_bytes();
    let guess = dinhdanh_crypto::digest::sha256(&[number]);
    for subject in &subjects {
        assert!(subject.len() == 32 && *subject != guess);
        assert!(subject.windows(number.len()).all(|window| window != number));
    }
    place.clock.forward(DAY + MOMENT);
    reset(&place.authority, &person.number, &phone(0), client(0)).unwrap();
    assert_eq!(
        place.asked("SELECT count(*) FROM attempt"),
        1,
        "that of the reset"
    );
}

/// A clock that ran ahead and was set back locks nobody out.
#[test]
fn what_was_counted_in_the_future_does_not_count() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    place.clock.forward(DAY * 30);
    for _ in 0..5 {
        reset(&place.authority, &person.number, &phone(0), client(0)).unwrap();
        sign_in(&place.authority, &person.number, client(0));
    }
    place.clock.forward(-DAY * 30);
    assert_eq!(
        reset(&place.authority, &person.number, &phone(0), client(0)),
        Ok(())
    );
    assert_eq!(
        sign_in(&place.authority, &person.number, client(0)),
        Refusal::SignInWrong { tries_left: 4 }
    );
}

/// What fifty threads get at once, every second through another program's door.
fn race<T: Send>(place: &Place, act: impl Fn(&PracticeAuthority, usize) -> T + Sync) -> Vec<T> {
    let another = place.another();
    let barrier = Barrier::new(50);
    thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let (barrier, act) = (&barrier, &act);
                scope.spawn(move || {
                    barrier.wait();
                    act(door, racer)
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    })
}

fn assert_let_through(place: &Place, most: usize, within: TimeDelta, outcomes: Vec<Result<(), ApiError>>) {
    let until = place.now() + within;
    let let_through = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(let_through, most);
    for outcome in outcomes.into_iter().filter(Result::is_err) {
        assert_refused(outcome, Refusal::TooMany { until });
    }
}

#[test]
fn fifty_fresh_sets_of_credentials_and_twenty_new_passcodes_a_day_of_one_account() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&person);
    let now = place.now();
    let renew = || {
        let request = device.renewal(activated.device, now);
        place.authority.renew(&request).map(|_| request)
    };
    let renewed: Vec<_> = (0..50).map(|_| renew().unwrap()).collect();
    let until = now + DAY;
    assert_refused(renew(), Refusal::TooMany { until });
    place.authority.renew(&renewed[49]).unwrap();
    let tell = |nth: u8| {
        let change = PasscodeChange([nth; 32]);
        let proof = device.proof(activated.device, now, PasscodeChange::PURPOSE, &change.0);
        place.authority.tell_passcode_change(&proof, change)
    };
    assert_eq!((0..20).try_for_each(tell), Ok(()));
    assert_refused(tell(20), Refusal::TooMany { until });
    assert_eq!(tell(19), Ok(()));
    let desk = place.authority.desk();
    let limited = || desk.account(&person.number).unwrap().unwrap().limited;
    assert_eq!(limited(), Some(until));
    desk.lift_limits(&person.number, WHY).unwrap();
    assert_eq!(limited(), None);
    assert!(renew().is_ok());
    assert_eq!(tell(20), Ok(()));
}

#[test]
fn in_a_race_a_limit_holds() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let outcomes = race(&place, |door, racer| {
        let client = client(u8::try_from(racer).unwrap());
        register(door, &person.number, &phone(racer), client)
    });
    assert_let_through(&place, 5, DAY, outcomes);
    let outcomes = race(&place, |door, racer| {
        let client = client(u8::try_from(racer).unwrap());
        register(door, &number(racer), &person.phone, client)
    });
    assert_let_through(&place, 5, DAY, outcomes);
    let outcomes = race(&place, |door, racer| {
        reset(door, &number(racer), &phone(racer), client(77))
    });
    assert_let_through(&place, 20, DAY, outcomes);
}

#[test]
fn in_a_race_ten_codes_go_to_one_phone() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let tokens: Vec<SessionToken> = (0..50).map(|_| place.session(&citizen).token.clone()).collect();
    let outcomes = race(&place, |door, racer| door.send_otp(&tokens[racer]).map(|_| ()));
    let resend_at = place.now() + HOUR;
    let sent = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(
        (sent, place.authority.messages(&citizen.phone).unwrap().len()),
        (10, 10)
    );
    for outcome in outcomes.into_iter().filter(Result::is_err) {
        assert_refused(outcome, Refusal::OtpTooSoon { resend_at });
    }
}

/// Ten more than fifty sign-ins of one copy of the app, each of another number: fifty are judged.
#[test]
fn in_a_race_fifty_sign_ins_are_judged() {
    let place = Place::new();
    for nth in 0..10 {
        sign_in(&place.authority, &number(100 + nth), client(0));
    }
    let outcomes = race(&place, |door, racer| sign_in(door, &number(racer), client(0)));
    let until = place.now() + HOUR;
    let judged = outcomes
        .iter()
        .filter(|told| **told == Refusal::SignInWrong { tries_left: 4 })
        .count();
    let refused = outcomes
        .iter()
        .filter(|told| **told == Refusal::TooMany { until })
        .count();
    assert_eq!((judged, refused), (40, 10), "{outcomes:?}");
    assert_eq!(
        place.asked("SELECT count(*) FROM wrong_password"),
        50,
        "who was refused spent no try"
    );
}
