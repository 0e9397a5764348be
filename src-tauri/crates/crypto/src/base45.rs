//! Bytes as the text of a QR code in alphanumeric mode: base45, RFC 9285.

/// The longest text of a code, in characters, with its prefix.
pub const MAX_TEXT: usize = 2_900;

/// `prefix` and the base45 of `bytes` (RFC 9285).
pub fn write(prefix: &str, bytes: &[u8]) -> String {
    let mut text = String::with_capacity(prefix.len() + bytes.len().div_ceil(2) * 3);
    text.push_str(prefix);
    encode_onto(&mut text, bytes);
    text
}

fn encode_onto(text: &mut String, bytes: &[u8]) {
    let (pairs, last) = bytes.as_chunks();
    for pair in pairs {
        let number = u16::from_be_bytes(*pair);
        text.extend([number, number / 45, number / (45 * 45)].map(character));
    }
    if let [byte] = last {
        let number = u16::from(*byte);
        text.extend([number, number / 45].map(character));
    }
}

/// The bytes behind the prefix of a text that is not too long.
pub fn read(text: &str, prefix: &str) -> Option<Vec<u8>> {
    // Every character of a good text is one byte, so a text of more bytes is too long or no base45.
    if text.len() > MAX_TEXT {
        return None;
    }
    decode(text.strip_prefix(prefix)?)
}

/// The bytes of a text in base45. A group that stands for more than its bytes hold is refused, so that bytes have
/// one text.
fn decode(body: &str) -> Option<Vec<u8>> {
    let (triples, last) = body.as_bytes().as_chunks();
    let mut bytes = Vec::with_capacity(triples.len() * 2 + 1);
    for [a, b, c] in triples {
        let number = digit(*a)? + digit(*b)? * 45 + digit(*c)? * 45 * 45;
        bytes.extend(u16::try_from(number).ok()?.to_be_bytes());
    }
    match last {
        [] => {}
        [a, b] => bytes.push(u8::try_from(digit(*a)? + digit(*b)? * 45).ok()?),
        _ => return None,
    }
    Some(bytes)
}

/// What stands for the last digit of a number.
#[expect(
    clippy::indexing_slicing,
    reason = "a remainder is less than what it is divided by"
)]
fn character(number: u16) -> char {
    char::from(ALPHABET[usize::from(number) % ALPHABET.len()])
}

fn digit(character: u8) -> Option<u32> {
    let digit = *DIGITS.get(usize::from(character))?;
    (digit < 45).then(|| u32::from(digit))
}

const ALPHABET: [u8; 45] = *b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// What each byte stands for; 45 and above: nothing.
#[expect(clippy::indexing_slicing, reason = "would not compile out of bounds")]
const DIGITS: [u8; 256] = {
    let mut digits = [u8::MAX; 256];
    let mut digit = 0;
    while digit < ALPHABET.len() {
        digits[ALPHABET[digit] as usize] = digit as u8;
        digit += 1;
    }
    digits
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The examples of RFC 9285 §4.3 and §4.4.
    #[test]
    fn the_standards_examples_are_read_and_written() {
        for (text, bytes) in [
            ("BB8", &b"AB"[..]),
            ("%69 VD92EX0", b"Hello!!"),
            ("UJCLQE7W581", b"base-45"),
            ("QED8WEX0", b"ietf!"),
            ("", b""),
        ] {
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
            assert_eq!(write("", bytes), text);
        }
    }

    #[test]
    fn a_wrapping_group_is_no_text() {
        // The most that two characters and three may say, and one more.
        assert_eq!(decode("U5"), Some(vec![255]));
        assert_eq!(decode("V5"), None);
        assert_eq!(decode("FGW"), Some(vec![255, 255]));
        assert_eq!(decode("GGW"), None);
        assert_eq!(read("DD1::::", "DD1:"), None);
        assert_eq!(read("DD1:::", "DD1:"), None);
        assert_eq!(read("DD1:0", "DD1:"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let text = write("DD1:", &bytes);
            prop_assert_eq!(&text, &format!("DD1:{}", base45::encode(&bytes)));
            prop_assert_eq!(read(&text, "DD1:"), Some(bytes));
        }

        #[test]
        fn no_other_character_is_read(character: char, others in "[0-9A-Z]{2}") {
            let known = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".contains(character);
            let read = decode(&format!("{character}{others}"));
            prop_assert!(known || read.is_none());
        }

        #[test]
        fn one_text_for_every_bytes(body in "[0-9A-Z $%*+./:-]{0,30}") {
            if let Some(bytes) = read(&format!("DD1:{body}"), "DD1:") {
                prop_assert_eq!(write("DD1:", &bytes), format!("DD1:{body}"));
            }
        }
    }
}
