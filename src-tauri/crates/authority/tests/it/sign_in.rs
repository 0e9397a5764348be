use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::ActKind;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountStatus, ApiError, AuthorityApi as _, Binding, CitizenNumber, FileState,
    Refusal,
};

use crate::place::{Device, Place, WHY, assert_refused, password, sign_in_of};

const DAY: TimeDelta = TimeDelta::days(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// Five wrong passwords; when the lock that they bring ends.
fn lock_out(place: &Place, number: &CitizenNumber, lock: TimeDelta) {
    for tries_left in [4, 3, 2, 1] {
        assert_refused(
            place.sign_in(number, "Sai_2026"),
            Refusal::SignInWrong { tries_left },
        );
    }
    let until = place.now() + lock;
    assert_refused(place.sign_in(number, "Sai_2026"), Refusal::SignInLocked { until });
}

#[test]
fn with_the_password_of_the_registration() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.registration_confirmed(&person);
    let registered = place
        .authority
        .complete_registration(&token, &password("Matkhau_2026"))
        .unwrap();
    let signed_in = place.sign_in(&person.number, "Matkhau_2026").unwrap();
    assert_eq!(signed_in.expires_at, place.now() + MINUTE * 30);
    assert_eq!(signed_in.account.full_name, person.full_name);
    assert_eq!(signed_in.account.level, AccountLevel::App);
    assert_eq!(
        (signed_in.file, signed_in.binding, signed_in.deleted_at),
        (FileState::None, Binding::None, Some(registered.deleted_at))
    );
    assert_refused(
        place.sign_in(&person.number, SAMPLE_PASSWORD),
        Refusal::SignInWrong { tries_left: 4 },
    );
}

#[test]
fn how_the_account_stands_is_told() {
    let place = Place::new();
    let told = |branch| {
        let person = place.persona(branch);
        place.sign_in(&person.number, SAMPLE_PASSWORD)
    };
    let awaiting = told(Branch::AwaitingApproval).unwrap();
    assert_eq!(
        (awaiting.file, awaiting.binding, awaiting.deleted_at),
        (FileState::Awaiting, Binding::None, None)
    );
    let elsewhere = told(Branch::ActiveElsewhere).unwrap();
    assert_eq!(elsewhere.account.level, AccountLevel::Two);
    assert!(matches!(elsewhere.binding, Binding::Bound { .. }));
    assert_refused(told(Branch::Suspended), Refusal::AccountSuspended);
    let citizen = place.persona(Branch::Citizen);
    let (_, activated) = place.activated(&citizen);
    let own = if citizen.has_password {
        SAMPLE_PASSWORD
    } else {
        "Matkhau_2026"
    };
    let signed_in = place.sign_in(&citizen.number, own).unwrap();
    assert_eq!(
        signed_in.binding,
        Binding::Bound {
            device: activated.device
        }
    );
}

#[test]
fn five_wrong_passwords_lock_for_longer_each_time() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    for minutes in [15, 30, 60, 120, 240, 480, 960, 1440, 1440] {
        let lock = MINUTE * minutes;
        lock_out(&place, &person.number, lock);
        let until = place.now() + lock;
        place.clock.forward(lock - TimeDelta::milliseconds(1));
        assert_refused(
            place.sign_in(&person.number, SAMPLE_PASSWORD),
            Refusal::SignInLocked { until },
        );
        place.clock.forward(TimeDelta::milliseconds(1));
    }
    // The right one forgives all.
    assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());
    lock_out(&place, &person.number, MINUTE * 15);
    // So does a week.
    place.clock.forward(DAY * 7 + MINUTE);
    lock_out(&place, &person.number, MINUTE * 15);
}

