use chrono::{DateTime, Utc};
use dinhdanh_credential::receipt::{SeenPaper, VerifiedReceipt};
use dinhdanh_crypto::hex;
use dinhdanh_paper::judge::HANOI;
use dinhdanh_print::{Column, Head, LargeCode, Modules, Part, Row, Sheet, Table};

use super::words::{self, without_numbers};
use crate::ReceiptJudged;

const TITLE: &str = "PHIẾU KẾT QUẢ KIỂM TRA";
const THEN: &str = "Phiếu nói điều đã thấy lúc đó, không phải tình trạng bây giờ";
const THEN_MORE: &str = "Thiết bị của cán bộ đã ký phiếu. Bản giấy chỉ để đọc; mã in kèm mới chứng minh. · This receipt says what was \
    found then. What proves it is the code printed with it, not this sheet.";
const HINT: &str = "Ai cũng kiểm tra được: trong Ví Định Danh mở “Phiếu kết quả kiểm tra”, chọn “Quét phiếu”, đưa mã này \
    trước webcam; không cần mạng, không cần hỏi ai. · Anyone can verify it: in Ví Định Danh, scan this code under receipts.";
const PRACTICE: [&str; 2] = ["THỰC HÀNH", "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"];
const NOT_NOTED: &str = "Không ghi";

/// The sheet of a receipt whose signatures hold, with its own code.
pub(super) fn sheet_of(
    judged: &ReceiptJudged,
    says: &VerifiedReceipt,
    code: Modules,
    printed_at: DateTime<Utc>,
) -> Sheet {
    let receipt = &says.receipt;
    let practice = if says.issuer.practice {
        format!(" · {}", PRACTICE.join(" – "))
    } else {
        String::new()
    };
    let mut parts = vec![Part::Rows(rows(judged, says))];
    if receipt.agreed {
        parts.extend(receipt.papers.iter().map(|paper| Part::Table(values(paper))));
    } else if !receipt.papers.is_empty() {
        parts.push(Part::Table(papers(&receipt.papers)));
    }
    parts.push(Part::LargeCode(LargeCode {
        title: "Mã của phiếu · Code of the receipt".to_owned(),
        hint: HINT.to_owned(),
        code,
    }));
    Sheet {
        head: Head {
            maker: format!("VÍ ĐỊNH DANH{practice}"),
            title: TITLE.to_owned(),
            title_en: "Receipt of a check".to_owned(),
            notice: (THEN.to_owned(), THEN_MORE.to_owned()),
        },
        across: if says.issuer.practice {
            PRACTICE.map(str::to_owned).into()
        } else {
            Vec::new()
        },
        parts,
        foot: format!("in lúc {}{practice}", moment(printed_at)),
    }
}

fn rows(judged: &ReceiptJudged, says: &VerifiedReceipt) -> Vec<Row> {
    let receipt = &says.receipt;
    let row = |label: &str, label_en: &str, value: String| Row {
        label: label.to_owned(),
        label_en: label_en.to_owned(),
        value,
    };
    let noted = |text: &Option<String>| text.as_deref().map_or(NOT_NOTED.to_owned(), without_numbers);
    let officer = format!(
        "{} – thiết bị {}",
        says.officer.name.as_deref().unwrap_or(NOT_NOTED),
        hex::encode(&says.officer.device)
    );
    let mut rows = vec![
        row("Số hồ sơ", "File number", noted(&receipt.file_number)),
        row(
            "Kết luận lúc đó",
            "Verdict then",
            words::verdict(&receipt.verdict),
        ),
        row("Lúc kiểm tra", "Checked at", moment(receipt.checked_at)),
    ];
    if receipt.signed_at > receipt.checked_at {
        rows.push(row("Lúc ký phiếu", "Signed at", moment(receipt.signed_at)));
    }
    let papers = !receipt.papers.is_empty();
    let consent = if receipt.agreed {
        "Công dân đồng ý ghi; số định danh được che"
    } else {
        "Không ghi vào phiếu"
    };
    let consent = papers.then(|| {
        row(
            "Nội dung các mục",
            "What stands in the fields",
            consent.to_owned(),
        )
    });
    rows.extend([
        row("Người kiểm tra", "Checked by", officer),
        row("Cơ quan bảo đảm", "Vouched for by", says.issuer.name.clone()),
        row("Căn cứ pháp lý", "Legal basis", noted(&receipt.basis)),
        row("Đã đối chiếu", "Compared", words::compared(receipt.compared)),
    ]);
    rows.extend(consent);
    rows.push(row(
        "Phiếu này, khi in",
        "This receipt, when printed",
        words::standing(judged.verdict).to_owned(),
    ));
    rows
}

/// Which fields of which papers were seen.
fn papers(papers: &[SeenPaper]) -> Table {
    let line = |paper: &SeenPaper| {
        let fields = paper
            .fields
            .iter()
            .map(|field| words::field(&paper.kind, field, "vi"));
        vec![
            words::paper(&paper.kind, "vi"),
            words::verdict(&paper.verdict),
            fields.collect::<Vec<_>>().join(", "),
        ]
    };
    Table {
        title: "Giấy tờ và các mục đã xem".to_owned(),
        title_en: "Papers and fields seen".to_owned(),
        columns: columns([
            ("Giấy tờ", "Paper"),
            ("Kết luận", "Verdict"),
            ("Các mục đã xem", "Fields seen"),
        ]),
        entries: papers.iter().map(line).collect(),
    }
}

/// What stood in the fields of a paper, as far as it is written.
fn values(paper: &SeenPaper) -> Table {
    let fields = paper.fields.iter().map(|field| {
        let value = field
            .value
            .as_deref()
            .map_or(NOT_NOTED.to_owned(), without_numbers);
        vec![words::field(&paper.kind, field, "vi"), value]
    });
    Table {
        title: format!(
            "{} – {}",
            words::paper(&paper.kind, "vi"),
            words::verdict(&paper.verdict)
        ),
        title_en: words::paper(&paper.kind, "en"),
        columns: columns([("Mục đã xem", "Field seen"), ("Nội dung", "What stands there")]),
        entries: fields.collect(),
    }
}

fn columns<const N: usize>(labels: [(&str, &str); N]) -> Vec<Column> {
    let columns = labels.map(|(label, label_en)| Column {
        label: label.to_owned(),
        label_en: label_en.to_owned(),
    });
    columns.into()
}

/// To the second, as it is signed.
fn moment(at: DateTime<Utc>) -> String {
    let there = (at + HANOI).format("%H:%M:%S ngày %d/%m/%Y");
    format!("{there} (giờ Việt Nam, UTC+7)")
}
