use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::sign::{Algorithm, PublicKey, SigningKey};
use serde_json::{Map, Value};

use super::{from_base64url, to_base64url};
use crate::json::strict_object;

/// A compact JWS, parsed and **unverified**.
#[derive(Clone)]
pub struct Jws {
    header: Map<String, Value>,
    payload: Map<String, Value>,
    /// What is signed: both parts and the dot between them, as they came.
    signed: String,
    signature: Vec<u8>,
}

/// Why a JWS is none, or not the key's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Parts, base64url, JSON, or a header that asks for what we do not do.
    #[error("no compact JWS with ES256")]
    Malformed,
    /// The signature is not by this key.
    #[error("the signature does not hold")]
    BadSignature,
}

impl Jws {
    /// Parses a compact JWS whose payload is a JSON object. `alg` must be `ES256`, and nothing may be critical
    /// (RFC 7515 §4.1.11): we understand no extension.
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let wrong = JwsError::Malformed;
        let (signed, signature) = text.rsplit_once('.').ok_or(wrong)?;
        let (header, payload) = signed.split_once('.').ok_or(wrong)?;
        let object = |part: &str| strict_object(&from_base64url(part)?);
        let header = object(header).ok_or(wrong)?;
        if header.get("alg").and_then(Value::as_str) != Some("ES256") || header.contains_key("crit") {
            return Err(wrong);
        }
        Ok(Self {
            header,
            payload: object(payload).ok_or(wrong)?,
            signed: signed.to_owned(),
            signature: from_base64url(signature).ok_or(wrong)?,
        })
    }

    /// Its protected header.
    pub const fn header(&self) -> &Map<String, Value> {
        &self.header
    }

    /// What a string in its header says.
    pub fn header_text(&self, name: &str) -> Option<&str> {
        self.header.get(name)?.as_str()
    }

    /// What it says, **unverified**.
    pub const fn dangerous_payload(&self) -> &Map<String, Value> {
        &self.payload
    }

    /// What it says, once the signature is by `key`, which must be of the algorithm's type.
    pub fn verified(self, key: &PublicKey) -> Result<Map<String, Value>, JwsError> {
        if key.algorithm() != Algorithm::Esp256 {
            return Err(JwsError::BadSignature);
        }
        key.verify(self.signed.as_bytes(), &self.signature)
            .map_err(|_| JwsError::BadSignature)?;
        Ok(self.payload)
    }
}

/// Signs `payload` with a P-256 key; `header` stands beside `alg`. [`CryptoError::BadKey`] for a key of another type.
pub fn sign(
    key: &SigningKey,
    mut header: Map<String, Value>,
    payload: &Map<String, Value>,
) -> Result<String, CryptoError> {
    if key.public().algorithm() != Algorithm::Esp256 {
        return Err(CryptoError::BadKey);
    }
    header.insert("alg".to_owned(), "ES256".into());
    let part = |object: &Map<String, Value>| {
        serde_json::to_vec(object)
            .map(|json| to_base64url(&json))
            .map_err(|_| CryptoError::BadKey)
    };
    let signed = format!("{}.{}", part(&header)?, part(payload)?);
    let signature = key.sign(signed.as_bytes())?;
    Ok(format!("{signed}.{}", to_base64url(&signature)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_is_read() -> anyhow::Result<()> {
        let (key, other) = (SigningKey::generate_p256()?, SigningKey::generate_p256()?);
        let payload = serde_json::from_str(r#"{"iss":"a","n":1}"#)?;
        let text = sign(&key, Map::new(), &payload)?;
        assert_eq!(Jws::parse(&text)?.verified(key.public())?, payload);
        assert_eq!(
            Jws::parse(&text)?.verified(other.public()),
            Err(JwsError::BadSignature)
        );
        Ok(())
    }

    #[test]
    fn a_header_never_chooses_what_is_checked() {
        let with = |header: &str| Jws::parse(&format!("{}.e30.AAAA", to_base64url(header.as_bytes()))).err();
        assert_eq!(with(r#"{"alg":"ES256"}"#), None);
        for header in [
            r#"{"alg":"none"}"#,
            r#"{"alg":"HS256"}"#,
            r#"{"alg":"ES256","crit":["b64"],"b64":false}"#,
            r#"{"alg":"none","alg":"ES256"}"#,
            r"{}",
        ] {
            assert_eq!(with(header), Some(JwsError::Malformed), "{header}");
        }
    }
}
