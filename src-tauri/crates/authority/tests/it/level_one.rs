//! The file for level 1: sent by who has signed in, judged at the desk.

use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_authority::practice::PersonaState;
use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountStatus, ActivationAnswer, AuthorityApi as _, CitizenNumber, FileState,
    FileSubmission, Refusal,
};

use crate::place::{Place, WHY, assert_refused, file, form, idempotency, request};

const DAY: TimeDelta = TimeDelta::days(1);
const REASON: &str = "Ảnh chân dung bị mờ.";

fn returned() -> FileState {
    FileState::Returned {
        reason: REASON.to_owned(),
    }
}

fn send(place: &Place, token: &AccessToken, number: &CitizenNumber) {
    let state = place.authority.submit_file(token, &file(number));
    assert_eq!(state, Ok(FileState::Awaiting));
}

#[test]
fn from_file_to_level_one() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let mut sent = file(&person.number);
    sent.email = Some("lan.anh@vidu.example".parse().unwrap());
    let state = place.authority.submit_file(&token, &sent);
    assert_eq!(state, Ok(FileState::Awaiting));
    let waiting = place.authority.account(&token).unwrap();
    assert_eq!((waiting.file, waiting.deleted_at), (FileState::Awaiting, None));
    assert_eq!(waiting.account.email.as_deref(), Some("lan.anh@vidu.example"));
    assert_eq!(
        place.persona(Branch::NoAccount).state,
        PersonaState::AwaitingApproval
    );
    let activation = place.authority.request_activation(&request(&person)).unwrap();
    assert!(matches!(activation, ActivationAnswer::NotIdentified));
    // Nobody deletes who waits.
    place.clock.forward(DAY * 30);
    let token = place.sign_in(&person.number, "Matkhau_2026").unwrap().token;
    let desk = place.authority.desk();
    desk.approve(place.waiting(&person.number)).unwrap();
    let approved = place.authority.account(&token).unwrap();
    assert_eq!((approved.file, approved.deleted_at), (FileState::None, None));
    assert_eq!(approved.account.level, AccountLevel::One);
    assert!(!place.session(&person).needs_password);
}

#[test]
fn what_is_returned_may_be_sent_again_within_three_days() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let desk = place.authority.desk();
    for _ in 0..2 {
        send(&place, &token, &person.number);
        desk.return_file(place.waiting(&person.number), REASON).unwrap();
        let signed_in = place.authority.account(&token).unwrap();
        assert_eq!(signed_in.file, returned());
        assert_eq!(signed_in.deleted_at, Some(place.now() + DAY * 3));
    }
    let messages = place.authority.messages(&person.phone).unwrap();
    assert!(
        messages[0]
            .text
            .contains("được trả lại. Lý do: Ảnh chân dung bị mờ. Đề nghị")
            && messages[0].text.contains("trước 09:00 ngày 04/12/2026;"),
        "{messages:?}"
    );
    // Warned anew, and deleted.
    place.clock.forward(DAY * 2);
    let token = place.sign_in(&person.number, "Matkhau_2026").unwrap().token;
    let warned = &place.authority.messages(&person.phone).unwrap()[0];
    assert!(
        warned.text.contains("sẽ bị xóa lúc 09:00 ngày 04/12/2026"),
        "{}",
        warned.text
    );
    place.clock.forward(DAY);
    assert_refused(place.authority.account(&token), Refusal::SessionOver);
    assert!(place.sign_in(&person.number, "Matkhau_2026").is_err());
    assert_eq!(
        place.asked("SELECT count(*) FROM file"),
        waiting_at_first(),
        "its files go with it",
    );
}

/// The files with which practice mode begins.
fn waiting_at_first() -> i64 {
    let waiting = Place::new().asked("SELECT count(*) FROM file WHERE state = 0");
    assert!(waiting >= 5, "something to do at the desk: {waiting}");
    waiting
}

#[test]
fn a_lost_answer_is_asked_for_again() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let sent = file(&person.number);
    let before = place.asked("SELECT count(*) FROM file");
    for _ in 0..12 {
        let state = place.another().submit_file(&token, &sent);
        assert_eq!(state, Ok(FileState::Awaiting));
    }
    assert_eq!(place.asked("SELECT count(*) FROM file"), before + 1);
    let desk = place.authority.desk();
    desk.return_file(place.waiting(&person.number), REASON).unwrap();
    assert_eq!(place.authority.submit_file(&token, &sent), Ok(returned()));
    let signed_in = place.authority.account(&token).unwrap();
    assert_eq!(signed_in.file, returned(), "a late repetition sends nothing");
    send(&place, &token, &person.number);
    desk.approve(place.waiting(&person.number)).unwrap();
    assert_eq!(place.authority.submit_file(&token, &sent), Ok(FileState::None));
}

