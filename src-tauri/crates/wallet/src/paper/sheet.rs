//! A paper in the words of its sheet: in Vietnamese, with its labels in English too, whatever language the window has.

use chrono::{DateTime, Utc};
use dinhdanh_paper::judge::HANOI;
use dinhdanh_paper::vc::Issued;
use dinhdanh_paper::{ClaimMetadata, TypeMetadata, ValueKind};
use dinhdanh_print::{Codes, Column, Head, Part, Row, Sheet, Table};
use serde_json::{Map, Value};

use super::FrameCode;
use super::words::{label, modules, moment, name, written};

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
            title: name(metadata, "vi"),
            title_en: name(metadata, "en"),
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

/// The day alone: copies of one day are alike.
fn day_of(at: DateTime<Utc>) -> String {
    (at + HANOI).format("%d/%m/%Y").to_string()
}
