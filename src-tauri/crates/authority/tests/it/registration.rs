use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::AuthorityError;
use dinhdanh_authority::population::Branch;
use dinhdanh_authority::practice::{PersonaState, PracticeMessage};
use dinhdanh_protocol::{
    AccountLevel, ActivationAnswer, ApiError, AuthorityApi as _, CardForm, OtpCode, Refusal, RegisterCheck,
    SessionToken,
};

use crate::place::{
    Place, WHY, assert_refused, file, form, idempotency, password, registration_of, request, wrong,
};

const DAY: TimeDelta = TimeDelta::days(1);

fn complete(place: &Place, token: &SessionToken) {
    place
        .authority
        .complete_registration(token, &password("Matkhau_2026"))
        .unwrap();
}

fn notices(messages: &[PracticeMessage]) -> Vec<&str> {
    messages
        .iter()
        .filter(|message| message.code.is_none())
        .map(|message| message.text.as_str())
        .collect()
}

#[test]
fn from_card_to_app_account() {
    for branch in [Branch::NoAccount, Branch::NoAccountNewCard] {
        let place = Place::new();
        let person = place.persona(branch);
        let session = place.registration(&person);
        assert_eq!(session.expires_at, place.now() + TimeDelta::minutes(30));
        let token = &session.token;
        let check = place.authority.check_register(token, &form(&person.number));
        assert_eq!(check, Ok(RegisterCheck::Passed));
        let sent = place.authority.send_otp(token).unwrap();
        assert_eq!((sent.tries_left, sent.sends_left), (5, 4));
        let messages = place.authority.messages(&person.phone).unwrap();
        assert!(
            messages[0].text.contains("Mã OTP đăng ký tài khoản ứng dụng"),
            "{messages:?}"
        );
        let holder = place
            .authority
            .confirm_otp(token, &place.code(&person.phone))
            .unwrap();
        assert_eq!(holder.full_name, person.full_name);

        let registered = place
            .authority
            .complete_registration(token, &password("Matkhau_2026"))
            .unwrap();
        assert_eq!(registered.deleted_at, place.now() + DAY * 3);
        assert_eq!(registered.account.level, AccountLevel::App);
        assert_eq!(registered.account.full_name, person.full_name);
        assert_eq!(
            (registered.account.phone, registered.account.email),
            (person.phone.clone(), None)
        );
        let after = place.persona(branch);
        assert_eq!(after.state, PersonaState::AppOnly);
        assert!(after.has_password && after.sample_password.is_none());
        // 1 December 2026, 09:00 in Hà Nội, and three days.
        let messages = place.authority.messages(&person.phone).unwrap();
        let name = dinhdanh_protocol::text::without_diacritics(&person.full_name);
        assert!(
            messages[0]
                .text
                .contains(&format!("Công dân {name} đã đăng ký tài khoản ứng dụng"))
                && messages[0].text.contains("trước 09:00 ngày 04/12/2026;"),
            "{messages:?}"
        );
        let activation = place.authority.request_activation(&request(&person)).unwrap();
        assert!(matches!(activation, ActivationAnswer::NotIdentified));
    }
}

#[test]
fn no_step_can_be_left_out() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.registration(&person).token.clone();
    let completed = || {
        place
            .authority
            .complete_registration(&token, &password("Matkhau_2026"))
    };
    assert_refused(place.authority.send_otp(&token), Refusal::OutOfOrder);
    assert_refused(completed(), Refusal::OutOfOrder);
    place
        .authority
        .check_register(&token, &form(&person.number))
        .unwrap();
    assert_refused(completed(), Refusal::OutOfOrder);
    place.authority.send_otp(&token).unwrap();
    assert_refused(completed(), Refusal::OutOfOrder);
    place
        .authority
        .confirm_otp(&token, &place.code(&person.phone))
        .unwrap();
    // An activation's steps are not a registration's.
    assert_refused(
        place.authority.set_password(&token, &password("Matkhau_2026")),
        Refusal::SessionOver,
    );
    assert!(completed().is_ok());
}

