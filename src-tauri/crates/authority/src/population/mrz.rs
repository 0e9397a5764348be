//! The machine-readable zone on the back of the card: TD1 of ICAO 9303, part 5.

use chrono::{Datelike as _, NaiveDate};
use dinhdanh_protocol::Sex;
use dinhdanh_protocol::text::without_diacritics;

use super::Person;

/// Characters of each of the three lines.
const LINE: usize = 30;

/// What a card without a term ("Không thời hạn") writes for its day of expiry.
const NO_TERM: &str = "991231";

/// The three lines of 30 characters.
///
/// Line 1: `IDVNM`, the last nine digits of the number and their check digit, the full number, `<<`, its
/// check digit. Line 2: birth, sex, expiry, `VNM`, the composite check digit. Line 3: `SURNAME<<MIDDLE<GIVEN`, cut.
pub fn mrz(person: &Person) -> [String; 3] {
    let number = person.number.as_str();
    let document = number.get(3..).unwrap_or_default();
    let first = format!(
        "IDVNM{document}{}{number}<<{}",
        check_digit(document),
        check_digit(number)
    );

    let birth = yymmdd(person.birth_date);
    let expiry = person.card.expires_on.map_or_else(|| NO_TERM.to_owned(), yymmdd);
    let sex = match person.sex {
        Sex::Male => 'M',
        Sex::Female => 'F',
    };
    let (birth, expiry) = (checked(&birth), checked(&expiry));
    let optional = "<".repeat(11);
    let covered = format!("{}{birth}{expiry}{optional}", first.get(5..).unwrap_or_default());
    let second = format!("{birth}{sex}{expiry}VNM{optional}{}", check_digit(&covered));

    [first, second, name_line(&person.full_name)]
}

/// The field followed by its check digit.
fn checked(field: &str) -> String {
    format!("{field}{}", check_digit(field))
}

/// The sum of the values weighted 7, 3, 1 and over again, modulo 10; digits are worth themselves, letters 10
/// to 35, the filler nothing.
fn check_digit(field: &str) -> u32 {
    let values = field.chars().map(|sign| sign.to_digit(36).unwrap_or(0));
    let weighted = values
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(value, weight)| value * weight);
    weighted.sum::<u32>() % 10
}

fn yymmdd(day: NaiveDate) -> String {
    format!(
        "{:02}{:02}{:02}",
        day.year().rem_euclid(100),
        day.month(),
        day.day()
    )
}

/// Apostrophes are left out, as ICAO 9303 has it; any other sign between letters becomes a filler.
fn name_line(full_name: &str) -> String {
    let plain: String = without_diacritics(full_name)
        .chars()
        .filter(|sign| !matches!(sign, '\'' | '’'))
        .map(|sign| if sign.is_ascii_uppercase() { sign } else { '<' })
        .collect();
    let line = match plain.split_once('<') {
        Some((surname, others)) => format!("{surname}<<{others}"),
        None => plain,
    };
    format!("{line:<<LINE$.LINE$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::{SIZE, population};

    #[test]
    fn check_digits_are_those_of_icao_9303() {
        // The specimen of ICAO 9303, part 5, and two computed by hand.
        assert_eq!(check_digit("D23145890"), 7);
        assert_eq!(check_digit("740812"), 2);
        assert_eq!(check_digit("120415"), 9);
        // 1·7 + 9·3 + 9·1 + 0·7 + 0·3 + 0·1 + 0·7 + 0·3 + 1·1 = 44
        assert_eq!(check_digit("199000001"), 4);
        assert_eq!(check_digit("<<<"), 0);
    }

    #[test]
    fn a_card_worked_by_hand() {
        let mut person = population(&[1; 32]).unwrap().swap_remove(0);
        person.number = "036156900012".parse().unwrap();
        person.full_name = "Đặng Thị Ngọc Ánh".to_owned();
        person.sex = Sex::Female;
        person.birth_date = "1956-02-09".parse().unwrap();
        person.card.expires_on = None;
        // 156900012: 1·7+5·3+6·1+9·7+0·3+0·1+0·7+1·3+2·1 = 96 → 6.
        // 036156900012: 0·7+3·3+6·1+1·7+5·3+6·1+9·7+0·3+0·1+0·7+1·3+2·1 = 111 → 1.
        // 560209: 5·7+6·3+0·1+2·7+0·3+9·1 = 76 → 6. 991231: 9·7+9·3+1·1+2·7+3·3+1·1 = 115 → 5.
        // Composite over 1569000126036156900012<<1, 5602096 and 9912315, the weights running on:
        // 282 + 108 + 106 = 496 → 6.
        assert_eq!(
            mrz(&person),
            [
                "IDVNM1569000126036156900012<<1",
                "5602096F9912315VNM<<<<<<<<<<<6",
                "DANG<<THI<NGOC<ANH<<<<<<<<<<<<"
            ]
        );
    }

    #[test]
    fn names_lose_marks_and_apostrophes_and_are_cut() {
        assert_eq!(name_line("H'Lan Niê"), "HLAN<<NIE<<<<<<<<<<<<<<<<<<<<<");
        assert_eq!(name_line("Rơ Châm H'Yéo"), "RO<<CHAM<HYEO<<<<<<<<<<<<<<<<<");
        assert_eq!(
            name_line("Công Tằng Tôn Nữ Thị Phương Thảo"),
            "CONG<<TANG<TON<NU<THI<PHUONG<T"
        );
    }

    #[test]
    fn every_line_is_thirty_characters_of_the_machine_alphabet() {
        let people = population(&[2; 32]).unwrap();
        assert_eq!(people.len(), SIZE);
        for person in &people {
            for line in mrz(person) {
                assert_eq!(line.len(), LINE, "{line}");
                assert!(
                    line.bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'<'),
                    "{line}"
                );
            }
        }
    }
}
