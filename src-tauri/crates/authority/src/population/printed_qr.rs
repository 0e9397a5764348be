//! The QR printed on the chip card: data to fill a form with, never proof.

use chrono::NaiveDate;
use dinhdanh_protocol::Sex;

use super::Person;

/// The text of the printed code: seven fields divided by `|`, namely the number, the nine-digit CMND or
/// nothing, the full name, the date of birth (ddmmyyyy), "Nam" or "Nữ", the residence, the day of issue.
pub fn printed_qr(person: &Person) -> String {
    let sex = match person.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    [
        person.number.as_str(),
        person.old_number.as_deref().unwrap_or_default(),
        &person.full_name,
        &ddmmyyyy(person.birth_date),
        sex,
        &person.place_of_residence,
        &ddmmyyyy(person.card.issued_on),
    ]
    .join("|")
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
    fn no_field_holds_the_divider() {
        for person in population(&[3; 32]).unwrap() {
            assert_eq!(printed_qr(&person).split('|').count(), 7, "{person:?}");
        }
    }
}
