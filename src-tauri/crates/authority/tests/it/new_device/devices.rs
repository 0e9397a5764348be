//! "Quản lý thiết bị": listed, unbound, told, locked out.

use super::*;

#[test]
fn the_list_of_devices() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let bound_at = place.now();
    place.clock.forward(MINUTE);
    authority
        .renew(&scene.old.renewal(scene.bound.device, place.now()))
        .unwrap();
    let first = DeviceEntry {
        device: scene.bound.device,
        name: "Máy tính bàn".to_owned(),
        bound_at,
        last_used_at: place.now(),
        unbound_at: None,
    };
    let by_device = HolderProof::Device(scene.proof(DeviceEntry::PURPOSE));
    let by_access = HolderProof::Access(scene.token.clone());
    for holder in [&by_device, &by_access] {
        assert_eq!(authority.devices(holder).unwrap(), std::slice::from_ref(&first));
    }
    place.clock.forward(MINUTE);
    let session = scene.confirmed();
    let new = authority
        .complete_activation(&session, &Device::new().completion(&session))
        .unwrap();
    let listed = authority.devices(&by_access).unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!((listed[0].device, listed[0].unbound_at), (new.device, None));
    assert_eq!(listed[1].unbound_at, Some(place.now()));
    assert_refused(
        authority.devices(&HolderProof::Device(scene.proof(DeviceEntry::PURPOSE))),
        Refusal::DeviceUnbound,
    );
}

#[test]
fn unbinding_wants_the_password_again() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let device = scene.bound.device;
    let here = scene.proof(DeviceEntry::UNBIND);
    assert_refused(
        authority.unbind(&scene.token, device, &typed("Sai_2026"), Some(&here)),
        Refusal::SignInWrong { tries_left: 4 },
    );
    assert_refused(
        place.sign_in(&scene.person.number, "Sai_2026"),
        Refusal::SignInWrong { tries_left: 3 },
    );
    let unbind =
        |device: DeviceId| authority.unbind(&scene.token, device, &typed(SAMPLE_PASSWORD), Some(&here));
    unbind(DeviceId([7; 16])).unwrap();
    assert_eq!(
        place.statuses(&scene.bound.credentials),
        [Status::Valid; 3],
        "another's"
    );
    unbind(device).unwrap();
    unbind(device).unwrap();
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Revoked; 3]);
    assert_eq!(scene.told(), [NoticeKind::DeviceUnbound]);
    assert_eq!(authority.account(&scene.token).unwrap().binding, Binding::None);
    for _ in 0..4 {
        assert!(
            authority
                .unbind(&scene.token, device, &typed("Sai_2026"), Some(&here))
                .is_err()
        );
    }
    let until = place.now() + MINUTE * 15;
    assert_refused(
        authority.unbind(&scene.token, device, &typed("Sai_2026"), Some(&here)),
        Refusal::SignInLocked { until },
    );
    assert_refused(unbind(device), Refusal::SignInLocked { until });
}

#[test]
fn from_afar_a_device_is_unbound_only_once_it_may_be_taken_over_as_lost() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let device = scene.bound.device;
    let unbind = |token: &AccessToken, here: Option<&DeviceProof>| {
        authority.unbind(token, device, &typed(SAMPLE_PASSWORD), here)
    };
    assert_refused(unbind(&scene.token, None), Refusal::OutOfOrder);
    // Nobody else's key speaks for the device, nor its own for another purpose.
    let stranger = Device::new().proof(device, place.now(), DeviceEntry::UNBIND, &DeviceProof::NOTHING);
    assert_refused(unbind(&scene.token, Some(&stranger)), Refusal::BadRequest);
    let listing = scene.proof(DeviceEntry::PURPOSE);
    assert_refused(unbind(&scene.token, Some(&listing)), Refusal::BadRequest);
    let (elsewhere, activated) = place.activated(&place.persona(Branch::Officer));
    let other = elsewhere.proof(
        activated.device,
        place.now(),
        DeviceEntry::UNBIND,
        &DeviceProof::NOTHING,
    );
    assert_refused(unbind(&scene.token, Some(&other)), Refusal::OutOfOrder);

    authority.prove_answers(&scene.lost(), &right()).unwrap();
    assert_refused(unbind(&scene.token, None), Refusal::OutOfOrder);
    place.clock.forward(DAY - TimeDelta::milliseconds(1));
    let token = place.access(&scene.person);
    assert_refused(unbind(&token, None), Refusal::OutOfOrder);
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Valid; 3]);
    place.clock.forward(TimeDelta::milliseconds(1));
    assert_eq!(unbind(&token, None), Ok(()));
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Revoked; 3]);
    assert_eq!(authority.account(&token).unwrap().claim, None);
}

