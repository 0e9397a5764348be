//! Drawing the people, one after another, each from a stream of their own.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use dinhdanh_protocol::text::without_diacritics;
use dinhdanh_protocol::{CitizenNumber, PhoneNumber, Sex};

use super::card::{self, CardData};
use super::cast::{CardTerm, Part};
use super::draw::Draw;
use super::feature::Feature;
use super::names::{self, Bearer};
use super::places::Place;
use super::{POPULATION_DATE, Person, Standing};

/// How many people there are.
pub const SIZE: usize = 424;

/// The built-in tables do not fit together; no seed can cause it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the population's tables contradict each other at person {index}")]
pub struct PopulationError {
    /// The place of the first person who could not be drawn.
    pub index: usize,
}

/// The whole population of a seed, without portraits: always [`SIZE`] people, in the same order, in every
/// process and on every computer.
pub fn population(seed: &[u8; 32]) -> Result<Vec<Person>, PopulationError> {
    (0..SIZE)
        .map(|index| person(seed, index).ok_or(PopulationError { index }))
        .collect()
}

fn person(seed: &[u8; 32], index: usize) -> Option<Person> {
    let part = Part::of(index);
    let draw = &mut Draw::of_person(seed, index);

    let sex = part
        .sex
        .unwrap_or(if draw.chance(50) { Sex::Male } else { Sex::Female });
    let birth_date = part.birth_date(draw)?;
    let home = part.home(draw)?;
    let full_name = names::full_name(
        draw,
        part.name,
        Bearer {
            sex,
            birth_year: birth_date.year(),
            place: home,
        },
    );
    let standing = part.standing.unwrap_or_else(|| standing(draw, birth_date));
    let email = email(draw, &full_name, birth_date, index);

    Some(Person {
        index,
        number: number(home, birth_date, sex, index)?,
        sex,
        birth_date,
        place_of_origin: home.origin(draw),
        place_of_residence: residence(draw, home),
        phone: phone(draw, index)?,
        email,
        old_number: old_number(draw, home, birth_date, index),
        card: card(draw, part.card, birth_date, standing)?,
        standing,
        portrait_seed: draw.next(),
        full_name,
    })
}

/// A child's account is opened on a parent's request: there is no app account first.
fn standing(draw: &mut Draw, birth_date: NaiveDate) -> Standing {
    let drawn = Standing::drawn(draw);
    let is_child = POPULATION_DATE
        .years_since(birth_date)
        .is_some_and(|age| age < 14);
    if is_child && drawn != Standing::CardOnly {
        Standing::default()
    } else {
        drawn
    }
}

/// Spreads the places over `0..modulus` so that neighbours look unrelated and no two are the same.
/// The stride is a prime that divides no power of ten.
fn spread(index: usize, stride: usize, modulus: usize) -> usize {
    (index + 1) * stride % modulus
}

fn number(home: &Place, birth: NaiveDate, sex: Sex, index: usize) -> Option<CitizenNumber> {
    let century = (birth.year() - 1900).div_euclid(100) * 2 + i32::from(sex == Sex::Female);
    let year = birth.year().rem_euclid(100);
    let serial = 900_000 + spread(index, 60_617, 100_000);
    format!("{}{century}{year:02}{serial}", home.code).parse().ok()
}

fn phone(draw: &mut Draw, index: usize) -> Option<PhoneNumber> {
    let network = draw.pick(&[
        "032", "033", "034", "035", "036", "037", "038", "039", "070", "076", "077", "078", "079", "081",
        "082", "083", "084", "085", "086", "088", "089", "090", "091", "093", "094", "096", "097", "098",
    ]);
    format!("{network}000{:04}", spread(index, 7_919, 10_000))
        .parse()
        .ok()
}

