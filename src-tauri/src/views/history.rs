use dinhdanh_wallet::{ScanDay, ScanEntry, Scanned};
use serde::Serialize;
use ts_rs::TS;

use super::check::WordView;
use super::day;

/// The verdicts of a day.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ScanDayView {
    /// The day, `yyyy-mm-dd`.
    day: String,
    /// Which day it is now; later ones have no verdicts.
    today: String,
    /// The first day whose verdicts may still be there.
    first: String,
    /// Newest first.
    scans: Vec<ScanView>,
}

/// One verdict: whose code it was stands nowhere.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ScanView {
    id: u64,
    /// When, milliseconds since 1970.
    at: i64,
    /// The hour of the day in Viet Nam, 0 to 23.
    hour: u32,
    what: ScannedView,
    word: WordView,
    /// The verdict's code.
    code: String,
    /// The same for the same code; none where none was read.
    tag: Option<String>,
}

/// What a verdict was given on.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ScannedView {
    Code,
    Paper,
}

impl From<ScanDay> for ScanDayView {
    fn from(of: ScanDay) -> Self {
        Self {
            day: day(of.day),
            today: day(of.today),
            first: day(of.first),
            scans: of.scans.into_iter().map(ScanView::from).collect(),
        }
    }
}

impl From<ScanEntry> for ScanView {
    fn from(entry: ScanEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at.timestamp_millis(),
            hour: entry.hour,
            what: match entry.what {
                Scanned::Code => ScannedView::Code,
                Scanned::Paper => ScannedView::Paper,
            },
            word: entry.word.into(),
            code: entry.verdict,
            tag: entry.tag,
        }
    }
}
