//! A new device: taken over from the old one, claimed lost, disputed; and exactly one is ever bound.

use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_authority::practice::Persona;
use dinhdanh_authority::{ActKind, AuthorityError};
use dinhdanh_credential::status::Status;
use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountStatus, Activated, AuthorityApi as _, Binding, ClientId, CodeWay,
    DeviceEntry, DeviceId, DeviceProof, HolderProof, LostDeviceRequest, Notice, NoticeKind, OtpCode, Refusal,
    SecurityAnswer, SecurityQuestion, SessionToken, TakeOver, TakeOverRequest, TypedPassword,
};

use crate::place::{Device, Place, WHY, answer, assert_refused, idempotency, wrong};

const DAY: TimeDelta = TimeDelta::days(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// Somebody with the account on a device, who has signed in elsewhere.
struct Scene {
    place: Place,
    person: Persona,
    old: Device,
    bound: Activated,
    token: AccessToken,
}

impl Scene {
    fn new() -> Self {
        let place = Place::new();
        let person = place.persona(Branch::Citizen);
        let (old, bound) = place.activated(&person);
        let token = place.access(&person);
        Self {
            place,
            person,
            old,
            bound,
            token,
        }
    }

    fn proof(&self, purpose: &str) -> DeviceProof {
        let now = self.place.now();
        self.old
            .proof(self.bound.device, now, purpose, &DeviceProof::NOTHING)
    }

    fn shown(&self) -> Option<TakeOver> {
        let proof = self.proof(TakeOver::PURPOSE);
        self.place.authority.take_over_code(&proof).unwrap()
    }

    /// A take-over whose code was read from the old device.
    fn confirmed(&self) -> SessionToken {
        let opened = self
            .place
            .authority
            .begin_take_over(&self.token, &request())
            .unwrap();
        assert_eq!(opened.code, CodeWay::Device);
        let session = opened.session.token.clone();
        self.place.authority.send_otp(&session).unwrap();
        let code = self.shown().unwrap().code;
        self.place.authority.confirm_otp(&session, &code).unwrap();
        session
    }

    /// The old device's notices.
    fn told(&self) -> Vec<NoticeKind> {
        let proof = self.old.proof(
            self.bound.device,
            self.place.now(),
            Notice::PURPOSE,
            &Notice::content(0),
        );
        let notices = self.place.authority.notices(&HolderProof::Device(proof), 0);
        notices.unwrap().into_iter().map(|notice| notice.kind).collect()
    }

    /// Claims the old device lost, as far as the answers.
    fn lost(&self) -> SessionToken {
        let opened = self
            .place
            .authority
            .begin_lost_device(&self.token, &lost())
            .unwrap();
        assert_eq!(
            opened.questions,
            [SecurityQuestion::BirthTown, SecurityQuestion::FavouriteDish]
        );
        let session = opened.token.clone();
        self.place.authority.send_otp(&session).unwrap();
        let code = self.place.code(&self.person.phone);
        self.place.authority.confirm_otp(&session, &code).unwrap();
        session
    }
}

fn request() -> TakeOverRequest {
    TakeOverRequest {
        client: ClientId([9; 16]),
        device_name: "Máy tính xách tay".to_owned(),
        idempotency: idempotency(),
    }
}

fn lost() -> LostDeviceRequest {
    LostDeviceRequest {
        client: ClientId([9; 16]),
        idempotency: idempotency(),
    }
}

fn asked() -> NoticeKind {
    NoticeKind::TakeOverAsked {
        device_name: request().device_name,
    }
}

fn right() -> [SecurityAnswer; 2] {
    [
        answer(SecurityQuestion::FavouriteDish, "cao lau"),
        answer(SecurityQuestion::BirthTown, "HỘI AN"),
    ]
}

fn wrong_answers() -> [SecurityAnswer; 2] {
    [
        answer(SecurityQuestion::BirthTown, "Huế"),
        answer(SecurityQuestion::FavouriteDish, "Cao lầu"),
    ]
}

fn typed(text: &str) -> TypedPassword {
    TypedPassword::new(text.to_owned()).unwrap()
}

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
    let misleading = ['"', '“', '”', '\u{200B}', '\u{202E}', '\u{2066}', '\u{FEFF}'];
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

const BOUND: &str = "SELECT count(*) FROM device WHERE unbound_at IS NULL AND account =";

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
    assert_eq!(
        scene.told().last(),
        Some(&NoticeKind::LostDevice { ready_at: now })
    );
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
fn who_is_threatened_or_lost_the_place_just_now_may_dispute() {
    type Threat = fn(&Scene);
    let threats: [Threat; 4] = [
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
            message.text.contains("chọn Không phải tôi đăng nhập"),
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
        [level_set, NoticeKind::DeviceUnbound]
    );
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
