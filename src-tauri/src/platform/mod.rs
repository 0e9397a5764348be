//! What differs from one computer to another.

pub(crate) mod clipboard;
pub(crate) mod core_dumps;
pub(crate) mod folders;
pub(crate) mod keystore;
pub(crate) mod log;
pub(crate) mod screen;
pub(crate) mod sleep;

use crate::preferences::Language;
use crate::words;

/// What the authority and other devices of the account call this computer.
pub(crate) fn device_name(language: Language) -> String {
    #[cfg(unix)]
    let name = rustix::system::uname()
        .nodename()
        .to_str()
        .ok()
        .map(str::to_owned);
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").ok();
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| words::some_computer(language).to_owned())
}
