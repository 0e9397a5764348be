use std::borrow::Cow;

/// The longest text of a code, in characters, with its prefix.
pub(crate) const MAX_TEXT: usize = 2_900;

/// `prefix` and the base45 of `bytes` (RFC 9285).
pub(crate) fn write(prefix: &str, bytes: &[u8]) -> String {
    format!("{prefix}{}", base45::encode(bytes))
}

/// The bytes behind the prefix of a text that is not too long. A group that overflows would wrap to the bytes
/// of another group, so the text must be just what its bytes encode to.
pub(crate) fn read(text: &str, prefix: &str) -> Option<Vec<u8>> {
    // Every character of a good text is one byte, so a text of more bytes is too long or no base45.
    if text.len() > MAX_TEXT {
        return None;
    }
    let body = text.strip_prefix(prefix)?;
    let bytes = base45::decode(body).ok()?;
    let again: Cow<'_, str> = base45::encode(&bytes).into();
    (again == body).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wrapping_group_is_no_text() {
        assert_eq!(read("DD1:QED8WEX0", "DD1:"), Some(b"ietf!".to_vec()));
        assert_eq!(read("DD1::::", "DD1:"), None);
        assert_eq!(read("DD1:::", "DD1:"), None);
        assert_eq!(read("DD1:0", "DD1:"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            prop_assert_eq!(read(&write("DD1:", &bytes), "DD1:"), Some(bytes));
        }

        #[test]
        fn one_text_for_every_bytes(body in "[0-9A-Z $%*+./:-]{0,30}") {
            if let Some(bytes) = read(&format!("DD1:{body}"), "DD1:") {
                prop_assert_eq!(write("DD1:", &bytes), format!("DD1:{body}"));
            }
        }
    }
}
