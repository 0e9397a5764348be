//! A damaged, missing or unwritable database gives an error, never a panic and never an invented answer.

use std::fs;
use std::sync::Arc;

use dinhdanh_authority::population::Branch;
use dinhdanh_authority::practice;
use dinhdanh_crypto::random::{self, Random, SeededRandom, SystemRandom};
use dinhdanh_protocol::{ApiError, AuthorityApi as _, SystemClock};

use crate::place::{Device, Place, request};

#[test]
fn a_file_that_is_no_database_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("authority.db"),
        "not a database, however long it is".repeat(100),
    )
    .unwrap();
    let opened = practice::open(
        folder.path(),
        Arc::new(SystemClock::new()),
        Arc::new(SystemRandom),
    );
    assert!(opened.is_err());
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    assert!(
        practice::open(
            &file.join("authority"),
            Arc::new(SystemClock::new()),
            Arc::new(SystemRandom)
        )
        .is_err()
    );
}

#[test]
fn a_later_version_s_database_does_not_open() {
    let place = Place::new();
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    connection
        .execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
             SELECT 999, 'later', applied_on, checksum FROM refinery_schema_history LIMIT 1",
            [],
        )
        .unwrap();
    assert!(practice::open(&place.folder(), place.clock.clone(), Arc::new(SystemRandom)).is_err());
}

#[test]
fn a_history_that_is_nonsense_is_an_error_and_not_a_panic() {
    let place = Place::new();
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    connection
        .execute("UPDATE refinery_schema_history SET checksum = 'nonsense'", [])
        .unwrap();
    assert!(practice::open(&place.folder(), place.clock.clone(), Arc::new(SystemRandom)).is_err());
}

/// Every table lost in turn: all calls that need it fail inside, none invents an answer or panics.
#[test]
fn a_lost_table_is_a_failure_inside() {
    for table in [
        "account",
        "device",
        "session",
        "one_time_code",
        "attempt",
        "registration",
        "password_reset",
        "access",
        "wrong_password",
        "credential",
        "message",
        "bundle",
        "view_key",
    ] {
        let place = Place::new();
        let citizen = place.persona(Branch::Citizen);
        let asked = request(&citizen);
        let token = place.confirmed(&citizen);
        let device = Device::new();
        let activated = place
            .authority
            .complete_activation(&token, &device.completion(&token))
            .unwrap();
        let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
        connection
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; DROP TABLE {table};"))
            .unwrap();
        let renewal = device.renewal(activated.device, place.now());
        let failures = [
            place.authority.request_activation(&asked).err(),
            place.authority.send_otp(&token).err(),
            place
                .authority
                .complete_activation(&token, &device.completion(&token))
                .err(),
            place.authority.renew(&renewal).err(),
            place.authority.trust_bundle().err(),
            place.authority.messages(&citizen.phone).err().map(ApiError::from),
        ];
        assert!(
            failures.contains(&Some(ApiError::Failed)),
            "{table}: {failures:?}"
        );
    }
}

/// Bytes of the file overwritten at random, again and again: errors or old answers, never a panic.
#[test]
fn a_garbled_file_never_panics() {
    let noise = SeededRandom::new(11);
    let template = Place::new();
    let citizen = template.persona(Branch::Citizen);
    let (device, activated) = template.activated(&citizen);
    let whole = {
        let connection = rusqlite::Connection::open(template.folder().join("authority.db")).unwrap();
        connection
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        fs::read(template.folder().join("authority.db")).unwrap()
    };
    let mut failed = 0;
    for _ in 0..40 {
        let mut garbled = whole.clone();
        for _ in 0..20 {
            let [a, b, c, byte] = random::array::<4>(&noise).unwrap();
            let at = u32::from_be_bytes([0, a, b, c]) as usize % garbled.len();
            garbled[at] = byte;
        }
        let start = u32::from_be_bytes(random::array::<4>(&noise).unwrap()) as usize % garbled.len();
        let end = garbled.len().min(start + 600);
        noise.fill(&mut garbled[start..end]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("authority.db"), garbled).unwrap();
        match practice::open(folder.path(), template.clock.clone(), Arc::new(SystemRandom)) {
            Err(_) => failed += 1,
            Ok(authority) => {
                let renewal = device.renewal(activated.device, template.now());
                let _ = (
                    authority.request_activation(&request(&citizen)),
                    authority.renew(&renewal),
                );
                let _ = (
                    authority.trust_bundle(),
                    authority.personas(),
                    authority.messages(&citizen.phone),
                );
            }
        }
    }
    assert!(failed > 0, "the noise hit nothing");
}

/// A write that fails half way leaves nothing half done: when it can be made again, it starts from the beginning.
#[test]
fn a_failed_write_is_undone_whole() {
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let session = place.session(&citizen);
    // The last statement of the transaction fails, as it would on a full disk.
    let connection = rusqlite::Connection::open(place.folder().join("authority.db")).unwrap();
    connection
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON message BEGIN SELECT RAISE(FAIL, 'disk full'); END",
        )
        .unwrap();
    assert_eq!(place.authority.send_otp(&session.token), Err(ApiError::Failed));
    connection.execute_batch("DROP TRIGGER full").unwrap();
    let sent = place.authority.send_otp(&session.token).unwrap();
    assert_eq!(sent.sends_left, 4, "the failed one did not count");
}

#[test]
fn no_randomness_is_a_failure() {
    struct Dry;
    impl Random for Dry {
        fn fill(&self, _: &mut [u8]) -> Result<(), dinhdanh_crypto::CryptoError> {
            Err(dinhdanh_crypto::CryptoError::NoRandomness)
        }
    }
    let place = Place::new();
    let citizen = place.persona(Branch::Citizen);
    let token = place.session(&citizen).token.clone();
    let dry = practice::open(&place.folder(), place.clock.clone(), Arc::new(Dry)).unwrap();
    assert_eq!(dry.send_otp(&token), Err(ApiError::Failed));
    assert!(place.authority.messages(&citizen.phone).unwrap().is_empty());
}
