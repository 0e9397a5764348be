use std::thread;

use chrono::TimeDelta;
use dinhdanh_authority::population::Branch;
use dinhdanh_authority::practice;
use dinhdanh_credential::status::{Status, StatusPlace};
use dinhdanh_credential::trust::TrustBundle;
use dinhdanh_protocol::{AccountStatus, AuthorityApi as _};

use crate::place::{Place, WHY};

#[test]
fn a_first_bundle_is_signed_by_the_pinned_root_and_reaches_every_place() {
    let place = Place::new();
    let info = place.authority.info();
    assert!(info.practice);
    assert_eq!(info.name, practice::AUTHORITY_NAME);
    assert_eq!(info.root, practice::root().unwrap().to_cose());
    let bundle = place.bundle();
    assert_eq!(bundle.next_update() - bundle.issued_at(), TimeDelta::days(7));
    assert_eq!(bundle.issued_at(), place.now());
    // The first list of codes, and the first of papers.
    for list in [1, 513] {
        for index in [0, 65_535] {
            assert_eq!(bundle.status(StatusPlace { list, index }), Some(Status::Valid));
        }
    }
    let bytes = place.authority.trust_bundle().unwrap();
    assert!(
        bytes.len() < 600,
        "an empty list compresses to little: {}",
        bytes.len()
    );
}

#[test]
fn two_computers_take_each_others_bundles() {
    let (here, there) = (Place::new(), Place::new());
    let root = practice::root().unwrap();
    TrustBundle::open(&there.authority.trust_bundle().unwrap(), &root).unwrap();
    let (_, activated) = there.activated(&there.persona(Branch::Citizen));
    // Judged by the other's bundle, which knows nothing of them: valid.
    assert_eq!(here.statuses(&activated.credentials), [Status::Valid; 3]);
}

#[test]
fn it_is_signed_anew_after_a_day_or_a_change_and_not_before() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (_, activated) = place.activated(&citizen);
    let first = place.authority.trust_bundle().unwrap();
    place
        .clock
        .forward(TimeDelta::days(1) - TimeDelta::milliseconds(1));
    assert_eq!(place.authority.trust_bundle().unwrap(), first);
    let before = place.bundle().seq();
    place.clock.forward(TimeDelta::milliseconds(1));
    assert!(place.bundle().seq() > before);
    // A change shows at once, and several within a second are several bundles.
    let desk = place.authority.desk();
    let mut last = place.bundle().seq();
    for (status, shown) in [
        (AccountStatus::Suspended, Status::Suspended),
        (AccountStatus::Active, Status::Valid),
        (AccountStatus::Revoked, Status::Revoked),
    ] {
        desk.set_status(&citizen.number, status, WHY).unwrap();
        assert_eq!(place.statuses(&activated.credentials), [shown; 3]);
        assert!(place.bundle().seq() > last);
        last = place.bundle().seq();
    }
}

#[test]
fn a_folder_made_anew_does_not_count_from_one_again() {
    let old = Place::new();
    let kept = old.bundle().seq();
    let anew = Place::new();
    anew.clock.forward(TimeDelta::seconds(1));
    assert!(anew.bundle().seq() > kept);
}

#[test]
fn a_clock_set_back_brings_a_bundle_of_the_new_time_and_no_lower_number() {
    let place = Place::new();
    place.clock.forward(TimeDelta::days(40));
    let before = place.bundle();
    place.clock.forward(TimeDelta::days(-40));
    let after = place.bundle();
    assert_eq!(after.issued_at(), place.now());
    assert!(after.seq() > before.seq());
}