#[test]
fn nothing_that_ran_outlives_a_lock_at_the_desk() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    let session = scene.confirmed();
    let desk = authority.desk();
    let number = &scene.person.number;
    desk.set_status(number, AccountStatus::Suspended, WHY).unwrap();
    desk.set_status(number, AccountStatus::Active, WHY).unwrap();
    assert_refused(authority.account(&scene.token), Refusal::SessionOver);
    assert_refused(
        authority.complete_activation(&session, &Device::new().completion(&session)),
        Refusal::SessionOver,
    );
    assert!(scene.shown().is_none());
    assert_eq!(desk.account(number).unwrap().unwrap().claim, None);
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Valid; 3]);
}

#[test]
fn a_device_is_not_told_what_befell_the_one_before_it() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let ready_at = authority.prove_answers(&scene.lost(), &right()).unwrap();
    let desk = authority.desk();
    desk.set_level(&scene.person.number, AccountLevel::One, WHY)
        .unwrap();
    let session = scene.confirmed();
    place.clock.forward(MINUTE);
    let new = Device::new();
    let activated = authority
        .complete_activation(&session, &new.completion(&session))
        .unwrap();
    place.clock.forward(MINUTE);
    let told_to = |device: &Device, id: DeviceId| {
        let proof = device.proof(id, place.now(), Notice::PURPOSE, &Notice::content(0));
        let notices = authority.notices(&HolderProof::Device(proof), 0).unwrap();
        let kinds: Vec<NoticeKind> = notices.into_iter().map(|notice| notice.kind).collect();
        kinds
    };
    let level_set = NoticeKind::LevelSet {
        level: AccountLevel::One,
    };
    let taken_over = NoticeKind::TakenOver {
        device_name: "Máy tính bàn".to_owned(),
    };
    assert_eq!(
        told_to(&scene.old, scene.bound.device),
        [
            NoticeKind::LostDevice { ready_at },
            level_set.clone(),
            asked(),
            taken_over
        ]
    );
    assert_eq!(told_to(&new, activated.device), std::slice::from_ref(&level_set));
    // What befalls itself, it is told.
    desk.unbind(&scene.person.number, WHY).unwrap();
    assert_eq!(
        told_to(&new, activated.device),
        [level_set, NoticeKind::UnboundAtDesk]
    );
}

/// A take-over, a claim, a change of the phone and a recovery, as far as they go before their last step.
struct UnderWay {
    take_over: SessionToken,
    claim: SessionToken,
    phone_change: SessionToken,
    recovery: SessionToken,
}

impl UnderWay {
    fn of(scene: &Scene) -> Self {
        let (place, authority) = (&scene.place, &scene.place.authority);
        let given = |session: &SessionToken, phone: &PhoneNumber| {
            authority.send_otp(session).unwrap();
            authority.confirm_otp(session, &place.code(phone)).unwrap();
        };
        let claim = scene.lost();
        let phone = another_phone();
        let change = PhoneChangeRequest {
            password: typed(SAMPLE_PASSWORD),
            phone: phone.clone(),
            client: ClientId([3; 16]),
            idempotency: idempotency(),
        };
        let begun = authority.begin_phone_change(&scene.token, &change).unwrap();
        given(&begun.at_old, &scene.person.phone);
        given(&begun.at_new, &phone);
        let recovery = authority
            .begin_recovery(&scene.token, &recovery_of(&scene.old.share))
            .unwrap()
            .token;
        given(&recovery, &scene.person.phone);
        Self {
            take_over: scene.confirmed(),
            claim,
            phone_change: begun.at_old,
            recovery,
        }
    }

