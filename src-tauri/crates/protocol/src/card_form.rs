//! What stands on an identity card and is typed or scanned to register.
//!
//! The QR printed on the card bears no signature: what it says fills a form, and proves nothing.

use std::fmt;

use chrono::NaiveDate;
use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization as _;

use crate::{CitizenNumber, Sex};

/// The data of a card, as the register is asked about them.
#[derive(Clone, PartialEq, Eq)]
pub struct CardForm {
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// The nine-digit CMND number before it, if there was one.
    pub old_number: Option<String>,
    /// Họ tên, NFC, single spaces.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Nơi thường trú, NFC, single spaces.
    pub residence: String,
    /// Day of issue; old forms of the QR leave it out.
    pub issued_on: Option<NaiveDate>,
}

impl fmt::Debug for CardForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardForm(…)")
    }
}

/// Why a text is no card's QR, or gives no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardQrFault {
    /// It does not begin with twelve digits and a bar.
    #[error("not the QR of an identity card")]
    NotACard,
    /// The letters were read in the wrong character set ("Nguyá»…n"): the scanner's fault, not the card's.
    #[error("the letters of the QR were read in a wrong character set")]
    Mangled,
    /// It is a card's, but a field is not as it must be.
    #[error("a field of the card's QR cannot be read")]
    Unreadable,
}

/// More than any card's QR holds, bytes.
const MOST_BYTES: usize = 2_048;
/// The most characters of a name or an address.
const LONGEST_FIELD: usize = 300;

impl CardForm {
    /// Takes the text of a printed QR: fields divided by `|`, in the form of six (no CMND, or no day of issue),
    /// of seven, or of more (those of 2024; what is beyond the seventh is passed over). A byte order mark, line
    /// ends and spaces round a field make no difference.
    pub fn from_printed_qr(text: &str) -> Result<Self, CardQrFault> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let fields: Vec<String> = text.split('|').map(tidy).collect();
        let [number, rest @ ..] = fields.as_slice() else {
            return Err(CardQrFault::NotACard);
        };
        if rest.is_empty() || number.len() != 12 || text.len() > MOST_BYTES {
            return Err(CardQrFault::NotACard);
        }
        let number = number.parse().map_err(|_| CardQrFault::NotACard)?;
        if is_mangled(text) {
            return Err(CardQrFault::Mangled);
        }
        let (old, name, birth, sex, residence, issued) = match rest {
            [old, name, birth, sex, residence, issued, ..] => {
                (old.as_str(), name, birth, sex, residence, issued.as_str())
            }
            [old, name, birth, sex, residence] if is_old_number(old) || old.is_empty() => {
                (old.as_str(), name, birth, sex, residence, "")
            }
            [name, birth, sex, residence, issued] => ("", name, birth, sex, residence, issued.as_str()),
            _ => return Err(CardQrFault::Unreadable),
        };
        let read = || {
            let old_number = match old {
                "" => None,
                old => Some(is_old_number(old).then(|| old.to_owned())?),
            };
            let issued_on = match issued {
                "" => None,
                issued => Some(ddmmyyyy(issued)?),
            };
            Some(Self {
                number,
                old_number,
                full_name: words(name)?,
                birth_date: ddmmyyyy(birth)?,
                sex: sex_of(sex)?,
                residence: words(residence)?,
                issued_on,
            })
        };
        read().ok_or(CardQrFault::Unreadable)
    }

    /// Whether number, date of birth and sex are of one person, as far as the number tells.
    pub fn is_consistent(&self) -> bool {
        self.number.agrees_with(self.birth_date, self.sex)
    }
}

