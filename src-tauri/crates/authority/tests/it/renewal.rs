use std::collections::BTreeSet;

use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_credential::status::Status;
use dinhdanh_protocol::{
    AccountStatus, AuthorityApi as _, CredentialView, DeviceId, Refusal, RenewalRequest,
};

use crate::place::{Device, Place, WHY, assert_refused, claims, place_of, tokens};

#[test]
fn fresh_credentials_for_the_same_keys_at_new_places() {
    let place = Place::new();
    let (device, activated) = place.activated(&place.persona(Branch::Citizen));
    place.clock.forward(TimeDelta::days(15));
    let renewed = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    let views: Vec<_> = renewed
        .credentials
        .iter()
        .map(|credential| credential.view)
        .collect();
    assert_eq!(views, CredentialView::ALL);
    let bundle = place.bundle();
    for ((fresh, old), (_, key)) in renewed
        .credentials
        .iter()
        .zip(&activated.credentials)
        .zip(&device.views)
    {
        assert_ne!(place_of(fresh), place_of(old));
        assert_eq!(fresh.expires_at - old.expires_at, TimeDelta::days(15));
        claims(&bundle, fresh, |claims| {
            assert_eq!(&claims.device_key, key.public())
        });
    }
    // The old ones live until they expire.
    assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
}

#[test]
fn the_same_request_twice_is_answered_twice_the_same() {
    let place = Place::new();
    let (device, activated) = place.activated(&place.persona(Branch::Citizen));
    let request = device.renewal(activated.device, place.now());
    let first = place.authority.renew(&request).unwrap();
    place.clock.forward(TimeDelta::minutes(4));
    let again = place.another().renew(&request).unwrap();
    assert_eq!(tokens(&first.credentials), tokens(&again.credentials));
    let other = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    assert_ne!(tokens(&first.credentials), tokens(&other.credentials));
}

#[test]
fn only_the_device_itself_and_only_now() {
    let place = Place::new();
    let (device, activated) = place.activated(&place.persona(Branch::Citizen));
    let minutes = TimeDelta::minutes;
    for (at, taken) in [
        (minutes(-5), true),
        (minutes(5), true),
        (minutes(-6), false),
        (minutes(6), false),
    ] {
        let result = place
            .authority
            .renew(&device.renewal(activated.device, place.now() + at));
        match taken {
            true => assert!(result.is_ok(), "{at}"),
            false => assert_refused(result, Refusal::BadRequest),
        }
    }
    let good = device.renewal(activated.device, place.now());
    let stranger = Device::new().renewal(activated.device, place.now());
    assert_refused(place.authority.renew(&stranger), Refusal::BadRequest);
    assert_refused(
        place.authority.renew(&RenewalRequest {
            nonce: [0; 16],
            ..good.clone()
        }),
        Refusal::BadRequest,
    );
    let later = RenewalRequest {
        at: good.at + TimeDelta::seconds(1),
        ..good.clone()
    };
    assert_refused(place.authority.renew(&later), Refusal::BadRequest);
    let nobody = DeviceId([3; 16]);
    assert_refused(
        place.authority.renew(&device.renewal(nobody, place.now())),
        Refusal::DeviceUnbound,
    );
}

#[test]
fn a_locked_account_hears_that_it_is_locked_and_gets_nothing() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (device, activated) = place.activated(&citizen);
    let request = device.renewal(activated.device, place.now());
    assert_eq!(place.authority.renew(&request).unwrap().credentials.len(), 3);
    for status in [AccountStatus::Suspended, AccountStatus::Revoked] {
        place
            .authority
            .desk()
            .set_status(&citizen.number, status, WHY)
            .unwrap();
        // Not even those that this very request was answered with.
        for request in [&request, &device.renewal(activated.device, place.now())] {
            let answer = place.authority.renew(request).unwrap();
            assert_eq!((answer.account.status, answer.credentials.len()), (status, 0));
        }
    }
}

#[test]
fn a_made_up_device_can_prove_nothing() {
    let place = Place::new();
    let elsewhere = place.persona(Branch::ActiveElsewhere);
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let id: Vec<u8> = connection
        .query_row(
            "SELECT id FROM device WHERE account = $1",
            [elsewhere.number.as_str()],
            |row| row.get(0),
        )
        .unwrap();
    let request = Device::new().renewal(DeviceId(id.try_into().unwrap()), place.now());
    assert_refused(place.authority.renew(&request), Refusal::BadRequest);
}

#[test]
fn places_are_spread_over_the_list() {
    let place = Place::new();
    let (device, activated) = place.activated(&place.persona(Branch::Citizen));
    let mut indices = BTreeSet::new();
    for _ in 0..40 {
        let renewal = place
            .authority
            .renew(&device.renewal(activated.device, place.now()))
            .unwrap();
        indices.extend(
            renewal
                .credentials
                .iter()
                .map(|credential| place_of(credential).index),
        );
    }
    // 120 of 65,536: were they counted up, they would lie together.
    assert_eq!(indices.len(), 120);
    assert!(
        indices.first().unwrap() < &8_192 && indices.last().unwrap() > &57_344,
        "{indices:?}"
    );
}
