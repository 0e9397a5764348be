use std::fmt;
use std::str::FromStr;

/// An e-mail address: ASCII, with a name of a host that has a dot. Whether it is reached only a message tells.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmail;

/// The most characters of an address (RFC 5321, 4.5.3.1).
const MOST: usize = 254;
/// The most characters before the sign.
const MOST_LOCAL: usize = 64;
/// The most characters between two dots of a host's name.
const MOST_LABEL: usize = 63;

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first character and the host: `a…@vidu.vn`.
    pub fn masked(&self) -> String {
        let host = self.0.rsplit_once('@').map_or("", |(_, host)| host);
        let first: String = self.0.chars().take(1).collect();
        format!("{first}…@{host}")
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    /// Spaces round it are passed over; the host's name becomes lower case, in which it makes no difference.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, host) = text.trim().rsplit_once('@').ok_or(NotAnEmail)?;
        let host = host.to_ascii_lowercase();
        let whole = local.len() + 1 + host.len() <= MOST;
        if whole && is_local(local) && is_host(&host) {
            Ok(Self(format!("{local}@{host}")))
        } else {
            Err(NotAnEmail)
        }
    }
}

/// An unquoted name (RFC 5322, dot-atom).
fn is_local(local: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.len() <= MOST_LOCAL && local.split('.').all(is_part)
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MOST_LABEL).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let ends_in_a_name = host
        .rsplit_once('.')
        .is_some_and(|(_, last)| last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()));
    ends_in_a_name && host.split('.').all(is_label)
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_that_people_have() {
        let email: Email = " Lan.Anh+vi@Mail.VIDU.vn ".parse().unwrap();
        assert_eq!(email.as_str(), "Lan.Anh+vi@mail.vidu.vn");
        assert_eq!(format!("{email:?}"), "Email(L…@mail.vidu.vn)");
        assert!("a@b.example".parse::<Email>().is_ok());
        let longest = format!("{}@{}.vn", "a".repeat(64), "b".repeat(63));
        assert!(longest.parse::<Email>().is_ok());
    }

    #[test]
    fn what_is_none() {
        let too_long = format!("a@{}vn", "bcdefghi.".repeat(29));
        for wrong in [
            "",
            "@",
            "a@",
            "@b.vn",
            "a@b",
            "a@b.",
            "a@.vn",
            "a b@c.vn",
            "a@b c.vn",
            ".a@b.vn",
            "a..b@c.vn",
            "a@-b.vn",
            "a@b-.vn",
            "a@b.v",
            "a@127.0.0.1",
            "ấn@b.vn",
            "a@b.vn\r\nBcc: c@d.vn",
            "a@b@c@",
            "\"a\"@b.vn",
            &too_long,
        ] {
            assert!(wrong.parse::<Email>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_parses_parses_again_to_the_same(text in "[ -~]{1,12}@[ -~]{1,12}\\.[a-z]{1,4}") {
            if let Ok(email) = text.parse::<Email>() {
                prop_assert_eq!(email.as_str().parse::<Email>(), Ok(email.clone()));
                prop_assert!(email.as_str().bytes().all(|b| b.is_ascii_graphic()));
            }
        }
    }
}
