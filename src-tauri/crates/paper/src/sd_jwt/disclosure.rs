use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::random::{self, Random};
use serde_json::Value;

use super::SdJwtError;
use crate::jose::{from_base64url, to_base64url};
use crate::json::strict;

/// Bytes of salt in what we issue: 128 bits (RFC 9901 §9.3).
const SALT: usize = 16;

/// One value that its holder may show or keep to themself, with the salt that keeps it from being guessed from its
/// digest (RFC 9901 §4.2).
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// As it travels. The digest is over this text, not over what it stands for.
    text: String,
    pub(super) name: Option<String>,
    pub(super) value: Value,
}

impl Disclosure {
    /// Of a member of an object, or, without a name, of an entry of a list.
    pub(super) fn make(name: Option<&str>, value: Value, random: &dyn Random) -> Result<Self, SdJwtError> {
        let salt = to_base64url(&random::array::<SALT>(random)?);
        let parts = match name {
            Some(name) => serde_json::json!([salt, name, value]),
            None => serde_json::json!([salt, value]),
        };
        Ok(Self {
            text: to_base64url(parts.to_string().as_bytes()),
            name: name.map(str::to_owned),
            value,
        })
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let Value::Array(parts) = strict(&from_base64url(text)?)? else {
            return None;
        };
        let (name, value) = match <[Value; 3]>::try_from(parts) {
            Ok([Value::String(_), Value::String(name), value]) => (Some(name), value),
            Ok(_) => return None,
            Err(parts) => match <[Value; 2]>::try_from(parts) {
                Ok([Value::String(_), value]) => (None, value),
                _ => return None,
            },
        };
        // Those names are the format's own (§7.1, step 3.c.ii.3.2).
        if name.as_deref().is_some_and(|name| matches!(name, "_sd" | "...")) {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            name,
            value,
        })
    }

    /// What the issuer signed in its place.
    pub(super) fn digest(&self) -> String {
        to_base64url(&sha256(&[self.text.as_bytes()]))
    }

    /// As it travels.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disclosure(…)")
    }
}
