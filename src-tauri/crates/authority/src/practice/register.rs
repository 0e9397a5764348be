use std::collections::HashMap;

use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::{CitizenNumber, IdentityCard};

use super::keys;
use crate::population::portrait::{self, PortraitError};
use crate::population::{Person, mrz, papers, population, printed_qr};
use crate::{AuthorityError, Register, RegisteredPaper, RegisteredPerson};

const NATIONALITY: &str = "Việt Nam";
const ISSUER: &str = "Cơ quan đăng ký căn cước thực hành (MẪU)";

/// The made-up population as a register.
pub(super) struct PracticeRegister {
    people: Vec<Person>,
    places: HashMap<CitizenNumber, usize>,
}

impl PracticeRegister {
    pub(super) fn new() -> Result<Self, AuthorityError> {
        let people = people()?;
        let places = people
            .iter()
            .enumerate()
            .map(|(place, person)| (person.number.clone(), place))
            .collect();
        Ok(Self { people, places })
    }

    pub(super) fn people(&self) -> &[Person] {
        &self.people
    }
}

pub(super) fn people() -> Result<Vec<Person>, AuthorityError> {
    population(&keys::population_seed())
        .map_err(|_| AuthorityError::PracticeRegister("its people cannot be drawn"))
}

impl Register for PracticeRegister {
    fn person(&self, number: &CitizenNumber) -> Option<RegisteredPerson> {
        let person = self.people.get(*self.places.get(number)?)?;
        registered(person)
            .inspect_err(|error| tracing::error!(%error, "no portrait"))
            .ok()
    }

    fn papers(&self, number: &CitizenNumber, kind: PaperKind) -> Vec<RegisteredPaper> {
        let person = self.places.get(number).and_then(|place| self.people.get(*place));
        let papers = person
            .map(|person| papers::papers(person, kind))
            .unwrap_or(Ok(Vec::new()));
        papers
            .inspect_err(|error| tracing::error!(%error, "no portrait"))
            .unwrap_or_default()
    }
}

fn registered(person: &Person) -> Result<RegisteredPerson, PortraitError> {
    Ok(RegisteredPerson {
        card: IdentityCard {
            number: person.number.as_str().to_owned(),
            full_name: person.full_name.clone(),
            birth_date: person.birth_date,
            sex: person.sex,
            nationality: NATIONALITY.to_owned(),
            place_of_origin: person.place_of_origin.clone(),
            place_of_residence: person.place_of_residence.clone(),
            issued_on: person.card.issued_on,
            expires_on: person.card.expires_on,
            old_number: person.old_number.clone(),
            features: person.card.features_text(),
            issuer: ISSUER.to_owned(),
            mrz: mrz(person),
            printed_qr: printed_qr(person),
            portrait: portrait::large(person)?,
        },
        small_portrait: portrait::small(person)?,
    })
}
