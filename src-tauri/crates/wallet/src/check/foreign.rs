use dinhdanh_credential::card_qr::is_card_qr;
use dinhdanh_credential::challenge::CHALLENGE_PREFIX;

/// What a code that is none of ours seems to be, so that the officer is told something helpful. It is never
/// opened, and nothing is believed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// The QR printed on a card.
    CardQr,
    /// The ministry's own app.
    MinistryCode,
    /// A link.
    Link,
    /// A payment code (EMVCo, as VietQR).
    Payment,
    /// An officer's challenge.
    Challenge,
    /// Words.
    Text,
    /// A code of something else.
    Other,
}

/// Marks of the ministry's own codes. The form of its offline code is not published: kept as data.
const MINISTRY_MARKS: [&str; 2] = ["vneid", "dancuquocgia.gov.vn"];
/// How links begin.
const LINK_BEGINNINGS: [&str; 4] = ["http:", "https:", "www.", "intent:"];
/// How a payment code begins: EMVCo payload format indicator, version 01.
const PAYMENT_BEGINNING: &str = "000201";

impl Foreign {
    /// Looks at a text that is no identification code.
    pub(crate) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        if is_card_qr(text) {
            Self::CardQr
        } else if text.starts_with(CHALLENGE_PREFIX) {
            Self::Challenge
        } else if MINISTRY_MARKS.iter().any(|mark| lower.contains(mark)) {
            Self::MinistryCode
        } else if LINK_BEGINNINGS
            .iter()
            .any(|beginning| lower.starts_with(beginning))
        {
            Self::Link
        } else if text.starts_with(PAYMENT_BEGINNING) {
            Self::Payment
        } else if text.contains(char::is_whitespace) {
            Self::Text
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_codes_that_people_hold_out() {
        let cases = [
            (
                "001084123999||Nguyễn Văn A|09051984|Nam|Hà Nội|01012022",
                Foreign::CardQr,
            ),
            ("https://example.vn/x", Foreign::Link),
            ("HTTPS://EXAMPLE.VN", Foreign::Link),
            ("https://vneid.gov.vn/abc", Foreign::MinistryCode),
            ("00020101021238570010A000000727", Foreign::Payment),
            ("DD1C:ABC", Foreign::Challenge),
            ("xin chào", Foreign::Text),
            ("bGFtIG9ueA==", Foreign::Other),
            ("", Foreign::Other),
        ];
        for (text, kind) in cases {
            assert_eq!(Foreign::of(text), kind, "{text}");
        }
    }
}
