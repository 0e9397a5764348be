//! Bytes as text. For what may be read by anybody: the text is not wiped.

/// Two lower-case hexadecimal digits a byte.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_byte_has_two_digits() {
        assert_eq!(super::encode(&[0, 0x0a, 0xff]), "000aff");
    }
}
