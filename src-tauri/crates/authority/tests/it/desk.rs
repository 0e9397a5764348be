use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_authority::{ActKind, AuthorityError, FileId};
use dinhdanh_credential::status::Status;
use dinhdanh_protocol::{
    AccountLevel, AccountStatus, ActivationAnswer, AuthorityApi as _, FileState, PhoneNumber, Refusal,
};

use crate::place::{Device, Place, WHY, assert_refused, claims, file, request, request_for};

#[test]
fn a_lowered_level_withdraws_what_says_more() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let desk = place.authority.desk();
    desk.set_level(&citizen.number, AccountLevel::One, WHY).unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    let renewed = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    assert_eq!(renewed.account.level, AccountLevel::One);
    assert_eq!(place.statuses(&renewed.credentials), [Status::Valid; 3]);
    // What was withdrawn stays so.
    desk.set_level(&citizen.number, AccountLevel::Two, WHY).unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    assert_eq!(place.statuses(&renewed.credentials), [Status::Valid; 3]);
}

#[test]
fn an_app_account_has_no_device() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    place
        .authority
        .desk()
        .set_level(&citizen.number, AccountLevel::App, WHY)
        .unwrap();
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
    assert_refused(
        place
            .authority
            .renew(&device.renewal(activated.device, place.now())),
        Refusal::DeviceUnbound,
    );
    let answer = place.authority.request_activation(&request(&citizen)).unwrap();
    assert!(matches!(answer, ActivationAnswer::NotIdentified));
}

#[test]
fn the_desk_sees_file_and_register_side_by_side() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let at_first = place.authority.desk().pending_count().unwrap();
    let mut sent = file(&person.number);
    sent.portrait = file(&place.persona(Branch::Officer).number).portrait;
    sent.card.residence = "Ở nhà con gái".to_owned();
    sent.email = Some("lan.anh@vidu.example".parse().unwrap());
    place.clock.forward(TimeDelta::minutes(1));
    place.authority.submit_file(&token, &sent).unwrap();
    let desk = place.authority.desk();
    assert_eq!(desk.pending_count().unwrap(), at_first + 1);
    let files = desk.pending_files(None).unwrap();
    assert_eq!(u64::try_from(files.len()).unwrap(), at_first + 1);
    let (newest, others) = files.split_last().unwrap();
    assert_eq!((&newest.number, newest.sent_at), (&person.number, place.now()));
    assert_eq!(newest.portrait, sent.portrait.webp());
    assert_ne!(newest.portrait, newest.registered.card.portrait);
    assert_eq!(newest.registered.card.full_name, person.full_name);
    assert_eq!(newest.residence, "Ở nhà con gái");
    assert_eq!(newest.email.as_deref(), Some("lan.anh@vidu.example"));
    // Practice mode's own have the register's portrait.
    assert!(
        others
            .iter()
            .all(|file| file.portrait == file.registered.card.portrait && file.sent_at == others[0].sent_at)
    );
    let rest = desk.pending_files(Some(others.last().unwrap().id)).unwrap();
    assert_eq!(rest.len(), 1, "a page goes on after the file named");
}

#[test]
fn approval_tells_the_citizen_once_and_opens_the_way() {
    let place = Place::new();
    let waiting = place.persona(Branch::AwaitingApproval);
    let desk = place.authority.desk();
    let file = place.waiting(&waiting.number);
    desk.approve(file).unwrap();
    desk.approve(file).unwrap();
    let messages = place.authority.messages(&waiting.phone).unwrap();
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    let name = dinhdanh_protocol::text::without_diacritics(&waiting.full_name);
    let said = format!(
        "Cơ quan định danh thực hành thông báo: Hồ sơ đăng ký tài khoản định danh điện tử của công dân {name} đã \
         được phê duyệt. Đề nghị truy cập ứng dụng Ví Định Danh để kích hoạt tài khoản."
    );
    assert!(message.text.starts_with(&said), "{}", message.text);
    assert!(message.code.is_none());
    assert_eq!(kinds(&place), [ActKind::FileApproved], "once");
    assert!(
        !place.session(&waiting).needs_password,
        "a registered account has its password"
    );
    let (_, activated) = place.activated(&waiting);
    assert_eq!(activated.account.level, AccountLevel::One);
}

