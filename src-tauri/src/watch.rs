//! Looks once a second whether to lock and whether to keep the screen lit.

use std::sync::Weak;
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager};

use crate::auto_lock::Moment;
use crate::commands::showing::Shown;
use crate::dropped::Dropped;
use crate::host::Host;
use crate::platform::brightness::Brightness;
use crate::platform::screen::Screen;
use crate::platform::sleep::SleepWatch;
use crate::upkeep::tell;
use crate::window;

/// Tells the window that it was nobody's doing: what was under way may be gone.
const LOCKED_BY_ITSELF: &str = "locked-by-itself";

/// Between two looks.
const BEAT: Duration = Duration::from_secs(1);

/// Starts looking, until the program ends.
pub(crate) fn start(app: AppHandle, host: Weak<Host>) {
    thread::spawn(move || {
        let mut sleep = SleepWatch::new();
        let mut screen = Screen::default();
        loop {
            thread::sleep(BEAT);
            let Some(host) = host.upgrade() else { return };
            look(&app, &host, sleep.has_slept(), &mut screen);
        }
    });
}

fn look(app: &AppHandle, host: &Host, slept: bool, screen: &mut Screen) {
    // Nothing that could be locked is open before the first command has come.
    let Some(opened) = host.opened_already() else {
        return;
    };
    let preferences = host.seat().preferences.now();
    let moment = Moment {
        at: host.clock.monotonic(),
        keeps_awake: opened.wallet.keeps_awake(),
        hidden: preferences.lock_when_hidden && is_hidden(app),
        slept,
    };
    screen.keep_lit(moment.keeps_awake, preferences.language);
    if !opened.wallet.is_open() {
        app.state::<Brightness>().restore();
        app.state::<Shown>().stop();
    }
    if !host.auto_lock().is_due(moment, &preferences) {
        return;
    }
    let was_open = opened.wallet.is_open();
    // Where nothing is open yet, too: an answer that is still under way must not open it once nobody is there.
    opened.wallet.lock();
    parted(app);
    if was_open {
        tracing::info!("locked by itself");
        if app.emit(LOCKED_BY_ITSELF, ()).is_err() {
            tracing::warn!("the window was not told why it is locked");
        }
        tell(app);
    }
}

/// Whoever was there has left, or locked: what the window holds for them is let go.
pub(crate) fn parted(app: &AppHandle) {
    app.state::<Shown>().stop();
    app.state::<Dropped>().forget();
}

/// Whether the window is minimised or hidden.
pub(crate) fn is_hidden(app: &AppHandle) -> bool {
    app.get_webview_window(window::LABEL)
        .is_some_and(|window| window.is_minimized().unwrap_or(false) || !window.is_visible().unwrap_or(true))
}
