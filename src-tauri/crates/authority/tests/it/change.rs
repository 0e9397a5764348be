//! Changes by who has signed in and gives the password again.

use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_authority::practice::Persona;
use dinhdanh_protocol::{
    AccessToken, ApiError, AuthorityApi as _, ClientId, EmailChange, HolderProof, LostDeviceRequest,
    NoticeKind, PasscodeChange, PasswordChange, PhoneChangeRequest, PhoneChangeSession, PhoneNumber, Refusal,
    SessionToken, TakeOverRequest, TypedPassword,
};

use crate::place::{Device, Place, WHY, assert_refused, idempotency, password};

const DAY: TimeDelta = TimeDelta::days(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
const NEW_PASSWORD: &str = "Matkhau_2026";

fn typed(text: &str) -> TypedPassword {
    TypedPassword::new(text.to_owned()).unwrap()
}

fn new_phone() -> PhoneNumber {
    "0901000777".parse().unwrap()
}

fn password_change(current: &str, new: &str) -> PasswordChange {
    PasswordChange {
        current: typed(current),
        new: password(new),
        idempotency: idempotency(),
    }
}

fn phone_change(phone: &PhoneNumber) -> PhoneChangeRequest {
    PhoneChangeRequest {
        password: typed(SAMPLE_PASSWORD),
        phone: phone.clone(),
        client: ClientId([9; 16]),
        idempotency: idempotency(),
    }
}

fn notices(place: &Place, token: &AccessToken) -> Vec<NoticeKind> {
    let holder = HolderProof::Access(token.clone());
    let notices = place.authority.notices(&holder, 0).unwrap();
    notices.into_iter().map(|notice| notice.kind).collect()
}

fn newest_sms(place: &Place, phone: &PhoneNumber) -> String {
    place.authority.messages(phone).unwrap().swap_remove(0).text
}

fn begun(place: &Place, token: &AccessToken) -> PhoneChangeSession {
    let request = phone_change(&new_phone());
    place.authority.begin_phone_change(token, &request).unwrap()
}

fn give_code(place: &Place, session: &SessionToken, phone: &PhoneNumber) {
    place.authority.send_otp(session).unwrap();
    place.authority.confirm_otp(session, &place.code(phone)).unwrap();
}

fn phone_of(place: &Place, person: &Persona) -> PhoneNumber {
    let seen = place.authority.desk().account(&person.number).unwrap();
    seen.unwrap().account.phone
}

#[test]
fn another_password_ends_all_other_access() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    place.activated(&person);
    let (own, other) = (place.access(&person), place.access(&person));
    let take_over = TakeOverRequest {
        client: ClientId([9; 16]),
        device_name: "Máy lạ".to_owned(),
        idempotency: idempotency(),
    };
    let taking = place.authority.begin_take_over(&other, &take_over).unwrap();
    let change = password_change(SAMPLE_PASSWORD, NEW_PASSWORD);
    place.authority.change_password(&own, &change).unwrap();
    assert!(place.authority.account(&own).is_ok());
    assert_refused(place.authority.account(&other), Refusal::SessionOver);
    assert_refused(
        place.authority.send_otp(&taking.session.token),
        Refusal::SessionOver,
    );
    assert!(place.sign_in(&person.number, NEW_PASSWORD).is_ok());
    assert_refused(
        place.sign_in(&person.number, SAMPLE_PASSWORD),
        Refusal::SignInWrong { tries_left: 4 },
    );
    assert_eq!(notices(&place, &own), [NoticeKind::PasswordChanged]);
    let said = newest_sms(&place, &person.phone);
    assert!(said.contains("Mật khẩu tài khoản của bạn vừa được đổi"), "{said}");
}

#[test]
fn a_lost_answer_is_asked_for_again_and_costs_no_try() {
    let place = Place::new();
    let person = place.persona(Branch::AppOnly);
    let token = place.access(&person);
    let change = password_change(SAMPLE_PASSWORD, NEW_PASSWORD);
    for _ in 0..6 {
        assert_eq!(place.another().change_password(&token, &change), Ok(()));
    }
    assert_eq!(notices(&place, &token), [NoticeKind::PasswordChanged], "once");
    assert_refused(
        place.sign_in(&person.number, "Sai_2026"),
        Refusal::SignInWrong { tries_left: 4 },
    );
    // Another change with the old password is wrong.
    let other = password_change(SAMPLE_PASSWORD, "Khac_2026");
    assert_refused(
        place.authority.change_password(&token, &other),
        Refusal::SignInWrong { tries_left: 3 },
    );
}

