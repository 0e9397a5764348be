//! SHA-256, HMAC and comparison in constant time.

use ring::{digest, hmac};
use subtle::ConstantTimeEq as _;

/// SHA-256 over the parts, one after another (no lengths between them: the caller frames what needs framing).
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    take32(context.finish().as_ref())
}

/// HMAC-SHA256 over the parts, one after another.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(part);
    }
    take32(context.sign().as_ref())
}

/// Whether two byte strings are the same, in a time that depends on their lengths alone.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

fn take32(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    for (to, from) in out.iter_mut().zip(bytes) {
        *to = *from;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// FIPS 180-2 appendix B.1, and RFC 4231 §4.3.
    #[test]
    fn the_standards_examples_hold_however_the_message_is_parted() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex::encode(&sha256(&[b"abc"])), abc);
        assert_eq!(hex::encode(&sha256(&[b"a", b"", b"bc"])), abc);
        let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let message: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
        assert_eq!(hex::encode(&hmac_sha256(b"Jefe", &message)), tag);
    }

    #[test]
    fn bytes_are_the_same_only_to_the_last_one() {
        assert!(same(b"", b"") && same(b"tag", b"tag"));
        assert!(!same(b"tag", b"tab") && !same(b"tag", b"ta"));
    }
}
