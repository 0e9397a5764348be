//! What is settled before a person is drawn: the parts that a practice session must be able to play, and
//! that every province has somebody.

use chrono::{Days, Months, NaiveDate};
use dinhdanh_protocol::Sex;

use super::draw::Draw;
use super::names::Kind;
use super::places::{PROVINCES, Place};
use super::standing::{IdentifiedLevel, Standing};
use super::{POPULATION_DATE, card};

/// How the day on which the card runs out lies to the population's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CardTerm {
    /// As it comes.
    Usual,
    /// Within the 30 days after it.
    EndsSoon,
    /// Within the ten months before it.
    Ended,
    /// Issued in 2021, the first year of chip cards.
    FirstYear,
    /// Issued in the second half of 2024, under the law on the card that is in force.
    NewLaw,
}

/// The settled part of a person. What is `None` is left to the draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) sex: Option<Sex>,
    /// Ages in full years, both included.
    pub(super) ages: Option<(u32, u32)>,
    pub(super) province: Option<&'static str>,
    pub(super) standing: Option<Standing>,
    pub(super) name: Kind,
    pub(super) card: CardTerm,
}

const ANYONE: Part = Part {
    sex: None,
    ages: None,
    province: None,
    standing: None,
    name: Kind::Usual,
    card: CardTerm::Usual,
};

const READY: Standing = Standing::NotActive {
    level: IdentifiedLevel::Two,
    has_password: true,
};
const LEVEL_ONE: Standing = Standing::NotActive {
    level: IdentifiedLevel::One,
    has_password: true,
};

/// The parts of the first people, one after another.
const PARTS: [Part; 12] = [
    Part {
        sex: Some(Sex::Female),
        ages: Some((68, 72)),
        province: Some("036"),
        standing: Some(READY),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Male),
        ages: Some((32, 48)),
        province: Some("001"),
        standing: Some(READY),
        ..ANYONE
    },
    Part {
        ages: Some((19, 24)),
        province: Some("079"),
        standing: Some(Standing::CardOnly),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Female),
        ages: Some((26, 38)),
        standing: Some(LEVEL_ONE),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Male),
        ages: Some((20, 30)),
        standing: Some(Standing::AppOnly),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Female),
        ages: Some((42, 57)),
        standing: Some(Standing::AwaitingApproval),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Male),
        ages: Some((28, 39)),
        standing: Some(Standing::ActiveElsewhere),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Male),
        ages: Some((50, 64)),
        standing: Some(Standing::Suspended),
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Female),
        standing: Some(READY),
        card: CardTerm::Ended,
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Male),
        standing: Some(READY),
        card: CardTerm::EndsSoon,
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Female),
        ages: Some((27, 37)),
        province: Some("046"),
        standing: Some(READY),
        name: Kind::Long,
        ..ANYONE
    },
    Part {
        sex: Some(Sex::Female),
        ages: Some((22, 34)),
        province: Some("066"),
        standing: Some(READY),
        name: Kind::Minority,
        ..ANYONE
    },
];

/// Behind this many people come those who have a card and no account. They were added to the population later, and
/// nobody before them is another person for it.
const WITH_ACCOUNT: usize = 400;

/// How old who has no account is, by turns: ages at which the card still holds.
const AGES_OF_FIRST_YEAR: [(u32, u32); 2] = [(31, 38), (46, 56)];
const AGES_OF_NEW_LAW: [(u32, u32); 3] = [(27, 37), (43, 56), (63, 80)];

/// Where the population is densest, over and above one in each province.
const CROWDED: [(&str, u32); 10] = [
    ("001", 9),
    ("079", 10),
    ("038", 5),
    ("040", 5),
    ("075", 4),
    ("074", 3),
    ("031", 3),
    ("089", 2),
    ("048", 2),
    ("092", 2),
];

impl Part {
    /// The part of person `index`.
    pub(super) fn of(index: usize) -> Self {
        let Some(past) = index.checked_sub(PARTS.len()) else {
            return PARTS.get(index).copied().unwrap_or(ANYONE);
        };
        if let Some(newcomer) = index.checked_sub(WITH_ACCOUNT) {
            return Self::without_account(newcomer);
        }
        // Behind the cast one of each province, then whoever comes, some with an unusual card or name.
        Part {
            province: PROVINCES.get(past).map(|place| place.code),
            name: if index % 80 == 79 { Kind::Long } else { Kind::Usual },
            card: match index % 50 {
                17 => CardTerm::EndsSoon,
                29 | 41 => CardTerm::Ended,
                _ => CardTerm::Usual,
            },
            ..ANYONE
        }
    }

    /// The part of the newcomer `index`: the two kinds of card in turn.
    fn without_account(index: usize) -> Self {
        let (card, ages): (_, &[(u32, u32)]) = if index.is_multiple_of(2) {
            (CardTerm::FirstYear, &AGES_OF_FIRST_YEAR)
        } else {
            (CardTerm::NewLaw, &AGES_OF_NEW_LAW)
        };
        Self {
            ages: ages.get(index / 2 % ages.len()).copied(),
            standing: Some(Standing::NoAccount),
            card,
            ..ANYONE
        }
    }

    pub(super) fn home(&self, draw: &mut Draw) -> Option<&'static Place> {
        let code = match self.province {
            Some(code) => code,
            None if draw.chance(30) => draw.weighted(&CROWDED),
            None => return PROVINCES.get(draw.below(PROVINCES.len() as u32) as usize),
        };
        Place::by_code(code)
    }

    pub(super) fn birth_date(&self, draw: &mut Draw) -> Option<NaiveDate> {
        let renewal = match self.card {
            CardTerm::Usual | CardTerm::FirstYear | CardTerm::NewLaw => return self.birthday_of_age(draw),
            CardTerm::EndsSoon => POPULATION_DATE + Days::new(u64::from(draw.between(3, 29))),
            CardTerm::Ended => POPULATION_DATE - Days::new(u64::from(draw.between(5, 300))),
        };
        let [_, of_adults @ ..] = card::RENEWAL_AGES;
        renewal.checked_sub_months(Months::new(draw.pick(&of_adults) * 12))
    }

    fn birthday_of_age(&self, draw: &mut Draw) -> Option<NaiveDate> {
        let (youngest, oldest) = match self.ages {
            Some(ages) => ages,
            None => draw.weighted(&[
                ((6, 13), 7),
                ((14, 24), 18),
                ((25, 39), 29),
                ((40, 59), 27),
                ((60, 74), 13),
                ((75, 95), 6),
            ]),
        };
        let years = draw.between(youngest, oldest);
        POPULATION_DATE
            .checked_sub_months(Months::new(years * 12))?
            .checked_sub_days(Days::new(u64::from(draw.below(365))))
    }
}