#[test]
fn wrong_passwords_lock_whatever_they_were_given_for() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let token = place.access(&person);
    let wrong_email = EmailChange {
        password: typed("Sai_2026"),
        email: None,
        idempotency: idempotency(),
    };
    let mut wrong_phone = phone_change(&new_phone());
    wrong_phone.password = typed("Sai_2026");
    let wrong_password = password_change("Sai_2026", NEW_PASSWORD);
    let outcomes = [
        place.authority.change_email(&token, &wrong_email),
        place
            .authority
            .begin_phone_change(&token, &wrong_phone)
            .map(|_| ()),
        place.authority.change_password(&token, &wrong_password),
        place.sign_in(&person.number, "Sai_2026").map(|_| ()),
    ];
    for (outcome, tries_left) in outcomes.into_iter().zip([4, 3, 2, 1]) {
        assert_refused(outcome, Refusal::SignInWrong { tries_left });
    }
    let until = place.now() + MINUTE * 15;
    assert_refused(
        place.authority.change_password(&token, &wrong_password),
        Refusal::SignInLocked { until },
    );
    let right = password_change(SAMPLE_PASSWORD, NEW_PASSWORD);
    assert_refused(
        place.authority.change_password(&token, &right),
        Refusal::SignInLocked { until },
    );
    place.clock.forward(MINUTE * 15);
    assert_eq!(place.authority.change_password(&token, &right), Ok(()));
}

#[test]
fn another_e_mail_or_none() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let token = place.access(&person);
    for email in [Some("lan.anh@vidu.example"), None] {
        let change = EmailChange {
            password: typed(SAMPLE_PASSWORD),
            email: email.map(|email| email.parse().unwrap()),
            idempotency: idempotency(),
        };
        for _lost_answer in 0..2 {
            place.authority.change_email(&token, &change).unwrap();
        }
        let account = place.authority.account(&token).unwrap().account;
        assert_eq!(account.email.as_deref(), email);
    }
    assert_eq!(
        notices(&place, &token),
        [NoticeKind::EmailChanged, NoticeKind::EmailChanged]
    );
    let said = newest_sms(&place, &person.phone);
    assert!(said.contains("E-mail của tài khoản của bạn"), "{said}");
}

#[test]
fn another_phone_number_wants_a_code_at_both() {
    let place = Place::new();
    let person = place.persona(Branch::LevelOne);
    let token = place.access(&person);
    let change = begun(&place, &token);
    let complete = || place.authority.complete_phone_change(&change.at_old);
    assert_refused(complete(), Refusal::OutOfOrder);
    give_code(&place, &change.at_new, &new_phone());
    let said = newest_sms(&place, &new_phone());
    assert!(said.contains("Mã OTP đổi số điện thoại"), "{said}");
    assert_refused(complete(), Refusal::OutOfOrder);
    assert_eq!(phone_of(&place, &person), person.phone);
    give_code(&place, &change.at_old, &person.phone);
    assert_eq!(
        phone_of(&place, &person),
        person.phone,
        "nothing before the last step"
    );
    // Only the token at the old number completes.
    assert_refused(
        place.authority.complete_phone_change(&change.at_new),
        Refusal::SessionOver,
    );
    for _lost_answer in 0..2 {
        assert_eq!(complete(), Ok(()));
    }
    assert_eq!(phone_of(&place, &person), new_phone());
    for phone in [&person.phone, &new_phone()] {
        let said = newest_sms(&place, phone);
        assert!(said.contains("được đổi thành 090****777"), "{said}");
    }
    let told = NoticeKind::PhoneChanged {
        phone: "090****777".to_owned(),
    };
    assert_eq!(notices(&place, &token), [told]);
}

#[test]
fn a_code_is_of_its_own_number() {
    let place = Place::new();
    let person = place.persona(Branch::LevelOne);
    let token = place.access(&person);
    let change = begun(&place, &token);
    place.authority.send_otp(&change.at_old).unwrap();
    place.authority.send_otp(&change.at_new).unwrap();
    let (old, new) = (place.code(&person.phone), place.code(&new_phone()));
    if old.expose() != new.expose() {
        assert_refused(
            place.authority.confirm_otp(&change.at_old, &new),
            Refusal::OtpWrong { tries_left: 4 },
        );
    }
    assert!(place.authority.confirm_otp(&change.at_old, &old).is_ok());
    assert!(place.authority.confirm_otp(&change.at_new, &new).is_ok());
}

