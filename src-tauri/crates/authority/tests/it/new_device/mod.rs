//! A new device: taken over from the old one, claimed lost, disputed; and exactly one is ever bound.

mod devices;
mod dispute;
mod lost;
mod take_over;

use std::sync::Barrier;
use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_authority::practice::Persona;
use dinhdanh_authority::{ActKind, AuthorityError};
use dinhdanh_credential::status::Status;
use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountStatus, Activated, ActivationCompletion, ApiError, AuthorityApi as _,
    Binding, ClientId, CodeWay, DeviceEntry, DeviceId, DeviceProof, HolderProof, LostDeviceRequest, Notice,
    NoticeKind, OtpCode, PhoneChangeRequest, PhoneNumber, Refusal, SecurityAnswer, SecurityQuestion,
    SessionToken, TakeOver, TakeOverRequest, TypedPassword,
};

use crate::place::{Device, Place, WHY, answer, assert_refused, idempotency, password, recovery_of, wrong};

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

/// Activates another account on the old device.
fn release(scene: &Scene) {
    let place = &scene.place;
    let token = place.confirmed(&place.persona(Branch::Officer));
    let completion = ActivationCompletion {
        replaces: Some((scene.bound.device, scene.old.release.clone())),
        ..Device::new().completion(&token)
    };
    place.authority.complete_activation(&token, &completion).unwrap();
}

fn another_phone() -> PhoneNumber {
    "0987654321".parse().unwrap()
}

fn typed(text: &str) -> TypedPassword {
    TypedPassword::new(text.to_owned()).unwrap()
}

const BOUND: &str = "SELECT count(*) FROM device WHERE unbound_at IS NULL AND account =";
