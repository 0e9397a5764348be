//! A paper in the words of its sheet: in Vietnamese, with its labels in English too, whatever language the window has.

use chrono::{DateTime, Utc};
use dinhdanh_paper::judge::HANOI;
use dinhdanh_paper::vc::Issued;
use dinhdanh_paper::{ClaimMetadata, TypeMetadata, ValueKind};
use dinhdanh_print::{Codes, Column, Head, Modules, Part, Row, Sheet, Table};
use serde_json::{Map, Value};

use super::FrameCode;

const NO_PAPER: &str = "Bản in không thay giấy tờ";
const NO_PAPER_MORE: &str = "Bản in chỉ để xem, không chứng minh ai là chủ giấy tờ. Muốn dùng giấy tờ, hãy mở Ví Định Danh và \
    xuất trình trên màn hình. · This print is for viewing only and does not replace the paper.";
const HINT: &str = "Cán bộ mở “Quét mã” trên Ví Định Danh rồi đưa từng mã trước webcam, cách 30–40 cm, theo thứ tự nào cũng \
    được. Mã cho biết nội dung in ở trên đúng như cơ quan định danh đã ký; có thể bỏ qua hai mã bất kỳ.";
const PRACTICE: [&str; 2] = ["MẪU / THỰC HÀNH", "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"];

/// What a sheet says beside what stands on the paper.
pub(super) struct About<'a> {
    /// Who issued it, as people call them.
    pub(super) issuer: &'a str,
    /// Made up: it has no legal value.
    pub(super) practice: bool,
    pub(super) printed_at: DateTime<Utc>,
}

pub(super) fn sheet_of(issued: &Issued, about: &About<'_>, codes: &[FrameCode]) -> Sheet {
    let metadata = issued.envelope.kind.metadata();
    let names = |locale: &str| metadata.display.iter().find(|one| one.locale == locale);
    let name = |locale| names(locale).map(|one| one.name.clone()).unwrap_or_default();
    let mut parts = vec![Part::Rows(rows(metadata, &issued.content))];
    parts.extend(tables(metadata, &issued.content).map(Part::Table));
    parts.push(Part::Rows(facts(metadata, issued, about)));
    parts.push(Part::Codes(Codes {
        title: "Mã kiểm tra · Verification code".to_owned(),
        hint: HINT.to_owned(),
        codes: codes.iter().map(modules).collect(),
    }));
    let practice = if about.practice {
        format!(" · {}", PRACTICE.join(" – "))
    } else {
        String::new()
    };
    Sheet {
        head: Head {
            maker: format!("VÍ ĐỊNH DANH{practice}"),
            title: name("vi"),
            title_en: name("en"),
            notice: (NO_PAPER.to_owned(), NO_PAPER_MORE.to_owned()),
        },
        across: if about.practice {
            PRACTICE.map(str::to_owned).into()
        } else {
            Vec::new()
        },
        parts,
        foot: format!("in lúc {} · {NO_PAPER}{practice}", moment(about.printed_at)),
    }
}

/// The fields that are there, lists left out.
fn rows(metadata: &TypeMetadata, content: &Map<String, Value>) -> Vec<Row> {
    let rows = metadata.claims.iter().filter_map(|claim| {
        let names: Option<Vec<&str>> = claim.path.iter().map(Option::as_deref).collect();
        let (first, rest) = names.as_deref()?.split_first()?;
        let value = rest
            .iter()
            .try_fold(content.get(*first)?, |value, name| value.get(name))?;
        Some(Row {
            label: label(claim, "vi"),
            label_en: label(claim, "en"),
            value: written(claim.value, value)?,
        })
    });
    rows.collect()
}

/// The lists that have entries; what no entry says has no column.
fn tables(metadata: &TypeMetadata, content: &Map<String, Value>) -> impl Iterator<Item = Table> {
    let lists = metadata
        .fields()
        .filter(|field| field.value == ValueKind::Entries);
    lists.filter_map(|list| {
        let entries = content.get(list.name())?.as_array()?;
        let cell = |entry: &Value, claim: &ClaimMetadata| {
            let value = entry.get(claim.name());
            value.and_then(|value| written(claim.value, value))
        };
        let columns = metadata.entry_fields(list.name());
        let said: Vec<_> = columns
            .filter(|claim| entries.iter().any(|entry| cell(entry, claim).is_some()))
            .collect();
        let line = |entry: &Value| {
            let cells = said.iter().map(|claim| cell(entry, claim).unwrap_or_default());
            cells.collect()
        };
        (!said.is_empty()).then(|| Table {
            title: label(list, "vi"),
            title_en: label(list, "en"),
            columns: said
                .iter()
                .map(|claim| Column {
                    label: label(claim, "vi"),
                    label_en: label(claim, "en"),
                })
                .collect(),
            entries: entries.iter().map(line).collect(),
        })
    })
}

fn facts(metadata: &TypeMetadata, issued: &Issued, about: &About<'_>) -> Vec<Row> {
    let source = |locale: &str| metadata.source.iter().find(|one| one.locale == locale);
    let source = source("vi").map(|one| one.name.clone()).unwrap_or_default();
    let envelope = &issued.envelope;
    let row = |label: &str, label_en: &str, value: String| Row {
        label: label.to_owned(),
        label_en: label_en.to_owned(),
        value,
    };
    vec![
        row("Nguồn dữ liệu", "Source", source),
        row("Bên ký", "Signed by", about.issuer.to_owned()),
        row("Ngày ký", "Signed on", day_of(envelope.issued_at)),
        row("In lúc", "Printed at", moment(about.printed_at)),
        row(
            "Mã kiểm tra dùng được đến",
            "Code usable until",
            moment(envelope.expires_at),
        ),
    ]
}

fn label(claim: &ClaimMetadata, locale: &str) -> String {
    let found = claim.display.iter().find(|one| one.locale == locale);
    found.map(|one| one.label.clone()).unwrap_or_default()
}

/// As the window writes it; none for what is no line of text, and for what is not of the shape that it should be.
fn written(kind: ValueKind, value: &Value) -> Option<String> {
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

/// The day alone: copies of one day are alike.
fn day_of(at: DateTime<Utc>) -> String {
    (at + HANOI).format("%d/%m/%Y").to_string()
}

fn moment(at: DateTime<Utc>) -> String {
    (at + HANOI).format("%H:%M ngày %d/%m/%Y").to_string()
}

fn modules(code: &FrameCode) -> Modules {
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