/// NFC, single spaces, none at the ends.
pub(crate) fn tidy(field: &str) -> String {
    let field: String = field.nfc().collect();
    field.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn words(field: &str) -> Option<String> {
    let fine = !field.is_empty()
        && field.chars().count() <= LONGEST_FIELD
        && field.chars().any(char::is_alphabetic)
        && !field.chars().any(char::is_control);
    fine.then(|| field.to_owned())
}

pub(crate) fn is_old_number(field: &str) -> bool {
    field.len() == 9 && field.bytes().all(|b| b.is_ascii_digit())
}

fn ddmmyyyy(field: &str) -> Option<NaiveDate> {
    let exact = field.len() == 8 && field.bytes().all(|b| b.is_ascii_digit());
    exact
        .then(|| NaiveDate::parse_from_str(field, "%d%m%Y").ok())
        .flatten()
}

fn sex_of(field: &str) -> Option<Sex> {
    match field.to_lowercase().as_str() {
        "nam" => Some(Sex::Male),
        "nữ" => Some(Sex::Female),
        _ => None,
    }
}

/// Whether UTF-8 was taken for one of the character sets of Windows: written back in that set, it is UTF-8 again.
fn is_mangled(text: &str) -> bool {
    let was_utf8 = |set: &'static Encoding| {
        let (bytes, _, lost) = set.encode(text);
        !lost && std::str::from_utf8(&bytes).is_ok()
    };
    text.contains(char::REPLACEMENT_CHARACTER)
        // Letters that Vietnamese does not have, in whose place Windows-1258 has its tone marks and đ.
        || text.contains(['Þ', 'þ', 'Ð', 'ð'])
        || (!text.is_ascii() && [WINDOWS_1252, WINDOWS_1258].into_iter().any(was_utf8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEVEN: &str = "036156900012|169000012|Đặng Thị Ánh|09021956|Nữ|Thôn Đông, xã Hải Anh, huyện Hải Hậu, Nam Định|05072021";

    fn form(text: &str) -> CardForm {
        CardForm::from_printed_qr(text).unwrap()
    }

    #[test]
    fn seven_fields() {
        let read = form(SEVEN);
        assert_eq!(read.number.as_str(), "036156900012");
        assert_eq!(read.old_number.as_deref(), Some("169000012"));
        assert_eq!(read.full_name, "Đặng Thị Ánh");
        assert_eq!(read.birth_date.to_string(), "1956-02-09");
        assert_eq!(read.sex, Sex::Female);
        assert_eq!(read.residence, "Thôn Đông, xã Hải Anh, huyện Hải Hậu, Nam Định");
        assert_eq!(read.issued_on.unwrap().to_string(), "2021-07-05");
        assert!(read.is_consistent());
        assert_eq!(form(&SEVEN.replace("|169000012|", "||")).old_number, None);
    }

    #[test]
    fn six_fields_eleven_and_what_scanners_add() {
        let without_cmnd = SEVEN.replace("|169000012|", "|");
        assert_eq!(form(&without_cmnd).issued_on, form(SEVEN).issued_on);
        let without_issue = SEVEN.strip_suffix("|05072021").unwrap();
        assert_eq!(form(without_issue).issued_on, None);
        assert_eq!(form(without_issue).old_number, form(SEVEN).old_number);
        assert_eq!(form(&format!("{SEVEN}|Nguyễn Văn A|Lê Thị B||x")), form(SEVEN));
        let untidy = format!(
            "\u{feff} {}\r\n",
            SEVEN.replace('|', " | ").replace("Thị", "Thị ")
        );
        assert_eq!(form(&untidy), form(SEVEN));
        let apart: String = SEVEN.nfd().collect();
        assert_eq!(form(&apart), form(SEVEN));
    }

    #[test]
    fn letters_in_a_wrong_set_are_told_from_damage() {
        let mangled =
            |set: &'static Encoding| set.decode_without_bom_handling(SEVEN.as_bytes()).0.into_owned();
        for text in [
            mangled(WINDOWS_1252),
            mangled(WINDOWS_1258),
            SEVEN.replace("Đặng", "Ðãòng"),
            SEVEN.replace('ặ', "\u{fffd}"),
        ] {
            assert_eq!(
                CardForm::from_printed_qr(&text),
                Err(CardQrFault::Mangled),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_card_and_what_cannot_be_read() {
        for text in [
            "",
            "|",
            "https://example.vn|x",
            "12345678901|x",
            "036156900012",
            "0361569000123|",
        ] {
            assert_eq!(
                CardForm::from_printed_qr(text),
                Err(CardQrFault::NotACard),
                "{text}"
            );
        }
        for (field, wrong) in [
            ("|169000012|", "|16900001a|"),
            ("|09021956|", "|31021956|"),
            ("|09021956|", "|9021956|"),
            ("|Nữ|", "|Nu|"),
            ("|Đặng Thị Ánh|", "||"),
            ("|05072021", "|0507"),
        ] {
            let text = SEVEN.replace(field, wrong);
            assert_eq!(
                CardForm::from_printed_qr(&text),
                Err(CardQrFault::Unreadable),
                "{text}"
            );
        }
        assert_eq!(
            CardForm::from_printed_qr("036156900012|a|b"),
            Err(CardQrFault::Unreadable)
        );
    }

    proptest! {
        #[test]
        fn strangers_texts_give_a_form_or_a_fault(text in "(\\PC|\\|){0,120}") {
            let _ = CardForm::from_printed_qr(&text);
            let _ = CardForm::from_printed_qr(&format!("036156900012|{text}"));
        }
    }
}
