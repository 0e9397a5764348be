//! The new device types the code that the old one shows; of many at once one wins.

use super::*;

#[test]
fn the_old_device_shows_the_code_and_is_unbound_at_the_same_instant() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    place.clock.forward(MINUTE);
    assert!(scene.shown().is_none());
    let opened = authority.begin_take_over(&scene.token, &request()).unwrap();
    assert!(opened.code == CodeWay::Device && !opened.session.needs_password);
    let session = opened.session.token.clone();
    assert!(scene.shown().is_none(), "nothing was sent yet");
    let before = authority.messages(&scene.person.phone).unwrap().len();
    authority.send_otp(&session).unwrap();
    let shown = scene.shown().unwrap();
    assert_eq!(shown.device_name, "Máy tính xách tay");
    assert_eq!(
        (shown.asked_at, shown.expires_at),
        (place.now(), place.now() + OtpCode::LIFE)
    );
    assert_refused(
        authority.confirm_otp(&session, &wrong(&shown.code, 1)),
        Refusal::OtpWrong { tries_left: 4 },
    );
    let holder = authority.confirm_otp(&session, &shown.code).unwrap();
    assert_eq!(holder.full_name, scene.person.full_name);
    assert!(scene.shown().is_none(), "it was taken");
    assert_eq!(
        authority.messages(&scene.person.phone).unwrap().len(),
        before,
        "no code went out by SMS"
    );

    let new = Device::new();
    let completion = new.completion(&session);
    let activated = authority.complete_activation(&session, &completion).unwrap();
    assert_eq!(place.statuses(&scene.bound.credentials), [Status::Revoked; 3]);
    assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
    let old = scene.old.renewal(scene.bound.device, place.now());
    assert_refused(authority.renew(&old), Refusal::DeviceUnbound);
    assert!(
        authority
            .renew(&new.renewal(activated.device, place.now()))
            .is_ok()
    );
    assert_eq!(
        scene.told(),
        [
            asked(),
            NoticeKind::TakenOver {
                device_name: "Máy tính bàn".to_owned()
            }
        ]
    );
    let message = &authority.messages(&scene.person.phone).unwrap()[0];
    assert!(
        message.text.contains("vừa được chuyển sang thiết bị mới"),
        "{}",
        message.text
    );
    let signed_in = authority.account(&scene.token).unwrap();
    assert_eq!(
        signed_in.binding,
        Binding::Bound {
            device: activated.device
        }
    );
    // A lost answer asked for again says nothing twice.
    let again = authority.complete_activation(&session, &completion).unwrap();
    assert_eq!(again.device, activated.device);
    assert_eq!(scene.told().len(), 2);
}

#[test]
fn a_code_shows_while_it_is_worth_anything() {
    let scene = Scene::new();
    let (place, authority) = (&scene.place, &scene.place.authority);
    let session = authority
        .begin_take_over(&scene.token, &request())
        .unwrap()
        .session
        .token
        .clone();
    authority.send_otp(&session).unwrap();
    let first = scene.shown().unwrap();
    place.clock.forward(OtpCode::RESEND_AFTER);
    authority.send_otp(&session).unwrap();
    let second = scene.shown().unwrap();
    assert_eq!(second.asked_at, place.now());
    assert_eq!(scene.told(), [asked()], "told once, however many codes");
    for _ in 0..5 {
        assert!(authority.confirm_otp(&session, &wrong(&second.code, 1)).is_err());
    }
    assert!(scene.shown().is_none(), "all tries were used");
    assert_refused(
        authority.confirm_otp(&session, &first.code),
        Refusal::OtpExhausted,
    );
    place.clock.forward(OtpCode::RESEND_AFTER);
    authority.send_otp(&session).unwrap();
    place.clock.forward(OtpCode::LIFE);
    assert!(scene.shown().is_none());
    // Another device's key asks for nothing.
    let stranger = Device::new().proof(
        scene.bound.device,
        place.now(),
        TakeOver::PURPOSE,
        &DeviceProof::NOTHING,
    );
    assert_refused(authority.take_over_code(&stranger), Refusal::BadRequest);
    assert_refused(
        authority.take_over_code(&scene.proof("other")),
        Refusal::BadRequest,
    );
}