/// Fewer of the old and no child have an address.
fn email(draw: &mut Draw, full_name: &str, birth: NaiveDate, index: usize) -> Option<String> {
    let share = match POPULATION_DATE.years_since(birth).unwrap_or(0) {
        0..14 => 0,
        14..50 => 70,
        50..65 => 40,
        _ => 12,
    };
    draw.chance(share).then(|| {
        let plain = without_diacritics(full_name).to_lowercase();
        let words: Vec<String> = plain
            .split(' ')
            .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
            .collect();
        format!("{}{index}@thuchanh.example", words.join("."))
    })
}

/// Most live where their birth was registered; the others went where the work is.
fn residence(draw: &mut Draw, home: &Place) -> String {
    let elsewhere = draw
        .chance(28)
        .then(|| Place::by_code(draw.pick(&["001", "079", "074", "075", "027", "048", "031", "092"])));
    elsewhere.flatten().unwrap_or(home).residence(draw)
}

/// Who turned 14 before 2016 was once issued a nine-digit CMND, but for a few.
fn old_number(draw: &mut Draw, home: &Place, birth: NaiveDate, index: usize) -> Option<String> {
    let issued = birth.year() + 14 < 2016 && draw.chance(92);
    issued.then(|| {
        format!(
            "{}{:07}",
            home.old_prefix,
            9_000_000 + spread(index, 618_033, 1_000_000)
        )
    })
}

/// The first day of the chip card; and of the law in force, which brought the card for children under 14.
const CHIP_CARDS_SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 1, 4);
pub(super) const NEW_LAW_SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 7, 1);

fn card(draw: &mut Draw, term: CardTerm, birth: NaiveDate, standing: Standing) -> Option<CardData> {
    let (first, last) = days_of_issue(draw, term, birth, standing)?;
    let span = u32::try_from((last - first).num_days()).ok()?;
    // Weekends are for the officers' families.
    let issued_on = match first + Days::new(u64::from(draw.between(0, span))) {
        day if day.weekday().number_from_monday() < 6 || day - first < chrono::TimeDelta::days(2) => day,
        day => day - Days::new(2),
    };
    let features = (0..draw.weighted(&[(1, 8), (2, 2)]))
        .map(|_| Feature::drawn(draw))
        .collect();
    Some(CardData {
        issued_on,
        expires_on: card::expires_on(birth, issued_on),
        features,
    })
}

/// Between which days the newest card was issued.
fn days_of_issue(
    draw: &mut Draw,
    term: CardTerm,
    birth: NaiveDate,
    standing: Standing,
) -> Option<(NaiveDate, NaiveDate)> {
    let yesterday = POPULATION_DATE.pred_opt()?;
    let birthday = |age: u32| birth.checked_add_months(Months::new(age * 12));
    let first = if birthday(14)? > yesterday {
        NEW_LAW_SINCE?.max(birthday(6)?)
    } else {
        CHIP_CARDS_SINCE?.max(birthday(14)?)
    };
    match term {
        CardTerm::Usual => {}
        // An unbroken run to the renewal age: issued in the first year of chip cards, or at 14.
        CardTerm::EndsSoon | CardTerm::Ended | CardTerm::FirstYear => {
            return Some((first, first + Days::new(300)));
        }
        CardTerm::NewLaw => return Some((NEW_LAW_SINCE?, NEW_LAW_SINCE? + Days::new(180))),
    }
    if standing == Standing::CardOnly {
        return Some((first.max(yesterday - Days::new(45)), yesterday));
    }
    // A birthday of renewal in the years of the chip card mostly brought a new one, in the weeks around it.
    let renewed = card::RENEWAL_AGES
        .iter()
        .filter_map(|age| birthday(*age))
        .rfind(|day| (first..yesterday).contains(day) && draw.chance(85));
    if let Some(day) = renewed {
        return Some((day, yesterday.min(day + Days::new(90))));
    }
    // The others took theirs in the first two years, or whenever an old one was lost.
    let early = yesterday.min(first + Days::new(730));
    Some((first, if draw.chance(75) { early } else { yesterday }))
}
