use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::{
    AccountStatus, ApiError, AuthorityApi as _, CitizenNumber, OtpCode, PhoneNumber, Refusal,
};

use crate::place::{Place, WHY, assert_refused, form, idempotency, password, reset_of, wrong};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[test]
fn the_new_password_takes_the_old_one_s_place() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let before = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let another = place.persona(Branch::AwaitingApproval);
    let anothers = place.sign_in(&another.number, SAMPLE_PASSWORD).unwrap().token;

    let session = place
        .authority
        .begin_reset(&reset_of(&person.number, &person.phone))
        .unwrap();
    assert_eq!(session.expires_at, place.now() + MINUTE * 30);
    let token = &session.token;
    let sent = place.authority.send_otp(token).unwrap();
    assert_eq!((sent.tries_left, sent.sends_left), (5, 4));
    let messages = place.authority.messages(&person.phone).unwrap();
    assert!(
        messages[0].text.contains("Mã OTP đặt lại mật khẩu"),
        "{messages:?}"
    );
    let holder = place
        .authority
        .confirm_otp(token, &place.code(&person.phone))
        .unwrap();
    assert_eq!(holder.full_name, person.full_name);
    assert_eq!(
        place.authority.reset_password(token, &password("Matkhau_2027")),
        Ok(())
    );

    assert_refused(place.authority.account(&before), Refusal::SessionOver);
    assert!(
        place.authority.account(&anothers).is_ok(),
        "another's access is not touched"
    );
    assert_refused(
        place.sign_in(&person.number, SAMPLE_PASSWORD),
        Refusal::SignInWrong { tries_left: 4 },
    );
    assert!(place.sign_in(&person.number, "Matkhau_2027").is_ok());
    let messages = place.authority.messages(&person.phone).unwrap();
    assert!(
        messages[0].code.is_none()
            && messages[0]
                .text
                .contains("Mật khẩu tài khoản của bạn vừa được đặt lại"),
        "{messages:?}"
    );
    assert!(place.persona(Branch::AppOnly).sample_password.is_none());
}

#[test]
fn a_lock_ends_with_the_password_that_brought_it() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    for _ in 0..5 {
        assert!(place.sign_in(&person.number, "Sai_2026").is_err());
    }
    assert_refused(
        place.sign_in(&person.number, SAMPLE_PASSWORD),
        Refusal::SignInLocked {
            until: place.now() + MINUTE * 15,
        },
    );
    let token = place.reset_confirmed(&person);
    place
        .authority
        .reset_password(&token, &password("Matkhau_2027"))
        .unwrap();
    assert!(place.sign_in(&person.number, "Matkhau_2027").is_ok());
}

#[test]
fn no_step_can_be_left_out() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.reset(&person);
    let set = || place.authority.reset_password(&token, &password("Matkhau_2027"));
    assert_refused(set(), Refusal::OutOfOrder);
    place.authority.send_otp(&token).unwrap();
    assert_refused(set(), Refusal::OutOfOrder);
    let code = place.code(&person.phone);
    assert_refused(
        place.authority.confirm_otp(&token, &wrong(&code, 1)),
        Refusal::OtpWrong { tries_left: 4 },
    );
    assert_refused(set(), Refusal::OutOfOrder);
    place.authority.confirm_otp(&token, &code).unwrap();
    // Neither an activation's steps nor a registration's are a reset's, nor the other way about.
    assert_refused(
        place.authority.set_password(&token, &password("Matkhau_2027")),
        Refusal::SessionOver,
    );
    assert_refused(
        place
            .authority
            .complete_registration(&token, &password("Matkhau_2027")),
        Refusal::SessionOver,
    );
    assert_refused(
        place.authority.check_register(&token, &form(&person.number)),
        Refusal::SessionOver,
    );
    let citizen = place.persona(Branch::Citizen);
    assert_refused(
        place
            .authority
            .reset_password(&place.confirmed(&citizen), &password("Matkhau_2027")),
        Refusal::SessionOver,
    );
    assert!(set().is_ok());
}

#[test]
fn a_reset_lasts_thirty_minutes_and_is_remembered_for_a_day() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.reset_confirmed(&person);
    let set = |token, text| place.authority.reset_password(token, &password(text));
    place.clock.forward(MINUTE * 30);
    assert_refused(set(&token, "Matkhau_2027"), Refusal::SessionOver);
    assert_refused(place.authority.send_otp(&token), Refusal::SessionOver);
    assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());

    let token = place.reset_confirmed(&person);
    set(&token, "Matkhau_2027").unwrap();
    place.clock.forward(TimeDelta::days(1));
    assert_eq!(set(&token, "Matkhau_2027"), Ok(()), "its answer was lost");
    assert_refused(set(&token, "Matkhau_2028"), Refusal::SessionOver);
    let told = place.authority.messages(&person.phone).unwrap();
    let told = told
        .iter()
        .filter(|message| message.text.contains("vừa được đặt lại"))
        .count();
    assert_eq!(told, 1);
    place.clock.forward(TimeDelta::days(1));
    place.reset(&person);
    assert_eq!(place.asked("SELECT count(*) FROM password_reset"), 1);
    assert_eq!(place.asked("SELECT count(*) FROM one_time_code"), 0);
}

