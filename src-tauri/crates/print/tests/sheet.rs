//! A sheet as a reader of PDF finds it.

use anyhow::{Context as _, Result};
use dinhdanh_print::{Codes, Column, Head, Modules, Part, Row, Sheet, Table};

const NAME: &str =
    "Nguyễn Thị Ánh Đào – thường trú: 12 ngõ Thổ Quan, Khâm Thiên, Đống Đa, Hà Nội; phẫu thuật, ủy quyền";

fn row(label: &str, value: &str) -> Row {
    Row {
        label: label.to_owned(),
        label_en: "In English".to_owned(),
        value: value.to_owned(),
    }
}

fn code(side: usize) -> Modules {
    let dark = (0..side * side).map(|at| (at * at + at / side).is_multiple_of(3));
    Modules {
        side,
        dark: dark.collect(),
    }
}

fn sheet(entries: usize, codes: usize) -> Sheet {
    let column = |label: &str| Column {
        label: label.to_owned(),
        label_en: "In English".to_owned(),
    };
    let entry = |number: usize| {
        vec![
            format!("{:02}/01/2026", number % 31 + 1),
            NAME.to_owned(),
            String::new(),
        ]
    };
    Sheet {
        head: Head {
            maker: "VÍ ĐỊNH DANH".to_owned(),
            title: "Giấy phép lái xe".to_owned(),
            title_en: "Driving licence".to_owned(),
            notice: ("Bản in không thay giấy tờ".to_owned(), "Chỉ để xem.".to_owned()),
        },
        across: vec![
            "MẪU / THỰC HÀNH".to_owned(),
            "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ".to_owned(),
        ],
        parts: vec![
            Part::Rows(vec![
                row("Họ và tên", NAME),
                row("Số giấy phép", "012 345 678 901"),
            ]),
            Part::Table(Table {
                title: "Các lần khám chữa bệnh".to_owned(),
                title_en: "Visits".to_owned(),
                columns: ["Ngày khám", "Cơ sở", "Chuyển tuyến"].map(column).into(),
                entries: (0..entries).map(entry).collect(),
            }),
            Part::Codes(Codes {
                title: "Mã kiểm tra".to_owned(),
                hint: "Đưa từng mã trước camera.".to_owned(),
                codes: (0..codes).map(|_| code(69)).collect(),
            }),
        ],
        foot: "Bản in không thay giấy tờ".to_owned(),
    }
}

fn count(bytes: &[u8], wanted: &str) -> usize {
    bytes
        .windows(wanted.len())
        .filter(|window| *window == wanted.as_bytes())
        .count()
}

/// Every stream of the file, inflated where it is deflated.
fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    let (begin, end) = (b"stream\n".as_slice(), b"\nendstream".as_slice());
    let mut found = Vec::new();
    let mut rest = file;
    while let Some(at) = rest.windows(begin.len()).position(|window| window == begin) {
        rest = rest.get(at + begin.len()..).unwrap_or_default();
        let Some(length) = rest.windows(end.len()).position(|window| window == end) else {
            break;
        };
        let stream = rest.get(..length).unwrap_or_default();
        found.push(miniz_oxide::inflate::decompress_to_vec_zlib(stream).unwrap_or_else(|_| stream.to_vec()));
        rest = rest.get(length + end.len()..).unwrap_or_default();
    }
    found
}

#[test]
fn what_stands_on_it_can_be_searched_and_read_aloud() -> Result<()> {
    let file = sheet(3, 2).pdf()?;
    assert!(file.starts_with(b"%PDF-"));
    assert_eq!(count(&file, "/Lang(vi-VN)") + count(&file, "/Lang (vi-VN)"), 1);
    // The letters of each font, as its ToUnicode tells them: UTF-16 in hex.
    let told: String = streams(&file)
        .iter()
        .filter_map(|stream| std::str::from_utf8(stream).ok())
        .filter(|stream| stream.contains("beginbfchar"))
        .collect();
    for letter in NAME.chars().filter(|letter| !letter.is_ascii()) {
        let wanted = format!("<{:04X}>", u32::from(letter));
        assert!(told.to_uppercase().contains(&wanted), "{letter} {wanted}");
    }
    Ok(())
}

#[test]
fn a_list_and_codes_go_over_as_many_pages_as_they_take() -> Result<()> {
    let pages = |sheet: &Sheet| Ok::<_, anyhow::Error>(count(&sheet.pdf()?, "/Type/Page/"));
    assert_eq!(pages(&sheet(1, 2))?, 1);
    // Beside the first entries two codes, and six on a page.
    assert_eq!(pages(&sheet(1, 8))?, 2);
    let many = pages(&sheet(100, 6))?;
    assert!((4..9).contains(&many), "{many}");
    Ok(())
}

#[test]
fn nothing_that_is_written_makes_it_fail() -> Result<()> {
    let mut odd = sheet(1, 1);
    let long = "Đ".repeat(5_000);
    odd.parts
        .push(Part::Rows(vec![row("", ""), row("\u{0}\t\n漢字 🙂", &long)]));
    odd.parts.push(Part::Table(Table {
        title: String::new(),
        title_en: String::new(),
        columns: Vec::new(),
        entries: vec![Vec::new()],
    }));
    odd.parts.push(Part::Codes(Codes {
        title: String::new(),
        hint: String::new(),
        codes: vec![Modules {
            side: 0,
            dark: Vec::new(),
        }],
    }));
    let file = odd.pdf().context("it is printed all the same")?;
    assert!(!file.is_empty());
    Ok(())
}
