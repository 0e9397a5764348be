use dinhdanh_wallet::TrustTaken;
use serde::Serialize;
use ts_rs::TS;

/// Trust data that were taken from a file.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrustTakenView {
    /// They are newer than what was there; else the very same.
    newer: bool,
    /// When the authority made them, milliseconds since 1970.
    issued_at: i64,
    /// Until when they are fresh, milliseconds since 1970.
    next_update: i64,
}

impl From<TrustTaken> for TrustTakenView {
    fn from(taken: TrustTaken) -> Self {
        Self {
            newer: taken.newer,
            issued_at: taken.issued_at.timestamp_millis(),
            next_update: taken.next_update.timestamp_millis(),
        }
    }
}
