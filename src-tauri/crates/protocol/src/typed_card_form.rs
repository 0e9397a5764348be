use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::card_form::{is_old_number, tidy, words};
use crate::{CardForm, CitizenNumber, Sex};

/// The data of a card as somebody types them, or corrects what was scanned. Days are `yyyy-mm-dd`.
#[derive(Clone, Default, Zeroize, ZeroizeOnDrop)]
pub struct TypedCardForm {
    /// Số định danh cá nhân.
    pub number: String,
    /// The nine-digit CMND number before it; empty where there was none.
    pub old_number: String,
    /// Họ tên.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: String,
    /// Sex; none as long as it is not chosen.
    #[zeroize(skip)]
    pub sex: Option<Sex>,
    /// Nơi thường trú.
    pub residence: String,
    /// Day of issue; empty where it is not given.
    pub issued_on: String,
}

impl fmt::Debug for TypedCardForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedCardForm(…)")
    }
}

/// What is wrong with a typed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardFormFault {
    /// The number is not 12 digits.
    Number,
    /// It is another number than the one that the form is for.
    NumberOther,
    /// Century and year in the number are not those of the birth date.
    NumberBirth,
    /// The sex in the number is not the one chosen.
    NumberSex,
    /// The old number is not nine digits.
    OldNumber,
    /// No name.
    Name,
    /// No date of birth, or one that cannot be.
    Birth,
    /// No sex chosen.
    Sex,
    /// No address.
    Residence,
    /// No day on which a card can have been issued.
    Issued,
}

/// Nobody alive was born before.
const EARLIEST_BIRTH_YEAR: i32 = 1900;

impl TypedCardForm {
    /// The form, or all that is wrong with it on the day that it is typed. `expected` is whose form it must be, where
    /// that is settled.
    pub fn parse(
        &self,
        expected: Option<&CitizenNumber>,
        today: NaiveDate,
    ) -> Result<CardForm, Vec<CardFormFault>> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, fault| {
            if !holds {
                faults.push(fault);
            }
        };
        let number: Option<CitizenNumber> = self.number.parse().ok();
        must(number.is_some(), CardFormFault::Number);
        if let (Some(number), Some(expected)) = (&number, expected) {
            must(number == expected, CardFormFault::NumberOther);
        }
        let birth =
            day(&self.birth_date).filter(|birth| birth.year() >= EARLIEST_BIRTH_YEAR && *birth <= today);
        must(birth.is_some(), CardFormFault::Birth);
        must(self.sex.is_some(), CardFormFault::Sex);
        if let Some(number) = &number {
            if let Some(birth) = birth {
                must(
                    number.agrees_with(birth, number.sex()),
                    CardFormFault::NumberBirth,
                );
            }
            if let Some(sex) = self.sex {
                must(number.sex() == sex, CardFormFault::NumberSex);
            }
        }
        let old_number = tidy(&self.old_number);
        must(
            old_number.is_empty() || is_old_number(&old_number),
            CardFormFault::OldNumber,
        );
        let full_name = words(&tidy(&self.full_name));
        must(full_name.is_some(), CardFormFault::Name);
        let residence = words(&tidy(&self.residence));
        must(residence.is_some(), CardFormFault::Residence);
        let issued_on = day(&self.issued_on)
            .filter(|issued| *issued <= today && birth.is_none_or(|birth| birth <= *issued));
        must(
            self.issued_on.is_empty() || issued_on.is_some(),
            CardFormFault::Issued,
        );
        match (number, full_name, birth, self.sex, residence) {
            (Some(number), Some(full_name), Some(birth_date), Some(sex), Some(residence))
                if faults.is_empty() =>
            {
                Ok(CardForm {
                    number,
                    old_number: (!old_number.is_empty()).then_some(old_number),
                    full_name,
                    birth_date,
                    sex,
                    residence,
                    issued_on,
                })
            }
            _ => Err(faults),
        }
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    let exact = text.len() == 10;
    exact
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> TypedCardForm {
        TypedCardForm {
            number: "036 156 900 012".to_owned(),
            old_number: "169000012".to_owned(),
            full_name: " Đặng Thị  Ánh ".to_owned(),
            birth_date: "1956-02-09".to_owned(),
            sex: Some(Sex::Female),
            residence: "Thôn Đông, Hải Hậu, Nam Định".to_owned(),
            issued_on: "2021-07-05".to_owned(),
        }
    }

    fn faults(change: impl FnOnce(&mut TypedCardForm)) -> Vec<CardFormFault> {
        let mut form = typed();
        change(&mut form);
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let expected = typed().number.parse().unwrap();
        form.parse(Some(&expected), today).err().unwrap_or_default()
    }

    #[test]
    fn a_typed_form_is_the_one_that_is_scanned() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let scanned = CardForm::from_printed_qr(
            "036156900012|169000012|Đặng Thị Ánh|09021956|Nữ|Thôn Đông, Hải Hậu, Nam Định|05072021",
        );
        assert_eq!(typed().parse(None, today).unwrap(), scanned.unwrap());
        assert!(faults(|_| ()).is_empty());
        let sparse = |form: &mut TypedCardForm| {
            form.old_number.clear();
            form.issued_on.clear();
        };
        assert!(faults(sparse).is_empty());
    }

    #[test]
    fn each_field_has_its_fault() {
        use CardFormFault::{
            Birth, Issued, Name, Number, NumberBirth, NumberOther, NumberSex, OldNumber, Residence,
        };

        assert_eq!(faults(|form| form.number = "03615690001".to_owned()), [Number]);
        assert_eq!(
            faults(|form| form.number = "036156900013".to_owned()),
            [NumberOther]
        );
        for wrong in [
            "",
            "1956-02-30",
            "1899-12-31",
            "2026-12-02",
            "09/02/1956",
            "+956-02-09",
        ] {
            let found = faults(|form| form.birth_date = wrong.to_owned());
            assert_eq!(found.first(), Some(&Birth), "{wrong}");
        }
        assert_eq!(
            faults(|form| form.birth_date = "1957-02-09".to_owned()),
            [NumberBirth]
        );
        assert_eq!(
            faults(|form| form.birth_date = "2021-01-01".to_owned()),
            [NumberBirth]
        );
        assert_eq!(faults(|form| form.sex = Some(Sex::Male)), [NumberSex]);
        assert_eq!(faults(|form| form.sex = None), [CardFormFault::Sex]);
        assert_eq!(
            faults(|form| form.old_number = "16900001".to_owned()),
            [OldNumber]
        );
        for wrong in ["", " ", "12", "a\u{0}b"] {
            assert_eq!(
                faults(|form| form.full_name = wrong.to_owned()),
                [Name],
                "{wrong}"
            );
            assert_eq!(
                faults(|form| form.residence = wrong.to_owned()),
                [Residence],
                "{wrong}"
            );
        }
        for wrong in ["2021-07", "2026-12-02", "1950-01-01"] {
            assert_eq!(
                faults(|form| form.issued_on = wrong.to_owned()),
                [Issued],
                "{wrong}"
            );
        }
    }
}
