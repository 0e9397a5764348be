//! A device that is claimed lost: a code, both answers, a day.

use super::*;

#[test]
fn a_lost_device_is_waited_for_a_day_and_then_the_code_goes_by_sms() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let session = scene.lost();
    assert_refused(
        authority.prove_answers(&session, &wrong_answers()),
        Refusal::AnswersWrong { tries_left: 4 },
    );
    let ready_at = place.now() + DAY;
    assert_eq!(authority.prove_answers(&session, &right()), Ok(ready_at));
    place.clock.forward(MINUTE);
    assert_eq!(
        authority.prove_answers(&session, &right()),
        Ok(ready_at),
        "a lost answer"
    );
    assert_eq!(scene.told(), [NoticeKind::LostDevice { ready_at }]);
    let message = &authority.messages(&scene.person.phone).unwrap()[0];
    assert!(
        message
            .text
            .contains("vừa được báo mất. Từ 09:00 ngày 02/12/2026"),
        "{}",
        message.text
    );
    assert_eq!(authority.account(&scene.token).unwrap().claim, Some(ready_at));
    assert_refused(
        authority.begin_lost_device(&scene.token, &lost()),
        Refusal::OutOfOrder,
    );
    // Until then only the device itself gives the code.
    let opened = authority.begin_take_over(&scene.token, &request()).unwrap();
    assert_eq!(opened.code, CodeWay::Device);

    place.clock.forward(DAY - MINUTE);
    let token = place.access(&scene.person);
    let opened = authority.begin_take_over(&token, &request()).unwrap();
    assert_eq!(opened.code, CodeWay::Sms);
    let session = opened.session.token.clone();
    authority.send_otp(&session).unwrap();
    assert!(scene.shown().is_none(), "whoever has the device does not get it");
    let code = place.code(&scene.person.phone);
    let text = &authority.messages(&scene.person.phone).unwrap()[0].text;
    assert!(
        text.contains("Mã OTP chuyển tài khoản sang thiết bị mới"),
        "{text}"
    );
    authority.confirm_otp(&session, &code).unwrap();
    let new = Device::new();
    authority
        .complete_activation(&session, &new.completion(&session))
        .unwrap();
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Revoked; 3]);
    assert_eq!(authority.account(&token).unwrap().claim, None, "it was used");
}

#[test]
fn a_claim_can_be_used_for_a_week() {
    let scene = Scene::new();
    let place = &scene.place;
    let session = scene.lost();
    let ready_at = place.authority.prove_answers(&session, &right()).unwrap();
    place.clock.forward(DAY * 8);
    let claim = |place: &Place| {
        let token = place.access(&scene.person);
        place.authority.account(&token).unwrap().claim
    };
    assert_eq!(claim(place), Some(ready_at));
    place.clock.forward(MINUTE);
    assert_eq!(claim(place), None);
}

#[test]
fn the_desk_ends_the_wait() {
    let scene = Scene::new();
    let (place, desk) = (&scene.place, scene.place.authority.desk());
    let nothing = desk.shorten_wait(&scene.person.number, WHY);
    assert!(matches!(nothing, Err(AuthorityError::NothingClaimed)));
    let session = scene.lost();
    let ready_at = place.authority.prove_answers(&session, &right()).unwrap();
    let seen = desk.account(&scene.person.number).unwrap().unwrap();
    assert_eq!(seen.claim, Some(ready_at));
    for _ in 0..2 {
        desk.shorten_wait(&scene.person.number, WHY).unwrap();
    }
    let now = place.now();
    assert_eq!(place.authority.account(&scene.token).unwrap().claim, Some(now));
    let opened = place.authority.begin_take_over(&scene.token, &request()).unwrap();
    assert_eq!(opened.code, CodeWay::Sms);
    let acts = desk.acts(None, None).unwrap();
    assert!(acts.len() == 1 && acts[0].kind == ActKind::WaitShortened);
    assert_eq!(scene.told().last(), Some(&NoticeKind::WaitEnded));
}

