//! Khôi phục: the share of a vault's recovery slot, to whom it is given, and what changes it.

use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::{
    AccountStatus, ApiError, AuthorityApi as _, QuestionsChange, RecoveryCompletion, RecoveryRequest,
    RecoveryShare, Refusal, SecurityAnswer, SecurityQuestion, SessionToken,
};

use crate::place::{Device, Place, WHY, answer, assert_refused, idempotency, password, recovery_of, wrong};

#[test]
fn both_answers_give_the_share_and_a_new_one_takes_its_place() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&person);
    let token = place.recovery_confirmed(&person, &device);
    let sent = messages(&place, &person);
    // As people type them, in either order, and again where the answer was lost.
    for answers in [
        right(),
        [dish("CAO  LẦU"), town("hội an")],
        [town("Ho\u{302}\u{323}i An!"), dish("cao lau")],
    ] {
        assert_eq!(place.authority.recover(&token, &answers).unwrap(), device.share);
    }
    assert_eq!(messages(&place, &person), sent + 1, "one notice a share");
    assert!(newest(&place, &person).contains("đang được khôi phục"));

    let completion = RecoveryCompletion {
        release: [8; 32],
        share: RecoveryShare::new([9; 32]),
    };
    for _ in 0..2 {
        place.authority.complete_recovery(&token, &completion).unwrap();
    }
    let kept = RecoveryCompletion {
        share: RecoveryShare::new([10; 32]),
        ..completion.clone()
    };
    assert_refused(
        place.authority.complete_recovery(&token, &kept),
        Refusal::SessionOver,
    );
    assert_refused(place.authority.recover(&token, &right()), Refusal::SessionOver);
    // The old share is worth nothing, the new one recovers.
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    assert_refused(
        place
            .authority
            .begin_recovery(&access, &recovery_of(&device.share)),
        Refusal::NoRecovery,
    );
    let begun = place
        .authority
        .begin_recovery(&access, &recovery_of(&completion.share))
        .unwrap();
    assert_eq!(
        begun.questions,
        [SecurityQuestion::BirthTown, SecurityQuestion::FavouriteDish]
    );
    assert_eq!(
        settled(&place, &device, activated.device),
        Some(completion.share.name())
    );
}

#[test]
fn the_same_request_is_the_same_recovery() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let request = recovery_of(&device.share);
    let begin = || place.authority.begin_recovery(&access, &request).unwrap().token;
    assert_eq!(begin(), begin());
    assert_eq!(place.asked("SELECT count(*) FROM recovery"), 1);
}

#[test]
fn steps_are_taken_in_order() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let token = place.recovery(&person, &device);
    assert_refused(place.authority.recover(&token, &right()), Refusal::OutOfOrder);
    place.authority.send_otp(&token).unwrap();
    let code = place.code(&person.phone);
    assert_refused(
        place.authority.confirm_otp(&token, &wrong(&code, 1)),
        Refusal::OtpWrong { tries_left: 4 },
    );
    assert_refused(place.authority.recover(&token, &right()), Refusal::OutOfOrder);
    place.authority.confirm_otp(&token, &code).unwrap();
    let completion = RecoveryCompletion {
        release: [8; 32],
        share: RecoveryShare::new([9; 32]),
    };
    assert_refused(
        place.authority.complete_recovery(&token, &completion),
        Refusal::OutOfOrder,
    );
    place.clock.forward(TimeDelta::minutes(30));
    assert_refused(place.authority.recover(&token, &right()), Refusal::SessionOver);
    assert_refused(
        place.authority.recover(&SessionToken::new([1; 32]), &right()),
        Refusal::SessionOver,
    );
}

#[test]
fn who_has_no_share_here_recovers_nothing() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let begin = |shares| {
        let request = RecoveryRequest {
            shares,
            idempotency: idempotency(),
        };
        place.authority.begin_recovery(&access, &request)
    };
    assert_refused(begin(vec![]), Refusal::NoRecovery);
    assert_refused(
        begin(vec![RecoveryShare::new([1; 32]).name()]),
        Refusal::NoRecovery,
    );
    begin(vec![RecoveryShare::new([1; 32]).name(), device.share.name()]).unwrap();
    let token = place.recovery_confirmed(&person, &device);
    // Unbound at the desk: the share is gone with the binding.
    place.authority.desk().unbind(&person.number, WHY).unwrap();
    assert_refused(begin(vec![device.share.name()]), Refusal::NoRecovery);
    assert_refused(place.authority.recover(&token, &right()), Refusal::SessionOver);
    assert_eq!(place.asked("SELECT count(*) FROM share"), 0);
}