#[test]
fn a_registration_lasts_thirty_minutes() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.registration_confirmed(&person);
    place.clock.forward(TimeDelta::minutes(30));
    assert_refused(
        place.authority.check_register(&token, &form(&person.number)),
        Refusal::SessionOver,
    );
    assert_refused(place.authority.send_otp(&token), Refusal::SessionOver);
    assert_refused(
        place
            .authority
            .complete_registration(&token, &password("Matkhau_2026")),
        Refusal::SessionOver,
    );
    place.clock.forward(DAY * 2);
    place.registration(&person);
    assert_eq!(
        place.asked("SELECT count(*) FROM registration"),
        1,
        "the old one is forgotten"
    );
    assert_eq!(
        place.asked("SELECT count(*) FROM one_time_code"),
        0,
        "and its code with it"
    );
}

#[test]
fn what_the_register_compares() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let right = form(&person.number);
    let differing: [fn(&mut CardForm); 6] = [
        |form| form.full_name.push('h'),
        |form| form.birth_date = form.birth_date.succ_opt().unwrap(),
        |form| {
            form.sex = match form.sex {
                dinhdanh_protocol::Sex::Male => dinhdanh_protocol::Sex::Female,
                dinhdanh_protocol::Sex::Female => dinhdanh_protocol::Sex::Male,
            }
        },
        |form| form.issued_on = form.issued_on.and_then(|day| day.pred_opt()),
        |form| form.old_number = Some("123456789".to_owned()),
        |form| form.number = "001099999999".parse().unwrap(),
    ];
    for (place_in_table, differ) in differing.into_iter().enumerate() {
        let place = Place::new();
        let token = place.registration(&person).token.clone();
        let mut wrong = right.clone();
        differ(&mut wrong);
        assert_eq!(
            place.authority.check_register(&token, &wrong),
            Ok(RegisterCheck::NotPassed { checks_left: 4 }),
            "{place_in_table}"
        );
        assert_eq!(
            place.authority.check_register(&token, &right),
            Ok(RegisterCheck::Passed)
        );
    }
    let same: [fn(&mut CardForm); 4] = [
        |form| form.full_name = form.full_name.to_uppercase(),
        |form| form.residence = "Ở nhà con gái".to_owned(),
        |form| form.issued_on = None,
        |form| form.old_number = None,
    ];
    for (place_in_table, vary) in same.into_iter().enumerate() {
        let place = Place::new();
        let token = place.registration(&person).token.clone();
        let mut varied = right.clone();
        vary(&mut varied);
        assert_eq!(
            place.authority.check_register(&token, &varied),
            Ok(RegisterCheck::Passed),
            "{place_in_table}"
        );
    }
}

#[test]
fn a_number_that_the_register_does_not_know_does_not_pass() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let nobody = "001099999999".parse().unwrap();
    let token = place
        .authority
        .begin_registration(&registration_of(&nobody, &person.phone))
        .unwrap()
        .token
        .clone();
    let mut form = form(&person.number);
    form.number = nobody;
    assert_eq!(
        place.authority.check_register(&token, &form),
        Ok(RegisterCheck::NotPassed { checks_left: 4 })
    );
}

#[test]
fn five_forms_are_judged_and_the_same_one_costs_nothing() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.registration(&person).token.clone();
    let mut wrong = form(&person.number);
    for checks_left in (0..5).rev() {
        wrong.full_name.push('h');
        for _lost_answer in 0..2 {
            assert_eq!(
                place.authority.check_register(&token, &wrong),
                Ok(RegisterCheck::NotPassed { checks_left })
            );
        }
    }
    let right = form(&person.number);
    assert_refused(
        place.authority.check_register(&token, &right),
        Refusal::SessionOver,
    );

    let token = place.registration(&person).token.clone();
    for _lost_answer in 0..2 {
        assert_eq!(
            place.authority.check_register(&token, &right),
            Ok(RegisterCheck::Passed)
        );
    }
    assert_refused(
        place.authority.check_register(&token, &wrong),
        Refusal::OutOfOrder,
    );
}

#[test]
fn every_call_whose_answer_was_lost_is_made_again() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let request = registration_of(&person.number, &person.phone);
    let first = place.authority.begin_registration(&request).unwrap();
    place.clock.forward(TimeDelta::minutes(2));
    let again = place.authority.begin_registration(&request).unwrap();
    assert!(first.token == again.token && first.expires_at == again.expires_at);
    assert_eq!(place.asked("SELECT count(*) FROM attempt"), 3, "counted once");

    let token = place.registration_confirmed(&person);
    let complete = |text| place.authority.complete_registration(&token, &password(text));
    let first = complete("Matkhau_2026").unwrap();
    // A day later, too.
    place.clock.forward(DAY);
    let again = complete("Matkhau_2026").unwrap();
    assert_eq!(first.deleted_at, again.deleted_at);
    assert_refused(complete("Matkhau_2027"), Refusal::SessionOver);
    let messages = place.authority.messages(&person.phone).unwrap();
    let registered = notices(&messages)
        .iter()
        .filter(|text| text.contains("đã đăng ký tài khoản ứng dụng"))
        .count();
    assert_eq!(registered, 1, "told once");
}

