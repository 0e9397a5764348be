use chrono::{Datelike as _, Days};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use serde_json::{Value, json};

use super::content::{Content, birthday, home_province};
use crate::RegisteredPaper;
use crate::population::draw::Draw;
use crate::population::{POPULATION_DATE, Person};

/// Who is of age has a tax number: since July 2025 it is the personal number itself.
pub(super) fn taxes(person: &Person, draw: &mut Draw) -> Option<RegisteredPaper> {
    if person.age_on(POPULATION_DATE) < 18 {
        return None;
    }
    let registered = birthday(person, 18) + Days::new(u64::from(draw.between(0, 2_000)));
    let registered = registered.min(POPULATION_DATE - Days::new(30));
    let years = POPULATION_DATE.year() - 5..POPULATION_DATE.year();
    let obligations: Vec<Value> = years
        .rev()
        .filter(|year| *year >= registered.year())
        .flat_map(|year| obligations(draw, year))
        .collect();
    let content = Content::default()
        .with("document_number", person.number.as_str())
        .name(person)
        .number(person)
        .with(
            "office",
            format!("Cơ quan thuế thực hành {} (MẪU)", home_province(person)),
        )
        .day("registered_on", registered)
        .with("obligations", obligations);
    Some(RegisteredPaper {
        kind: PaperKind::Tax,
        number: Some(person.number.as_str().to_owned()),
        content: content.done(),
        last_day: None,
        state: Status::Valid,
    })
}

fn obligations(draw: &mut Draw, year: i32) -> Vec<Value> {
    let mut due = Vec::new();
    if draw.chance(60) {
        due.push(("Thuế thu nhập cá nhân", u64::from(draw.between(2, 90)) * 100_000));
    }
    if draw.chance(45) {
        due.push((
            "Thuế sử dụng đất phi nông nghiệp",
            u64::from(draw.between(4, 60)) * 10_000,
        ));
    }
    due.into_iter()
        .map(|(kind, due)| {
            let last = year == POPULATION_DATE.year() - 1;
            let paid = if last && draw.chance(20) { 0 } else { due };
            let state = if paid == due {
                "Đã hoàn thành"
            } else {
                "Chưa nộp"
            };
            json!({ "year": year, "kind": kind, "due": due, "paid": paid, "state": state })
        })
        .collect()
}