#[test]
fn who_has_lost_device_and_phone_is_helped_in_one_go() {
    let scene = Scene::new();
    let (authority, number) = (&scene.place.authority, &scene.person.number);
    let claim = || authority.desk().account(number).unwrap().unwrap().claim;
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    // Whoever has the old phone may have proved it: that is not the desk's word.
    authority.desk().set_phone(number, &another_phone(), WHY).unwrap();
    assert_eq!(claim(), None);

    let scene = Scene::new();
    let (place, authority, number) = (&scene.place, &scene.place.authority, &scene.person.number);
    let desk = authority.desk();
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    desk.shorten_wait(number, WHY).unwrap();
    desk.set_phone(number, &another_phone(), WHY).unwrap();
    let seen = desk.account(number).unwrap().unwrap();
    assert_eq!(seen.claim, Some(place.now()));
    let token = place.access(&scene.person);
    let opened = authority.begin_take_over(&token, &request()).unwrap();
    assert_eq!(opened.code, CodeWay::Sms);
    let session = &opened.session.token;
    authority.send_otp(session).unwrap();
    authority
        .confirm_otp(session, &place.code(&another_phone()))
        .unwrap();
    authority
        .complete_activation(session, &Device::new().completion(session))
        .unwrap();
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Revoked; 3]);
    // A lock ends even that.
    let scene = Scene::new();
    let (authority, number) = (&scene.place.authority, &scene.person.number);
    let desk = authority.desk();
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    desk.shorten_wait(number, WHY).unwrap();
    desk.set_status(number, AccountStatus::Suspended, WHY).unwrap();
    assert_eq!(desk.account(number).unwrap().unwrap().claim, None);
}

#[test]
fn a_claim_wants_every_step() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let opened = authority.begin_lost_device(&scene.token, &lost()).unwrap();
    let session = opened.token.clone();
    assert_refused(authority.prove_answers(&session, &right()), Refusal::OutOfOrder);
    assert_refused(
        authority.prove_answers(&SessionToken::new([7; 32]), &right()),
        Refusal::SessionOver,
    );
    assert_refused(
        authority.complete_activation(&session, &Device::new().completion(&session)),
        Refusal::SessionOver,
    );
    place.clock.forward(MINUTE * 30);
    assert_refused(authority.send_otp(&session), Refusal::SessionOver);
    // Nobody who is bound nowhere, and nobody who never answered questions.
    let officer = place.persona(Branch::Officer);
    let token = place.access(&officer);
    assert_refused(authority.begin_lost_device(&token, &lost()), Refusal::NoAnswers);
    let token = place.access(&scene.person);
    place.authority.desk().unbind(&scene.person.number, WHY).unwrap();
    assert_refused(authority.begin_lost_device(&token, &lost()), Refusal::OutOfOrder);
}

#[test]
fn five_wrong_answers_lock_the_way() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let session = scene.lost();
    for tries_left in [4, 3, 2, 1] {
        assert_refused(
            authority.prove_answers(&session, &wrong_answers()),
            Refusal::AnswersWrong { tries_left },
        );
    }
    let until = place.now() + DAY;
    for answers in [wrong_answers(), right()] {
        assert_refused(
            authority.prove_answers(&session, &answers),
            Refusal::AnswersLocked { until },
        );
    }
    assert_eq!(authority.account(&scene.token).unwrap().claim, None);
}

#[test]
fn a_clock_set_right_by_a_moment_ends_no_lock() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let session = scene.lost();
    let until = place.now() + DAY;
    for _ in 0..5 {
        assert!(authority.prove_answers(&session, &wrong_answers()).is_err());
    }
    place.clock.forward(-TimeDelta::milliseconds(1));
    assert_refused(
        authority.prove_answers(&session, &right()),
        Refusal::AnswersLocked { until },
    );
    // A clock that ran far ahead keeps nobody out.
    place.clock.forward(-DAY);
    authority.prove_answers(&session, &right()).unwrap();
}
