use dinhdanh_wallet::Glance;
use serde::Serialize;
use ts_rs::TS;

use crate::arguments::Profile;

/// One of those who share the computer, as "Ai đang dùng máy này?" shows them.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OccupantView {
    /// What names the profile.
    profile: String,
    /// Họ tên; empty where it cannot be read now.
    name: String,
    masked_number: String,
    /// There are notices that were not looked at.
    unread: bool,
    /// An account is being activated there: who it is shows to nobody else.
    activating: bool,
    /// Open in another window at this moment.
    in_use: bool,
}

impl OccupantView {
    /// Who lives in a profile.
    pub(crate) fn new(profile: &Profile, glance: Glance) -> Self {
        Self {
            profile: profile.name().to_owned(),
            name: glance.name,
            masked_number: glance.masked_number,
            unread: glance.unread,
            activating: glance.activating,
            in_use: glance.in_use,
        }
    }
}