#[test]
fn a_suspended_account_recovers_nothing() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let token = place.recovery_confirmed(&person, &device);
    place
        .authority
        .desk()
        .set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    assert_refused(
        place
            .authority
            .begin_recovery(&access, &recovery_of(&device.share)),
        Refusal::SessionOver,
    );
    assert_refused(place.authority.recover(&token, &right()), Refusal::SessionOver);
}

/// What the holder is told to do where somebody else recovers.
#[test]
fn a_password_that_is_set_anew_ends_a_recovery_that_is_under_way() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let token = place.recovery_confirmed(&person, &device);
    place.clock.forward(TimeDelta::minutes(2));
    let reset = place.reset_confirmed(&person);
    place
        .authority
        .reset_password(&reset, &password("Matkhau_2027"))
        .unwrap();
    assert_refused(place.authority.recover(&token, &right()), Refusal::SessionOver);
}

#[test]
fn five_wrong_pairs_lock_for_a_day_in_whichever_session_and_the_desk_ends_it() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let first = place.recovery_confirmed(&person, &device);
    place.clock.forward(TimeDelta::minutes(2));
    let second = place.recovery_confirmed(&person, &device);
    let other_question = [answer(SecurityQuestion::FirstPhone, "Hội An"), dish("Cao lầu")];
    let tries = [
        (&first, [town("Huế"), dish("Cao lầu")]),
        (&second, [town("Hội An"), dish("Mì Quảng")]),
        (&first, other_question),
        (&second, [town("Cao lầu"), dish("Hội An")]),
    ];
    for (tries_left, (token, answers)) in [4, 3, 2, 1].into_iter().zip(tries) {
        assert_refused(
            place.authority.recover(token, &answers),
            Refusal::AnswersWrong { tries_left },
        );
    }
    let until = place.now() + TimeDelta::days(1);
    assert_refused(
        place.authority.recover(&first, &wrong_answers()),
        Refusal::AnswersLocked { until },
    );
    let locked_until = || {
        let seen = place.authority.desk().account(&person.number).unwrap().unwrap();
        seen.answers_locked
    };
    assert_eq!(locked_until(), Some(until));
    assert!(newest(&place, &person).contains("24 giờ"));
    // The right ones too, by another program and in a new recovery.
    assert_refused(
        place.another().recover(&second, &right()),
        Refusal::AnswersLocked { until },
    );
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let request = recovery_of(&device.share);
    assert_refused(
        place.authority.begin_recovery(&access, &request),
        Refusal::AnswersLocked { until },
    );

    place
        .authority
        .desk()
        .unlock_answers(&person.number, WHY)
        .unwrap();
    assert_eq!(locked_until(), None);
    assert_refused(
        place.authority.recover(&first, &wrong_answers()),
        Refusal::AnswersWrong { tries_left: 4 },
    );
    assert_eq!(place.authority.recover(&first, &right()).unwrap(), device.share);
    assert_refused(
        place.authority.recover(&first, &wrong_answers()),
        Refusal::AnswersWrong { tries_left: 4 },
    );
}

#[test]
fn a_lock_runs_off_and_the_tries_are_five_again() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let token = place.recovery_confirmed(&person, &device);
    for _ in 0..5 {
        assert!(place.authority.recover(&token, &wrong_answers()).is_err());
    }
    place.clock.forward(TimeDelta::days(1));
    let token = place.recovery_confirmed(&person, &device);
    assert_refused(
        place.authority.recover(&token, &wrong_answers()),
        Refusal::AnswersWrong { tries_left: 4 },
    );
}

#[test]
fn of_fifty_at_once_on_the_last_try_one_is_judged() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let token = place.recovery_confirmed(&person, &device);
    for _ in 0..4 {
        assert!(place.authority.recover(&token, &wrong_answers()).is_err());
    }
    let gate = Barrier::new(50);
    let told: Vec<Result<RecoveryShare, ApiError>> = thread::scope(|scope| {
        let ask = |number: usize| {
            let (place, token, gate) = (&place, &token, &gate);
            scope.spawn(move || {
                let typed = [town(&format!("Huế {number}")), dish("Cao lầu")];
                gate.wait();
                place.authority.recover(token, &typed)
            })
        };
        let asking: Vec<_> = (0..50).map(ask).collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let locked = Err(ApiError::Refused(Refusal::AnswersLocked {
        until: place.now() + TimeDelta::days(1),
    }));
    assert!(told.iter().all(|one| *one == locked), "{told:?}");
    let notices = place.authority.messages(&person.phone).unwrap();
    let locks = notices.iter().filter(|message| message.text.contains("24 giờ"));
    assert_eq!(locks.count(), 1);
}

#[test]
fn recoveries_are_limited_a_day() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, _) = place.activated(&person);
    let began = place.now();
    for _ in 0..10 {
        place.recovery(&person, &device);
    }
    let access = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    assert_refused(
        place
            .authority
            .begin_recovery(&access, &recovery_of(&device.share)),
        Refusal::TooMany {
            until: began + TimeDelta::days(1),
        },
    );
}

