//! What an account's holder is told, by whichever way he proves to be it.

use chrono::TimeDelta;
use dinhdanh_authority::population::{Branch, SAMPLE_PASSWORD};
use dinhdanh_protocol::{
    AccessToken, AccountLevel, AccountStatus, AuthorityApi as _, DeviceId, HolderProof, Notice, NoticeKind,
    Refusal,
};

use crate::place::{Device, Place, WHY, assert_refused};

fn by(device: &Device, id: DeviceId, place: &Place, after: u64) -> HolderProof {
    HolderProof::Device(device.proof(id, place.now(), Notice::PURPOSE, &Notice::content(after)))
}

fn kinds(notices: Vec<Notice>) -> Vec<NoticeKind> {
    notices.into_iter().map(|notice| notice.kind).collect()
}

#[test]
fn who_has_signed_in_and_the_device_are_told_the_same_once_each() {
    let place = Place::new();
    let person = place.persona(Branch::LevelOne);
    let (device, activated) = place.activated(&person);
    let desk = place.authority.desk();
    desk.set_level(&person.number, AccountLevel::Two, WHY).unwrap();
    place.clock.forward(TimeDelta::minutes(1));
    desk.set_status(&person.number, AccountStatus::Suspended, WHY)
        .unwrap();
    desk.set_status(&person.number, AccountStatus::Active, WHY)
        .unwrap();
    let token = place.sign_in(&person.number, SAMPLE_PASSWORD).unwrap().token;
    let told = place
        .authority
        .notices(&by(&device, activated.device, &place, 0), 0)
        .unwrap();
    let by_access = place.authority.notices(&HolderProof::Access(token), 0).unwrap();
    assert_eq!(told, by_access);
    assert_eq!(told[2].at, place.now());
    let second = told[1].seq;
    let rest = place
        .authority
        .notices(&by(&device, activated.device, &place, second), second)
        .unwrap();
    assert_eq!(kinds(rest), [NoticeKind::Restored]);
    assert_eq!(
        kinds(told),
        [
            NoticeKind::LevelSet {
                level: AccountLevel::Two
            },
            NoticeKind::Suspended {
                reason: WHY.to_owned()
            },
            NoticeKind::Restored
        ]
    );
}

#[test]
fn a_locked_account_s_device_learns_why_and_an_unbound_one_what_was_until_then() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let desk = place.authority.desk();
    let told = || {
        let proof = by(&device, activated.device, &place, 0);
        kinds(place.authority.notices(&proof, 0).unwrap())
    };
    desk.set_status(&citizen.number, AccountStatus::Suspended, WHY)
        .unwrap();
    let locked = NoticeKind::Suspended {
        reason: WHY.to_owned(),
    };
    assert_eq!(told().first(), Some(&locked));
    desk.unbind(&citizen.number, WHY).unwrap();
    place.clock.forward(TimeDelta::minutes(1));
    desk.set_status(&citizen.number, AccountStatus::Active, WHY)
        .unwrap();
    assert_eq!(
        told(),
        [locked, NoticeKind::UnboundAtDesk],
        "and nothing after that"
    );
}

#[test]
fn only_a_proof_that_holds() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let asked = |proof, after| place.authority.notices(&HolderProof::Device(proof), after);
    let (id, now) = (activated.device, place.now());
    let content = Notice::content(0);
    assert!(asked(device.proof(id, now, Notice::PURPOSE, &content), 0).is_ok());
    let wrong = [
        (device.proof(id, now, "other", &content), 0),
        (device.proof(id, now, Notice::PURPOSE, &content), 1),
        (Device::new().proof(id, now, Notice::PURPOSE, &content), 0),
        (
            device.proof(id, now - TimeDelta::minutes(6), Notice::PURPOSE, &content),
            0,
        ),
    ];
    for (proof, after) in wrong {
        assert_refused(asked(proof, after), Refusal::BadRequest);
    }
    let nobody = DeviceId([7; 16]);
    assert_refused(
        asked(device.proof(nobody, now, Notice::PURPOSE, &content), 0),
        Refusal::DeviceUnbound,
    );
    assert_refused(
        place
            .authority
            .notices(&HolderProof::Access(AccessToken::new([7; 32])), 0),
        Refusal::SessionOver,
    );
}

#[test]
fn notices_come_page_by_page_and_are_kept_for_a_year() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let desk = place.authority.desk();
    for round in 0..104 {
        let status = if round % 2 == 0 {
            AccountStatus::Suspended
        } else {
            AccountStatus::Active
        };
        desk.set_status(&citizen.number, status, WHY).unwrap();
    }
    let page = |after| {
        let proof = by(&device, activated.device, &place, after);
        place.authority.notices(&proof, after).unwrap()
    };
    let first = page(0);
    assert_eq!((first.len(), page(first[99].seq).len()), (100, 4));
    assert!(page(u64::MAX).is_empty());
    place.clock.forward(TimeDelta::days(365) + TimeDelta::seconds(1));
    desk.set_level(&citizen.number, AccountLevel::One, WHY).unwrap();
    assert_eq!(page(0).len(), 1);
}
