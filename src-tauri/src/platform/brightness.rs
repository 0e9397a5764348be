//! "Tăng độ sáng": the computer's own display at its brightest while a code shows, and as it was afterwards.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the displays were set to before they were made bright.
#[derive(Default)]
pub(crate) struct Brightness(Mutex<Vec<system::Setting>>);

impl Brightness {
    /// Makes every display bright that the desktop lets be set; whether there is one.
    pub(crate) fn raise(&self) -> bool {
        let mut before = self.lock();
        if !before.is_empty() {
            return true;
        }
        *before = system::settings()
            .into_iter()
            .filter(|setting| setting.brightest())
            .collect();
        !before.is_empty()
    }

    /// Sets them as they were.
    pub(crate) fn restore(&self) {
        for setting in self.lock().drain(..) {
            if !setting.again() {
                tracing::info!("a display keeps its brightness");
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<system::Setting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The backlights of the kernel, which logind sets for whoever sits at the computer.
#[cfg(target_os = "linux")]
mod system {
    use std::fs;
    use std::path::Path;
    use std::time::Duration;

    use dbus::blocking::Connection;

    const BACKLIGHTS: &str = "/sys/class/backlight";
    const PATIENCE: Duration = Duration::from_secs(1);
    const NAME: &str = "org.freedesktop.login1";
    const PATH: &str = "/org/freedesktop/login1/session/auto";
    const SESSION: &str = "org.freedesktop.login1.Session";

    /// A display and what it is set to.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Setting {
        display: String,
        level: u32,
        most: u32,
    }

    pub(super) fn settings() -> Vec<Setting> {
        settings_in(Path::new(BACKLIGHTS))
    }

    pub(super) fn settings_in(folder: &Path) -> Vec<Setting> {
        let displays = fs::read_dir(folder).into_iter().flatten().flatten();
        displays
            .filter_map(|display| {
                let number = |file: &str| -> Option<u32> {
                    fs::read_to_string(display.path().join(file))
                        .ok()?
                        .trim()
                        .parse()
                        .ok()
                };
                Some(Setting {
                    level: number("brightness")?,
                    most: number("max_brightness")?,
                    display: display.file_name().into_string().ok()?,
                })
            })
            .collect()
    }

    impl Setting {
        pub(super) fn brightest(&self) -> bool {
            self.set(self.most)
        }

        pub(super) fn again(&self) -> bool {
            self.set(self.level)
        }

        fn set(&self, level: u32) -> bool {
            let asked: Result<(), dbus::Error> = Connection::new_system().and_then(|connection| {
                connection.with_proxy(NAME, PATH, PATIENCE).method_call(
                    SESSION,
                    "SetBrightness",
                    ("backlight", self.display.as_str(), level),
                )
            });
            asked.is_ok()
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_backlight_is_told_from_what_is_none() {
            let folder = tempfile::tempdir().unwrap();
            for (display, file, says) in [
                ("intel", "brightness", "120\n"),
                ("intel", "max_brightness", "400\n"),
                ("torn", "brightness", "many"),
                ("torn", "max_brightness", "4"),
                ("half", "brightness", "1"),
            ] {
                let display = folder.path().join(display);
                fs::create_dir_all(&display).unwrap();
                fs::write(display.join(file), says).unwrap();
            }
            let intel = Setting {
                display: "intel".into(),
                level: 120,
                most: 400,
            };
            assert_eq!(settings_in(folder.path()), [intel]);
            assert_eq!(settings_in(&folder.path().join("none")), []);
        }
    }
}

#[cfg(target_os = "windows")]
mod system {
    use brightness::blocking::{Brightness as _, BrightnessDevice, brightness_devices};

    /// A display and what it is set to, in per cent.
    pub(super) struct Setting {
        display: BrightnessDevice,
        level: u32,
    }

    pub(super) fn settings() -> Vec<Setting> {
        brightness_devices()
            .flatten()
            .filter_map(|display| {
                let level = display.get().ok()?;
                Some(Setting { display, level })
            })
            .collect()
    }

    impl Setting {
        pub(super) fn brightest(&self) -> bool {
            self.display.set(100).is_ok()
        }

        pub(super) fn again(&self) -> bool {
            self.display.set(self.level).is_ok()
        }
    }
}

/// Where no program may set it.
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
mod system {
    pub(super) struct Setting;

    pub(super) const fn settings() -> Vec<Setting> {
        Vec::new()
    }

    impl Setting {
        pub(super) const fn brightest(&self) -> bool {
            false
        }

        pub(super) const fn again(&self) -> bool {
            false
        }
    }
}
