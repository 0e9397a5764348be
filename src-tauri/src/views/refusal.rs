use dinhdanh_wallet::Refusal;
use serde::Serialize;
use ts_rs::TS;

/// A refusal that its holder noted.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusalView {
    id: u64,
    /// When it was noted, milliseconds since 1970.
    at: i64,
    /// Where it was.
    place: String,
    /// What the holder had come for.
    asked_for: String,
    /// What was said.
    said: String,
}

impl From<Refusal> for RefusalView {
    fn from(refusal: Refusal) -> Self {
        Self {
            id: refusal.id,
            at: refusal.at.timestamp_millis(),
            place: refusal.place,
            asked_for: refusal.asked_for,
            said: refusal.said,
        }
    }
}
