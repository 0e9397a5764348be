//! A receipt in the words of its sheet: in Vietnamese, with its labels in English too.

use dinhdanh_credential::receipt::{Compared, ReceiptVerdict, SeenField};
use dinhdanh_credential::{Verdict, Word};
use dinhdanh_paper::{PaperKind, PaperVerdict};
use dinhdanh_protocol::CitizenNumber;

use crate::paper::{label, name};

/// A text in which each citizen's number – twelve digits, in groups or not – shows three and three of them.
pub(super) fn without_numbers(text: &str) -> String {
    let mut masked = String::new();
    let mut run = String::new();
    // A run of digits goes on over single spaces, as people copy a number.
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_digit() || letter == ' ' && run.ends_with(|last: char| last.is_ascii_digit()) {
            run.push(letter);
        } else {
            masked.push_str(&mask(&run));
            run.clear();
            masked.push(letter);
        }
    }
    masked.pop();
    masked
}

/// Groups of digits, those together masked that make a citizen's number.
fn mask(run: &str) -> String {
    let mut groups: Vec<&str> = run.split(' ').collect();
    let mut masked = Vec::new();
    while !groups.is_empty() {
        let number = (1..=groups.len()).find_map(|count| {
            let digits = groups.get(..count)?.concat();
            Some((count, digits.parse::<CitizenNumber>().ok()?))
        });
        let (count, group) = match number {
            Some((count, number)) => (count, number.masked_in_device_notice()),
            None => (1, groups.first().copied().unwrap_or_default().to_owned()),
        };
        masked.push(group);
        groups.drain(..count);
    }
    masked.join(" ")
}

/// A verdict in one of the four words, with what it was. One that is not known to this program is told by its name.
pub(super) fn verdict(code: &str) -> String {
    let word = match PaperVerdict::word_of_code(code) {
        Word::Genuine if code == Verdict::GenuinePractice.code() => "MÃ THẬT · THỰC HÀNH",
        Word::Genuine => "MÃ THẬT",
        Word::Fake => "MÃ GIẢ",
        Word::Withdrawn => "KHÔNG CÒN HIỆU LỰC",
        Word::Unverified => "CHƯA XÁC MINH ĐƯỢC",
    };
    match PaperVerdict::of_code(code) {
        Some(found) => format!("{word} – {}", reason(found)),
        None => format!("{word} – {code}"),
    }
}

/// What was found.
const fn reason(found: PaperVerdict) -> &'static str {
    let verdict = match found {
        PaperVerdict::Code(verdict) => verdict,
        PaperVerdict::PaperExpired => return "Giấy tờ hết hạn",
        PaperVerdict::PrintedCopy => return "Bản in",
    };
    match verdict {
        Verdict::CardQr => "QR in trên thẻ",
        Verdict::NotIdentificationQr => "Không phải mã định danh",
        Verdict::Malformed => "Mã lập sai quy cách",
        Verdict::UnknownIssuer => "Không rõ cơ quan cấp",
        Verdict::BadIssuerSignature => "Sai chữ ký cơ quan cấp",
        Verdict::BadHolderSignature => "Sai chữ ký thiết bị",
        Verdict::LevelTooLow => "Tài khoản mức 1",
        Verdict::BadLifetime => "Thời hạn ghi trong mã không hợp lý",
        Verdict::NotYetValid => "Mã được tạo ở thời điểm chưa tới",
        Verdict::Expired => "Mã quá hạn",
        Verdict::WrongAudience => "Không dành cho lần kiểm tra này",
        Verdict::Replayed => "Đã quét trước đó",
        Verdict::Revoked => "Đã bị thu hồi",
        Verdict::Suspended => "Đang bị tạm khóa",
        Verdict::StaleTrust => "Dữ liệu tin cậy đã cũ",
        Verdict::Genuine | Verdict::GenuinePractice => "Đạt mọi phép kiểm tra",
    }
}

