//! The window: one a program, the wallet's or the practice desk's.

use std::sync::Arc;

use tauri::webview::{Color, NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{AppHandle, LogicalSize, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::host::Host;
use crate::platform::folders::Folders;
#[cfg(target_os = "linux")]
use crate::platform::web_process;
use crate::preferences::Theme;
use crate::{dropped, words};

/// The wallet's name in the capabilities.
pub(crate) const LABEL: &str = "main";
/// The practice desk's, which may call nothing of the wallet's.
#[cfg(feature = "practice")]
const DESK: &str = "desk";

/// Size as it opens where the screen has room, and at least, in pixels of the page.
const SIZE: LogicalSize<f64> = LogicalSize::new(420.0, 860.0);
#[cfg(feature = "practice")]
const DESK_SIZE: LogicalSize<f64> = LogicalSize::new(1180.0, 800.0);
const LEAST: LogicalSize<f64> = LogicalSize::new(360.0, 600.0);
/// What a title bar takes of the screen besides, in the same pixels: desktops do not tell before there is one.
const TITLE_BAR: f64 = 40.0;

/// The papers' ground (`--paper` in ui/src/styles/tokens.css), so that the window does not flash before the page.
const PAPER: Color = Color(0xf6, 0xf1, 0xe7, 0xff);
const PAPER_BY_NIGHT: Color = Color(0x16, 0x15, 0x13, 0xff);

/// Opens the wallet's window.
pub(crate) fn open(app: &AppHandle, host: &Arc<Host>) -> tauri::Result<()> {
    let frame = Frame {
        label: LABEL,
        page: WebviewUrl::default(),
        title: title(host),
        size: SIZE,
    };
    let window = build(app, frame, host.seat().preferences.now().theme, &host.folders)?;
    let handle = app.clone();
    let host = Arc::clone(host);
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(event) => dropped::heed(&handle, event),
        WindowEvent::Focused(true) => host.upkeep.wake(),
        _ => {}
    });
    Ok(())
}

/// Opens the window of the practice authority's desk.
#[cfg(feature = "practice")]
pub(crate) fn open_desk(
    app: &AppHandle,
    preferences: &crate::preferences::Preferences,
    folders: &Folders,
) -> tauri::Result<()> {
    let frame = Frame {
        label: DESK,
        page: WebviewUrl::App("desk.html".into()),
        title: words::desk(preferences.language).to_owned(),
        size: DESK_SIZE,
    };
    build(app, frame, preferences.theme, folders).map(drop)
}

/// What differs from one window to another.
struct Frame {
    label: &'static str,
    page: WebviewUrl,
    title: String,
    /// Where the screen has room.
    size: LogicalSize<f64>,
}

/// A window. What it shows comes out of the program, and it goes nowhere else.
fn build(app: &AppHandle, frame: Frame, theme: Theme, folders: &Folders) -> tauri::Result<WebviewWindow> {
    let size = opening_size(frame.size, &screens(app));
    let window = WebviewWindowBuilder::new(app, frame.label, frame.page)
        .title(frame.title)
        .inner_size(size.width, size.height)
        .min_inner_size(LEAST.width, LEAST.height)
        .theme(frame_theme(theme))
        .background_color(if theme == Theme::Dark {
            PAPER_BY_NIGHT
        } else {
            PAPER
        })
        .data_directory(folders.webview())
        .incognito(leaves_no_trace())
        .general_autofill_enabled(false)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, kind| permission(kind))
        .build()?;
    settle_webview(&window)?;
    Ok(window)
}

/// The room beside panels on each screen that the window may open on: the first one, or all where none is called that.
fn screens(app: &AppHandle) -> Vec<LogicalSize<f64>> {
    let first = app.primary_monitor().ok().flatten();
    let screens = first.map_or_else(
        || app.available_monitors().unwrap_or_default(),
        |first| vec![first],
    );
    screens
        .iter()
        .map(|screen| screen.work_area().size.to_logical(screen.scale_factor()))
        .collect()
}

