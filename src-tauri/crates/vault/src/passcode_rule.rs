//! Which passcodes are refused: those that a finder of the computer would try first.

use chrono::{Datelike as _, NaiveDate};
use zeroize::Zeroizing;

use crate::Passcode;

/// What is known of the person who chooses; what is `None` is not looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct PasscodeContext<'a> {
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Personal identification number, 12 digits.
    pub number: Option<&'a str>,
    /// Phone number, in any spelling.
    pub phone: Option<&'a str>,
}

/// Why a passcode is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasscodeFault {
    /// One digit six times.
    AllSame,
    /// Digits that go up or down in even steps, 9 and 0 being neighbours: 123456, 890123, 987654, 246802.
    Sequence,
    /// A part repeated: 121212, 123123, 112233, 111222.
    RepeatedPattern,
    /// The birth date in any of the usual orders, in full or cut.
    BirthDate,
    /// Six digits in a row of the personal identification number.
    NumberPart,
    /// Six digits in a row of the phone number.
    PhonePart,
    /// One of the passcodes that very many people choose.
    Common,
}

/// Shapes on the keypad, counting games, and the dates that every Vietnamese calendar prints in red
/// (30/4/75, 2/9/45, 7/5/54, 19/5/90).
const COMMON: [&[u8; 6]; 22] = [
    b"123321", b"135790", b"246810", b"102030", b"010203", b"142536", b"147258", b"258369", b"369258",
    b"147852", b"741852", b"963852", b"159753", b"159357", b"951753", b"789456", b"123654", b"100000",
    b"300475", b"020945", b"070554", b"190590",
];

/// The first reason to refuse `passcode`, or `None` when it may be taken.
pub fn fault(passcode: &Passcode, context: &PasscodeContext<'_>) -> Option<PasscodeFault> {
    // The digits are compared with what a guesser would try.
    let code = passcode.expose();
    if has_step(code, 0) {
        Some(PasscodeFault::AllSame)
    } else if [1, 2, 8, 9].into_iter().any(|step| has_step(code, step)) {
        Some(PasscodeFault::Sequence)
    } else if is_repeated(code) {
        Some(PasscodeFault::RepeatedPattern)
    } else if context.birth_date.is_some_and(|date| is_from_date(code, date)) {
        Some(PasscodeFault::BirthDate)
    } else if context.number.is_some_and(|number| is_within(code, number)) {
        Some(PasscodeFault::NumberPart)
    } else if context.phone.is_some_and(|phone| is_within_phone(code, phone)) {
        Some(PasscodeFault::PhonePart)
    } else if COMMON.contains(&code) {
        Some(PasscodeFault::Common)
    } else {
        None
    }
}

/// Whether each digit is the one before it plus `step`, modulo ten.
fn has_step(code: &[u8; 6], step: u8) -> bool {
    code.iter()
        .zip(code.iter().skip(1))
        .all(|(one, next)| (one - b'0' + step) % 10 == next - b'0')
}

fn is_repeated(code: &[u8; 6]) -> bool {
    let [a, b, c, d, e, f] = code;
    let thrice_two = a == c && c == e && b == d && d == f;
    let twice_three = (a, b, c) == (d, e, f);
    let three_pairs = a == b && c == d && e == f;
    let two_triples = a == b && b == c && d == e && e == f;
    thrice_two || twice_three || three_pairs || two_triples
}

/// Day, month and year in the four usual orders, with and without leading zeros and century, in any cut of
/// six digits; and the full year with the day alone.
fn is_from_date(code: &[u8; 6], date: NaiveDate) -> bool {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let years = [format!("{year:04}"), format!("{:02}", year.rem_euclid(100))].map(Zeroizing::new);
    let days = [format!("{day:02}"), format!("{day}")].map(Zeroizing::new);
    let months = [format!("{month:02}"), format!("{month}")].map(Zeroizing::new);
    let spelled = |parts: [&str; 3]| is_within(code, &Zeroizing::new(parts.concat()));
    years.iter().any(|y| {
        days.iter().any(|d| {
            spelled([d, y, ""])
                || spelled([y, d, ""])
                || months.iter().any(|m| {
                    spelled([d, m, y]) || spelled([m, d, y]) || spelled([y, m, d]) || spelled([y, d, m])
                })
        })
    })
}

/// The phone number as written, and in the national spelling with its leading zero.
fn is_within_phone(code: &[u8; 6], phone: &str) -> bool {
    let digits: Zeroizing<String> = Zeroizing::new(phone.chars().filter(char::is_ascii_digit).collect());
    let national = digits
        .strip_prefix("84")
        .map(|rest| Zeroizing::new(format!("0{rest}")));
    is_within(code, &digits) || national.is_some_and(|national| is_within(code, &national))
}

fn is_within(code: &[u8; 6], digits: &str) -> bool {
    digits.as_bytes().windows(6).any(|window| window == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PasscodeFault::{AllSame, BirthDate, Common, NumberPart, PhonePart, RepeatedPattern, Sequence};

    fn fault_of(typed: &str) -> Option<PasscodeFault> {
        let context = PasscodeContext {
            birth_date: NaiveDate::from_ymd_opt(1990, 3, 5),
            number: Some("001090041876"),
            phone: Some("+84 912 047 358"),
        };
        fault(&Passcode::new(typed).unwrap(), &context)
    }

    #[test]
    fn what_a_finder_would_try_is_refused() {
        for (fault, codes) in [
            (AllSame, &["000000", "777777"][..]),
            (
                Sequence,
                &[
                    "123456", "654321", "012345", "987654", "890123", "109876", "246802", "975319",
                ],
            ),
            (RepeatedPattern, &["121212", "123123", "112233", "111222"]),
            (
                BirthDate,
                &[
                    "050390", "030590", "900305", "900503", "050319", "199003", "031990", "051990", "199005",
                    "531990", "351990", "199035",
                ],
            ),
            (NumberPart, &["001090", "041876", "090041"]),
            (PhonePart, &["091204", "047358", "849120"]),
            (Common, &["147258", "135790", "300475"]),
        ] {
            for code in codes {
                assert_eq!(fault_of(code), Some(fault), "{code}");
            }
        }
    }

    #[test]
    fn an_ordinary_one_is_taken() {
        for code in ["482915", "730164", "905271", "050391"] {
            assert_eq!(fault_of(code), None, "{code}");
        }
    }

    #[test]
    fn the_common_ones_are_caught_by_nothing_else() {
        for code in COMMON {
            let typed = std::str::from_utf8(code).unwrap();
            let fault = fault(&Passcode::new(typed).unwrap(), &PasscodeContext::default());
            assert_eq!(fault, Some(Common), "{typed}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_looked_at() {
        let code = Passcode::new("041876").unwrap();
        assert_eq!(fault(&code, &PasscodeContext::default()), None);
    }

    #[test]
    fn few_passcodes_are_lost() {
        // Every 53rd of the million: about 19,000 are looked at (53 divides none of the patterns).
        let refused = (0..1_000_000)
            .step_by(53)
            .filter(|n| fault_of(&format!("{n:06}")).is_some())
            .count();
        assert!((20..=80).contains(&refused), "{refused}");
    }
}