/// How the receipt itself is judged.
pub(super) const fn standing(verdict: ReceiptVerdict) -> &'static str {
    match verdict {
        ReceiptVerdict::Signed => "Do đúng thiết bị của cán bộ ký",
        ReceiptVerdict::SignedPractice => "Do đúng thiết bị của cán bộ ký · THỰC HÀNH",
        ReceiptVerdict::Malformed => "Không phải phiếu kết quả kiểm tra",
        ReceiptVerdict::UnknownIssuer => "Không rõ cơ quan bảo đảm cho người ký",
        ReceiptVerdict::BadIssuerSignature => "Phiếu giả: chữ ký của cơ quan không đúng",
        ReceiptVerdict::BadOfficerSignature => "Phiếu giả: chữ ký của cán bộ không đúng",
        ReceiptVerdict::LevelTooLow => "Người ký chỉ có tài khoản mức 1",
        ReceiptVerdict::BadTime => "Thời điểm ghi trên phiếu không hợp lý",
        ReceiptVerdict::Withdrawn => "Tài khoản hoặc thiết bị của người ký đã bị khóa hoặc thu hồi",
        ReceiptVerdict::StaleTrust => "Dữ liệu tin cậy trên máy đã in phiếu quá cũ nên chưa kết luận được",
    }
}

/// What was compared.
pub(super) fn compared(compared: Compared) -> String {
    let all = [
        (compared.face, "Khuôn mặt với ảnh"),
        (compared.papers, "Giấy tờ với bản gốc"),
        (compared.form, "Giấy tờ với hồ sơ"),
    ];
    let said: Vec<_> = all
        .into_iter()
        .filter(|(done, _)| *done)
        .map(|(_, what)| what)
        .collect();
    if said.is_empty() {
        "Không ghi".to_owned()
    } else {
        said.join(" · ")
    }
}

/// What people call a kind of papers; its own name where this program does not know it.
pub(super) fn paper(kind: &str, locale: &str) -> String {
    PaperKind::of_name(kind).map_or_else(|| kind.to_owned(), |kind| name(kind.metadata(), locale))
}

/// What people call a field of such a paper; its own name where this program does not know it.
pub(super) fn field(kind: &str, field: &SeenField, locale: &str) -> String {
    let metadata = PaperKind::of_name(kind).map(PaperKind::metadata);
    let claim = metadata.and_then(|metadata| metadata.fields().find(|claim| claim.name() == field.name));
    claim.map_or_else(|| field.name.clone(), |claim| label(claim, locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citizens_number_is_masked_wherever_it_stands() {
        for (text, masked) in [
            ("001084123999", "001******999"),
            ("001 084 123 999", "001******999"),
            ("hồ sơ của 001084123999, bản 2", "hồ sơ của 001******999, bản 2"),
            ("số 001 084 123 999 nhé", "số 001******999 nhé"),
            ("tờ 2 001084123999 ", "tờ 2 001******999 "),
            ("(0010 8412 3999)", "(001******999)"),
            ("H29.18-261121-0042", "H29.18-261121-0042"),
            ("0010841239991", "0010841239991"),
            ("Điều 27", "Điều 27"),
            ("", ""),
        ] {
            assert_eq!(without_numbers(text), masked);
        }
    }

    #[test]
    fn a_verdict_is_told_by_its_word_and_what_was_found() {
        for (code, told) in [
            ("genuine", "MÃ THẬT – Đạt mọi phép kiểm tra"),
            ("genuine_practice", "MÃ THẬT · THỰC HÀNH – Đạt mọi phép kiểm tra"),
            ("bad_issuer_signature", "MÃ GIẢ – Sai chữ ký cơ quan cấp"),
            ("paper_expired", "KHÔNG CÒN HIỆU LỰC – Giấy tờ hết hạn"),
            (
                "wrong_audience",
                "CHƯA XÁC MINH ĐƯỢC – Không dành cho lần kiểm tra này",
            ),
            ("of_tomorrow", "CHƯA XÁC MINH ĐƯỢC – of_tomorrow"),
        ] {
            assert_eq!(verdict(code), told);
        }
    }
}
