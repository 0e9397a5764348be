//! One made-up person, as register and authority know them.

use chrono::NaiveDate;
use dinhdanh_protocol::{CitizenNumber, PhoneNumber, Sex};

use super::{CardData, Standing};

/// A made-up person.
///
/// Serials of the number run from 900000, far above those of real births; phones read `0xx000xxxx`; e-mail
/// addresses end in `.example`, which nobody can register (RFC 2606).
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The place in the population, from 0.
    pub index: usize,
    /// Số định danh cá nhân; agrees with province of birth, sex and date of birth.
    pub number: CitizenNumber,
    /// Họ tên: NFC, title case, at most 64 bytes of UTF-8.
    pub full_name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Quê quán: commune, district, province.
    pub place_of_origin: String,
    /// Nơi thường trú: house or hamlet, commune, district, province.
    pub place_of_residence: String,
    /// The number that SMS go to; nobody else in the population has it.
    pub phone: PhoneNumber,
    /// E-mail, where the person gave one.
    pub email: Option<String>,
    /// The nine-digit CMND of who came of age before the chip card.
    pub old_number: Option<String>,
    /// The newest card.
    pub card: CardData,
    /// How far the account has come.
    pub standing: Standing,
    /// From which the portrait is drawn.
    pub portrait_seed: u64,
}

impl Person {
    /// Full years of age on a day; 0 before birth.
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.birth_date).unwrap_or(0)
    }
}

/// Names nobody: a log stays free of personal data even where the person is made up.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({}, {:?})", self.index, self.standing)
    }
}