#[test]
fn the_desk_ends_a_lock_and_says_so() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let desk = place.authority.desk();
    let locked_until = || desk.account(&person.number).unwrap().unwrap().limited;
    assert_eq!(locked_until(), None);
    lock_out(&place, &person.number, MINUTE * 15);
    assert_eq!(locked_until(), Some(place.now() + MINUTE * 15));
    desk.lift_limits(&person.number, WHY).unwrap();
    assert_eq!(locked_until(), None);
    assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());
    desk.lift_limits(&person.number, WHY).unwrap();
    let acts = desk.acts(Some(&person.number), None).unwrap();
    assert_eq!(acts.len(), 1, "where nothing is locked, nothing is done");
    assert_eq!(acts[0].kind, ActKind::LimitsLifted);
    // The next lock is as short as the first.
    lock_out(&place, &person.number, MINUTE * 15);
}

#[test]
fn the_right_password_gives_the_tries_back() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    for _ in 0..3 {
        for tries_left in [4, 3, 2, 1] {
            assert_refused(
                place.sign_in(&person.number, "Sai_2026"),
                Refusal::SignInWrong { tries_left },
            );
        }
        assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());
    }
}

/// Whoever has no account, no password yet, or is locked gives the answers of an account with another password.
#[test]
fn a_stranger_learns_nothing() {
    let place = Place::new();
    let nobody: CitizenNumber = "001099999999".parse().unwrap();
    let numbers = [
        nobody,
        place.persona(Branch::NoAccount).number,
        place.persona(Branch::CardOnly).number,
        place.persona(Branch::AppOnly).number,
        place.persona(Branch::Suspended).number,
    ];
    for number in &numbers {
        lock_out(&place, number, MINUTE * 15);
    }
    place.clock.forward(MINUTE * 15);
    for number in &numbers {
        lock_out(&place, number, MINUTE * 30);
    }
}

#[test]
fn a_lock_outlives_a_restart_and_names_nobody() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    lock_out(&place, &person.number, MINUTE * 15);
    let until = place.now() + MINUTE * 15;
    assert_refused(
        place
            .another()
            .sign_in(&sign_in_of(&person.number, SAMPLE_PASSWORD)),
        Refusal::SignInLocked { until },
    );
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let subject: Vec<u8> = connection
        .query_row("SELECT subject FROM wrong_password", [], |row| row.get(0))
        .unwrap();
    let number = person.number.as_str().as_bytes();
    assert!(subject.windows(number.len()).all(|window| window != number));
    assert_ne!(subject, dinhdanh_crypto::digest::sha256(&[number]));
}

#[test]
fn access_lives_while_it_is_used_and_twelve_hours_at_most() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let begun = place.now();
    let token = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let account = |token: &AccessToken| place.authority.account(token);
    for _ in 0..24 {
        place.clock.forward(MINUTE * 29);
        let signed_in = account(&token).unwrap();
        assert!(signed_in.token == token);
        let life = place.now() + MINUTE * 30;
        assert_eq!(signed_in.expires_at, life.min(begun + TimeDelta::hours(12)));
    }
    place.clock.forward(MINUTE * 24);
    assert_eq!(place.now(), begun + TimeDelta::hours(12));
    assert_refused(account(&token), Refusal::SessionOver);

    let token = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    place.clock.forward(MINUTE * 30 - TimeDelta::milliseconds(1));
    assert!(account(&token).is_ok());
    place.clock.forward(MINUTE * 30);
    assert_refused(account(&token), Refusal::SessionOver);
    assert_refused(account(&AccessToken::new([7; 32])), Refusal::SessionOver);
    assert_eq!(
        place.asked("SELECT count(*) FROM access"),
        1,
        "forgotten by the next write"
    );
    assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());
    assert_eq!(place.asked("SELECT count(*) FROM access"), 1);
}

#[test]
fn signing_out_ends_one_access_and_may_be_repeated() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let tokens = [(); 2].map(|()| place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token);
    for _lost_answer in 0..2 {
        assert_eq!(place.authority.sign_out(&tokens[0]), Ok(()));
    }
    assert_refused(place.authority.account(&tokens[0]), Refusal::SessionOver);
    assert!(place.authority.account(&tokens[1]).is_ok());
    assert_eq!(place.asked("SELECT count(*) FROM access"), 1);
}