#[test]
fn a_change_that_fails_midway_has_changed_nothing() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let token = place.access(&person);
    // Left lying.
    let change = begun(&place, &token);
    give_code(&place, &change.at_old, &person.phone);
    give_code(&place, &change.at_new, &new_phone());
    place.clock.forward(MINUTE * 30);
    assert_refused(
        place.authority.complete_phone_change(&change.at_old),
        Refusal::SessionOver,
    );
    // Locked meanwhile; then the password changed.
    let token = place.access(&person);
    let change = begun(&place, &token);
    place.clock.forward(MINUTE * 2);
    give_code(&place, &change.at_old, &person.phone);
    give_code(&place, &change.at_new, &new_phone());
    let desk = place.authority.desk();
    use dinhdanh_protocol::AccountStatus::{Active, Suspended};
    desk.set_status(&person.number, Suspended, WHY).unwrap();
    assert_refused(
        place.authority.complete_phone_change(&change.at_old),
        Refusal::SessionOver,
    );
    desk.set_status(&person.number, Active, WHY).unwrap();
    let token = place.access(&person);
    place
        .authority
        .change_password(&token, &password_change(SAMPLE_PASSWORD, NEW_PASSWORD))
        .unwrap();
    assert_refused(
        place.authority.complete_phone_change(&change.at_old),
        Refusal::SessionOver,
    );
    // A write that fails takes all of it back.
    let mut request = phone_change(&new_phone());
    request.password = typed(NEW_PASSWORD);
    let change = place.authority.begin_phone_change(&token, &request).unwrap();
    place.clock.forward(MINUTE * 2);
    give_code(&place, &change.at_old, &person.phone);
    give_code(&place, &change.at_new, &new_phone());
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let full = "CREATE TRIGGER full BEFORE INSERT ON notice BEGIN SELECT RAISE(ABORT, 'full'); END";
    connection.execute_batch(full).unwrap();
    let failed = place.authority.complete_phone_change(&change.at_old);
    assert_eq!(failed, Err(ApiError::Failed));
    assert_eq!(phone_of(&place, &person), person.phone);
    connection.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(place.authority.complete_phone_change(&change.at_old), Ok(()));
    assert_eq!(phone_of(&place, &person), new_phone());
}

#[test]
fn who_may_not_change_the_phone_number() {
    let place = Place::new();
    let app_only = place.persona(Branch::AppOnly);
    let token = place.access(&app_only);
    let request = phone_change(&new_phone());
    assert_refused(
        place.authority.begin_phone_change(&token, &request),
        Refusal::OutOfOrder,
    );
    let citizen = place.persona(Branch::Citizen);
    let token = place.access(&citizen);
    assert_refused(
        place
            .authority
            .begin_phone_change(&token, &phone_change(&citizen.phone)),
        Refusal::BadRequest,
    );
    // The same request is the same change, and counts once; five a day.
    let opened = [(); 7].map(|()| place.authority.begin_phone_change(&token, &request).unwrap());
    assert!(
        opened
            .iter()
            .all(|other| other.at_old == opened[0].at_old && other.at_new == opened[0].at_new)
    );
    for nth in 0..4 {
        let phone = format!("090100080{nth}").parse().unwrap();
        assert!(
            place
                .authority
                .begin_phone_change(&token, &phone_change(&phone))
                .is_ok()
        );
    }
    let until = place.now() + DAY;
    assert_refused(
        place
            .authority
            .begin_phone_change(&token, &phone_change(&"0901000809".parse().unwrap())),
        Refusal::TooMany { until },
    );
}

#[test]
fn an_activation_that_runs_ends_with_the_number_its_code_went_to() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let running = place.confirmed(&person);
    let token = place.access(&person);
    let change = begun(&place, &token);
    give_code(&place, &change.at_old, &person.phone);
    give_code(&place, &change.at_new, &new_phone());
    place.authority.complete_phone_change(&change.at_old).unwrap();
    assert_refused(
        place
            .authority
            .complete_activation(&running, &Device::new().completion(&running)),
        Refusal::SessionOver,
    );
}

