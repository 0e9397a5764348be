//! What desks tell each other: read by the office alone, and never half.

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::office::{
    DeskId, Digits, Invitation, MOST_SIGHTED, OfficeError, OfficeKey, Sighted, Sightings,
};
use dinhdanh_crypto::random::SeededRandom;
use proptest::prelude::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_796_090_400, 0).unwrap()
}

fn office(seed: u64) -> OfficeKey {
    OfficeKey::make(&SeededRandom::new(seed)).unwrap()
}

/// So many codes seen by each of two desks, the newest now.
fn sightings(each: usize) -> Sightings {
    let sighted = (0..2 * each).map(|number| {
        let mut tag = [0; 16];
        tag[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let seen_at = now() - TimeDelta::seconds((number % 3_000) as i64);
        Sighted {
            tag,
            desk: DeskId([u8::from(number >= each); 8]),
            seen_at,
            keep_until: seen_at + TimeDelta::seconds(70),
        }
    });
    Sightings {
        made_at: now(),
        by: DeskId([0; 8]),
        sighted: sighted.collect(),
    }
}

fn sealed(sightings: &Sightings) -> Vec<u8> {
    sightings.seal(&office(1), &SeededRandom::new(9)).unwrap()
}

#[test]
fn what_one_desk_tells_the_other_hears() {
    let told = sightings(40);
    let file = sealed(&told);
    assert_eq!(Sightings::open(&file, &office(1), now()).unwrap(), told);
    assert_eq!(
        Sightings::open(&file, &office(2), now()),
        Err(OfficeError::OtherOffice)
    );
    assert!(
        !file
            .windows(8)
            .any(|part| part == &office(1).secret().expose()[..8])
    );
    let plain = told.to_cbor().unwrap();
    assert!(!file.windows(16).any(|part| part == &plain[20..36]), "sealed");
}

#[test]
fn torn_or_altered_it_is_nobodys() {
    let file = sealed(&sightings(2));
    for cut in 0..file.len() {
        let torn = Sightings::open(&file[..cut], &office(1), now());
        assert_eq!(torn, Err(OfficeError::Malformed), "{cut}");
    }
    for at in 0..file.len() {
        let mut altered = file.clone();
        altered[at] ^= 1;
        assert!(Sightings::open(&altered, &office(1), now()).is_err(), "{at}");
    }
    let longer = [&file[..], &[0]].concat();
    assert_eq!(
        Sightings::open(&longer, &office(1), now()),
        Err(OfficeError::Malformed)
    );
}

#[test]
fn a_day_later_it_is_old_and_before_it_was_made_ahead() {
    let file = sealed(&sightings(2));
    let open = |at| Sightings::open(&file, &office(1), at);
    assert!(open(now() + TimeDelta::days(1)).is_ok());
    assert_eq!(
        open(now() + TimeDelta::days(1) + TimeDelta::seconds(1)),
        Err(OfficeError::Old)
    );
    assert!(open(now() - TimeDelta::minutes(10)).is_ok());
    assert_eq!(
        open(now() - TimeDelta::minutes(10) - TimeDelta::seconds(1)),
        Err(OfficeError::Ahead)
    );
    // Of a file that is still good, what matters no more is left out.
    let mut mixed = sightings(1);
    mixed.sighted[0].keep_until = now() - TimeDelta::days(1);
    mixed.sighted[0].seen_at = mixed.sighted[0].keep_until - TimeDelta::seconds(60);
    assert_eq!(
        Sightings::open(&sealed(&mixed), &office(1), now())
            .unwrap()
            .sighted,
        mixed.sighted[1..]
    );
}

#[test]
fn the_most_fits_and_more_does_not() {
    let most = sightings(MOST_SIGHTED / 2);
    let file = sealed(&most);
    assert!(file.len() < 600 * 1024, "{} bytes", file.len());
    assert_eq!(
        Sightings::open(&file, &office(1), now()).unwrap().sighted.len(),
        MOST_SIGHTED
    );
    assert_eq!(
        sightings(MOST_SIGHTED / 2 + 1).to_cbor(),
        Err(OfficeError::OutOfRange)
    );
}

#[test]
fn an_invitation_opens_with_its_digits_alone() {
    let (invitation, digits) = Invitation::make(&office(1), &SeededRandom::new(3), now()).unwrap();
    let text = invitation.text();
    assert!(text.len() < 250, "{} characters", text.len());
    let read = Invitation::read(&format!("{text}\r\n")).unwrap();
    assert_eq!(read, invitation);
    let spoken = format!("{} {}", &digits.expose()[..4], &digits.expose()[4..]);
    let opened = read.open(&Digits::typed(&spoken).unwrap(), now()).unwrap();
    assert_eq!(opened.group(), office(1).group());
    let other = Digits::typed(if digits.expose() == "12345678" {
        "87654321"
    } else {
        "12345678"
    })
    .unwrap();
    assert_eq!(read.open(&other, now()).err(), Some(OfficeError::WrongDigits));
    let later = now() + TimeDelta::hours(25);
    assert_eq!(read.open(&digits, later).err(), Some(OfficeError::Old));
    assert!(Digits::typed("1234567").is_none() && Digits::typed("12345a78").is_none());
    assert!(Invitation::read(&text[..text.len() - 3]).is_none());
}

proptest! {
    #[test]
    fn strangers_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Sightings::open(&bytes, &office(1), now()).is_err());
        if let Ok(read) = Sightings::from_cbor(&bytes) {
            prop_assert_eq!(read.to_cbor().unwrap(), bytes);
        }
    }

    #[test]
    fn what_is_told_comes_back(
        seen in proptest::collection::btree_map(any::<([u8; 16], [u8; 8])>(), (0u32..86_000, 0u32..3_600), 0..60),
    ) {
        let mut sighted: Vec<Sighted> = seen.into_iter().map(|((tag, desk), (ago, left))| {
            let keep_until = now() - TimeDelta::seconds(i64::from(ago));
            let seen_at = keep_until - TimeDelta::seconds(i64::from(left));
            Sighted { tag, desk: DeskId(desk), seen_at, keep_until }
        }).collect();
        sighted.sort_by_key(|seen| (seen.desk, seen.tag));
        let told = Sightings { made_at: now(), by: DeskId([1; 8]), sighted };
        prop_assert_eq!(Sightings::open(&sealed(&told), &office(1), now()), Ok(told));
    }

    #[test]
    fn an_invitation_is_read_as_it_is_written(body in "[0-9A-Z $%*+./:-]{0,120}") {
        let text = format!("DDO1:{body}");
        if let Some(read) = Invitation::read(&text) {
            prop_assert_eq!(read.text(), text.trim());
        }
    }
}
