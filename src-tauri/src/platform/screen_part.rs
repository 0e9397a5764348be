//! A part of the screen, such as the code of a citizen in a video call, chosen in the desktop's own picker: this program
//! never looks at the screen itself.

use dinhdanh_wallet::ErrorCode;

/// Has the person choose, which takes as long as it takes them; none where they would rather not, or where the picker
/// copies what was chosen for them to paste.
pub(crate) fn choose() -> Result<Option<Vec<u8>>, ErrorCode> {
    system::choose()
}

/// Reads the picture that the picker left, and takes it away: whose code it is has not agreed to its being kept.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn taken(path: &std::path::Path) -> Result<Vec<u8>, ErrorCode> {
    let picture = crate::dropped::read(path);
    if let Err(error) = std::fs::remove_file(path) {
        tracing::warn!(kind = %error.kind(), "the picture of a part of the screen stays where the desktop put it");
    }
    picture
}

/// The desktop portal's screenshot, on X11 and Wayland alike: GNOME, KDE and others answer it.
#[cfg(target_os = "linux")]
mod system {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::time::{Duration, Instant};

    use dbus::arg::{PropMap, Variant, prop_cast};
    use dbus::blocking::LocalConnection;
    use dbus::message::MatchRule;
    use dinhdanh_wallet::ErrorCode;
    use tauri::Url;

    /// For the desktop to take the wish in, which it does in milliseconds.
    const PATIENCE: Duration = Duration::from_secs(10);
    /// For the person to choose. Nobody is known to be there after that.
    const LONGEST: Duration = Duration::from_mins(3);
    const NAME: &str = "org.freedesktop.portal.Desktop";
    const PATH: &str = "/org/freedesktop/portal/desktop";
    const SCREENSHOT: &str = "org.freedesktop.portal.Screenshot";
    const REQUEST: &str = "org.freedesktop.portal.Request";

    /// What the portal answers, as in the specification of its requests: chosen, or not.
    const CHOSEN: u32 = 0;
    const CANCELLED: u32 = 1;

    /// Of which request, how it ended, and with what.
    type Response = (dbus::Path<'static>, u32, PropMap);

    pub(super) fn choose() -> Result<Option<Vec<u8>>, ErrorCode> {
        let Some(address) = asked().map_err(unoffered)?? else {
            return Ok(None);
        };
        let path = Url::parse(&address)
            .ok()
            .and_then(|address| address.to_file_path().ok());
        super::taken(&path.ok_or(ErrorCode::NoScreenPart)?).map(Some)
    }

    /// Where the picture lies, or that none was chosen.
    fn asked() -> Result<Result<Option<String>, ErrorCode>, dbus::Error> {
        let connection = LocalConnection::new_session()?;
        // Listened to before anything is asked: the answer may be quick.
        let heard: Rc<RefCell<Vec<Response>>> = Rc::default();
        let hears = Rc::clone(&heard);
        let responses = MatchRule::new_signal(REQUEST, "Response").with_sender(NAME);
        connection.add_match(responses, move |(code, results): (u32, PropMap), _, message| {
            if let Some(path) = message.path() {
                hears.borrow_mut().push((path.into_static(), code, results));
            }
            true
        })?;
        let options = PropMap::from([
            ("interactive".to_owned(), Variant(Box::new(true) as _)),
            ("modal".to_owned(), Variant(Box::new(true) as _)),
        ]);
        let (request,): (dbus::Path<'static>,) = connection.with_proxy(NAME, PATH, PATIENCE).method_call(
            SCREENSHOT,
            "Screenshot",
            ("", options),
        )?;
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            connection.process(Duration::from_secs(1))?;
            for (path, code, results) in heard.take() {
                if path == request {
                    return Ok(chosen(code, &results));
                }
            }
        }
        // Nobody chose, whether or not the picker goes.
        let _gone: Result<(), dbus::Error> =
            connection
                .with_proxy(NAME, request, PATIENCE)
                .method_call(REQUEST, "Close", ());
        Ok(Ok(None))
    }

    fn chosen(code: u32, results: &PropMap) -> Result<Option<String>, ErrorCode> {
        match (code, prop_cast::<String>(results, "uri")) {
            (CHOSEN, Some(address)) => Ok(Some(address.clone())),
            (CANCELLED, _) => Ok(None),
            _ => Err(ErrorCode::NoScreenPart),
        }
    }

    fn unoffered(error: dbus::Error) -> ErrorCode {
        tracing::info!(
            name = error.name(),
            "the desktop lets no part of the screen be chosen"
        );
        ErrorCode::NoScreenPart
    }
}

/// The system's own picker, which writes what was chosen where it is told, and nothing where nothing was.
#[cfg(target_os = "macos")]
mod system {
    use std::process::Command;

    use dinhdanh_wallet::ErrorCode;

    pub(super) fn choose() -> Result<Option<Vec<u8>>, ErrorCode> {
        let folder = tempfile::tempdir().map_err(|_| ErrorCode::NoScreenPart)?;
        let picture = folder.path().join("part.png");
        let picker = Command::new("/usr/sbin/screencapture")
            .args(["-i", "-x"])
            .arg(&picture)
            .status();
        if !picker.is_ok_and(|status| status.success()) {
            return Err(ErrorCode::NoScreenPart);
        }
        picture.exists().then(|| super::taken(&picture)).transpose()
    }
}

/// The Snipping Tool, which copies what was chosen: the person pastes it.
#[cfg(target_os = "windows")]
mod system {
    use std::process::Command;

    use dinhdanh_wallet::ErrorCode;

    pub(super) fn choose() -> Result<Option<Vec<u8>>, ErrorCode> {
        let picker = Command::new("explorer.exe").arg("ms-screenclip:").spawn();
        picker.map(|_| None).map_err(|_| ErrorCode::NoScreenPart)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
mod system {
    use dinhdanh_wallet::ErrorCode;

    pub(super) fn choose() -> Result<Option<Vec<u8>>, ErrorCode> {
        Err(ErrorCode::NoScreenPart)
    }
}

#[cfg(all(test, any(target_os = "linux", target_os = "macos")))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_picture_is_read_once_and_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("Ảnh chụp màn hình.png");
        fs::write(&picture, b"picture").unwrap();
        assert_eq!(taken(&picture).unwrap(), b"picture");
        assert!(!picture.exists());
        assert_eq!(taken(&picture), Err(ErrorCode::ImageUnreadable));
    }
}