#[test]
fn an_old_reset_does_not_undo_a_new_one() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let set = |token, text| place.authority.reset_password(token, &password(text));
    let older = place.reset_confirmed(&person);
    place.clock.forward(MINUTE);
    let newer = place.reset_confirmed(&person);
    set(&newer, "Matkhau_2027").unwrap();
    assert_refused(set(&older, "Matkhau_2028"), Refusal::SessionOver);
    place.clock.forward(MINUTE);
    let newest = place.reset_confirmed(&person);
    set(&newest, "Matkhau_2029").unwrap();
    assert_refused(set(&newer, "Matkhau_2027"), Refusal::SessionOver);
    assert!(place.sign_in(&person.number, "Matkhau_2029").is_ok());
}

#[test]
fn a_request_made_again_is_the_same_reset() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let request = reset_of(&person.number, &person.phone);
    let first = place.authority.begin_reset(&request).unwrap();
    place.clock.forward(MINUTE);
    let again = place.authority.begin_reset(&request).unwrap();
    assert!(first.token == again.token && first.expires_at == again.expires_at);
    let mut another = request.clone();
    another.idempotency = idempotency();
    assert!(place.authority.begin_reset(&another).unwrap().token != first.token);
}

/// Who names a number and a phone that are not one account's gets the answers of who does, and no code.
#[test]
fn a_stranger_learns_nothing() {
    let strangers: PhoneNumber = "0901000999".parse().unwrap();
    let nobody: CitizenNumber = "001099999999".parse().unwrap();
    let people = Place::new();
    let person = |branch| people.persona(branch).number;
    for number in [
        nobody,
        person(Branch::NoAccount),
        person(Branch::CardOnly),
        person(Branch::AppOnly),
        person(Branch::Citizen),
        person(Branch::Suspended),
    ] {
        let place = Place::new();
        let session = place
            .authority
            .begin_reset(&reset_of(&number, &strangers))
            .unwrap();
        assert_eq!(session.expires_at, place.now() + MINUTE * 30);
        let token = &session.token;
        let sent = place.authority.send_otp(token).unwrap();
        assert_eq!((sent.tries_left, sent.sends_left), (5, 4));
        assert_eq!(place.asked("SELECT count(*) FROM message"), 0, "sent to nobody");
        let code = OtpCode::parse("123456").unwrap();
        for tries_left in (0..5).rev() {
            assert_refused(
                place
                    .authority
                    .confirm_otp(token, &wrong(&code, tries_left.into())),
                Refusal::OtpWrong { tries_left },
            );
        }
        assert_refused(place.authority.confirm_otp(token, &code), Refusal::OtpExhausted);
        assert_refused(
            place.authority.reset_password(token, &password("Matkhau_2027")),
            Refusal::OutOfOrder,
        );
    }
}

/// The owner's reset does not end a stranger's, who would learn from it that there is an account.
#[test]
fn a_stranger_does_not_learn_of_the_owner_s_reset() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let request = reset_of(&person.number, &"0901000999".parse().unwrap());
    let strangers = place.authority.begin_reset(&request).unwrap().token;
    let token = place.reset_confirmed(&person);
    place
        .authority
        .reset_password(&token, &password("Matkhau_2027"))
        .unwrap();
    assert_refused(
        place
            .authority
            .reset_password(&strangers, &password("Matkhau_2028")),
        Refusal::OutOfOrder,
    );
    assert!(place.authority.send_otp(&strangers).is_ok());
}

#[test]
fn who_has_no_password_yet_is_told_to_activate() {
    let place = Place::new();
    let person = place.persona(Branch::CardOnly);
    let token = place.reset(&person);
    place.authority.send_otp(&token).unwrap();
    place.clock.forward(MINUTE);
    place.authority.send_otp(&token).unwrap();
    let messages = place.authority.messages(&person.phone).unwrap();
    let [message] = messages.as_slice() else {
        panic!("told once: {messages:?}")
    };
    assert!(
        message.code.is_none() && message.text.contains("Kích hoạt tài khoản định danh điện tử"),
        "{messages:?}"
    );
}