/// Whoever set the password anew had the phone; what an intruder began with the old one goes no further.
#[test]
fn what_access_began_ends_with_it() {
    for way in ["reset", "desk"] {
        let place = Place::new();
        let person = place.persona(Branch::Citizen);
        place.activated(&person);
        let intruder = place.access(&person);
        let take_over = TakeOverRequest {
            client: ClientId([9; 16]),
            device_name: "Máy lạ".to_owned(),
            idempotency: idempotency(),
        };
        let lost = LostDeviceRequest {
            client: ClientId([9; 16]),
            idempotency: idempotency(),
        };
        let taking = place.authority.begin_take_over(&intruder, &take_over).unwrap();
        let claiming = place.authority.begin_lost_device(&intruder, &lost).unwrap();
        let changing = begun(&place, &intruder);
        if way == "reset" {
            let reset = place.reset_confirmed(&person);
            let new = password(NEW_PASSWORD);
            place.authority.reset_password(&reset, &new).unwrap();
        } else {
            let phone = "0901000888".parse().unwrap();
            place
                .authority
                .desk()
                .set_phone(&person.number, &phone, WHY)
                .unwrap();
        }
        for session in [
            &taking.session.token,
            &claiming.token,
            &changing.at_old,
            &changing.at_new,
        ] {
            assert_refused(place.authority.send_otp(session), Refusal::SessionOver);
        }
    }
}

/// Fifty different new passwords at once, by who knows the old one: one of them is set.
#[test]
fn in_a_race_one_password_is_set() {
    let place = Place::new();
    let another = place.another();
    let person = place.persona(Branch::AppOnly);
    let token = place.access(&person);
    let barrier = Barrier::new(50);
    let outcomes: Vec<Result<(), ApiError>> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let (barrier, token) = (&barrier, &token);
                scope.spawn(move || {
                    let change = password_change(SAMPLE_PASSWORD, &format!("Matkhau_{racer}"));
                    barrier.wait();
                    door.change_password(token, &change)
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let set: Vec<usize> = outcomes
        .iter()
        .enumerate()
        .filter_map(|(racer, outcome)| outcome.is_ok().then_some(racer))
        .collect();
    let [won] = set.as_slice() else { panic!("{set:?}") };
    assert_eq!(notices(&place, &token), [NoticeKind::PasswordChanged]);
    place.clock.forward(MINUTE * 15);
    assert!(place.sign_in(&person.number, &format!("Matkhau_{won}")).is_ok());
}

#[test]
fn a_new_passcode_is_the_word_of_the_bound_device_and_told_once() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&person);
    let change = PasscodeChange([7; 32]);
    let proof =
        |of: PasscodeChange| device.proof(activated.device, place.now(), PasscodeChange::PURPOSE, &of.0);
    let tell = |proof| place.authority.tell_passcode_change(&proof, change);
    let (now, id) = (place.now(), activated.device);
    for forged in [
        proof(PasscodeChange([8; 32])),
        device.proof(id, now, "recovery", &change.0),
        Device::new().proof(id, now, PasscodeChange::PURPOSE, &change.0),
    ] {
        assert_refused(tell(forged), Refusal::BadRequest);
    }
    for _ in 0..2 {
        tell(proof(change)).unwrap();
    }
    let told = place
        .authority
        .messages(&person.phone)
        .unwrap()
        .iter()
        .filter(|sms| sms.text.contains("Passcode"))
        .count();
    assert_eq!(told, 1);
    place.authority.desk().unbind(&person.number, WHY).unwrap();
    assert_refused(tell(proof(change)), Refusal::DeviceUnbound);
}

#[test]
fn a_repeated_change_is_the_same_only_of_the_same_account_with_the_same_words() {
    let place = Place::new();
    let access = [Branch::Citizen, Branch::Officer].map(|branch| place.access(&place.persona(branch)));
    let [one, two] = &access;
    let key = idempotency();
    let change = |token: &AccessToken, password: &str, email: &str| {
        let change = EmailChange {
            password: typed(password),
            email: Some(email.parse().unwrap()),
            idempotency: key,
        };
        place.authority.change_email(token, &change)
    };
    change(one, SAMPLE_PASSWORD, "mot@example.vn").unwrap();
    // The same again costs no try; anything else is a change of its own.
    assert_eq!(change(one, "Sai_2026", "mot@example.vn"), Ok(()));
    let wrong = || Refusal::SignInWrong { tries_left: 4 };
    assert_refused(change(two, "Sai_2026", "mot@example.vn"), wrong());
    assert_refused(change(one, "Sai_2026", "hai@example.vn"), wrong());
    change(one, SAMPLE_PASSWORD, "hai@example.vn").unwrap();
    let email = place.authority.account(one).unwrap().account.email;
    assert_eq!(email.as_deref(), Some("hai@example.vn"));
}