#[test]
fn the_number_never_goes_back_while_states_change_on_two_sides() {
    let place = Place::new();
    let another = place.another();
    let (citizen, officer) = (place.persona(Branch::Citizen), place.persona(Branch::Officer));
    place.activated(&citizen);
    place.activated(&officer);
    let root = practice::root().unwrap();
    thread::scope(|scope| {
        for (door, person) in [(&place.authority, &citizen), (&another, &officer)] {
            scope.spawn(move || {
                for round in 0..40 {
                    let status = if round % 2 == 0 {
                        AccountStatus::Suspended
                    } else {
                        AccountStatus::Active
                    };
                    door.desk().set_status(&person.number, status, WHY).unwrap();
                }
            });
            for _ in 0..2 {
                let root = &root;
                scope.spawn(move || {
                    let mut last = 0;
                    for _ in 0..60 {
                        let bundle = TrustBundle::open(&door.trust_bundle().unwrap(), root).unwrap();
                        assert!(bundle.seq() >= last, "{} after {last}", bundle.seq());
                        last = bundle.seq();
                    }
                });
            }
        }
    });
    // No number stands for two different bundles: the last one is what both sides hold.
    assert_eq!(
        place.authority.trust_bundle().unwrap(),
        another.trust_bundle().unwrap()
    );
}

#[test]
fn the_revoked_stay_marked_for_verifiers_whose_clock_is_slow() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (_, activated) = place.activated(&citizen);
    place.authority.desk().unbind(&citizen.number, WHY).unwrap();
    place.clock.forward(TimeDelta::days(30) + TimeDelta::hours(23));
    assert_eq!(place.statuses(&activated.credentials), [Status::Revoked; 3]);
}

#[test]
fn places_of_the_dead_are_forgotten() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let (_, dead) = place.activated(&citizen);
    place.authority.desk().unbind(&citizen.number, WHY).unwrap();
    assert_eq!(place.statuses(&dead.credentials), [Status::Revoked; 3]);
    let (device, living) = place.activated(&citizen);
    for _ in 0..40 {
        place.clock.forward(TimeDelta::days(1));
        place
            .authority
            .renew(&device.renewal(living.device, place.now()))
            .unwrap();
    }
    assert_eq!(place.statuses(&dead.credentials), [Status::Valid; 3]);
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    let kept: i64 = connection
        .query_row("SELECT count(*) FROM credential", [], |row| row.get(0))
        .unwrap();
    // Of the last 31 days and of today.
    assert_eq!(kept, 3 * 32);
}

#[test]
fn a_clock_once_far_ahead_forgives_nobody() {
    let place = Place::new();
    let (citizen, officer) = (place.persona(Branch::Citizen), place.persona(Branch::Officer));
    let (_, revoked) = place.activated(&citizen);
    let (device, living) = place.activated(&officer);
    let desk = place.authority.desk();
    desk.unbind(&citizen.number, WHY).unwrap();
    for _ in 0..3 {
        place.clock.forward(TimeDelta::days(400));
        place.bundle();
        place
            .authority
            .renew(&device.renewal(living.device, place.now()))
            .unwrap();
    }
    place.clock.forward(TimeDelta::days(-1_200));
    assert_eq!(place.statuses(&revoked.credentials), [Status::Revoked; 3]);
    // Who was valid meanwhile can still be revoked.
    desk.unbind(&officer.number, WHY).unwrap();
    assert_eq!(place.statuses(&living.credentials), [Status::Revoked; 3]);
}

#[test]
fn a_full_list_is_followed_by_the_next() {
    let place = Place::new();
    let (device, activated) = place.activated(&place.persona(Branch::Citizen));
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    connection
        .execute(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 65535)
             INSERT INTO credential (list, place, device, view, level, request, token, issued_at, expires_at)
             SELECT 1, i, device, 'a', 2, x'00', x'', issued_at, expires_at FROM n, (SELECT * FROM credential LIMIT 1)
             WHERE true ON CONFLICT DO NOTHING",
            [],
        )
        .unwrap();
    let renewed = place
        .authority
        .renew(&device.renewal(activated.device, place.now()))
        .unwrap();
    assert!(
        renewed
            .credentials
            .iter()
            .all(|fresh| crate::place::place_of(fresh).list == 2)
    );
    assert_eq!(place.statuses(&renewed.credentials), [Status::Valid; 3]);
    assert_eq!(place.statuses(&activated.credentials), [Status::Valid; 3]);
}