/// Whoever has an account is registered by a stranger: all goes on as ever, and the code is sent to nobody.
#[test]
fn a_number_with_an_account_gets_the_answers_of_one_without() {
    let place = Place::new();
    let phone = "0901000999".parse().unwrap();
    for (branch, told) in [
        (
            Branch::Citizen,
            "Nếu là bạn: hãy đăng nhập hoặc chọn “Quên mật khẩu”.",
        ),
        (
            Branch::AppOnly,
            "Nếu là bạn: hãy đăng nhập hoặc chọn “Quên mật khẩu”.",
        ),
        (
            Branch::Suspended,
            "Nếu là bạn: hãy đăng nhập hoặc chọn “Quên mật khẩu”.",
        ),
        (
            Branch::CardOnly,
            "hãy chọn “Kích hoạt tài khoản định danh điện tử”.",
        ),
    ] {
        let place = Place::new();
        let person = place.persona(branch);
        let stranger = place.persona(Branch::NoAccount);
        let begun = |person: &dinhdanh_authority::practice::Persona| {
            let request = registration_of(&person.number, &phone);
            let session = place.authority.begin_registration(&request).unwrap();
            let check = place
                .authority
                .check_register(&session.token, &form(&person.number));
            (session.expires_at, check, session.token.clone())
        };
        let (expires_at, check, token) = begun(&person);
        let (other_expires_at, other_check, _) = begun(&stranger);
        assert_eq!((expires_at, &check), (other_expires_at, &other_check));
        let sent = place.authority.send_otp(&token).unwrap();
        assert_eq!((sent.tries_left, sent.sends_left), (5, 4));
        assert!(
            place.authority.messages(&phone).unwrap().is_empty(),
            "sent to nobody"
        );
        let messages = place.authority.messages(&person.phone).unwrap();
        let [message] = messages.as_slice() else {
            panic!("{messages:?}")
        };
        assert!(
            message
                .text
                .contains("Có người vừa đăng ký tài khoản bằng số định danh của bạn.")
        );
        assert!(
            message.text.contains(told) && message.code.is_none(),
            "{}",
            message.text
        );
        let code = OtpCode::parse("123456").unwrap();
        for tries_left in (0..5).rev() {
            assert_refused(
                place
                    .authority
                    .confirm_otp(&token, &wrong(&code, tries_left.into())),
                Refusal::OtpWrong { tries_left },
            );
        }
        assert_refused(place.authority.confirm_otp(&token, &code), Refusal::OtpExhausted);
        // Another code is asked for as ever; the account is told once a registration.
        place.clock.forward(TimeDelta::minutes(1));
        assert_eq!(place.authority.send_otp(&token).unwrap().sends_left, 3);
        assert_eq!(place.authority.messages(&person.phone).unwrap().len(), 1);
        assert_refused(
            place
                .authority
                .complete_registration(&token, &password("Matkhau_2026")),
            Refusal::OutOfOrder,
        );
    }
    drop(place);
}

#[test]
fn an_app_account_is_deleted_after_three_days_and_warned_before() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    complete(&place, &place.registration_confirmed(&person));
    let stir = || place.registration(&place.persona(Branch::NoAccountNewCard));
    let warnings = || {
        let messages = place.authority.messages(&person.phone).unwrap();
        notices(&messages)
            .iter()
            .filter(|text| text.contains("sẽ bị xóa lúc 09:00 ngày 04/12/2026"))
            .count()
    };
    place.clock.forward(DAY * 2 - TimeDelta::milliseconds(1));
    stir();
    assert_eq!(warnings(), 0);
    place.clock.forward(TimeDelta::milliseconds(1));
    stir();
    stir();
    assert_eq!(warnings(), 1, "told once");
    place.clock.forward(DAY - TimeDelta::milliseconds(1));
    stir();
    assert_eq!(place.persona(Branch::NoAccount).state, PersonaState::AppOnly);
    place.clock.forward(TimeDelta::milliseconds(1));
    stir();
    assert_eq!(place.persona(Branch::NoAccount).state, PersonaState::NoAccount);
    assert_eq!(warnings(), 1, "its messages stay");
    // The number may be registered again.
    complete(&place, &place.registration_confirmed(&person));
    // The population's own app accounts have no such term.
    assert_eq!(place.persona(Branch::AppOnly).state, PersonaState::AppOnly);
}

