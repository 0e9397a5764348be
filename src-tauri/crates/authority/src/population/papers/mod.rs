//! The papers that the registers have of a made-up person. Like the people they follow from the seed alone, and stand
//! still on [`POPULATION_DATE`](super::POPULATION_DATE).

mod cards;
mod content;
mod driving;
mod health;
mod household;
mod insurance;
mod personal;
mod tax;
mod vehicles;

use dinhdanh_paper::PaperKind;

use super::Person;
use super::draw::Draw;
use super::portrait::PortraitError;
use crate::RegisteredPaper;

/// The papers of one kind that a person has, always in the same order.
pub fn papers(person: &Person, kind: PaperKind) -> Result<Vec<RegisteredPaper>, PortraitError> {
    let draw = &mut Draw::of_paper(person.portrait_seed, kind);
    Ok(match kind {
        PaperKind::PersonalInfo => vec![personal::info(person, draw)?],
        PaperKind::IdentityCard => vec![cards::card(person, draw)?],
        PaperKind::DrivingLicence => driving::licence(person, draw)?.into_iter().collect(),
        PaperKind::VehicleRegistration => vehicles::registrations(person, draw),
        PaperKind::HealthInsurance => vec![insurance::health(person, draw)],
        PaperKind::SocialInsurance => insurance::social(person, draw).into_iter().collect(),
        PaperKind::Residence => vec![household::residence(person, draw)],
        PaperKind::Dependants => household::dependants(person, draw).into_iter().collect(),
        PaperKind::HealthBook => vec![health::book(person, draw)],
        PaperKind::Tax => tax::taxes(person, draw).into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::Map;

    use super::*;
    use crate::population::{POPULATION_DATE, population};

    #[test]
    fn every_paper_has_the_fields_of_its_kind_and_no_other() {
        let people = population(&[4; 32]).unwrap();
        for kind in PaperKind::ALL {
            let (mut seen, mut named) = (0, HashSet::new());
            for person in people.iter().step_by(13) {
                for paper in papers(person, kind).unwrap() {
                    seen += 1;
                    for (name, value) in &paper.content {
                        let known = kind.metadata().fields().any(|field| field.name() == name);
                        assert!(known, "{kind:?} {name}");
                        named.insert(name.clone());
                        for entry in value.as_array().into_iter().flatten() {
                            for name in entry.as_object().into_iter().flat_map(Map::keys) {
                                let known = |one: &str| {
                                    kind.metadata()
                                        .claims
                                        .iter()
                                        .any(|claim| claim.path.len() == 3 && claim.name() == one)
                                };
                                assert!(known(name), "{kind:?} entry {name}");
                            }
                        }
                    }
                }
            }
            assert!(seen > 5, "{kind:?}: {seen}");
            for field in kind.metadata().fields() {
                assert!(
                    named.contains(field.name()),
                    "{kind:?} never has {}",
                    field.name()
                );
            }
        }
    }

    #[test]
    fn nothing_has_happened_yet_that_a_paper_says_has() {
        for person in population(&[4; 32]).unwrap().iter().step_by(29) {
            for kind in PaperKind::ALL {
                for paper in papers(person, kind).unwrap() {
                    for name in [
                        "issued_on",
                        "valid_from",
                        "started_on",
                        "registered_on",
                        "first_registered_on",
                    ] {
                        let day = paper.content.get(name).and_then(|day| day.as_str());
                        let day: Option<chrono::NaiveDate> = day.map(|day| day.parse().unwrap());
                        assert!(
                            day.is_none_or(|day| day <= POPULATION_DATE),
                            "{kind:?} {name} {day:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_paper_repeats() {
        let people = population(&[4; 32]).unwrap();
        let person = people.first().unwrap();
        for kind in PaperKind::ALL {
            let content = |_| -> Vec<_> {
                let papers = papers(person, kind).unwrap();
                papers.into_iter().map(|paper| paper.content).collect()
            };
            assert_eq!(content(1), content(2), "{kind:?}");
        }
    }
}
