//! The few people whom the picker "Chọn nhân vật thực hành" offers: one for every branch of the journeys.

use chrono::{Datelike as _, Days};
use dinhdanh_protocol::Sex;

use super::standing::IdentifiedLevel;
use super::{POPULATION_DATE, Person, Standing};

/// What a newcomer plays with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// A woman of about 70 at level 2: activates and shows a code.
    Citizen,
    /// A man between 30 and 50 at level 2: activates and checks codes.
    Officer,
    /// The account came with the card: a password is made on the way.
    CardOnly,
    /// Level 1: may show a code, cannot prove the app genuine nor check.
    LevelOne,
    /// "Tài khoản của bạn chưa được định danh điện tử".
    AppOnly,
    /// A file that waits for approval.
    AwaitingApproval,
    /// "Tài khoản của bạn đã thực hiện kích hoạt", on another device.
    ActiveElsewhere,
    /// Suspended: the code is judged withdrawn.
    Suspended,
    /// The card has run out.
    CardExpired,
    /// The card runs out within 30 days of the population's date.
    CardExpiresSoon,
    /// A name that fills the line.
    LongName,
    /// A name of a people whose names are written with an apostrophe.
    ApostropheName,
    /// "Chưa có tài khoản", with a chip card of the first year: registers.
    NoAccount,
    /// "Chưa có tài khoản", with a card of 2024, whose printed QR has more fields.
    NoAccountNewCard,
}

/// A person offered for a branch.
#[derive(Clone, Copy, Debug)]
pub struct Persona<'a> {
    /// What the person is good for.
    pub branch: Branch,
    /// Who it is.
    pub person: &'a Person,
}

impl Branch {
    /// In the order of the picker.
    pub const ALL: [Self; 14] = [
        Self::Citizen,
        Self::Officer,
        Self::CardOnly,
        Self::LevelOne,
        Self::AppOnly,
        Self::AwaitingApproval,
        Self::ActiveElsewhere,
        Self::Suspended,
        Self::CardExpired,
        Self::CardExpiresSoon,
        Self::LongName,
        Self::ApostropheName,
        Self::NoAccount,
        Self::NoAccountNewCard,
    ];

    fn suits(self, person: &Person) -> bool {
        let ready = person.standing
            == Standing::NotActive {
                level: IdentifiedLevel::Two,
                has_password: true,
            };
        let age = person.age_on(POPULATION_DATE);
        let soon = POPULATION_DATE + Days::new(30);
        let expiry = person.card.expires_on;
        match self {
            Self::Citizen => ready && person.sex == Sex::Female && (68..=72).contains(&age),
            Self::Officer => ready && person.sex == Sex::Male && (30..=50).contains(&age),
            Self::CardOnly => person.standing == Standing::CardOnly && age >= 18,
            Self::LevelOne => {
                person.standing
                    == Standing::NotActive {
                        level: IdentifiedLevel::One,
                        has_password: true,
                    }
            }
            Self::AppOnly => person.standing == Standing::AppOnly,
            Self::AwaitingApproval => person.standing == Standing::AwaitingApproval,
            Self::ActiveElsewhere => person.standing == Standing::ActiveElsewhere,
            Self::Suspended => person.standing == Standing::Suspended,
            Self::CardExpired => ready && expiry.is_some_and(|day| day < POPULATION_DATE),
            Self::CardExpiresSoon => {
                ready && expiry.is_some_and(|day| (POPULATION_DATE..=soon).contains(&day))
            }
            Self::LongName => ready && person.full_name.split(' ').count() > 5,
            Self::ApostropheName => ready && person.full_name.contains('\''),
            Self::NoAccount => person.standing == Standing::NoAccount && person.card.issued_on.year() == 2021,
            Self::NoAccountNewCard => {
                person.standing == Standing::NoAccount && person.card.issued_on.year() == 2024
            }
        }
    }
}

/// The first person of the population who suits each branch, nobody twice.
pub fn personas(people: &[Person]) -> Vec<Persona<'_>> {
    let mut chosen: Vec<Persona<'_>> = Vec::with_capacity(Branch::ALL.len());
    for branch in Branch::ALL {
        let is_free = |person: &&Person| !chosen.iter().any(|persona| persona.person.index == person.index);
        if let Some(person) = people.iter().filter(is_free).find(|person| branch.suits(person)) {
            chosen.push(Persona { branch, person });
        }
    }
    chosen
}
