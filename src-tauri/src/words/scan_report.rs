//! The report of a month's checks, for a Vietnamese spreadsheet: its columns are always the same, so that months can stand
//! below each other.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dinhdanh_credential::Word;
use dinhdanh_wallet::{ScanCount, Scanned};

const KINDS: [(Scanned, &str); 2] = [(Scanned::Code, "Mã QR"), (Scanned::Paper, "Giấy tờ")];

/// The four words, what is practised apart from what is not.
const WORDS: [(Word, bool, &str); 5] = [
    (Word::Genuine, false, "Mã thật"),
    (Word::Genuine, true, "Mã thật (thực hành)"),
    (Word::Unverified, false, "Chưa xác minh được"),
    (Word::Withdrawn, false, "Không còn hiệu lực"),
    (Word::Fake, false, "Mã giả"),
];

const PRACTICE: &str = "genuine_practice";

/// Why it was not genuine, of codes and papers alike, in the order in which they are judged.
const REASONS: [(&str, &str); 17] = [
    ("card_qr", "QR in trên thẻ"),
    ("not_identification_qr", "Không phải mã định danh"),
    ("malformed", "Mã lập sai quy cách"),
    ("unknown_issuer", "Không rõ cơ quan cấp"),
    ("bad_issuer_signature", "Sai chữ ký cơ quan cấp"),
    ("bad_holder_signature", "Sai chữ ký thiết bị"),
    ("level_too_low", "Tài khoản mức 1"),
    ("bad_lifetime", "Thời hạn ghi trong mã không hợp lý"),
    ("not_yet_valid", "Mã được tạo ở thời điểm chưa tới"),
    ("expired", "Mã quá hạn"),
    ("wrong_audience", "Không dành cho lần kiểm tra này"),
    ("replayed", "Đã quét trước đó"),
    ("revoked", "Đã bị thu hồi"),
    ("suspended", "Tài khoản bị tạm khóa"),
    ("stale_trust", "Dữ liệu tin cậy đã cũ"),
    ("paper_expired", "Giấy tờ hết hạn"),
    ("printed_copy", "Bản in"),
];

/// The headings, a row for each day on which something was checked, and their sum.
pub(crate) fn scan_report(counts: &[ScanCount]) -> Vec<Vec<String>> {
    let mut days: BTreeMap<NaiveDate, Vec<&ScanCount>> = BTreeMap::new();
    for count in counts {
        days.entry(count.day).or_default().push(count);
    }
    let mut rows = vec![headings()];
    for (day, counts) in &days {
        rows.push(row(day.format("%d/%m/%Y").to_string(), counts));
    }
    rows.push(row("Cộng".to_owned(), &counts.iter().collect::<Vec<_>>()));
    rows
}

fn headings() -> Vec<String> {
    let mut headings = vec!["Ngày".to_owned(), "Tổng số lượt".to_owned()];
    for (_, kind) in KINDS {
        headings.extend(WORDS.iter().map(|(_, _, word)| format!("{kind}: {word}")));
    }
    headings.extend(REASONS.iter().map(|(_, reason)| format!("Lý do: {reason}")));
    headings
}

fn row(name: String, counts: &[&ScanCount]) -> Vec<String> {
    let sum = |of: &dyn Fn(&ScanCount) -> bool| {
        let found = counts.iter().filter(|count| of(count));
        found.map(|count| count.number).sum::<u64>().to_string()
    };
    let mut row = vec![name, sum(&|_| true)];
    for (what, _) in KINDS {
        row.extend(WORDS.iter().map(|(word, practice, _)| {
            sum(&|count| {
                count.what == what && count.word == *word && (count.verdict == PRACTICE) == *practice
            })
        }));
    }
    row.extend(
        REASONS
            .iter()
            .map(|(code, _)| sum(&|count| count.verdict == *code)),
    );
    row
}

#[cfg(test)]
mod tests {
    use dinhdanh_credential::Verdict;
    use dinhdanh_paper::PaperVerdict;

    use super::*;

    fn count(day: u32, what: Scanned, verdict: &str, word: Word, number: u64) -> ScanCount {
        ScanCount {
            day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            what,
            verdict: verdict.to_owned(),
            word,
            number,
        }
    }

    /// The cells of a row that are not 0, with their headings.
    fn told(rows: &[Vec<String>], row: usize) -> Vec<String> {
        let cells = rows[0].iter().zip(&rows[row]);
        let told = cells.filter(|(_, cell)| *cell != "0");
        told.map(|(heading, cell)| format!("{heading} = {cell}"))
            .collect()
    }

    #[test]
    fn a_row_a_day_and_their_sum_under_the_same_headings_every_month() {
        let rows = scan_report(&[
            count(20, Scanned::Code, "genuine", Word::Genuine, 180),
            count(20, Scanned::Code, "genuine_practice", Word::Genuine, 7),
            count(20, Scanned::Paper, "genuine", Word::Genuine, 12),
            count(21, Scanned::Code, "expired", Word::Unverified, 3),
            count(21, Scanned::Code, "unknown_issuer", Word::Fake, 1),
            count(21, Scanned::Code, "unknown_issuer", Word::Unverified, 2),
            count(21, Scanned::Paper, "expired", Word::Unverified, 4),
            count(21, Scanned::Paper, "paper_expired", Word::Withdrawn, 5),
        ]);
        assert_eq!(
            told(&rows, 1),
            [
                "Ngày = 20/11/2026",
                "Tổng số lượt = 199",
                "Mã QR: Mã thật = 180",
                "Mã QR: Mã thật (thực hành) = 7",
                "Giấy tờ: Mã thật = 12",
            ]
        );
        assert_eq!(
            told(&rows, 2),
            [
                "Ngày = 21/11/2026",
                "Tổng số lượt = 15",
                "Mã QR: Chưa xác minh được = 5",
                "Mã QR: Mã giả = 1",
                "Giấy tờ: Chưa xác minh được = 4",
                "Giấy tờ: Không còn hiệu lực = 5",
                "Lý do: Không rõ cơ quan cấp = 3",
                "Lý do: Mã quá hạn = 7",
                "Lý do: Giấy tờ hết hạn = 5",
            ]
        );
        assert_eq!(rows[3][..3], ["Cộng", "214", "180"]);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));

        let nothing = scan_report(&[]);
        assert_eq!(nothing[0], rows[0]);
        assert_eq!(told(&nothing, 1), ["Ngày = Cộng"]);
    }

    #[test]
    fn every_verdict_but_the_genuine_has_its_reason() {
        let papers = [PaperVerdict::PaperExpired, PaperVerdict::PrintedCopy];
        let all = Verdict::ALL.into_iter().map(PaperVerdict::Code).chain(papers);
        let reasons = all.filter(|verdict| !verdict.is_genuine());
        let codes: Vec<_> = reasons.map(PaperVerdict::code).collect();
        assert_eq!(codes, REASONS.map(|(code, _)| code));
        assert_eq!(PRACTICE, Verdict::GenuinePractice.code());
    }

    #[test]
    fn a_reason_is_told_in_the_words_of_the_screen() {
        let screen = include_str!("../../../ui/src/lib/i18n/history.ts");
        for (code, words) in REASONS {
            assert!(screen.contains(&format!("code_{code}: '{words}'")), "{code}");
        }
    }
}
