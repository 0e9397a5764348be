use chrono::{Datelike as _, Days, NaiveDate};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::Sex;
use serde_json::{Value, json};

use super::content::{Content, sex};
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::names::{self, Bearer};
use crate::population::places::Place;
use crate::population::{POPULATION_DATE, Person};

/// Somebody of the household who is in no account and no register but this paper.
struct Relative {
    full_name: String,
    number: String,
    birth_date: NaiveDate,
    sex: Sex,
    relation: &'static str,
}

impl Relative {
    /// Born about `years` before (or, negative, after) the person.
    fn drawn(
        person: &Person,
        draw: &mut Draw,
        sex: Sex,
        years: i32,
        relation: &'static str,
        family: bool,
    ) -> Option<Self> {
        let code = person.number.as_str().get(..3)?;
        let place = Place::by_code(code)?;
        let year = person.birth_date.year() - years;
        let birth_date = NaiveDate::from_ymd_opt(year, draw.between(1, 12), draw.between(1, 28))?;
        let birth_year = year;
        let bearer = Bearer {
            sex,
            birth_year,
            place,
        };
        let drawn = names::full_name(draw, names::Kind::Usual, bearer);
        let full_name = match (family, person.full_name.split_once(' '), drawn.split_once(' ')) {
            (true, Some((own, _)), Some((_, given))) => format!("{own} {given}"),
            _ => drawn,
        };
        let century = (year - 1900).div_euclid(100) * 2 + i32::from(sex == Sex::Female);
        // Serials of nobody, as all of the population's, and none of theirs.
        let serial = 900_000 + (person.index as u32 * 131 + draw.below(100)) % 100_000;
        Some(Self {
            full_name,
            number: format!("{code}{century}{:02}{serial}", year.rem_euclid(100)),
            birth_date,
            sex,
            relation,
        })
    }

    fn entry(&self) -> Value {
        json!({
            "full_name": self.full_name,
            "personal_number": self.number,
            "birthdate": self.birth_date.to_string(),
            "sex": sex(self.sex),
            "relation": self.relation,
        })
    }
}

const fn other(sex: Sex) -> Sex {
    match sex {
        Sex::Male => Sex::Female,
        Sex::Female => Sex::Male,
    }
}

/// The children of who is of an age to have some that are still at home.
fn children(person: &Person, draw: &mut Draw) -> Vec<Relative> {
    let age = person.age_on(POPULATION_DATE) as i32;
    if !(25..=52).contains(&age) {
        return Vec::new();
    }
    let count = draw.weighted(&[(0, 1), (1, 4), (2, 4), (3, 1)]);
    let first = -(age - draw.between(1, 12) as i32).max(22);
    (0..count)
        .filter_map(|place| {
            let sex = if draw.chance(50) { Sex::Male } else { Sex::Female };
            let later = first - place * draw.between(2, 4) as i32;
            // A mother's children bear the father's name, which may be another.
            let family = person.sex == Sex::Male;
            Relative::drawn(person, draw, sex, later, "Con", family)
        })
        .filter(|child| child.birth_date < POPULATION_DATE)
        .collect()
}

pub(super) fn residence(person: &Person, draw: &mut Draw) -> RegisteredPaper {
    let age = person.age_on(POPULATION_DATE);
    let head = age >= 30 && draw.chance(70);
    let mut members = Vec::new();
    if age >= 25 && draw.chance(75) {
        let relation = if person.sex == Sex::Male {
            "Vợ"
        } else {
            "Chồng"
        };
        members.extend(Relative::drawn(
            person,
            draw,
            other(person.sex),
            -1,
            relation,
            false,
        ));
    }
    // The same children as on the paper that lists them.
    let theirs = &mut Draw::of_paper(person.portrait_seed, PaperKind::Dependants);
    members.extend(children(person, theirs));
    let parent = Relative::drawn(person, draw, Sex::Male, 28, "Cha", true);
    let head_name = match (&parent, head) {
        (Some(parent), false) => parent.full_name.clone(),
        _ => person.full_name.clone(),
    };
    if !head {
        members.extend(parent);
    }
    let temporary = draw
        .chance(18)
        .then(|| Place::by_code(draw.pick(&["001", "079", "074", "075"])))
        .flatten();
    let temporary = temporary.map(|place| place.residence(draw));
    let until = POPULATION_DATE + Days::new(u64::from(draw.between(60, 700)));
    let content = Content::default()
        .name(person)
        .number(person)
        .birth(person)
        .with("permanent_address", person.place_of_residence.as_str())
        .with_some("temporary_address", temporary.clone())
        .with_some("temporary_until", temporary.as_ref().map(|_| until.to_string()))
        .with(
            "current_address",
            temporary.unwrap_or_else(|| person.place_of_residence.clone()),
        )
        .with("household_number", format!("HS-{:06}", 900_000 + person.index))
        .with("household_head", head_name)
        .with("relation", if head { "Chủ hộ" } else { "Con" })
        .with("members", members.iter().map(Relative::entry).collect::<Vec<_>>());
    RegisteredPaper {
        kind: PaperKind::Residence,
        number: None,
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    }
}

/// Children under 14, and now and then an old parent under guardianship.
pub(super) fn dependants(person: &Person, draw: &mut Draw) -> Option<RegisteredPaper> {
    let mut people: Vec<Relative> = children(person, draw)
        .into_iter()
        .filter(|child| POPULATION_DATE.years_since(child.birth_date).unwrap_or(0) < 14)
        .collect();
    if person.age_on(POPULATION_DATE) >= 40 && draw.chance(10) {
        people.extend(Relative::drawn(
            person,
            draw,
            Sex::Female,
            27,
            "Người được giám hộ",
            false,
        ));
    }
    if people.is_empty() {
        return None;
    }
    let content = Content::default()
        .name(person)
        .number(person)
        .with("people", people.iter().map(Relative::entry).collect::<Vec<_>>());
    Some(RegisteredPaper {
        kind: PaperKind::Dependants,
        number: None,
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    })
}
