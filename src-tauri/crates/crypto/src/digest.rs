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
