//! "Không phải tôi đăng nhập".

use super::*;

/// Sets the password anew with the code that the phone gets.
fn reset(scene: &Scene) {
    let token = scene.place.reset_confirmed(&scene.person);
    let set = scene
        .place
        .authority
        .reset_password(&token, &password("Ketrom_2026!"));
    assert_eq!(set, Ok(()));
}

/// Moves the account to another phone.
fn change_phone(scene: &Scene) {
    let (place, authority) = (&scene.place, &scene.place.authority);
    let change = PhoneChangeRequest {
        password: typed(SAMPLE_PASSWORD),
        phone: another_phone(),
        client: ClientId([3; 16]),
        idempotency: idempotency(),
    };
    let begun = authority.begin_phone_change(&scene.token, &change).unwrap();
    let phones = [
        (&begun.at_old, &scene.person.phone),
        (&begun.at_new, &change.phone),
    ];
    for (session, phone) in phones {
        authority.send_otp(session).unwrap();
        authority.confirm_otp(session, &place.code(phone)).unwrap();
    }
    authority.complete_phone_change(&begun.at_old).unwrap();
}

#[test]
fn who_is_threatened_or_lost_the_place_just_now_may_dispute() {
    type Threat = fn(&Scene);
    let threats: [Threat; 5] = [
        |scene| drop(scene.confirmed()),
        |scene| {
            scene
                .place
                .authority
                .prove_answers(&scene.lost(), &right())
                .unwrap();
        },
        |scene| {
            let session = scene.confirmed();
            scene
                .place
                .authority
                .complete_activation(&session, &Device::new().completion(&session))
                .unwrap();
            scene.place.clock.forward(DAY * 7 - MINUTE);
        },
        |scene| {
            let here = scene.proof(DeviceEntry::UNBIND);
            scene
                .place
                .authority
                .unbind(&scene.token, here.device, &typed(SAMPLE_PASSWORD), Some(&here))
                .unwrap();
        },
        release,
    ];
    for (nth, threat) in threats.into_iter().enumerate() {
        let scene = Scene::new();
        let (place, authority) = (&scene.place, &scene.place.authority);
        let nothing = authority.dispute(&scene.proof(TakeOver::DISPUTE));
        assert_refused(nothing, Refusal::OutOfOrder);
        threat(&scene);
        for _lost_answer in 0..2 {
            let disputed = authority.dispute(&scene.proof(TakeOver::DISPUTE));
            assert_eq!(disputed, Ok(()), "{nth}");
        }
        let desk = authority.desk();
        let seen = desk.account(&scene.person.number).unwrap().unwrap();
        assert_eq!(
            (seen.account.status, seen.claim),
            (AccountStatus::Suspended, None)
        );
        let acts = desk.acts(Some(&scene.person.number), None).unwrap();
        assert!(acts.len() == 1 && acts[0].kind == ActKind::Disputed && acts[0].officer.is_none());
        assert_refused(authority.account(&scene.token), Refusal::SessionOver);
        let signed_in = place.sign_in(&scene.person.number, SAMPLE_PASSWORD);
        assert_refused(signed_in, Refusal::AccountSuspended);
        let message = &authority.messages(&scene.person.phone).unwrap()[0];
        assert!(
            message.text.contains("chọn “Không phải tôi đăng nhập”"),
            "{}",
            message.text
        );
        // Only the desk unlocks it.
        desk.set_status(&scene.person.number, AccountStatus::Active, WHY)
            .unwrap();
        assert!(place.sign_in(&scene.person.number, SAMPLE_PASSWORD).is_ok());
    }
}

#[test]
fn a_dispute_stops_a_take_over_that_runs() {
    let scene = Scene::new();
    let authority = &scene.place.authority;
    let session = scene.confirmed();
    authority.dispute(&scene.proof(TakeOver::DISPUTE)).unwrap();
    assert_eq!(
        scene.place.statuses(&scene.bound.credentials),
        [Status::Suspended; 3]
    );
    assert_refused(
        authority.complete_activation(&session, &Device::new().completion(&session)),
        Refusal::SessionOver,
    );
    assert_eq!(scene.told(), [asked(), NoticeKind::Disputed]);
}

#[test]
fn after_a_week_or_what_the_desk_did_there_is_nothing_to_dispute() {
    let scene = Scene::new();
    let session = scene.confirmed();
    scene
        .place
        .authority
        .complete_activation(&session, &Device::new().completion(&session))
        .unwrap();
    scene.place.clock.forward(DAY * 7);
    let late = scene.place.authority.dispute(&scene.proof(TakeOver::DISPUTE));
    assert_refused(late, Refusal::OutOfOrder);

    let scene = Scene::new();
    scene
        .place
        .authority
        .desk()
        .unbind(&scene.person.number, WHY)
        .unwrap();
    let by_desk = scene.place.authority.dispute(&scene.proof(TakeOver::DISPUTE));
    assert_refused(by_desk, Refusal::OutOfOrder);
}