#[test]
fn changed_questions_are_asked_from_then_on_and_bring_a_share_of_their_own() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (mut device, activated) = place.activated(&person);
    let under_way = place.recovery_confirmed(&person, &device);
    let change = QuestionsChange {
        answers: [
            answer(SecurityQuestion::FavouriteSong, "Bèo dạt mây trôi"),
            answer(SecurityQuestion::ChildhoodNickname, "Tí"),
        ],
        share: RecoveryShare::new([5; 32]),
    };
    let sent = messages(&place, &person);
    for _ in 0..2 {
        let proof = device.proof(
            activated.device,
            place.now(),
            QuestionsChange::PURPOSE,
            &change.digest(),
        );
        place.authority.change_questions(&proof, &change).unwrap();
    }
    assert_eq!(messages(&place, &person), sent + 1, "one notice a change");
    assert_eq!(
        settled(&place, &device, activated.device),
        Some(change.share.name())
    );
    // What was under way asks for the old ones, which nothing answers any more.
    assert!(place.authority.recover(&under_way, &right()).is_err());
    device.share = change.share.clone();
    let token = place.recovery_confirmed(&person, &device);
    assert_eq!(
        place.authority.recover(&token, &change.answers).unwrap(),
        change.share
    );
}

#[test]
fn only_the_bound_device_changes_questions_and_only_as_it_signed() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&person);
    let change = QuestionsChange {
        answers: [dish("Phở"), town("Huế")],
        share: RecoveryShare::new([5; 32]),
    };
    let proof_at =
        |at, of: &QuestionsChange| device.proof(activated.device, at, QuestionsChange::PURPOSE, &of.digest());
    let twice = QuestionsChange {
        answers: [town("Phở"), town("Huế")],
        ..change.clone()
    };
    assert_refused(
        place
            .authority
            .change_questions(&proof_at(place.now(), &twice), &twice),
        Refusal::BadRequest,
    );
    let other = QuestionsChange {
        share: RecoveryShare::new([6; 32]),
        ..change.clone()
    };
    for proof in [
        proof_at(place.now(), &other),
        proof_at(place.now() - TimeDelta::minutes(6), &change),
        device.proof(activated.device, place.now(), "recovery", &change.digest()),
        Device::new().proof(
            activated.device,
            place.now(),
            QuestionsChange::PURPOSE,
            &change.digest(),
        ),
    ] {
        assert_refused(
            place.authority.change_questions(&proof, &change),
            Refusal::BadRequest,
        );
    }
    place.authority.desk().unbind(&person.number, WHY).unwrap();
    assert_refused(
        place
            .authority
            .change_questions(&proof_at(place.now(), &change), &change),
        Refusal::DeviceUnbound,
    );
}

#[test]
fn a_release_token_that_was_renewed_releases_and_the_old_one_does_not() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&person);
    let proof = device.proof(activated.device, place.now(), "recovery", &[4; 32]);
    assert_eq!(
        place.authority.settle_recovery(&proof, &[4; 32]).unwrap(),
        Some(device.share.name())
    );
    let kept = |release: &str| {
        place.asked(&format!(
            "SELECT count(*) FROM device WHERE release = x'{release}'"
        ))
    };
    assert_eq!(kept(&"04".repeat(32)), 1);
    assert_refused(
        place.authority.settle_recovery(&proof, &[5; 32]),
        Refusal::BadRequest,
    );
}

fn settled(
    place: &Place,
    device: &Device,
    id: dinhdanh_protocol::DeviceId,
) -> Option<dinhdanh_protocol::ShareName> {
    let proof = device.proof(id, place.now(), "recovery", &[8; 32]);
    place.authority.settle_recovery(&proof, &[8; 32]).unwrap()
}

fn town(typed: &str) -> SecurityAnswer {
    answer(SecurityQuestion::BirthTown, typed)
}

fn dish(typed: &str) -> SecurityAnswer {
    answer(SecurityQuestion::FavouriteDish, typed)
}

/// As they were given at the activation.
fn right() -> [SecurityAnswer; 2] {
    [town("Hội An"), dish("Cao lầu")]
}

fn wrong_answers() -> [SecurityAnswer; 2] {
    [town("Huế"), dish("Bún bò")]
}

fn messages(place: &Place, person: &dinhdanh_authority::practice::Persona) -> usize {
    place.authority.messages(&person.phone).unwrap().len()
}

fn newest(place: &Place, person: &dinhdanh_authority::practice::Persona) -> String {
    let mut messages = place.authority.messages(&person.phone).unwrap();
    messages.swap_remove(0).text
}