#[test]
fn one_file_at_a_time_and_none_for_who_is_identified() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    send(&place, &token, &person.number);
    let again = place.authority.submit_file(&token, &file(&person.number));
    assert_refused(again, Refusal::OutOfOrder);
    let waiting = place.persona(Branch::AwaitingApproval);
    let token = place.sign_in(&waiting.number, SAMPLE_PASSWORD).unwrap().token;
    let again = place.authority.submit_file(&token, &file(&waiting.number));
    assert_refused(again, Refusal::OutOfOrder);
    let elsewhere = place.persona(Branch::ActiveElsewhere);
    let token = place.sign_in(&elsewhere.number, SAMPLE_PASSWORD).unwrap().token;
    let identified = place.authority.submit_file(&token, &file(&elsewhere.number));
    assert_refused(identified, Refusal::OutOfOrder);
}

#[test]
fn the_card_must_be_the_holder_s_own() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let another = place.persona(Branch::NoAccountNewCard);
    let token = place.newcomer(&person);
    let wrong: [fn(&mut FileSubmission); 2] = [
        |file| file.card.full_name.push('h'),
        |file| file.card.issued_on = file.card.issued_on.and_then(|day| day.pred_opt()),
    ];
    for change in wrong {
        let mut file = file(&person.number);
        change(&mut file);
        assert_refused(place.authority.submit_file(&token, &file), Refusal::CardNotPassed);
    }
    let mut others = file(&person.number);
    others.card = form(&another.number);
    assert_refused(
        place.authority.submit_file(&token, &others),
        Refusal::CardNotPassed,
    );
    let signed_in = place.authority.account(&token).unwrap();
    assert!(signed_in.file == FileState::None && signed_in.deleted_at.is_some());
    // Ten a day, whatever becomes of them.
    for _ in 0..7 {
        others.idempotency = idempotency();
        assert_refused(
            place.authority.submit_file(&token, &others),
            Refusal::CardNotPassed,
        );
    }
    let until = place.now() + DAY;
    let right = place.authority.submit_file(&token, &file(&person.number));
    assert_refused(right, Refusal::TooMany { until });
    place.clock.forward(DAY);
    let token = place.sign_in(&person.number, "Matkhau_2026").unwrap().token;
    send(&place, &token, &person.number);
}

#[test]
fn only_who_has_signed_in_and_may() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let sent = file(&person.number);
    assert_refused(
        place.authority.submit_file(&AccessToken::new([7; 32]), &sent),
        Refusal::SessionOver,
    );
    let desk = place.authority.desk();
    desk.set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_refused(place.authority.submit_file(&token, &sent), Refusal::SessionOver);
    desk.set_status(&person.number, AccountStatus::Active, WHY)
        .unwrap();
    let token = place.sign_in(&person.number, "Matkhau_2026").unwrap().token;
    assert!(place.authority.submit_file(&token, &sent).is_ok());
}

/// Fifty different files at once: one waits.
#[test]
fn in_a_race_one_file_waits() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let another = place.another();
    let files: Vec<FileSubmission> = {
        let first = file(&person.number);
        let other = |_| FileSubmission {
            idempotency: idempotency(),
            ..first.clone()
        };
        (0..50).map(other).collect()
    };
    let barrier = Barrier::new(50);
    let outcomes: Vec<_> = thread::scope(|scope| {
        let racers: Vec<_> = files
            .iter()
            .enumerate()
            .map(|(racer, file)| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let (barrier, token) = (&barrier, &token);
                scope.spawn(move || {
                    barrier.wait();
                    door.submit_file(token, file)
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let (sent, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!(sent, [Ok(FileState::Awaiting)]);
    for outcome in refused {
        assert_refused(outcome, Refusal::OutOfOrder);
    }
}

/// An account that the desk has lowered keeps what it did: it is not deleted with its file returned.
#[test]
fn who_was_identified_once_is_not_deleted() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    place.activated(&citizen);
    let desk = place.authority.desk();
    desk.set_level(&citizen.number, AccountLevel::App, WHY).unwrap();
    let typed = if citizen.has_password {
        SAMPLE_PASSWORD
    } else {
        "Matkhau_2026"
    };
    let token = place.sign_in(&citizen.number, typed).unwrap().token;
    send(&place, &token, &citizen.number);
    desk.return_file(place.waiting(&citizen.number), REASON).unwrap();
    place.clock.forward(DAY * 4);
    let token = place.sign_in(&citizen.number, typed).unwrap().token;
    send(&place, &token, &citizen.number);
}
