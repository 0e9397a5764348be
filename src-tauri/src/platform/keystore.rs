use std::sync::Arc;

use dinhdanh_vault::{FileSecrets, KeyringSecrets, Protection};
use dinhdanh_wallet::SecretStores;

use super::folders::Folders;
use crate::arguments::Profile;
use crate::words;

/// Keeps the program's secrets apart from others' in the keystore; the window's identifier.
const SERVICE: &str = "vn.opensource.vidinhdanh";

/// The computer's keystore, and the files that stand in for it where there is none.
pub(crate) fn secret_stores(folders: &Folders, profile: &Profile) -> SecretStores {
    let for_new = if is_there() {
        Protection::Keystore
    } else {
        tracing::warn!("this computer has no keystore");
        Protection::Software
    };
    SecretStores {
        keystore: Arc::new(KeyringSecrets::new(SERVICE, words::APP)),
        software: Arc::new(FileSecrets::new(folders.secrets(profile))),
        for_new,
    }
}

/// Whether this computer has a keystore, be it locked, slow or failing: a bus of the session on which somebody is
/// the Secret Service, or would be started to be it. A session without a bus has nothing that could be asked.
#[cfg(target_os = "linux")]
fn is_there() -> bool {
    use std::time::Duration;

    use dbus::Error;
    use dbus::blocking::LocalConnection;

    /// A bus answers in milliseconds. One that does not has not said that there is no keystore.
    const PATIENCE: Duration = Duration::from_secs(1);
    const SECRET_SERVICE: &str = "org.freedesktop.secrets";
    const BUS: &str = "org.freedesktop.DBus";

    let Ok(session) = LocalConnection::new_session() else {
        return false;
    };
    let bus = session.with_proxy(BUS, "/org/freedesktop/DBus", PATIENCE);
    let runs: Result<(bool,), Error> = bus.method_call(BUS, "NameHasOwner", (SECRET_SERVICE,));
    if runs.is_ok_and(|(runs,)| runs) {
        return true;
    }
    let startable: Result<(Vec<String>,), Error> = bus.method_call(BUS, "ListActivatableNames", ());
    startable.map_or(true, |(names,)| names.iter().any(|name| name == SECRET_SERVICE))
}

/// It comes with the system.
#[cfg(any(target_os = "macos", target_os = "windows"))]
const fn is_there() -> bool {
    true
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
const fn is_there() -> bool {
    false
}
