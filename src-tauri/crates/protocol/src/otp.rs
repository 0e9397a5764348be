use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A one-time code of six digits.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct OtpCode(String);

impl OtpCode {
    /// From the moment a code was sent until it is worth nothing.
    pub const LIFE: TimeDelta = TimeDelta::minutes(3);
    /// How long after a code the same session may ask for another. A longer wait is the account's.
    pub const RESEND_AFTER: TimeDelta = TimeDelta::seconds(60);
    /// Tries for one code.
    pub const TRIES: u8 = 5;
    /// Codes for one session, the first included.
    pub const SENDS: u8 = 5;

    /// Takes exactly six ASCII digits.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The digits, for the SMS and the hash.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OtpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtpCode(…)")
    }
}

/// What the authority tells of a one-time code that it has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtpSent {
    /// From then on the code is worth nothing ([`OtpCode::LIFE`] after it was sent).
    pub expires_at: DateTime<Utc>,
    /// From then on another may be asked for.
    pub resend_at: DateTime<Utc>,
    /// Tries left for this code.
    pub tries_left: u8,
    /// How many more codes may be asked for in this session.
    pub sends_left: u8,
}

impl OtpSent {
    /// What there is to tell of a code sent at `at`, before its first try.
    pub fn untried(at: DateTime<Utc>, sends_left: u8) -> Self {
        Self {
            expires_at: at + OtpCode::LIFE,
            resend_at: at + OtpCode::RESEND_AFTER,
            tries_left: OtpCode::TRIES,
            sends_left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_ascii_digits_and_nothing_else_which_do_not_print() {
        for text in ["", "04821", "0482130", "04821a", " 48213", "٠٤٨"] {
            assert!(OtpCode::parse(text).is_none(), "{text}");
        }
        let code = OtpCode::parse("048213").unwrap();
        assert_eq!(code.expose(), "048213");
        assert_eq!(format!("{code:?}"), "OtpCode(…)");
    }
}
