use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The marks of which a password needs one; no other mark may stand in it.
pub const PASSWORD_MARKS: &str = "!@#$^*()_";
/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 8;
/// The most characters of a password.
pub const PASSWORD_MAX: usize = 20;

/// A password that keeps the rule: 8 to 20 characters with a digit, an upper and a lower case letter and one
/// of `!@#$^*()_`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Password(String);

/// What a password lacks, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Not 8 to 20 characters.
    Length,
    /// No digit.
    Digit,
    /// No upper-case letter.
    Upper,
    /// No lower-case letter.
    Lower,
    /// None of the nine marks.
    Mark,
    /// A character that is no ASCII letter, digit or mark.
    OtherCharacter,
}

impl Password {
    /// Takes a password that keeps the rule, or says all that it lacks.
    pub fn parse(text: String) -> Result<Self, Vec<PasswordFault>> {
        let faults = password_faults(&text);
        let password = Self(text);
        if faults.is_empty() {
            Ok(password)
        } else {
            Err(faults)
        }
    }

    /// The text, for the hash that keeps or compares it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// All that `text` lacks of being a password; empty when it keeps the rule.
pub fn password_faults(text: &str) -> Vec<PasswordFault> {
    let is_mark = |c: char| PASSWORD_MARKS.contains(c);
    let checks = [
        (
            PasswordFault::Length,
            (PASSWORD_MIN..=PASSWORD_MAX).contains(&text.chars().count()),
        ),
        (PasswordFault::Digit, text.chars().any(|c| c.is_ascii_digit())),
        (PasswordFault::Upper, text.chars().any(|c| c.is_ascii_uppercase())),
        (PasswordFault::Lower, text.chars().any(|c| c.is_ascii_lowercase())),
        (PasswordFault::Mark, text.chars().any(is_mark)),
        (
            PasswordFault::OtherCharacter,
            text.chars().all(|c| c.is_ascii_alphanumeric() || is_mark(c)),
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, kept)| !kept)
        .map(|(fault, _)| fault)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule() {
        assert!(password_faults("Thuchanh_1").is_empty());
        assert_eq!(
            password_faults("thuchanh"),
            [PasswordFault::Digit, PasswordFault::Upper, PasswordFault::Mark]
        );
        assert_eq!(password_faults("Aa1_"), [PasswordFault::Length]);
        assert_eq!(password_faults("Thuchanh_1é"), [PasswordFault::OtherCharacter]);
        assert_eq!(password_faults("Thuchanh_1Thuchanh_1x"), [PasswordFault::Length]);
    }
}
