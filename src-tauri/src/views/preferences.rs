use serde::Serialize;
use ts_rs::TS;

use super::millis;
use crate::preferences::{Language, NoticeGroup, Preferences, Theme};

/// What a person prefers, for one profile; also the form in which the file keeps it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreferencesView {
    pub(crate) language: Language,
    pub(crate) theme: Theme,
    /// Per cent.
    #[ts(type = "100 | 125 | 150 | 175 | 200")]
    pub(crate) text_size: u16,
    /// Idle time after which the app locks, milliseconds.
    #[ts(type = "60000 | 180000 | 300000 | 900000")]
    pub(crate) auto_lock_ms: u64,
    /// Lock when the window is minimised or hidden.
    pub(crate) lock_when_hidden: bool,
    /// Lock when the computer sleeps.
    pub(crate) lock_on_sleep: bool,
    pub(crate) sound: bool,
    /// The groups of notices that are not shown.
    pub(crate) muted: Vec<NoticeGroup>,
    /// The camera chosen last, by the name it gives itself.
    pub(crate) camera_label: Option<String>,
}

impl From<Preferences> for PreferencesView {
    fn from(preferences: Preferences) -> Self {
        Self {
            language: preferences.language,
            theme: preferences.theme,
            text_size: preferences.text_size,
            auto_lock_ms: millis(preferences.auto_lock),
            lock_when_hidden: preferences.lock_when_hidden,
            lock_on_sleep: preferences.lock_on_sleep,
            sound: preferences.sound,
            muted: preferences.muted,
            camera_label: preferences.camera_label,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_may_choose_what_is_offered() {
        let declared = PreferencesView::decl(&ts_rs::Config::default());
        let choice = |offers: &[String]| offers.join(" | ");
        let sizes = Preferences::TEXT_SIZES.map(|size| size.to_string());
        let times = Preferences::AUTO_LOCKS.map(|time| time.as_millis().to_string());
        for (field, offers) in [("textSize", choice(&sizes)), ("autoLockMs", choice(&times))] {
            assert!(
                declared.contains(&format!("{field}: {offers},")),
                "{field} in {declared}"
            );
        }
    }
}
