//! What a person prefers: a small file beside the profiles, readable before any passcode.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use dinhdanh_vault::files;
use serde_json::Value;

use crate::views::preferences::{Language, PreferencesView, Theme};

/// The text sizes that the interface is drawn for, per cent.
const TEXT_SIZES: [u16; 5] = [100, 125, 150, 175, 200];
/// The idle times that can be chosen, milliseconds.
const AUTO_LOCKS: [u64; 4] = [60_000, 180_000, 300_000, 900_000];
/// The longest name of a camera that is remembered, characters.
const LONGEST_LABEL: usize = 200;
/// The longest file that is ours, bytes.
const LONGEST_FILE: u64 = 16 << 10;

/// The preferences of a profile.
pub(crate) struct Preferences {
    file: PathBuf,
    now: Mutex<PreferencesView>,
}

impl Preferences {
    /// Reads the file. What is missing, damaged or no longer offered is as at first.
    pub(crate) fn read(file: PathBuf) -> Self {
        let content = files::read(&file, LONGEST_FILE).ok().flatten();
        let kept = content.and_then(|content| serde_json::from_slice(&content).ok());
        let now = Mutex::new(tolerant(kept.unwrap_or_default()));
        Self { file, now }
    }

    /// As they are now.
    pub(crate) fn now(&self) -> PreferencesView {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps new ones; what is not offered becomes what it was at first.
    pub(crate) fn keep(&self, wanted: &PreferencesView) -> io::Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = tolerant(serde_json::to_value(wanted)?);
        if let Some(folder) = self.file.parent() {
            files::make_private_folder(folder)?;
        }
        files::replace(&self.file, &serde_json::to_vec_pretty(&wanted)?)?;
        *now = wanted;
        Ok(())
    }
}

fn at_first() -> PreferencesView {
    PreferencesView {
        language: Language::Vi,
        theme: Theme::System,
        text_size: 100,
        auto_lock_ms: 180_000,
        lock_when_hidden: false,
        lock_on_sleep: true,
        sound: true,
        camera_label: None,
    }
}

/// Field by field, so that one bad field does not lose the others.
fn tolerant(kept: Value) -> PreferencesView {
    let first = at_first();
    let field = |name: &str| kept.get(name).cloned().unwrap_or_default();
    let flag = |name: &str, first: bool| field(name).as_bool().unwrap_or(first);
    PreferencesView {
        language: serde_json::from_value(field("language")).unwrap_or(first.language),
        theme: serde_json::from_value(field("theme")).unwrap_or(first.theme),
        text_size: serde_json::from_value(field("textSize"))
            .ok()
            .filter(|size| TEXT_SIZES.contains(size))
            .unwrap_or(first.text_size),
        auto_lock_ms: field("autoLockMs")
            .as_u64()
            .filter(|time| AUTO_LOCKS.contains(time))
            .unwrap_or(first.auto_lock_ms),
        lock_when_hidden: flag("lockWhenHidden", first.lock_when_hidden),
        lock_on_sleep: flag("lockOnSleep", first.lock_on_sleep),
        sound: flag("sound", first.sound),
        camera_label: field("cameraLabel")
            .as_str()
            .map(|label| label.chars().take(LONGEST_LABEL).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("preferences/main.json");
        let preferences = Preferences::read(file.clone());
        assert_eq!(preferences.now(), at_first());
        let wanted = PreferencesView {
            language: Language::En,
            text_size: 150,
            camera_label: Some("Webcam".into()),
            ..at_first()
        };
        preferences.keep(&wanted).unwrap();
        assert_eq!(Preferences::read(file).now(), wanted);
    }

    #[test]
    fn a_bad_field_loses_only_itself() {
        let kept = serde_json::json!({
            "language": "en", "theme": "purple", "textSize": 9000, "autoLockMs": u64::MAX, "sound": "loud",
            "lockWhenHidden": true, "unknown": 1,
        });
        let read = tolerant(kept);
        assert_eq!(
            read,
            PreferencesView {
                language: Language::En,
                lock_when_hidden: true,
                ..at_first()
            }
        );
    }

    #[test]
    fn a_damaged_file_is_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("main.json");
        std::fs::write(&file, b"{\"language\":").unwrap();
        assert_eq!(Preferences::read(file).now(), at_first());
    }
}
