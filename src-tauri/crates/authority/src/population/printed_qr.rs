//! The QR printed on the chip card: data to fill a form with, never proof.

use chrono::{Datelike as _, NaiveDate};
use dinhdanh_protocol::Sex;

use super::Person;
use super::draw::Draw;
use super::generate::NEW_LAW_SINCE;
use super::names;
use super::places::Place;

/// The text of the printed code, in fields divided by `|`: the number, the nine-digit CMND or nothing, the full
/// name, the date of birth (ddmmyyyy), "Nam" or "Nữ", the residence, the day of issue. A card of the law in force
/// has four fields more, of which nobody may rely on anything: here nothing, two made-up parents, and nothing.
pub fn printed_qr(person: &Person) -> String {
    let sex = match person.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let seven = [
        person.number.as_str(),
        person.old_number.as_deref().unwrap_or_default(),
        &person.full_name,
        &ddmmyyyy(person.birth_date),
        sex,
        &person.place_of_residence,
        &ddmmyyyy(person.card.issued_on),
    ]
    .join("|");
    match parents(person) {
        Some([father, mother]) => format!("{seven}||{father}|{mother}|"),
        None => seven,
    }
}

/// Father and mother of who has a card that names them.
fn parents(person: &Person) -> Option<[String; 2]> {
    if person.card.issued_on < NEW_LAW_SINCE? {
        return None;
    }
    let home = Place::by_code(person.number.as_str().get(..3)?)?;
    // A stream of its own, so that nothing else of the person hangs on it.
    let draw = &mut Draw::of_portrait(!person.portrait_seed);
    Some(names::parents(
        draw,
        &person.full_name,
        person.birth_date.year(),
        home,
    ))
}

fn ddmmyyyy(day: NaiveDate) -> String {
    day.format("%d%m%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::population;

    #[test]
    fn the_seven_fields_are_those_of_the_card() {
        let mut person = population(&[1; 32]).unwrap().swap_remove(0);
        person.number = "036156900012".parse().unwrap();
        person.full_name = "Đặng Thị Ánh".to_owned();
        person.sex = Sex::Female;
        person.birth_date = "1956-02-09".parse().unwrap();
        person.place_of_residence = "Thôn Đông, xã Hải Anh, huyện Hải Hậu, Nam Định".to_owned();
        person.card.issued_on = "2021-07-05".parse().unwrap();
        person.old_number = None;
        let expected =
            "036156900012||Đặng Thị Ánh|09021956|Nữ|Thôn Đông, xã Hải Anh, huyện Hải Hậu, Nam Định|05072021";
        assert_eq!(printed_qr(&person), expected);
        person.old_number = Some("169000012".to_owned());
        assert_eq!(printed_qr(&person), expected.replace("||", "|169000012|"));
    }

    #[test]
    fn a_card_of_2024_has_four_fields_more_and_gives_the_same_form() {
        use dinhdanh_protocol::CardForm;

        let mut forms = 0;
        for person in population(&[3; 32]).unwrap() {
            let text = printed_qr(&person);
            let newer = Some(person.card.issued_on) >= NEW_LAW_SINCE;
            assert_eq!(text.split('|').count(), if newer { 11 } else { 7 }, "{person:?}");
            let form = CardForm::from_printed_qr(&text).unwrap();
            assert!(form.is_consistent());
            assert_eq!(
                (form.number, form.full_name),
                (person.number.clone(), person.full_name.clone())
            );
            assert_eq!(
                (form.residence, form.old_number, form.issued_on),
                (
                    person.place_of_residence.clone(),
                    person.old_number.clone(),
                    Some(person.card.issued_on)
                )
            );
            forms += usize::from(newer);
        }
        assert!(forms > 50, "{forms}");
    }
}