#[test]
fn what_the_desk_has_settled_is_not_disputed_again() {
    let number = |scene: &Scene| scene.person.number.clone();
    let taken_over = || {
        let scene = Scene::new();
        let session = scene.confirmed();
        scene
            .place
            .authority
            .complete_activation(&session, &Device::new().completion(&session))
            .unwrap();
        scene
    };
    let dispute = |scene: &Scene| {
        let proof = scene.proof(TakeOver::DISPUTE);
        scene.place.authority.dispute(&proof)
    };
    // Disputed once, and unlocked.
    let scene = taken_over();
    assert_eq!(dispute(&scene), Ok(()));
    assert_eq!(dispute(&scene), Ok(()), "a lost answer");
    let desk = scene.place.authority.desk();
    desk.set_status(&number(&scene), AccountStatus::Active, WHY)
        .unwrap();
    assert_refused(dispute(&scene), Refusal::OutOfOrder);
    // Locked at the desk itself, and unlocked.
    let scene = taken_over();
    let desk = scene.place.authority.desk();
    for status in [AccountStatus::Suspended, AccountStatus::Active] {
        desk.set_status(&number(&scene), status, WHY).unwrap();
    }
    assert_refused(dispute(&scene), Refusal::OutOfOrder);
}

#[test]
fn a_claim_that_was_settled_in_person_is_not_disputed() {
    type Loss = fn(&Scene);
    let replaced = NoticeKind::Replaced {
        device_name: "Máy tính bàn".to_owned(),
    };
    let losses: [(NoticeKind, Loss); 2] = [
        (replaced, |scene| {
            let (place, authority) = (&scene.place, &scene.place.authority);
            let opened = authority.begin_take_over(&scene.token, &request()).unwrap();
            assert_eq!(opened.code, CodeWay::Sms);
            let session = &opened.session.token;
            authority.send_otp(session).unwrap();
            assert_refused(
                authority.dispute(&scene.proof(TakeOver::DISPUTE)),
                Refusal::OutOfOrder,
            );
            let code = place.code(&scene.person.phone);
            authority.confirm_otp(session, &code).unwrap();
            let completion = Device::new().completion(session);
            authority.complete_activation(session, &completion).unwrap();
        }),
        (NoticeKind::UnboundAtDesk, |scene| {
            let authority = &scene.place.authority;
            let device = scene.bound.device;
            let unbound = authority.unbind(&scene.token, device, &typed(SAMPLE_PASSWORD), None);
            assert_eq!(unbound, Ok(()));
        }),
    ];
    for (told, lose) in losses {
        let scene = Scene::new();
        let (place, authority) = (&scene.place, &scene.place.authority);
        let dispute = || authority.dispute(&scene.proof(TakeOver::DISPUTE));
        authority.prove_answers(&scene.lost(), &right()).unwrap();
        let desk = authority.desk();
        desk.shorten_wait(&scene.person.number, WHY).unwrap();
        place.clock.forward(MINUTE);
        assert_refused(dispute(), Refusal::OutOfOrder);
        lose(&scene);
        assert_eq!(
            place.statuses(&scene.bound.credentials),
            [Status::Revoked; 3],
            "{told:?}"
        );
        assert_refused(dispute(), Refusal::OutOfOrder);
        assert_eq!(scene.told().last(), Some(&told));
    }
    // Who wants the place by the code that the device shows is another matter.
    let scene = Scene::new();
    let authority = &scene.place.authority;
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    let taking_over = scene.confirmed();
    let desk = authority.desk();
    desk.shorten_wait(&scene.person.number, WHY).unwrap();
    authority.dispute(&scene.proof(TakeOver::DISPUTE)).unwrap();
    assert_refused(authority.send_otp(&taking_over), Refusal::SessionOver);
}

#[test]
fn a_reset_and_another_phone_are_disputed_for_a_week() {
    let dispute = |scene: &Scene| {
        let proof = scene.proof(TakeOver::DISPUTE);
        scene.place.authority.dispute(&proof)
    };
    let changes: [fn(&Scene); 2] = [reset, change_phone];
    for change in changes {
        let scene = Scene::new();
        change(&scene);
        scene.place.clock.forward(DAY * 7);
        assert_refused(dispute(&scene), Refusal::OutOfOrder);
        let scene = Scene::new();
        change(&scene);
        scene.place.clock.forward(DAY * 7 - MINUTE);
        assert_eq!(dispute(&scene), Ok(()));
        // Settled with the desk.
        let desk = scene.place.authority.desk();
        desk.set_status(&scene.person.number, AccountStatus::Active, WHY)
            .unwrap();
        assert_refused(dispute(&scene), Refusal::OutOfOrder);
    }
    let scene = Scene::new();
    let desk = scene.place.authority.desk();
    desk.set_phone(&scene.person.number, &another_phone(), WHY)
        .unwrap();
    assert_refused(dispute(&scene), Refusal::OutOfOrder);
}
