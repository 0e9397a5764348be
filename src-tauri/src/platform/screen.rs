//! The screen: whether there is one to open a window on, and keeping it lit while a code shows.

use crate::preferences::Language;
use crate::words;

/// Reaches for the screen before the window toolkit does, which ends the program where there is none. The error is for
/// the terminal.
#[cfg(target_os = "linux")]
pub(crate) fn find() -> Result<(), String> {
    gtk::init().map_err(|_| words::NO_SCREEN.to_owned())
}

/// Elsewhere there always is one.
#[cfg(not(target_os = "linux"))]
pub(crate) const fn find() -> Result<(), String> {
    Ok(())
}

/// Asks the desktop to keep the screen lit, and takes it back.
#[derive(Default)]
pub(crate) struct Screen {
    lit: Option<system::Request>,
    /// The desktop has refused: it is not asked again until the next code.
    refused: bool,
}

impl Screen {
    /// Keeps the screen lit from now on, or no longer; the desktop may say why in the person's language.
    pub(crate) fn keep_lit(&mut self, lit: bool, language: Language) {
        if !lit {
            self.lit = None;
            self.refused = false;
        } else if self.lit.is_none() && !self.refused {
            self.lit = system::Request::make(words::showing_a_code(language));
            self.refused = self.lit.is_none();
        }
    }
}

/// The idle inhibition of freedesktop.org's screen savers, which GNOME, KDE, Xfce and others answer. It lasts as
/// long as the connection it was asked over, so that a crash ends it too.
#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    use dbus::blocking::LocalConnection;

    use crate::words;

    /// Desktops answer in milliseconds; who does not is not waited for.
    const PATIENCE: Duration = Duration::from_secs(1);
    const NAME: &str = "org.freedesktop.ScreenSaver";
    const PATH: &str = "/org/freedesktop/ScreenSaver";

    pub(super) struct Request {
        connection: LocalConnection,
        cookie: u32,
    }

    impl Request {
        pub(super) fn make(why: &str) -> Option<Self> {
            let connection = LocalConnection::new_session().ok()?;
            let asked: Result<(u32,), dbus::Error> =
                connection
                    .with_proxy(NAME, PATH, PATIENCE)
                    .method_call(NAME, "Inhibit", (words::APP, why));
            match asked {
                Ok((cookie,)) => Some(Self { connection, cookie }),
                Err(error) => {
                    tracing::info!(name = error.name(), "the desktop does not keep the screen lit");
                    None
                }
            }
        }
    }

    impl Drop for Request {
        fn drop(&mut self) {
            let over: Result<(), dbus::Error> = self.connection.with_proxy(NAME, PATH, PATIENCE).method_call(
                NAME,
                "UnInhibit",
                (self.cookie,),
            );
            if let Err(error) = over {
                // The connection closes now, which ends it as well.
                tracing::info!(name = error.name(), "the screen saver did not take it back");
            }
        }
    }
}

#[cfg(any(target_os = "macos", target_os = "windows"))]
mod system {
    use keepawake::{Builder, KeepAwake};

    use crate::words;

    pub(super) struct Request {
        _held: KeepAwake,
    }

    impl Request {
        pub(super) fn make(why: &str) -> Option<Self> {
            let held = Builder::default()
                .display(true)
                .app_name(words::APP)
                .reason(why)
                .create()
                .ok()?;
            Some(Self { _held: held })
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
mod system {
    pub(super) struct Request;

    impl Request {
        pub(super) const fn make(_why: &str) -> Option<Self> {
            None
        }
    }
}
