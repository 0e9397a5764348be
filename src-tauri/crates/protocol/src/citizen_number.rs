use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};

use crate::Sex;
use crate::province::province_name;

/// Số định danh cá nhân: 12 digits = 3 place of birth registration, 1 century and sex, 2 year of birth,
/// 6 random (TT 07/2016). There is no check digit.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CitizenNumber(String);

/// The text is not 12 ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a citizen number has 12 digits")]
pub struct NotACitizenNumber;

impl CitizenNumber {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The province of birth registration; none for a birth registered abroad.
    pub fn province(&self) -> Option<&'static str> {
        self.0.get(..3).and_then(province_name)
    }

    /// The sex that its fourth digit tells.
    pub fn sex(&self) -> Sex {
        let digit = self.0.as_bytes().get(3).copied().unwrap_or_default();
        if digit.is_multiple_of(2) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// Whether century, sex and year agree with a date of birth and a sex.
    pub fn agrees_with(&self, birth: NaiveDate, sex: Sex) -> bool {
        let Ok(century) = u32::try_from((birth.year() - 1900).div_euclid(100)) else {
            return false;
        };
        let Some(digit) = self.0.get(3..4).and_then(|d| d.parse::<u32>().ok()) else {
            return false;
        };
        let Some(year) = self.0.get(4..6).and_then(|d| d.parse::<i32>().ok()) else {
            return false;
        };
        digit == century * 2 + u32::from(sex == Sex::Female) && year == birth.year().rem_euclid(100)
    }

    /// The mask of sign-in and lock screen: the eight middle digits hidden, `00********99`.
    pub fn masked_at_sign_in(&self) -> String {
        self.masked(2, 8)
    }

    /// The mask of the notice about another account on this device: three and three, `001******999`.
    pub fn masked_in_device_notice(&self) -> String {
        self.masked(3, 6)
    }

    fn masked(&self, shown: usize, hidden: usize) -> String {
        self.0
            .chars()
            .enumerate()
            .map(|(i, digit)| {
                if (shown..shown + hidden).contains(&i) {
                    '*'
                } else {
                    digit
                }
            })
            .collect()
    }
}

impl FromStr for CitizenNumber {
    type Err = NotACitizenNumber;

    /// Takes exactly 12 ASCII digits; spaces between groups, as people copy them, are passed over.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).take(13).collect();
        if digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(NotACitizenNumber)
        }
    }
}

impl fmt::Debug for CitizenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitizenNumber({})", self.masked_at_sign_in())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn masks_are_those_of_the_letters() {
        let number: CitizenNumber = "001084123999".parse().unwrap();
        assert_eq!(number.masked_at_sign_in(), "00********99");
        assert_eq!(number.masked_in_device_notice(), "001******999");
        assert_eq!(format!("{number:?}"), "CitizenNumber(00********99)");
        assert_eq!(number.province(), Some("Hà Nội"));
    }

    #[test]
    fn century_sex_and_year_are_compared() {
        let born = |year| NaiveDate::from_ymd_opt(year, 5, 9).unwrap();
        let number = |text: &str| text.parse::<CitizenNumber>().unwrap();
        assert!(number("001084000001").agrees_with(born(1984), Sex::Male));
        assert!(number("001184000001").agrees_with(born(1984), Sex::Female));
        assert_eq!(number("001084000001").sex(), Sex::Male);
        assert_eq!(number("001305000001").sex(), Sex::Female);
        assert!(number("001305000001").agrees_with(born(2005), Sex::Female));
        assert!(!number("001084000001").agrees_with(born(2084), Sex::Male));
        assert!(!number("001084000001").agrees_with(born(1985), Sex::Male));
        assert!(!number("001084000001").agrees_with(born(1884), Sex::Male));
    }

    proptest! {
        #[test]
        fn only_twelve_digits_parse(text in "\\PC{0,16}") {
            let twelve = text.chars().filter(|c| !c.is_whitespace()).count() == 12
                && text.chars().all(|c| c.is_whitespace() || c.is_ascii_digit());
            prop_assert_eq!(text.parse::<CitizenNumber>().is_ok(), twelve);
        }
    }
}
