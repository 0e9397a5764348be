//! The QR printed on the chip card. It bears no signature: it is data to fill a form with, never proof.

/// Whether a scanned text is a printed card's: twelve digits, then a bar.
pub fn is_card_qr(text: &str) -> bool {
    text.split_once('|')
        .is_some_and(|(number, _)| number.len() == 12 && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cards_old_and_new() {
        assert!(is_card_qr(
            "001084123999||Nguyễn Văn A|09051984|Nam|Hà Nội|01012022"
        ));
        assert!(is_card_qr("001084123999|"));
        for other in [
            "",
            "001084123999",
            "123456789|",
            "00108412399a|",
            "001084123999 |",
            "٠٠١٠٨٤|",
        ] {
            assert!(!is_card_qr(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn strangers_texts_never_panic(text in "\\PC{0,60}") {
            let _ = is_card_qr(&text);
        }
    }
}
