//! The passcode: six digits, secret.

use std::fmt;

use dinhdanh_crypto::digest;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Exactly six ASCII digits. Wiped when dropped, never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Passcode([u8; 6]);

/// What was typed is not six ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passcode is six digits")]
pub struct NotAPasscode;

impl Passcode {
    /// Takes what was typed. The caller's copy is the caller's to wipe.
    pub fn new(typed: &str) -> Result<Self, NotAPasscode> {
        let digits = <[u8; 6]>::try_from(typed.as_bytes()).map_err(|_| NotAPasscode)?;
        if digits.iter().all(u8::is_ascii_digit) {
            Ok(Self(digits))
        } else {
            Err(NotAPasscode)
        }
    }

    /// Whether both are the same, in constant time.
    pub fn same(&self, other: &Self) -> bool {
        digest::same(&self.0, &other.0)
    }

    /// The digits as ASCII, for the key derivation and the rule.
    pub(crate) const fn expose(&self) -> &[u8; 6] {
        &self.0
    }
}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_ascii_digits_and_nothing_else() {
        assert!(Passcode::new("048213").is_ok());
        for typed in ["", "04821", "0482130", "04821a", " 48213", "04821\u{0663}", "٠٤٨"] {
            assert_eq!(Passcode::new(typed).err(), Some(NotAPasscode), "{typed}");
        }
    }

    #[test]
    fn it_does_not_print() -> Result<(), NotAPasscode> {
        assert_eq!(format!("{:?}", Passcode::new("048213")?), "Passcode(…)");
        Ok(())
    }
}