#[test]
fn only_where_there_is_a_device_to_take_over_from() {
    let place = Place::new();
    for branch in [Branch::Officer, Branch::AppOnly, Branch::AwaitingApproval] {
        let token = place.access(&place.persona(branch));
        assert_refused(
            place.authority.begin_take_over(&token, &request()),
            Refusal::OutOfOrder,
        );
    }
    let scene = Scene::new();
    let misleading = [
        '"',
        '„',
        '\u{202E}',
        '\u{AD}',
        '\u{3164}',
        '\u{E0041}',
        '\u{FE0F}',
    ];
    let misleading = misleading.map(|character| format!("Máy{character} tính"));
    let too_long = "ữ".repeat(65);
    let names = ["", "a\nb", &too_long].into_iter();
    for name in names.chain(misleading.iter().map(String::as_str)) {
        let mut unnamed = request();
        unnamed.device_name = name.to_owned();
        let outcome = scene.place.authority.begin_take_over(&scene.token, &unnamed);
        assert_refused(outcome, Refusal::BadRequest);
    }
    assert_refused(
        scene
            .place
            .authority
            .begin_take_over(&AccessToken::new([7; 32]), &request()),
        Refusal::SessionOver,
    );
    // The same request is the same session, and counts once.
    let same = request();
    let opened = [(); 12].map(|()| {
        scene
            .place
            .authority
            .begin_take_over(&scene.token, &same)
            .unwrap()
    });
    assert!(
        opened
            .iter()
            .all(|other| other.session.token == opened[0].session.token)
    );
    for _ in 0..9 {
        assert!(
            scene
                .place
                .authority
                .begin_take_over(&scene.token, &request())
                .is_ok()
        );
    }
    let until = scene.place.now() + DAY;
    assert_refused(
        scene.place.authority.begin_take_over(&scene.token, &request()),
        Refusal::TooMany { until },
    );
}

/// What became of fifty completions that were sent at once, each of another device, through two programs' doors.
fn race(place: &Place, tokens: &[SessionToken]) -> Vec<(Device, Result<Activated, Refusal>)> {
    let another = place.another();
    let barrier = Barrier::new(50);
    thread::scope(|scope| {
        let racers: Vec<_> = tokens
            .iter()
            .cycle()
            .take(50)
            .enumerate()
            .map(|(racer, token)| {
                let door = if racer % 2 == 0 {
                    &place.authority
                } else {
                    &another
                };
                let barrier = &barrier;
                scope.spawn(move || {
                    let device = Device::new();
                    let completion = device.completion(token);
                    barrier.wait();
                    let outcome = door.complete_activation(token, &completion);
                    let refused = |error| match error {
                        dinhdanh_protocol::ApiError::Refused(refusal) => refusal,
                        other => panic!("{other:?}"),
                    };
                    (device, outcome.map_err(refused))
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    })
}

/// Of all these, how many are bound; the credentials of those that are not are revoked.
fn bound(place: &Place, devices: &[(Device, Result<Activated, Refusal>)]) -> usize {
    let won = devices
        .iter()
        .filter_map(|(device, outcome)| Some((device, outcome.as_ref().ok()?)));
    won.filter(|(device, activated)| {
        let renewal = device.renewal(activated.device, place.now());
        let renewed = place.authority.renew(&renewal).is_ok();
        let expected = if renewed { Status::Valid } else { Status::Revoked };
        assert_eq!(place.statuses(&activated.credentials), [expected; 3]);
        renewed
    })
    .count()
}

#[test]
fn of_fifty_take_overs_at_once_one_wins() {
    let scene = Scene::new();
    scene.place.clock.forward(MINUTE);
    let tokens: Vec<SessionToken> = (0..8).map(|_| scene.confirmed()).collect();
    let outcomes = race(&scene.place, &tokens);
    let won = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    assert_eq!((won, bound(&scene.place, &outcomes)), (1, 1));
    for (_, outcome) in &outcomes {
        assert!(
            matches!(outcome, Ok(_) | Err(Refusal::SessionOver)),
            "{outcome:?}"
        );
    }
    let number = scene.person.number.as_str();
    assert_eq!(scene.place.asked(&format!("{BOUND} '{number}'")), 1);
    assert_eq!(
        scene.place.statuses(&scene.bound.credentials),
        [Status::Revoked; 3]
    );
    let told = scene.told();
    let lost = told
        .iter()
        .filter(|told| matches!(told, NoticeKind::TakenOver { .. }));
    assert_eq!(lost.count(), 1, "the old device lost its place once");
}

#[test]
fn of_take_overs_and_activations_at_once_one_device_is_bound_in_the_end() {
    let place = Place::new();
    let person = place.persona(Branch::Citizen);
    let mut tokens: Vec<SessionToken> = (0..4).map(|_| place.confirmed(&person)).collect();
    let (old, bound_first) = place.activated(&person);
    let token = place.access(&person);
    let scene = Scene {
        place,
        person,
        old,
        bound: bound_first,
        token,
    };
    tokens.extend((0..4).map(|_| scene.confirmed()));
    let outcomes = race(&scene.place, &tokens);
    assert_eq!(bound(&scene.place, &outcomes), 1);
    let number = scene.person.number.as_str();
    assert_eq!(scene.place.asked(&format!("{BOUND} '{number}'")), 1);
    assert_eq!(
        scene.place.statuses(&scene.bound.credentials),
        [Status::Revoked; 3]
    );
}
