use std::fmt;

use chrono::{DateTime, Utc};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A one-time code of six digits.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct OtpCode(String);

impl OtpCode {
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
    /// From then on the code is worth nothing (3 minutes after it was made).
    pub expires_at: DateTime<Utc>,
    /// From then on another may be asked for.
    pub resend_at: DateTime<Utc>,
    /// Tries left for this code.
    pub tries_left: u8,
    /// How many more codes may be asked for in this session.
    pub sends_left: u8,
}
