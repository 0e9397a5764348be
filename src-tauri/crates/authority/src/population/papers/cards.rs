use chrono::{Datelike as _, Months, NaiveDate};
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use serde_json::{Value, json};

use super::content::{Content, birthday, home_province, last_day};
use crate::RegisteredPaper;
use crate::population::Person;
use crate::population::draw::Draw;
use crate::population::portrait::PortraitError;

/// Who issues cards since 2021, made up as all here.
pub(super) const CARDS: &str = "Cơ quan đăng ký căn cước thực hành (MẪU)";

pub(super) fn card(person: &Person, draw: &mut Draw) -> Result<RegisteredPaper, PortraitError> {
    let card = &person.card;
    let mut history = vec![entry(
        if card.issued_on.year() >= 2025 {
            "Thẻ căn cước"
        } else {
            "CCCD gắn chip"
        },
        person.number.as_str(),
        card.issued_on,
        last_day(card.expires_on),
        CARDS,
    )];
    if let Some(old_number) = &person.old_number {
        history.extend(before(person, old_number, draw));
    }
    let content = Content::default()
        .number(person)
        .name(person)
        .birth(person)
        .sex(person)
        .with("nationality", "Việt Nam")
        .with("place_of_origin", person.place_of_origin.as_str())
        .with("address", person.place_of_residence.as_str())
        .day("issued_on", card.issued_on)
        .last_day(card.expires_on)
        .with("issuer_name", CARDS)
        .with("features", card.features_text())
        .portrait(person)?
        .ages(person)
        .with("history", history);
    Ok(RegisteredPaper {
        kind: PaperKind::IdentityCard,
        number: None,
        content: content.done(),
        last_day: card.expires_on,
        state: Status::Valid,
    })
}

/// The card with a bar code that some had from 2016 on, and the CMND: newest first.
fn before(person: &Person, old_number: &str, draw: &mut Draw) -> Vec<Value> {
    let mut cards = Vec::new();
    let bar_code = draw
        .chance(35)
        .then(|| day(2016 + draw.below(4) as i32, draw))
        .flatten();
    if let Some(issued_on) = bar_code {
        let to = crate::population::card::expires_on(person.birth_date, issued_on);
        let issuer = "Cục Cảnh sát đăng ký quản lý cư trú (MẪU)";
        cards.push(entry(
            "CCCD mã vạch",
            person.number.as_str(),
            issued_on,
            last_day(to),
            issuer,
        ));
    }
    let earliest = birthday(person, 14).year().max(1999);
    let latest = bar_code.map_or(2018, |issued| issued.year() - 1).max(earliest);
    let year = draw.between(earliest as u32, latest as u32) as i32;
    if let Some(issued_on) = day(year, draw) {
        let to = issued_on.checked_add_months(Months::new(15 * 12));
        let issuer = format!("Công an tỉnh, thành phố {} (MẪU)", home_province(person));
        cards.push(entry("CMND 9 số", old_number, issued_on, last_day(to), &issuer));
    }
    cards
}

fn day(year: i32, draw: &mut Draw) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, draw.between(1, 12), draw.between(1, 28))
}

fn entry(kind: &str, number: &str, issued_on: NaiveDate, expires_on: Value, issuer: &str) -> Value {
    json!({
        "kind": kind,
        "number": number,
        "issued_on": issued_on.to_string(),
        "expires_on": expires_on,
        "issuer_name": issuer,
    })
}