/// As large as is wanted, and no larger than there is room on any of the screens.
fn opening_size(wanted: LogicalSize<f64>, screens: &[LogicalSize<f64>]) -> LogicalSize<f64> {
    screens.iter().fold(wanted, |size, room| {
        LogicalSize::new(
            size.width.min(room.width).max(LEAST.width),
            size.height.min(room.height - TITLE_BAR).max(LEAST.height),
        )
    })
}

/// Light or dark for the parts of the window that the page does not draw.
pub(crate) fn show_theme(window: &WebviewWindow, theme: Theme) {
    if window.set_theme(frame_theme(theme)).is_err() {
        tracing::warn!("the window did not take the theme");
    }
}

const fn frame_theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// The program's name, and the profile's where it is not the one that everybody has first.
pub(crate) fn title(host: &Host) -> String {
    let profile = &host.seat().profile;
    if profile.is_default() {
        words::APP.to_owned()
    } else {
        format!("{} – {profile}", words::APP)
    }
}

/// Private browsing: nothing of the page reaches the disk. WebKit's driver can only be let into a window
/// without it, hence never in a build that is shipped.
fn leaves_no_trace() -> bool {
    !(cfg!(feature = "testing") && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some())
}

/// The program's own pages: `tauri://localhost`, on Windows `http://tauri.localhost`.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || (cfg!(windows) && url.host_str() == Some("tauri.localhost"))
}

/// The camera, for codes. Nothing else: no microphone, no place, no screen.
fn permission(kind: PermissionKind) -> PermissionResponse {
    match kind {
        PermissionKind::Camera => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

/// WebKitGTK knows no cameras unless told to, and offers to reload the page as a browser does.
#[cfg(target_os = "linux")]
fn settle_webview(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{ContextMenuAction, ContextMenuExt, ContextMenuItemExt, SettingsExt, WebViewExt};

    let closing = window.clone();
    window.with_webview(move |webview| {
        web_process::begin_anew_where_it_ends(&webview.inner(), move || {
            if closing.destroy().is_err() {
                tracing::error!("a window without a page does not close");
            }
        });
        if !cfg!(debug_assertions) {
            // What is half typed would be lost. Copying and pasting stay.
            webview.inner().connect_context_menu(|_, menu, _, _| {
                for item in menu.items() {
                    if matches!(
                        item.stock_action(),
                        ContextMenuAction::GoBack
                            | ContextMenuAction::GoForward
                            | ContextMenuAction::Stop
                            | ContextMenuAction::Reload
                    ) {
                        menu.remove(&item);
                    }
                }
                false
            });
        }
        if let Some(settings) = webview.inner().settings() {
            settings.set_enable_media_stream(true);
            // What the page complains of, such as a breach of the content security policy, in plain sight.
            settings.set_enable_write_console_messages_to_stdout(cfg!(debug_assertions));
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn settle_webview(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_fits_on_a_small_screen() {
        let opened = |screens: &[(f64, f64)]| {
            let rooms: Vec<_> = screens.iter().map(|room| LogicalSize::from(*room)).collect();
            let size = opening_size(SIZE, &rooms);
            (size.width, size.height)
        };
        assert_eq!(opened(&[(1920.0, 1053.0)]), (420.0, 860.0));
        assert_eq!(opened(&[(1366.0, 728.0)]), (420.0, 688.0));
        assert_eq!(opened(&[(1920.0, 1053.0), (1280.0, 800.0)]), (420.0, 760.0));
        assert_eq!(opened(&[(640.0, 480.0)]), (420.0, 600.0));
        assert_eq!(opened(&[]), (420.0, 860.0));
    }

    #[test]
    fn the_window_goes_nowhere_else() {
        assert!(is_ours(&"tauri://localhost/index.html".parse().unwrap()));
        for foreign in [
            "https://example.org",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!is_ours(&foreign.parse().unwrap()), "{foreign}");
        }
    }

    #[test]
    fn the_camera_and_nothing_else_is_permitted() {
        assert_eq!(permission(PermissionKind::Camera), PermissionResponse::Allow);
        for kind in [
            PermissionKind::Microphone,
            PermissionKind::Geolocation,
            PermissionKind::DisplayCapture,
        ] {
            assert_eq!(permission(kind), PermissionResponse::Deny);
        }
    }
}