    fn assert_over(&self, scene: &Scene, after: &str) {
        let authority = &scene.place.authority;
        let completion = Device::new().completion(&self.take_over);
        let over = |outcome: Result<(), ApiError>, what: &str| {
            let expected = Err(ApiError::Refused(Refusal::SessionOver));
            assert_eq!(outcome, expected, "{what} after {after}");
        };
        let taken = authority.complete_activation(&self.take_over, &completion);
        over(taken.map(drop), "a take-over");
        over(
            authority.prove_answers(&self.claim, &right()).map(drop),
            "a claim",
        );
        over(
            authority.complete_phone_change(&self.phone_change),
            "a change of phone",
        );
        over(
            authority.recover(&self.recovery, &right()).map(drop),
            "a recovery",
        );
    }
}

#[test]
fn nothing_that_was_begun_beside_a_device_outlives_its_unbinding() {
    type Unbinding = fn(&Scene);
    let unbindings: [(&str, Unbinding); 5] = [
        ("the desk's unbinding", |scene| {
            let desk = scene.place.authority.desk();
            desk.unbind(&scene.person.number, WHY).unwrap();
        }),
        ("a level that was lowered", |scene| {
            let desk = scene.place.authority.desk();
            desk.set_level(&scene.person.number, AccountLevel::App, WHY)
                .unwrap();
        }),
        ("the holder's unbinding here", |scene| {
            let (device, here) = (scene.bound.device, scene.proof(DeviceEntry::UNBIND));
            let authority = &scene.place.authority;
            let unbound = authority.unbind(&scene.token, device, &typed(SAMPLE_PASSWORD), Some(&here));
            assert_eq!(unbound, Ok(()));
        }),
        ("another account on the device", release),
        ("a new device", |scene| {
            scene.place.clock.forward(MINUTE);
            let token = scene.confirmed();
            let completion = Device::new().completion(&token);
            let authority = &scene.place.authority;
            authority.complete_activation(&token, &completion).unwrap();
        }),
    ];
    for (name, unbind) in unbindings {
        let scene = Scene::new();
        scene.place.clock.forward(MINUTE);
        let under_way = UnderWay::of(&scene);
        unbind(&scene);
        under_way.assert_over(&scene, name);
        scene.place.clock.forward(MINUTE);
        let status = scene.place.statuses(&scene.bound.credentials);
        assert_eq!(status, [Status::Revoked; 3], "{name}");
    }
}

#[test]
fn nothing_of_the_old_phone_outlives_the_one_that_the_desk_set() {
    let scene = Scene::new();
    scene.place.clock.forward(MINUTE);
    let (place, authority, number) = (&scene.place, &scene.place.authority, &scene.person.number);
    let under_way = UnderWay::of(&scene);
    let reset = place.reset_confirmed(&scene.person);
    let desk = authority.desk();
    desk.set_phone(number, &"0901000777".parse().unwrap(), WHY)
        .unwrap();
    under_way.assert_over(&scene, "another phone");
    assert_refused(
        authority.reset_password(&reset, &password("Matkhau_2027")),
        Refusal::SessionOver,
    );
    assert_refused(authority.account(&scene.token), Refusal::SessionOver);
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Valid; 3]);
}

#[test]
fn nothing_that_was_begun_outlives_an_unbinding_from_afar() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    authority.prove_answers(&scene.lost(), &right()).unwrap();
    place.clock.forward(DAY);
    let token = place.access(&scene.person);
    let opened = authority.begin_take_over(&token, &request()).unwrap();
    let session = &opened.session.token;
    authority.send_otp(session).unwrap();
    let code = place.code(&scene.person.phone);
    authority.confirm_otp(session, &code).unwrap();
    let device = scene.bound.device;
    let unbound = authority.unbind(&token, device, &typed(SAMPLE_PASSWORD), None);
    assert_eq!(unbound, Ok(()));
    assert_refused(
        authority.complete_activation(session, &Device::new().completion(session)),
        Refusal::SessionOver,
    );
}
