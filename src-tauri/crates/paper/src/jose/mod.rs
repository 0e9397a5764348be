//! Signed JSON: compact JWS (RFC 7515) with ES256, and P-256 keys as JWK (RFC 7517).

mod jwk;
mod jws;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use jwk::{jwk, public_key};
pub use jws::{Jws, JwsError, sign};

/// base64url without padding (RFC 7515 §2).
pub fn to_base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of such a text: one form only, so that two texts never stand for the same bytes.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
