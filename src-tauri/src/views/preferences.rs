use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person prefers, for one profile. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// The camera chosen last, by the name it gives itself.
    pub(crate) camera_label: Option<String>,
}

/// The interface's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    Vi,
    En,
}

/// Light, dark, or as the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}
