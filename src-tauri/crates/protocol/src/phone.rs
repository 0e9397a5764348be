use std::fmt;
use std::str::FromStr;

/// A mobile number of Viet Nam: ten digits that begin with 03, 05, 07, 08 or 09.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// The text is no Vietnamese mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mobile number has ten digits and begins with 03, 05, 07, 08 or 09")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First and last three digits: `090****123`.
    pub fn masked(&self) -> String {
        self.0
            .chars()
            .enumerate()
            .map(|(i, digit)| if (3..7).contains(&i) { '*' } else { digit })
            .collect()
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    /// Takes `0901234567` and `+84901234567`, with spaces, dots and dashes as people write them.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bare: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
            .take(14)
            .collect();
        let digits = match bare.strip_prefix("+84") {
            Some(rest) => format!("0{rest}"),
            None => bare,
        };
        let mobile = digits.len() == 10
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(digits.as_bytes(), [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..]);
        if mobile {
            Ok(Self(digits))
        } else {
            Err(NotAPhoneNumber)
        }
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_people_write() {
        let phone: PhoneNumber = "+84 901.234-567".parse().unwrap();
        assert_eq!(phone.as_str(), "0901234567");
        assert_eq!(phone.masked(), "090****567");
        for wrong in ["", "0241234567", "090123456", "09012345678", "+84", "o901234567"] {
            assert!(wrong.parse::<PhoneNumber>().is_err(), "{wrong}");
        }
    }
}
