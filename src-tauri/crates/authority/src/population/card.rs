//! The chip card: when it was issued, how long it is valid, and the holder's distinguishing features.

use chrono::{Months, NaiveDate};

use super::feature::Feature;

/// What the register knows of a person's newest card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardData {
    /// The day of issue, never after [`POPULATION_DATE`](super::POPULATION_DATE).
    pub issued_on: NaiveDate,
    /// The last day of validity; `None` stands for "Không thời hạn".
    pub expires_on: Option<NaiveDate>,
    /// "Đặc điểm nhận dạng": one or two marks of the face.
    pub features: Vec<Feature>,
}

impl CardData {
    /// The distinguishing features as they are printed on the back of the card.
    pub fn features_text(&self) -> String {
        let texts: Vec<String> = self.features.iter().map(Feature::text).collect();
        texts.join("; ")
    }
}

/// The ages, in years, at which a card must be renewed (Luật Căn cước, Điều 21).
pub const RENEWAL_AGES: [u32; 4] = [14, 25, 40, 60];

/// A card issued within this many years before a renewal age lasts to the next one.
const YEARS_OF_GRACE: u32 = 2;

/// The last day of validity of a card that a person born on `birth` was issued on `issued_on`:
/// the birthday of the next renewal age, skipping one that is at most two years away; `None`
/// ("Không thời hạn") when no renewal age is left.
///
/// Who was born on 29 February comes of age on the 28th in a common year.
pub fn expires_on(birth: NaiveDate, issued_on: NaiveDate) -> Option<NaiveDate> {
    RENEWAL_AGES
        .iter()
        .filter_map(|age| birth.checked_add_months(Months::new(age * 12)))
        .find(|birthday| {
            birthday
                .checked_sub_months(Months::new(YEARS_OF_GRACE * 12))
                .is_some_and(|grace| issued_on < grace)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_card_lasts_to_the_renewal_age_after_next_when_one_is_near() {
        let table = [
            // birth, issued, expires
            ("2018-05-10", "2024-07-01", "2032-05-10"), // a child's card: to 14
            ("2012-05-10", "2024-05-09", "2026-05-10"), // a day before the grace years: to 14
            ("2012-05-10", "2024-05-10", "2037-05-10"), // the first day of them: to 25
            ("2010-01-20", "2024-01-20", "2035-01-20"), // on the 14th birthday: to 25
            ("1999-03-15", "2022-03-14", "2024-03-15"),
            ("1999-03-15", "2022-03-15", "2039-03-15"),
            ("1984-11-11", "2021-04-01", "2024-11-11"),
            ("1984-11-11", "2023-02-01", "2044-11-11"),
            ("1966-08-30", "2021-09-09", "2026-08-30"),
            ("2000-02-29", "2021-06-01", "2025-02-28"), // no 29 February in 2025
        ];
        for (birth, issued, expires) in table {
            assert_eq!(
                expires_on(day(birth), day(issued)),
                Some(day(expires)),
                "{birth} {issued}"
            );
        }
    }

    #[test]
    fn a_card_issued_from_58_on_has_no_term() {
        assert_eq!(
            expires_on(day("1966-08-30"), day("2024-08-29")),
            Some(day("2026-08-30"))
        );
        assert_eq!(expires_on(day("1966-08-30"), day("2024-08-30")), None);
        assert_eq!(expires_on(day("1950-01-01"), day("2021-03-03")), None);
    }
}
