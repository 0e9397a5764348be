use chrono::{Datelike as _, Months, NaiveDate};
use dinhdanh_protocol::Sex;
use serde_json::{Map, Value, json};

use crate::population::portrait::{self, PortraitError};
use crate::population::{POPULATION_DATE, Person};

/// The fields of a paper while they are written.
#[derive(Default)]
pub(super) struct Content(Map<String, Value>);

impl Content {
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Left out where there is nothing.
    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn day(self, name: &str, day: NaiveDate) -> Self {
        self.with(name, day.to_string())
    }

    /// The last day; null: without end.
    pub(super) fn last_day(self, day: Option<NaiveDate>) -> Self {
        self.with("expires_on", last_day(day))
    }

    pub(super) fn name(self, person: &Person) -> Self {
        self.with("full_name", person.full_name.as_str())
    }

    pub(super) fn number(self, person: &Person) -> Self {
        self.with("personal_number", person.number.as_str())
    }

    pub(super) fn birth(self, person: &Person) -> Self {
        self.day("birthdate", person.birth_date)
    }

    pub(super) fn sex(self, person: &Person) -> Self {
        self.with("sex", sex(person.sex))
    }

    /// The portrait, base64 of WebP.
    pub(super) fn portrait(self, person: &Person) -> Result<Self, PortraitError> {
        use base64::Engine as _;
        let picture = portrait::of_paper(person)?;
        Ok(self.with(
            "portrait",
            base64::engine::general_purpose::STANDARD.encode(picture),
        ))
    }

    /// Which ages are reached, on the day that the population stands still.
    pub(super) fn ages(self, person: &Person) -> Self {
        let age = person.age_on(POPULATION_DATE);
        let reached = [14, 16, 18, 60].map(|limit| (limit.to_string(), Value::Bool(age >= limit)));
        self.with("age_equal_or_over", Map::from_iter(reached))
    }

    pub(super) fn done(self) -> Map<String, Value> {
        self.0
    }
}

pub(super) fn last_day(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| json!(day.to_string()))
}

pub(super) const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// The birthday of an age.
pub(super) fn birthday(person: &Person, age: u32) -> NaiveDate {
    let months = Months::new(age * 12);
    person
        .birth_date
        .checked_add_months(months)
        .unwrap_or(person.birth_date)
}

/// The province in which a person lives, as the end of the address has it.
pub(super) fn home_province(person: &Person) -> &str {
    person.place_of_residence.rsplit(", ").next().unwrap_or_default()
}

/// A month as `yyyy-mm`.
pub(super) fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