#[test]
fn a_file_is_decided_once() {
    let place = Place::new();
    let desk = place.authority.desk();
    let approved = place.waiting(&place.persona(Branch::AwaitingApproval).number);
    desk.approve(approved).unwrap();
    let returned = FileId(place.asked("SELECT max(id) FROM file WHERE state = 0"));
    desk.return_file(returned, "Ảnh mờ.").unwrap();
    desk.return_file(returned, " Ảnh mờ. ").unwrap();
    for otherwise in [
        desk.return_file(approved, WHY),
        desk.approve(returned),
        desk.return_file(returned, WHY),
    ] {
        assert!(
            matches!(otherwise, Err(AuthorityError::DecidedAlready)),
            "{otherwise:?}"
        );
    }
    assert!(matches!(
        desk.approve(FileId(0)),
        Err(AuthorityError::UnknownFile)
    ));
    assert_eq!(kinds(&place), [ActKind::FileReturned, ActKind::FileApproved]);
}

/// Fifty officers at two desks, half of them for returning: one decision, one act, one message.
#[test]
fn in_a_race_one_officer_decides() {
    let place = Place::new();
    let another = place.another();
    let waiting = place.persona(Branch::AwaitingApproval);
    let file = place.waiting(&waiting.number);
    let barrier = Barrier::new(50);
    let outcomes: Vec<(bool, Result<(), AuthorityError>)> = thread::scope(|scope| {
        let racers: Vec<_> = (0..50)
            .map(|racer| {
                let desk = if racer % 4 < 2 {
                    place.authority.desk()
                } else {
                    another.desk()
                };
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    match racer % 2 {
                        0 => (true, desk.approve(file)),
                        _ => (false, desk.return_file(file, WHY)),
                    }
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    let approved = place.persona(Branch::AwaitingApproval).level == AccountLevel::One;
    for (for_it, outcome) in outcomes {
        match outcome {
            Ok(()) => assert_eq!(for_it, approved),
            Err(AuthorityError::DecidedAlready) => assert_ne!(for_it, approved),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(kinds(&place).len(), 1);
    assert_eq!(place.authority.messages(&waiting.phone).unwrap().len(), 1);
}

#[test]
fn after_the_check_in_person_a_bound_wallet_renews_to_level_two() {
    let place = Place::new();
    let person = place.persona(Branch::LevelOne);
    let (device, activated) = place.activated(&person);
    let desk = place.authority.desk();
    desk.set_level(&person.number, AccountLevel::Two, WHY).unwrap();
    desk.set_level(&person.number, AccountLevel::Two, WHY).unwrap();
    assert_eq!(kinds(&place), [ActKind::LevelSet(AccountLevel::Two)], "once");
    let renewed = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    assert_eq!(renewed.account.level, AccountLevel::Two);
    let bundle = place.bundle();
    for credential in &renewed.credentials {
        assert_eq!(claims(&bundle, credential, |claims| claims.identity.level), 2);
    }
    // What says less is true still.
    assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
    let message = &place.authority.messages(&person.phone).unwrap()[0];
    assert!(
        message.text.contains("đã được chuyển sang mức 2"),
        "{}",
        message.text
    );
}

#[test]
fn locking_unlocking_and_withdrawing_for_good() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (_, activated) = place.activated(&citizen);
    let desk = place.authority.desk();
    let steps = [
        (
            AccountStatus::Suspended,
            Status::Suspended,
            "đã bị khóa. Lý do: Mất máy.",
        ),
        (AccountStatus::Active, Status::Valid, "đã được mở khóa."),
        (
            AccountStatus::Revoked,
            Status::Revoked,
            "đã bị thu hồi. Lý do: Mất máy.",
        ),
    ];
    for (status, shown, said) in steps {
        for _ in 0..2 {
            desk.set_status(&citizen.number, status, "Mất máy.").unwrap();
        }
        assert_eq!(place.statuses(&activated.credentials), [shown; 3]);
        let message = &place.authority.messages(&citizen.phone).unwrap()[0];
        assert!(message.text.contains(said), "{}", message.text);
    }
    for status in [AccountStatus::Active, AccountStatus::Suspended] {
        let again = desk.set_status(&citizen.number, status, WHY);
        assert!(matches!(
            again,
            Err(AuthorityError::Refused(Refusal::AccountRevoked))
        ));
    }
    assert_eq!(
        kinds(&place),
        [ActKind::Revoked, ActKind::Restored, ActKind::Suspended]
    );
}

/// Deleted while it is locked, an app account could be registered anew, unlocked.
#[test]
fn a_locked_app_account_is_not_deleted_until_it_is_unlocked() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    place.newcomer(&person);
    let desk = place.authority.desk();
    desk.set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    place.clock.forward(TimeDelta::days(10));
    desk.set_status(&person.number, AccountStatus::Active, WHY)
        .unwrap();
    let token = place.sign_in(&person.number, "Matkhau_2026").unwrap().token;
    let deleted_at = place.now() + TimeDelta::days(3);
    assert_eq!(
        place.authority.account(&token).unwrap().deleted_at,
        Some(deleted_at)
    );
    place.clock.forward(TimeDelta::days(3));
    assert_refused(
        place.sign_in(&person.number, "Matkhau_2026"),
        Refusal::SignInWrong { tries_left: 4 },
    );
}

/// The drawer offers codes to copy: digits in the words of an officer are none.
#[test]
fn a_reason_with_six_digits_is_no_code() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let reason = "Theo biên bản 123456.";
    place
        .authority
        .desk()
        .set_status(&citizen.number, AccountStatus::Suspended, reason)
        .unwrap();
    let messages = place.authority.messages(&citizen.phone).unwrap();
    assert!(messages[0].text.contains("123456") && messages[0].code.is_none());
}

#[test]
fn another_phone_for_who_lost_the_one_before() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let running = place.confirmed(&citizen);
    let phone: PhoneNumber = "0901000777".parse().unwrap();
    let desk = place.authority.desk();
    desk.set_phone(&citizen.number, &phone, WHY).unwrap();
    desk.set_phone(&citizen.number, &phone, WHY).unwrap();
    assert_eq!(kinds(&place), [ActKind::PhoneSet]);
    for told in [&citizen.phone, &phone] {
        let message = &place.authority.messages(told).unwrap()[0];
        assert!(
            message.text.contains("được đổi thành 090****777"),
            "{}",
            message.text
        );
    }
    // Whoever had the old phone's code has nothing.
    let completion = Device::new().completion(&running);
    assert_refused(
        place.authority.complete_activation(&running, &completion),
        Refusal::SessionOver,
    );
    let answer = place
        .authority
        .request_activation(&request_for(&citizen.number, &citizen.phone));
    assert!(matches!(answer, Ok(ActivationAnswer::NotMatched)));
    let answer = place
        .authority
        .request_activation(&request_for(&citizen.number, &phone));
    assert!(matches!(answer, Ok(ActivationAnswer::Open(_))));
}

#[test]
fn the_desk_sees_an_account() {
    let place = Place::new();
    let desk = place.authority.desk();
    let citizen = place.persona(Branch::Citizen);
    let seen = desk.account(&citizen.number).unwrap().unwrap();
    assert_eq!(seen.account.full_name, citizen.full_name);
    assert_eq!(
        (seen.file, seen.device, seen.deleted_at),
        (FileState::None, None, None)
    );
    place.activated(&citizen);
    let seen = desk.account(&citizen.number).unwrap().unwrap();
    let device = seen.device.unwrap();
    assert_eq!(
        (device.name.as_str(), device.bound_at),
        ("Máy tính bàn", place.now())
    );
    let waiting = desk.account(&place.persona(Branch::AwaitingApproval).number);
    assert_eq!(waiting.unwrap().unwrap().file, FileState::Awaiting);
    assert!(desk.account(&"001099999999".parse().unwrap()).unwrap().is_none());
}

#[test]
fn the_log_says_who_when_what_and_why_page_by_page() {
    let place = Place::new();
    let (citizen, officer) = (place.persona(Branch::Citizen), place.persona(Branch::Officer));
    let desk = place.authority.desk();
    for round in 0..60 {
        place.clock.forward(TimeDelta::seconds(1));
        let status = if round % 2 == 0 {
            AccountStatus::Suspended
        } else {
            AccountStatus::Active
        };
        desk.set_status(&citizen.number, status, WHY).unwrap();
        desk.set_status(&officer.number, status, WHY).unwrap();
    }
    let first = desk.acts(None, None).unwrap();
    let rest = desk.acts(None, Some(first.last().unwrap().id)).unwrap();
    assert_eq!((first.len(), rest.len()), (100, 20));
    let act = &first[0];
    assert_eq!(act.officer.as_deref(), Some("Cán bộ thực hành"));
    assert_eq!((act.at, act.kind), (place.now(), ActKind::Restored));
    assert_eq!((&act.number, act.reason.as_deref()), (&officer.number, Some(WHY)));
    let of_one = desk.acts(Some(&citizen.number), None).unwrap();
    assert!(of_one.len() == 60 && of_one.iter().all(|act| act.number == citizen.number));
    assert!(!format!("{act:?}").contains(officer.number.as_str()));
}

#[test]
fn the_log_is_not_changed_and_an_act_that_fails_is_not_in_it() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let desk = place.authority.desk();
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    for tampering in [
        "UPDATE act SET reason = 'khác'",
        "DELETE FROM act",
        "INSERT OR REPLACE INTO act (id, at, kind, number) SELECT id, at, 'restored', number FROM act",
    ] {
        let refused = connection.execute_batch(tampering).unwrap_err();
        assert!(refused.to_string().contains("an act is not"), "{refused}");
    }
    // An act that cannot be kept is not carried out.
    connection
        .execute_batch("CREATE TRIGGER no_acts BEFORE INSERT ON act BEGIN SELECT RAISE(ABORT, 'full'); END")
        .unwrap();
    assert!(
        desk.set_status(&citizen.number, AccountStatus::Active, WHY)
            .is_err()
    );
    let seen = desk.account(&citizen.number).unwrap().unwrap();
    assert_eq!(seen.account.status, AccountStatus::Suspended);
    assert_eq!(kinds(&place), [ActKind::Suspended]);
}

#[test]
fn an_act_wants_a_reason() {
    let place = Place::new();
    let number = place.persona(Branch::Citizen).number;
    let desk = place.authority.desk();
    let file = place.waiting(&place.persona(Branch::AwaitingApproval).number);
    for none in ["", "  ", "\n"] {
        for outcome in [
            desk.return_file(file, none),
            desk.set_status(&number, AccountStatus::Suspended, none),
            desk.set_level(&number, AccountLevel::One, none),
            desk.set_phone(&number, &"0901000777".parse().unwrap(), none),
            desk.unbind(&number, none),
        ] {
            assert!(matches!(outcome, Err(AuthorityError::NoReason)), "{outcome:?}");
        }
    }
    assert!(kinds(&place).is_empty());
}

/// What the log says was done, newest first.
fn kinds(place: &Place) -> Vec<ActKind> {
    let acts = place.authority.desk().acts(None, None).unwrap();
    acts.into_iter().map(|act| act.kind).collect()
}

#[test]
fn an_unknown_account_is_an_error() {
    let place = Place::new();
    let nobody = "001099999999".parse().unwrap();
    let desk = place.authority.desk();
    let results = [
        desk.set_status(&nobody, AccountStatus::Active, WHY),
        desk.set_level(&nobody, AccountLevel::One, WHY),
        desk.unbind(&nobody, WHY),
    ];
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Err(AuthorityError::UnknownAccount)))
    );
}

#[test]
fn no_portrait_is_kept_once_its_file_is_decided() {
    let place = Place::new();
    let person = place.persona(Branch::NoAccount);
    let token = place.newcomer(&person);
    let desk = place.authority.desk();
    let kept = || place.asked("SELECT count(*) FROM file WHERE portrait IS NOT NULL");
    let sent = || {
        place
            .authority
            .submit_file(&token, &file(&person.number))
            .unwrap();
        assert_eq!(kept(), 1);
        FileId(place.asked("SELECT max(id) FROM file"))
    };
    desk.return_file(sent(), "Ảnh mờ.").unwrap();
    assert_eq!(kept(), 0);
    desk.approve(sent()).unwrap();
    assert_eq!(kept(), 0);
}