#[test]
fn a_locked_account_s_password_is_not_reset() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let desk = place.authority.desk();
    let status = |status| desk.set_status(&person.number, status, WHY).unwrap();
    let set = |token| place.authority.reset_password(token, &password("Matkhau_2027"));
    let before = place.reset_confirmed(&person);
    status(AccountStatus::Suspended);
    assert_refused(set(&before), Refusal::SessionOver);
    // Until its last step a reset goes as it always does, so that nobody learns of the lock.
    let while_locked = place.reset_confirmed(&person);
    assert_refused(set(&while_locked), Refusal::AccountSuspended);
    status(AccountStatus::Active);
    for begun in [&before, &while_locked] {
        assert_refused(set(begun), Refusal::SessionOver);
    }
    assert!(place.sign_in(&person.number, SAMPLE_PASSWORD).is_ok());
    status(AccountStatus::Revoked);
    assert_refused(set(&place.reset_confirmed(&person)), Refusal::AccountRevoked);
}

/// A stranger's reset lives on, or it would tell of the lock.
#[test]
fn a_stranger_does_not_learn_of_a_lock_or_another_phone() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let request = reset_of(&person.number, &"0901000999".parse().unwrap());
    let token = place.authority.begin_reset(&request).unwrap().token;
    let desk = place.authority.desk();
    desk.set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    place.authority.send_otp(&token).unwrap();
    place.clock.forward(MINUTE);
    desk.set_phone(&person.number, &"0901000777".parse().unwrap(), WHY)
        .unwrap();
    assert!(place.authority.send_otp(&token).is_ok());
}

/// Fifty completions of two resets of one account, each with a password of its own: one of the two wins.
#[test]
fn in_a_race_one_reset_sets_the_password() {
    let place = Place::new();
    let another = place.another();
    let person = place.persona(Branch::AppOnly);
    let tokens = [(); 2].map(|()| {
        let token = place.reset_confirmed(&person);
        place.clock.forward(MINUTE);
        token
    });
    let text = |reset: usize| format!("Matkhau_202{reset}");
    let barrier = Barrier::new(50);
    let outcomes: Vec<(usize, _)> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let door = if racer % 4 < 2 { &place.authority } else { &another };
                let (barrier, token) = (&barrier, &tokens[racer % 2]);
                scope.spawn(move || {
                    barrier.wait();
                    (racer % 2, door.reset_password(token, &password(&text(racer % 2))))
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let winner = outcomes.iter().find(|(_, outcome)| outcome.is_ok()).unwrap().0;
    for (reset, outcome) in outcomes {
        match outcome {
            Ok(()) => assert_eq!(reset, winner),
            Err(ApiError::Refused(Refusal::SessionOver)) => assert_ne!(reset, winner),
            other => panic!("{other:?}"),
        }
    }
    assert!(place.sign_in(&person.number, &text(winner)).is_ok());
    assert!(place.sign_in(&person.number, &text(1 - winner)).is_err());
    let told = place.authority.messages(&person.phone).unwrap();
    let told = told
        .iter()
        .filter(|message| message.text.contains("vừa được đặt lại"))
        .count();
    assert_eq!(told, 1);
}

/// One reset, fifty passwords at once: one is set, and only who typed it is told that it is.
#[test]
fn in_a_race_one_password_is_set() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.reset_confirmed(&person);
    let text = |racer: usize| format!("Matkhau_{racer:04}");
    let barrier = Barrier::new(50);
    let set: Vec<usize> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let (barrier, token, authority) = (&barrier, &token, &place.authority);
                scope.spawn(move || {
                    barrier.wait();
                    match authority.reset_password(token, &password(&text(racer))) {
                        Ok(()) => Some(racer),
                        Err(ApiError::Refused(Refusal::SessionOver)) => None,
                        Err(other) => panic!("{other:?}"),
                    }
                })
            })
            .collect();
        racers
            .into_iter()
            .filter_map(|racer| racer.join().unwrap())
            .collect()
    });
    let [winner] = set.as_slice() else {
        panic!("{set:?}")
    };
    assert!(place.sign_in(&person.number, &text(*winner)).is_ok());
}

/// A sign-in with the old password while the new one is set: whatever the order, no access of the old one is left.
#[test]
fn in_a_race_no_access_of_the_old_password_is_left() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.reset_confirmed(&person);
    let barrier = Barrier::new(11);
    let accesses: Vec<_> = thread::scope(|scope| {
        let racers: Vec<_> = (0..10)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    place.sign_in(&person.number, SAMPLE_PASSWORD).ok()
                })
            })
            .collect();
        barrier.wait();
        place
            .authority
            .reset_password(&token, &password("Matkhau_2027"))
            .unwrap();
        racers
            .into_iter()
            .filter_map(|racer| racer.join().unwrap())
            .collect()
    });
    for access in accesses {
        assert_refused(place.authority.account(&access.token), Refusal::SessionOver);
    }
    assert_eq!(place.asked("SELECT count(*) FROM access"), 0);
}
