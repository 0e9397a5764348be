//! "Lịch sử quét mã": what an officer's wallet keeps of the verdicts it gave, and for how long.

use std::time::Duration;

use chrono::{Days, NaiveDate, TimeDelta};
use dinhdanh_authority::population::{Branch, printed_qr};
use dinhdanh_credential::Word;
use dinhdanh_protocol::{Clock as _, CredentialView};
use dinhdanh_wallet::{Scanned, Wallet};

use crate::stage::codes::{text_of_svg, verdict};
use crate::stage::{PASSCODE, Stage, person, refusal};

fn verdicts(wallet: &Wallet, stage: &Stage, days_ago: u64) -> Vec<String> {
    let day = (stage.clock.now() + TimeDelta::hours(7)).date_naive() - Days::new(days_ago);
    let scans = wallet.scans(Some(day)).unwrap().scans;
    scans.into_iter().map(|scan| scan.verdict).collect()
}

#[test]
fn each_verdict_is_kept_for_thirty_days_and_counted_for_a_year() {
    let stage = Stage::new();
    let citizen = stage.active("an", person(Branch::Citizen));
    let officer = stage.active("canbo", person(Branch::Officer));
    let code = text_of_svg(&citizen.make_code(CredentialView::B).unwrap().svg);
    for (text, found) in [
        (code.as_str(), "genuine_practice"),
        (&code, "replayed"),
        ("DD1:ABC", "malformed"),
        (&printed_qr(person(Branch::Citizen)), "card_qr"),
    ] {
        assert_eq!(verdict(&officer, text), found);
        stage.clock.pass(Duration::from_secs(2));
    }
    assert_eq!(
        verdicts(&officer, &stage, 0),
        ["card_qr", "malformed", "replayed", "genuine_practice"]
    );
    let today = (stage.clock.now() + TimeDelta::hours(7)).date_naive();
    let of_today = officer.scans(None).unwrap();
    assert_eq!(
        (of_today.day, of_today.today - of_today.first),
        (today, TimeDelta::days(30))
    );
    let scans = of_today.scans;
    assert!(scans.iter().all(|scan| scan.what == Scanned::Code));
    assert_eq!(
        scans.iter().map(|scan| scan.word).collect::<Vec<_>>(),
        [Word::Unverified, Word::Fake, Word::Unverified, Word::Genuine]
    );
    // The same code has the same tag; what could not be read has none.
    let tags: Vec<_> = scans.iter().map(|scan| scan.tag.as_deref()).collect();
    assert!(tags[0].is_none() && tags[1].is_none());
    assert_eq!(tags[2], tags[3]);
    assert_eq!(tags[3].map(str::len), Some(6));

    // The calendar's ends are days like any other: nothing was judged on them.
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(officer.scans(Some(day)).unwrap().scans.is_empty());
    }

    // Thirty days later they are still there, a second after that they are gone with the next unlocking.
    stage.clock.pass_days(29);
    officer.lock();
    officer.unlock(PASSCODE).unwrap();
    assert_eq!(verdicts(&officer, &stage, 29).len(), 4);
    stage.clock.pass_days(1);
    stage.clock.pass(Duration::from_secs(1));
    officer.lock();
    officer.unlock(PASSCODE).unwrap();
    assert!(verdicts(&officer, &stage, 30).is_empty());
    let counts = |wallet: &Wallet| {
        let counts = wallet.scan_counts(today, today).unwrap();
        counts
            .into_iter()
            .map(|count| (count.verdict, count.word, count.number))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        counts(&officer),
        [
            ("card_qr", Word::Unverified),
            ("genuine_practice", Word::Genuine),
            ("malformed", Word::Fake),
            ("replayed", Word::Unverified),
        ]
        .map(|(verdict, word)| (verdict.to_owned(), word, 1))
    );
    stage.clock.pass_days(400);
    officer.lock();
    officer.unlock(PASSCODE).unwrap();
    assert!(counts(&officer).is_empty());
}

#[test]
fn the_history_is_for_who_may_check_and_opens_with_the_passcode() {
    let stage = Stage::new();
    let officer = stage.active("canbo", person(Branch::Officer));
    let today = stage.clock.now().date_naive();
    officer.lock();
    assert_eq!(refusal(officer.scans(None)), "locked");
    assert_eq!(refusal(officer.scan_counts(today, today)), "locked");
}
