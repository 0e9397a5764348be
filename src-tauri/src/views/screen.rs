//! The screen as others may see it.

use serde::Serialize;
use ts_rs::TS;

use crate::platform::onlookers::Onlookers;

/// Who may be looking at the screen from afar.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct OnlookersView {
    /// Programs that run and can show the screen to others, by the names people know.
    programs: Vec<String>,
    /// This whole session is used from another computer.
    remote_session: bool,
}

impl From<Onlookers> for OnlookersView {
    fn from(found: Onlookers) -> Self {
        Self {
            programs: found.programs,
            remote_session: found.remote_session,
        }
    }
}
