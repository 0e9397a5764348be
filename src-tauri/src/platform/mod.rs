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
    name.map(|name| plain(&name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| words::some_computer(language).to_owned())
}

/// A name without what an authority takes for words of its own: quotes, signs that do not show.
fn plain(name: &str) -> String {
    /// As long as a device's name may be, characters.
    const LONGEST: usize = 64;
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let name: String = name.chars().filter(plain).take(LONGEST).collect();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain() {
        assert_eq!(plain("may-ban.nha"), "may-ban.nha");
        assert_eq!(plain(" Máy nhà” – \u{202e}mã“ "), "Máy nhà  mã");
        assert_eq!(plain(&"x".repeat(80)).len(), 64);
        assert_eq!(plain("“”"), "");
    }
}