#[test]
fn an_account_that_was_identified_stays() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let desk = place.authority.desk();
    for level in [AccountLevel::One, AccountLevel::Two] {
        let raised = desk.set_level(&person.number, level, WHY);
        assert!(matches!(raised, Err(AuthorityError::NotIdentified)), "{raised:?}");
    }
    place
        .authority
        .submit_file(&token, &file(&person.number))
        .unwrap();
    desk.approve(place.waiting(&person.number)).unwrap();
    desk.set_level(&person.number, AccountLevel::App, WHY).unwrap();
    place.clock.forward(DAY * 4);
    place.registration(&place.persona(Branch::NoAccountNewCard));
    assert_eq!(place.persona(Branch::NoAccount).state, PersonaState::AppOnly);
}

/// Fifty completions of two registrations of one number: one account, of one of them.
#[test]
fn in_a_race_of_two_registrations_one_makes_the_account() {
    let place = Place::new();
    let another = place.another();
    let person = place.persona(Branch::NoAccount);
    let tokens = [(); 2].map(|()| {
        let token = place.registration_confirmed(&person);
        place.clock.forward(TimeDelta::seconds(1));
        token
    });
    let barrier = Barrier::new(50);
    let outcomes: Vec<(usize, _)> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let door = if racer % 4 < 2 { &place.authority } else { &another };
                let (barrier, token) = (&barrier, &tokens[racer % 2]);
                scope.spawn(move || {
                    barrier.wait();
                    let text = format!("Matkhau_202{}", racer % 2);
                    (racer % 2, door.complete_registration(token, &password(&text)))
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let winner = outcomes.iter().find(|(_, outcome)| outcome.is_ok()).unwrap().0;
    for (registration, outcome) in outcomes {
        match outcome {
            Ok(_) => assert_eq!(registration, winner),
            Err(ApiError::Refused(Refusal::SessionOver)) => assert_ne!(registration, winner),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        place.asked("SELECT count(*) FROM registration WHERE completed_at IS NOT NULL"),
        1
    );
}

/// Fifty wrong forms at once: five are judged.
#[test]
fn in_a_race_of_forms_five_are_judged() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.registration(&person).token.clone();
    let right = form(&person.number);
    let barrier = Barrier::new(50);
    let mut left: Vec<u8> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let mut wrong = right.clone();
                wrong.full_name.push_str(&"h".repeat(racer + 1));
                let (barrier, token, authority) = (&barrier, &token, &place.authority);
                scope.spawn(move || {
                    barrier.wait();
                    authority.check_register(token, &wrong)
                })
            })
            .collect();
        let judged = racers
            .into_iter()
            .filter_map(|racer| match racer.join().unwrap() {
                Ok(RegisterCheck::NotPassed { checks_left }) => Some(checks_left),
                Err(ApiError::Refused(Refusal::SessionOver)) => None,
                other => panic!("{other:?}"),
            });
        judged.collect()
    });
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4]);
}

/// Fifty times one request: one registration, counted once.
#[test]
fn in_a_race_one_request_is_one_registration() {
    let place = Place::new();
    let another = place.another();
    let person = place.persona(Branch::NoAccount);
    let mut request = registration_of(&person.number, &person.phone);
    request.idempotency = idempotency();
    let barrier = Barrier::new(50);
    thread::scope(|scope| {
        for racer in 0..50 {
            let door = if racer % 2 == 0 {
                &place.authority
            } else {
                &another
            };
            let (barrier, request) = (&barrier, &request);
            scope.spawn(move || {
                barrier.wait();
                door.begin_registration(request).unwrap();
            });
        }
    });
    assert_eq!(place.asked("SELECT count(*) FROM registration"), 1);
    assert_eq!(place.asked("SELECT count(*) FROM attempt"), 3);
}

#[test]
fn nothing_secret_prints() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let request = registration_of(&person.number, &person.phone);
    let session = place.registration(&person);
    let printed = format!("{request:?} {session:?} {:?}", form(&person.number));
    assert!(!printed.contains(person.number.as_str()) && !printed.contains(person.phone.as_str()));
    assert!(!printed.contains(&person.full_name), "{printed}");
}