#[test]
fn who_is_locked_or_deleted_meanwhile_loses_access() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let desk = place.authority.desk();
    for (status, refusal) in [
        (AccountStatus::Suspended, Refusal::AccountSuspended),
        (AccountStatus::Revoked, Refusal::AccountRevoked),
    ] {
        desk.set_status(&person.number, status, WHY).unwrap();
        assert_refused(place.authority.account(&token), Refusal::SessionOver);
        assert_refused(place.sign_in(&person.number, SAMPLE_PASSWORD), refusal);
    }

    let newcomer = place.persona(Branch::NoAccount);
    let registration = place.registration_confirmed(&newcomer);
    place
        .authority
        .complete_registration(&registration, &password("Matkhau_2026"))
        .unwrap();
    place.clock.forward(DAY * 3 - MINUTE);
    let token = place.sign_in(&newcomer.number, "Matkhau_2026").unwrap().token;
    place.clock.forward(MINUTE);
    assert_refused(place.authority.account(&token), Refusal::SessionOver);
    assert_eq!(
        place.sign_in(&newcomer.number, "Matkhau_2026").map(|_| ()),
        Err(ApiError::Refused(Refusal::SignInWrong { tries_left: 4 }))
    );
}

/// Fifty wrong passwords at once, the right one among them: five at most are judged.
#[test]
fn in_a_race_five_wrong_passwords_are_judged() {
    let place = Place::new();
    let another = place.another();
    let person = place.persona(Branch::AppOnly);
    let barrier = Barrier::new(50);
    let refusals: Vec<Refusal> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let request = sign_in_of(&person.number, &format!("Sai_{racer}"));
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    door.sign_in(&request)
                })
            })
            .collect();
        racers
            .into_iter()
            .map(|racer| match racer.join().unwrap() {
                Err(ApiError::Refused(refusal)) => refusal,
                other => panic!("{other:?}"),
            })
            .collect()
    });
    let until = place.now() + MINUTE * 15;
    let mut left: Vec<u8> = refusals
        .into_iter()
        .filter_map(|refusal| match refusal {
            Refusal::SignInWrong { tries_left } => Some(tries_left),
            locked => {
                assert_eq!(locked, Refusal::SignInLocked { until });
                None
            }
        })
        .collect();
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4]);
    assert_eq!(
        place.asked("SELECT locks FROM wrong_password"),
        1,
        "locked once, however many came"
    );
}

/// Fifty guesses in the dark, and the right password at the same moment: it gets in or is locked out, never both.
#[test]
fn in_a_race_the_right_password_is_judged_in_its_turn() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let barrier = Barrier::new(50);
    let (let_in, locked) = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let typed = if racer % 10 == 0 {
                    SAMPLE_PASSWORD
                } else {
                    "Sai_2026"
                };
                let request = sign_in_of(&person.number, typed);
                let (barrier, authority) = (&barrier, &place.authority);
                scope.spawn(move || {
                    barrier.wait();
                    authority.sign_in(&request).is_ok()
                })
            })
            .collect();
        let let_in = racers
            .into_iter()
            .map(|racer| racer.join().unwrap())
            .filter(|let_in| *let_in)
            .count();
        (let_in, place.sign_in(&person.number, SAMPLE_PASSWORD).is_err())
    });
    assert!(let_in <= 5);
    assert!(locked, "forty-five wrong ones: five came one after another");
    assert_eq!(
        place.asked("SELECT count(*) FROM access"),
        i64::try_from(let_in).unwrap()
    );
}

#[test]
fn a_device_that_was_unbound_is_not_told() {
    let place = Place::new();
    let person = place.persona(Branch::ActiveElsewhere);
    let token = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    place.authority.desk().unbind(&person.number, WHY).unwrap();
    let signed_in = place.authority.account(&token).unwrap();
    assert_eq!(signed_in.binding, Binding::None);
    let session = place.confirmed(&person);
    let device = Device::new();
    let activated = place
        .authority
        .complete_activation(&session, &device.completion(&session))
        .unwrap();
    let signed_in = place.authority.account(&token).unwrap();
    assert_eq!(
        signed_in.binding,
        Binding::Bound {
            device: activated.device
        }
    );
}
