//! What differs from one computer to another.

pub(crate) mod brightness;
pub(crate) mod clipboard;
pub(crate) mod core_dumps;
pub(crate) mod downloads;
pub(crate) mod folders;
pub(crate) mod keystore;
pub(crate) mod log;
pub(crate) mod onlookers;
pub(crate) mod screen;
pub(crate) mod screen_part;
pub(crate) mod sleep;
#[cfg(target_os = "linux")]
pub(crate) mod web_process;

use dinhdanh_protocol::plain_device_name;

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
    name.and_then(|name| plain_device_name(&name))
        .unwrap_or_else(|| words::some_computer(language).to_owned())
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::is_device_name;

    use super::*;

    #[test]
    fn an_authority_takes_whatever_this_computer_is_called() {
        for language in [Language::Vi, Language::En] {
            assert!(is_device_name(&device_name(language)));
            assert!(is_device_name(words::some_computer(language)));
        }
    }
}
