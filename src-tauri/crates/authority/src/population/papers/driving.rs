use chrono::{Days, Months, NaiveDate};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use serde_json::json;

use super::content::{Content, birthday, home_province, last_day};
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::portrait::PortraitError;
use crate::population::{POPULATION_DATE, Person};

/// Most grown-ups ride a motorcycle; some drive a car besides, a few more than that.
pub(super) fn licence(person: &Person, draw: &mut Draw) -> Result<Option<RegisteredPaper>, PortraitError> {
    let age = person.age_on(POPULATION_DATE);
    if !(19..80).contains(&age) || !draw.chance(85) {
        return Ok(None);
    }
    let first = birthday(person, 18) + Days::new(u64::from(draw.between(30, 3_000)));
    let first = first.min(POPULATION_DATE - Days::new(60));
    let mut classes = vec![(
        draw.weighted(&[("A1", 9), ("A", 1)]),
        "Xe mô tô hai bánh",
        first,
        None,
    )];
    if draw.chance(55) {
        let (class, vehicles) = draw.weighted(&[
            (("B", "Ô tô chở người đến 8 chỗ, ô tô tải đến 3.500 kg"), 8),
            (("C1", "Ô tô tải trên 3.500 kg đến 7.500 kg"), 1),
            (("D2", "Ô tô chở người trên 16 đến 29 chỗ"), 1),
        ]);
        let issued = POPULATION_DATE - Days::new(u64::from(draw.between(20, 3_700)));
        let years = if class == "B" { 10 } else { 5 };
        classes.push((class, vehicles, issued, term(issued, years, person)));
    }
    let newest = classes
        .iter()
        .map(|(_, _, issued, _)| *issued)
        .max()
        .unwrap_or(first);
    let ends = classes.iter().filter_map(|(_, _, _, ends)| *ends).min();
    let state = match draw.below(40) {
        0 => Status::Suspended,
        1 => Status::Revoked,
        _ => Status::Valid,
    };
    let number = format!(
        "{}{:09}",
        person.number.as_str().get(..3).unwrap_or_default(),
        draw.below(1_000_000_000)
    );
    let entries: Vec<_> = classes
        .iter()
        .map(|(class, vehicles, issued, ends)| {
            json!({
                "class": class,
                "vehicles": vehicles,
                "issued_on": issued.to_string(),
                "expires_on": last_day(*ends),
            })
        })
        .collect();
    let content = Content::default()
        .with("document_number", number.as_str())
        .name(person)
        .birth(person)
        .with("nationality", "Việt Nam")
        .with("address", person.place_of_residence.as_str())
        .with("classes", entries)
        .day("issued_on", newest)
        .last_day(ends)
        .with(
            "issuer_name",
            format!("Phòng Cảnh sát giao thông {} (MẪU)", home_province(person)),
        )
        .with("points", draw.weighted(&[(12, 8), (10, 1), (8, 1), (2, 1)]))
        .portrait(person)?
        .ages(person);
    Ok(Some(RegisteredPaper {
        kind: PaperKind::DrivingLicence,
        number: Some(number),
        content: content.done(),
        last_day: ends,
        state,
    }))
}

/// So many years, but for class B not beyond the birthday at which it ends for good.
fn term(issued: NaiveDate, years: u32, person: &Person) -> Option<NaiveDate> {
    let to = issued.checked_add_months(Months::new(years * 12))?;
    let retires = birthday(person, 60);
    Some(if years == 10 && retires > issued + Days::new(3_653) {
        to
    } else {
        to.min(retires.max(to))
    })
}
