use dinhdanh_wallet::{Integrated, PaperEntry, PaperSheet, PaperState, SharingEntry};
use serde::Serialize;
use ts_rs::TS;

use super::day;
use super::paper::ExpiryView;
use super::paper_field::PaperFieldView;
use super::paper_kind::{PaperFormatView, PaperKindView, PurposeView};

/// A paper in the wallet, as far as may be told without the passcode.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperEntryView {
    id: u64,
    kind: PaperKindView,
    /// What tells it from others of its kind: a plate, the classes of a licence.
    title: Option<String>,
    expiry: ExpiryView,
    /// yyyy-mm-dd; null: without end.
    last_day: Option<String>,
    state: PaperStateView,
    /// Milliseconds since 1970.
    refreshed_at: i64,
    /// The forms in which it can be shown.
    formats: Vec<PaperFormatView>,
    /// Copies that were not shown to anybody yet, of the form that has the fewest.
    copies_left: u32,
    practice: bool,
}

/// How a paper stands with who issued it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaperStateView {
    InForce,
    /// Tạm giữ.
    Held,
    /// Thu hồi.
    Revoked,
}

/// An opened paper.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperSheetView {
    entry: PaperEntryView,
    issuer: String,
    /// Names what stands in it.
    edition: String,
    fields: Vec<PaperFieldView>,
}

/// What came of "Tích hợp giấy tờ".
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub(crate) enum IntegratedView {
    /// Khớp.
    Kept { papers: Vec<PaperEntryView> },
    /// Không khớp.
    Differs { field: String },
    /// The register has none.
    None,
}

/// A line of "Nhật ký chia sẻ".
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SharingView {
    id: u64,
    /// Milliseconds since 1970.
    at: i64,
    kind: PaperKindView,
    fields: Vec<String>,
    purpose: Option<PurposeView>,
    /// It was not presented, but printed.
    printed: bool,
    to: Option<String>,
}

impl From<PaperEntry> for PaperEntryView {
    fn from(entry: PaperEntry) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind.into(),
            title: entry.title,
            expiry: entry.expiry.into(),
            last_day: entry.last_day.map(day),
            state: match entry.state {
                PaperState::InForce => PaperStateView::InForce,
                PaperState::Held => PaperStateView::Held,
                PaperState::Revoked => PaperStateView::Revoked,
            },
            refreshed_at: entry.refreshed_at.timestamp_millis(),
            formats: entry.formats.into_iter().map(Into::into).collect(),
            copies_left: entry.copies_left,
            practice: entry.practice,
        }
    }
}

impl From<PaperSheet> for PaperSheetView {
    fn from(sheet: PaperSheet) -> Self {
        Self {
            fields: PaperFieldView::all(sheet.entry.kind, &sheet.content),
            entry: sheet.entry.into(),
            issuer: sheet.issuer,
            edition: sheet.edition,
        }
    }
}

impl From<Integrated> for IntegratedView {
    fn from(integrated: Integrated) -> Self {
        match integrated {
            Integrated::Kept(papers) => Self::Kept {
                papers: papers.into_iter().map(PaperEntryView::from).collect(),
            },
            Integrated::Differs { field } => Self::Differs { field },
            Integrated::None => Self::None,
        }
    }
}

impl From<SharingEntry> for SharingView {
    fn from(entry: SharingEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at.timestamp_millis(),
            kind: entry.kind.into(),
            fields: entry.fields,
            purpose: entry.purpose.map(PurposeView::from),
            printed: entry.printed,
            to: entry.to,
        }
    }
}
