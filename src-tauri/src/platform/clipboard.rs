//! The picture on the clipboard.

use dinhdanh_wallet::ErrorCode;
use tauri::AppHandle;

/// The picture that was copied last, as a file of a kind that is read here. Waits for the program that it was copied
/// in, hence never to be called on the main thread.
///
/// Only a picture: a file that was copied is named by a path, and a page could have put that path there.
#[cfg(target_os = "linux")]
pub(crate) fn picture(app: &AppHandle) -> Result<Vec<u8>, ErrorCode> {
    system::picture(app)
}

/// Elsewhere the page is handed a pasted picture by its webview (WebView2 and WKWebView do, WebKitGTK does not), and asks
/// here only when it was handed none.
#[cfg(not(target_os = "linux"))]
pub(crate) const fn picture(_app: &AppHandle) -> Result<Vec<u8>, ErrorCode> {
    Err(ErrorCode::NoImageCopied)
}

#[cfg(target_os = "linux")]
mod system {
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use dinhdanh_wallet::{ErrorCode, MAX_FILE_BYTES};
    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use gtk::{Clipboard, SelectionData};
    use tauri::AppHandle;

    /// Who offers a picture may still have to pack it; who is gone never answers.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// The kinds of file that are read here, those that lose nothing first.
    const KINDS: [&str; 5] = ["image/png", "image/bmp", "image/webp", "image/gif", "image/jpeg"];

    type Answer = Result<Vec<u8>, ErrorCode>;

    pub(super) fn picture(app: &AppHandle) -> Answer {
        let (answer, answered) = channel();
        // The window toolkit is spoken to on the main thread only. Whoever has nothing to answer hangs up.
        app.run_on_main_thread(move || ask(answer))
            .map_err(|_| ErrorCode::Failed)?;
        answered
            .recv_timeout(PATIENCE)
            .unwrap_or(Err(ErrorCode::NoImageCopied))
    }

    fn ask(answer: Sender<Answer>) {
        let clipboard = Clipboard::get(&SELECTION_CLIPBOARD);
        clipboard.request_contents(&Atom::intern("TARGETS"), move |clipboard, offered| {
            let offered = offered.targets().unwrap_or_default();
            let wanted = KINDS.map(Atom::intern);
            if let Some(kind) = wanted.into_iter().find(|kind| offered.contains(kind)) {
                clipboard.request_contents(&kind, move |_, data| {
                    // Nobody waits any longer where the answer came too late.
                    let _too_late = answer.send(file(data));
                });
            }
        });
    }

    /// The bytes as they are: they are unpacked where every picture is, within its limits.
    fn file(data: &SelectionData) -> Answer {
        match usize::try_from(data.length()) {
            Ok(0) | Err(_) => Err(ErrorCode::NoImageCopied),
            Ok(length) if length > MAX_FILE_BYTES => Err(ErrorCode::ImageTooLarge),
            Ok(_) => Ok(data.data()),
        }
    }
}
