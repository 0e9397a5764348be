//! What stands on a paper in the words of a sheet: in Vietnamese, whatever language the window has.

use chrono::{DateTime, Utc};
use dinhdanh_paper::judge::HANOI;
use dinhdanh_paper::{ClaimMetadata, TypeMetadata, ValueKind};
use dinhdanh_print::Modules;
use serde_json::Value;

use super::FrameCode;

/// What people call papers of a type, by language.
pub(crate) fn name(metadata: &TypeMetadata, locale: &str) -> String {
    let found = metadata.display.iter().find(|one| one.locale == locale);
    found.map(|one| one.name.clone()).unwrap_or_default()
}

/// What people call a field, by language.
pub(crate) fn label(claim: &ClaimMetadata, locale: &str) -> String {
    let found = claim.display.iter().find(|one| one.locale == locale);
    found.map(|one| one.label.clone()).unwrap_or_default()
}

/// As the window writes it; none for what is no line of text, and for what is not of the shape that it should be.
pub(crate) fn written(kind: ValueKind, value: &Value) -> Option<String> {
    Some(match kind {
        ValueKind::Text => value.as_str()?.to_owned(),
        ValueKind::Number => number(value.as_str()?),
        ValueKind::Expiry if value.is_null() => "Không thời hạn".to_owned(),
        ValueKind::Date | ValueKind::Expiry | ValueKind::Month => day(value.as_str()?),
        ValueKind::Count => value.as_i64()?.to_string(),
        ValueKind::Months => months(value.as_i64()?),
        ValueKind::Money => format!("{} đ", thousands(value.as_i64()?)),
        ValueKind::Sex => match value.as_str()? {
            "male" => "Nam".to_owned(),
            "female" => "Nữ".to_owned(),
            _ => return None,
        },
        ValueKind::Truth => if value.as_bool()? { "Đúng" } else { "Không" }.to_owned(),
        ValueKind::Portrait | ValueKind::Ages | ValueKind::Entries | ValueKind::Entry => return None,
    })
}

/// The twelve digits of a citizen in groups of three.
fn number(text: &str) -> String {
    let citizen = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if citizen {
        grouped(text, " ")
    } else {
        text.to_owned()
    }
}

/// Digits in groups of three from the right.
fn grouped(digits: &str, divider: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(divider);
        }
        text.push(digit);
    }
    text
}

fn thousands(count: i64) -> String {
    let minus = if count < 0 { "-" } else { "" };
    format!("{minus}{}", grouped(&count.unsigned_abs().to_string(), "."))
}

/// `yyyy-mm-dd` and `yyyy-mm` from the day on.
fn day(text: &str) -> String {
    text.split('-').rev().collect::<Vec<_>>().join("/")
}

fn months(count: i64) -> String {
    match (count / 12, count % 12) {
        (0, months) => format!("{months} tháng"),
        (years, months) => format!("{years} năm {months} tháng"),
    }
}

/// A minute as a sheet writes it, in the time of Viet Nam.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    (at + HANOI).format("%H:%M ngày %d/%m/%Y").to_string()
}

/// A code as it is drawn.
pub(crate) fn modules(code: &FrameCode) -> Modules {
    let side = code.side;
    let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    Modules {
        side,
        dark: places.map(|(x, y)| code.is_dark(x, y)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_written_as_people_write_them() {
        for (kind, value, text) in [
            (ValueKind::Number, json!("001099012345"), "001 099 012 345"),
            (ValueKind::Number, json!("29A-123.45"), "29A-123.45"),
            (ValueKind::Date, json!("2026-11-21"), "21/11/2026"),
            (ValueKind::Month, json!("2026-11"), "11/2026"),
            (ValueKind::Expiry, Value::Null, "Không thời hạn"),
            (ValueKind::Money, json!(-1_234_567), "-1.234.567 đ"),
            (ValueKind::Money, json!(500), "500 đ"),
            (ValueKind::Months, json!(30), "2 năm 6 tháng"),
            (ValueKind::Months, json!(5), "5 tháng"),
            (ValueKind::Sex, json!("female"), "Nữ"),
            (ValueKind::Truth, json!(true), "Đúng"),
        ] {
            assert_eq!(written(kind, &value).as_deref(), Some(text));
        }
        assert_eq!(written(ValueKind::Count, &json!("twelve")), None);
    }
}
