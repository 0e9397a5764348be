//! What a person prefers: a small file beside the profiles, readable before any passcode.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dinhdanh_vault::files;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::views::preferences::PreferencesView;

/// The longest name of a camera that is remembered, characters.
const LONGEST_LABEL: usize = 200;
/// As many groups of notices as there are.
const MOST_GROUPS: usize = 4;
/// The longest file that is ours, bytes.
const LONGEST_FILE: u64 = 16 << 10;

/// What a person prefers, for one profile. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Preferences {
    pub(crate) language: Language,
    pub(crate) theme: Theme,
    /// Per cent; one of [`Self::TEXT_SIZES`].
    pub(crate) text_size: u16,
    /// Idle time after which the app locks; one of [`Self::AUTO_LOCKS`].
    pub(crate) auto_lock: Duration,
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

/// The interface's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    Vi,
    En,
}

/// Notices that a person may do without. What concerns the safety of the account is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoticeGroup {
    /// Practice text messages, beside the drawer that has them anyway.
    Messages,
    /// The state of the trust data.
    Trust,
    /// A card that nears its end.
    Card,
    /// The person's birthday.
    Birthday,
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

impl Preferences {
    /// The text sizes that the interface is drawn for, per cent.
    pub(crate) const TEXT_SIZES: [u16; 5] = [100, 125, 150, 175, 200];
    /// The idle times that can be chosen.
    pub(crate) const AUTO_LOCKS: [Duration; 4] = [
        Duration::from_mins(1),
        Duration::from_mins(3),
        Duration::from_mins(5),
        Duration::from_mins(15),
    ];

    /// As they are before anybody has chosen.
    pub(crate) const AT_FIRST: Self = Self {
        language: Language::Vi,
        theme: Theme::System,
        text_size: 100,
        auto_lock: Duration::from_mins(3),
        lock_when_hidden: false,
        lock_on_sleep: true,
        sound: true,
        muted: Vec::new(),
        camera_label: None,
    };

    /// Reads them field by field, as [`PreferencesView`] writes them: what is missing, damaged or not offered is as
    /// at first, so that one bad field does not lose the others.
    pub(crate) fn tolerant(kept: &Value) -> Self {
        let first = Self::AT_FIRST;
        let field = |name: &str| kept.get(name).cloned().unwrap_or_default();
        let flag = |name: &str, first: bool| field(name).as_bool().unwrap_or(first);
        Self {
            language: serde_json::from_value(field("language")).unwrap_or(first.language),
            theme: serde_json::from_value(field("theme")).unwrap_or(first.theme),
            text_size: serde_json::from_value(field("textSize"))
                .ok()
                .filter(|size| Self::TEXT_SIZES.contains(size))
                .unwrap_or(first.text_size),
            auto_lock: field("autoLockMs")
                .as_u64()
                .map(Duration::from_millis)
                .filter(|time| Self::AUTO_LOCKS.contains(time))
                .unwrap_or(first.auto_lock),
            lock_when_hidden: flag("lockWhenHidden", first.lock_when_hidden),
            lock_on_sleep: flag("lockOnSleep", first.lock_on_sleep),
            sound: flag("sound", first.sound),
            muted: field("muted")
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|group| serde_json::from_value(group.clone()).ok())
                .take(MOST_GROUPS)
                .collect(),
            camera_label: field("cameraLabel")
                .as_str()
                .map(|label| label.chars().take(LONGEST_LABEL).collect()),
        }
    }
}

/// The file of a profile's preferences.
pub(crate) struct PreferencesFile {
    file: PathBuf,
    now: Mutex<Preferences>,
}

impl PreferencesFile {
    /// Reads the file; one that is missing or damaged is as at first.
    pub(crate) fn read(file: PathBuf) -> Self {
        let content = files::read(&file, LONGEST_FILE).ok().flatten();
        let kept: Option<Value> = content.and_then(|content| serde_json::from_slice(&content).ok());
        let now = Mutex::new(Preferences::tolerant(&kept.unwrap_or_default()));
        Self { file, now }
    }

    /// As they are now.
    pub(crate) fn now(&self) -> Preferences {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps new ones.
    pub(crate) fn keep(&self, wanted: Preferences) -> io::Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = self.file.parent() {
            files::make_private_folder(folder)?;
        }
        let content = serde_json::to_vec_pretty(&PreferencesView::from(wanted.clone()))?;
        files::replace(&self.file, &content)?;
        *now = wanted;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("preferences/main.json");
        let preferences = PreferencesFile::read(file.clone());
        assert_eq!(preferences.now(), Preferences::AT_FIRST);
        let wanted = Preferences {
            language: Language::En,
            text_size: 150,
            camera_label: Some("Webcam".into()),
            ..Preferences::AT_FIRST
        };
        preferences.keep(wanted.clone()).unwrap();
        assert_eq!(PreferencesFile::read(file).now(), wanted);
    }

    #[test]
    fn a_bad_field_loses_only_itself() {
        let kept = serde_json::json!({
            "language": "en", "theme": "purple", "textSize": 9000, "autoLockMs": u64::MAX, "sound": "loud",
            "lockWhenHidden": true, "unknown": 1,
        });
        let read = Preferences::tolerant(&kept);
        assert_eq!(
            read,
            Preferences {
                language: Language::En,
                lock_when_hidden: true,
                ..Preferences::AT_FIRST
            }
        );
    }

    #[test]
    fn a_damaged_file_is_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("main.json");
        std::fs::write(&file, b"{\"language\":").unwrap();
        assert_eq!(PreferencesFile::read(file).now(), Preferences::AT_FIRST);
    }
}
