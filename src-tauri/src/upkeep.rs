//! Keeps credentials, trust data and the account's state up to date while the app is open.

use std::sync::{Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use dinhdanh_wallet::{Person, State};
use tauri::{AppHandle, Emitter};

use crate::host::Host;

/// The time between two rounds.
const EVERY: Duration = Duration::from_secs(600);
/// Tells the window to ask for the state anew.
pub(crate) const STATE_CHANGED: &str = "state-changed";

/// Wakes the rounds.
#[derive(Default)]
pub(crate) struct Upkeep {
    wanted: Mutex<bool>,
    woken: Condvar,
}

impl Upkeep {
    /// Asks for a round now: the app has just been opened.
    pub(crate) fn wake(&self) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.woken.notify_one();
    }

    fn wait(&self) {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.woken.wait_timeout_while(wanted, EVERY, |wanted| !*wanted);
        let (mut wanted, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *wanted = false;
    }
}

/// Starts the rounds, which end with the program.
pub(crate) fn start(app: AppHandle, host: Weak<Host>) {
    thread::spawn(move || {
        while let Some(host) = host.upgrade() {
            host.upkeep.wait();
            round(&app, &host);
        }
    });
}

fn round(app: &AppHandle, host: &Host) {
    let Some(opened) = host.opened_already() else {
        return;
    };
    let State::Unlocked(before) = opened.wallet.state() else {
        return;
    };
    if let Err(error) = opened.wallet.refresh() {
        // What is kept stays usable; the next round tries again.
        tracing::info!(code = %error.code(), "not up to date");
    }
    let State::Unlocked(after) = opened.wallet.state() else {
        return;
    };
    let seen = |person: &Person| (person.account.level, person.account.status, person.unread_notices);
    if seen(&before) != seen(&after) {
        tell(app);
    }
}

/// Tells the window that the state is another.
pub(crate) fn tell(app: &AppHandle) {
    if app.emit(STATE_CHANGED, ()).is_err() {
        tracing::warn!("the window was not told that the state changed");
    }
}
