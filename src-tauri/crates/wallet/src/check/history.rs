use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use dinhdanh_credential::Word;
use dinhdanh_crypto::hex;
use dinhdanh_paper::judge::HANOI;
use dinhdanh_vault::NewScan;

use super::officer;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// How long each verdict is kept.
const KEPT: TimeDelta = TimeDelta::days(30);

/// How long it is kept how many there were on a day: the report of a month, and of the same month a year before.
const COUNTED: Months = Months::new(13);

/// What a verdict was given on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scanned {
    /// An identification code, or any other code held before the camera.
    Code,
    /// A paper.
    Paper,
}

/// A verdict of "Lịch sử quét mã": whose code it was stands nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanEntry {
    /// Names it in this wallet.
    pub id: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// In which hour of Viet Nam's day, 0 to 23.
    pub hour: u32,
    /// On what.
    pub what: Scanned,
    /// The verdict's code.
    pub verdict: String,
    /// The word under which it was shown.
    pub word: Word,
    /// Six letters that are the same for the same code and say nothing of whose it is; none where none was read.
    pub tag: Option<String>,
}

/// How often a verdict was given on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanCount {
    /// The day of Viet Nam's calendar.
    pub day: NaiveDate,
    /// On what.
    pub what: Scanned,
    /// The verdict's code.
    pub verdict: String,
    /// The word under which it was shown.
    pub word: Word,
    /// So often.
    pub number: u64,
}

/// A day of "Lịch sử quét mã".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanDay {
    /// The day of Viet Nam's calendar.
    pub day: NaiveDate,
    /// Which day it is now.
    pub today: NaiveDate,
    /// The first day of which there may still be something.
    pub first: NaiveDate,
    /// The verdicts, newest first.
    pub scans: Vec<ScanEntry>,
}

/// From when on verdicts are kept, and from which day on their counts.
pub(crate) struct ScanAge {
    pub(crate) scans: DateTime<Utc>,
    pub(crate) counts: NaiveDate,
}

impl ScanAge {
    pub(crate) fn at(now: DateTime<Utc>, today: NaiveDate) -> Self {
        Self {
            scans: now.checked_sub_signed(KEPT).unwrap_or(DateTime::<Utc>::MIN_UTC),
            counts: today.checked_sub_months(COUNTED).unwrap_or(NaiveDate::MIN),
        }
    }
}

impl Scanned {
    const ALL: [Self; 2] = [Self::Code, Self::Paper];

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.name() == name)
    }

    /// As it is kept.
    const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Paper => "paper",
        }
    }
}

const WORDS: [(Word, &str); 4] = [
    (Word::Genuine, "genuine"),
    (Word::Fake, "fake"),
    (Word::Withdrawn, "withdrawn"),
    (Word::Unverified, "unverified"),
];

fn word_of_name(name: &str) -> Option<Word> {
    WORDS
        .into_iter()
        .find(|(_, one)| *one == name)
        .map(|(word, _)| word)
}

impl Wallet {
    /// The verdicts that were given on a day of Viet Nam's calendar; today's without one. They are kept for thirty days.
    pub fn scans(&self, day: Option<NaiveDate>) -> Result<ScanDay, WalletError> {
        let today = self.today();
        let day = day.unwrap_or(today);
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        let begins = |day: NaiveDate| {
            let midnight = day.and_time(NaiveTime::MIN).and_utc().checked_sub_signed(HANOI);
            midnight.unwrap_or(DateTime::<Utc>::MIN_UTC)
        };
        let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        let kept = open.vault.read(|r| r.scans(begins(day), begins(next)))?;
        let entries = kept.into_iter().filter_map(|kept| {
            Some(ScanEntry {
                id: kept.id,
                at: kept.at,
                hour: (kept.at + HANOI).hour(),
                what: Scanned::of_name(&kept.what)?,
                word: word_of_name(&kept.word)?,
                verdict: kept.verdict,
                tag: kept.tag.map(|tag| hex::encode(tag.get(..3).unwrap_or_default())),
            })
        });
        Ok(ScanDay {
            day,
            today,
            first: (ScanAge::at(self.now(), today).scans + HANOI).date_naive(),
            scans: entries.collect(),
        })
    }

    /// How often each verdict was given on each day from `first` to `last`, in their order, for the monthly report; kept for
    /// thirteen months. Nothing in it is of a person.
    pub fn scan_counts(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<ScanCount>, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        let kept = open.vault.read(|r| r.scan_counts(first, last))?;
        let counts = kept.into_iter().filter_map(|kept| {
            Some(ScanCount {
                day: kept.day,
                what: Scanned::of_name(&kept.what)?,
                word: word_of_name(&kept.word)?,
                verdict: kept.verdict,
                number: kept.number,
            })
        });
        Ok(counts.collect())
    }

    /// Keeps a verdict. One that cannot be kept is shown all the same.
    pub(crate) fn keep_scan(
        &self,
        open: &Open,
        what: Scanned,
        verdict: &str,
        word: Word,
        code_id: Option<[u8; 16]>,
    ) {
        let word = WORDS.into_iter().find(|(one, _)| *one == word);
        let scan = NewScan {
            at: self.now(),
            day: self.today(),
            what: what.name(),
            verdict,
            word: word.map_or("", |(_, name)| name),
            code_id: code_id.as_ref().map(<[u8; 16]>::as_slice),
        };
        if let Err(error) = open.vault.write(|w| w.add_scan(&scan)) {
            tracing::warn!(%error, "a verdict was not kept");
        }
    }
}
