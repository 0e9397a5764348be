//! Keeps credentials, trust data and the account's state up to date while the app is open.

use std::sync::{Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use dinhdanh_wallet::Person;
use tauri::{AppHandle, Emitter};

use crate::host::Host;
use crate::{authority, watch};

/// The time between two rounds that nobody asked for.
const EVERY: Duration = Duration::from_mins(10);
/// The same while the window is seen, where the authority is a database on this computer.
const EVERY_IN_PRACTICE: Duration = Duration::from_secs(10);
/// From one round to the next at least, however often one is asked for.
const APART: Duration = Duration::from_secs(5);
/// Tells the window to ask for the state anew.
pub(crate) const STATE_CHANGED: &str = "state-changed";

/// Wakes the rounds.
#[derive(Default)]
pub(crate) struct Upkeep {
    wanted: Mutex<bool>,
    woken: Condvar,
}

impl Upkeep {
    /// Asks for a round soon: the app has just been opened, or somebody looks where news would show.
    pub(crate) fn wake(&self) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.woken.notify_one();
    }

    /// Waits until a round is asked for, which it answers with, or for `longest`.
    fn wait(&self, longest: Duration) -> bool {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.woken.wait_timeout_while(wanted, longest, |wanted| !*wanted);
        let (mut wanted, _) = waited.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *wanted)
    }
}

/// Starts the rounds, which end with the program.
pub(crate) fn start(app: AppHandle, host: Weak<Host>) {
    thread::spawn(move || {
        let pause = if authority::PRACTICE {
            EVERY_IN_PRACTICE
        } else {
            EVERY
        };
        let mut last: Option<Instant> = None;
        while let Some(host) = host.upgrade() {
            let asked = host.upkeep.wait(pause);
            let since = last.map(|at| at.elapsed());
            // Nobody sees what a hidden window would learn.
            if !asked && since.is_some_and(|since| since < EVERY) && watch::is_hidden(&app) {
                continue;
            }
            thread::sleep(since.map_or(Duration::ZERO, |since| APART.saturating_sub(since)));
            if round(&app, &host) {
                last = Some(Instant::now());
            }
        }
    });
}

/// Brings the wallet up to date and tells the window what changed. Whether the authority was asked: a wallet that is
/// closed has nothing to ask.
fn round(app: &AppHandle, host: &Host) -> bool {
    let Some(opened) = host.opened_already() else {
        return false;
    };
    // Of a closed wallet nothing is asked: its keystore might want to be unlocked first.
    let Some(before) = opened.wallet.person() else {
        return false;
    };
    // First, as it needs nobody: an authority that is out of reach may take its time.
    if host.offer_waiting_trust(&opened) {
        tell(app);
    }
    if let Err(error) = opened.wallet.refresh() {
        // What is kept stays usable; the next round tries again.
        tracing::info!(code = %error.code(), "not up to date");
    }
    let Some(after) = opened.wallet.person() else {
        return true;
    };
    let seen = |person: &Person| (person.account.level, person.account.status, person.unread_notices);
    if seen(&before) != seen(&after) {
        tell(app);
    }
    true
}

/// Tells the window that the state is another.
pub(crate) fn tell(app: &AppHandle) {
    if app.emit(STATE_CHANGED, ()).is_err() {
        tracing::warn!("the window was not told that the state changed");
    }
}
