use dinhdanh_credential::card_qr::is_card_qr;
use dinhdanh_credential::challenge::CHALLENGE_PREFIX;
use dinhdanh_credential::office::INVITATION_PREFIX;
use dinhdanh_stream::Cargo;

/// What a code that is none of ours seems to be, so that the officer is told something helpful. It is never
/// opened, and nothing is believed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// The QR printed on a card.
    CardQr,
    /// The ministry's own app, as it seems: anybody can make such a code.
    MinistryCode,
    /// A link.
    Link,
    /// A payment code (EMVCo, as VietQR).
    Payment,
    /// An officer's challenge.
    Challenge,
    /// What a desk shows to another.
    Office,
    /// Words.
    Text,
    /// A code of something else.
    Other,
}

/// The ministry's hosts, and all that are named below them.
const MINISTRY_HOSTS: [&str; 2] = ["vneid.gov.vn", "dancuquocgia.gov.vn"];
/// How the ministry's offline code may begin. Its form is not published.
const MINISTRY_BEGINNING: &str = "vneid";
/// How links begin.
const LINK_BEGINNINGS: [&str; 4] = ["http:", "https:", "www.", "intent:"];
/// What stands in the names and addresses of places on a network.
const MARKS_OF_AN_ADDRESS: [char; 4] = ['.', '/', '\\', '@'];
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
        } else if Cargo::of(text) == Some(Cargo::Sightings) || text.starts_with(INVITATION_PREFIX) {
            Self::Office
        } else if LINK_BEGINNINGS
            .iter()
            .any(|beginning| lower.starts_with(beginning))
        {
            if is_of_the_ministry(host_of(&lower)) {
                Self::MinistryCode
            } else {
                Self::Link
            }
        } else if lower.starts_with(MINISTRY_BEGINNING) && !lower.contains(MARKS_OF_AN_ADDRESS) {
            Self::MinistryCode
        } else if text.starts_with(PAYMENT_BEGINNING) {
            Self::Payment
        } else if text.contains(char::is_whitespace) {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// The host that a browser would open: what stands before an `@` is who signs in there.
fn host_of(link: &str) -> &str {
    let address = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| link.strip_prefix(scheme))
        .unwrap_or(link);
    let authority = address.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

fn is_of_the_ministry(host: &str) -> bool {
    MINISTRY_HOSTS.iter().any(|known| {
        host.strip_suffix(known)
            .is_some_and(|below| below.is_empty() || below.ends_with('.'))
    })
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
            ("DDO1:ABC", Foreign::Office),
            ("DDS1:ABC", Foreign::Office),
            ("xin chào", Foreign::Text),
            ("bGFtIG9ueA==", Foreign::Other),
            ("", Foreign::Other),
        ];
        for (text, kind) in cases {
            assert_eq!(Foreign::of(text), kind, "{text}");
        }
    }

    #[test]
    fn a_link_is_its_hosts_whatever_else_it_names() {
        let of_the_ministry = [
            "https://vneid.gov.vn",
            "HTTPS://VNEID.GOV.VN:443/abc?x=1",
            "www.vneid.gov.vn",
            "https://dichvucong.dancuquocgia.gov.vn/",
        ];
        for text in of_the_ministry {
            assert_eq!(Foreign::of(text), Foreign::MinistryCode, "{text}");
        }
        let of_others = [
            "https://vneid.gov.vn.evil.com/a",
            "https://vneid.gov.vn@evil.com/",
            "https://evil.com/vneid.gov.vn",
            "https://evil.com\\@vneid.gov.vn",
            "https://evil.com?vneid.gov.vn",
            "https://evil.com#@vneid.gov.vn",
            "https://evilvneid.gov.vn",
            "https://vneid.gov.vn\t.evil.com",
            "http:vneid.gov.vn",
            "www.vneid.com",
            "intent://vneid.gov.vn#Intent;package=evil;end",
        ];
        for text in of_others {
            assert_eq!(Foreign::of(text), Foreign::Link, "{text}");
        }
        assert_eq!(Foreign::of("vneid.gov.vn.evil.com/a"), Foreign::Other);
        assert_eq!(Foreign::of("xem vneid"), Foreign::Text);
    }
}
