use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use serde_json::{Map, Value};

use super::SdJwtError;
use crate::jose::{self, Jws, to_base64url};

/// The type of a key binding (RFC 9901 §4.3).
const TYPE: &str = "kb+jwt";

/// For whom a presentation is made, when, and in answer to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Whom it is for.
    pub audience: String,
    /// Theirs, where they gave one; else drawn by the holder, so that no two presentations are the same.
    pub nonce: String,
    /// When it was made, whole seconds.
    pub made_at: DateTime<Utc>,
    /// `sd_hash`: the digest of what is presented.
    presented: String,
}

/// The holder's signature over what is presented, parsed and **unverified**.
#[derive(Clone)]
pub struct KeyBinding {
    jws: Jws,
    /// The digest of what came before it.
    presented: String,
}

impl KeyBinding {
    pub(super) fn parse(text: &str, presented: &str) -> Result<Self, SdJwtError> {
        let jws = Jws::parse(text)?;
        if jws.header_text("typ") != Some(TYPE) {
            return Err(SdJwtError::Malformed);
        }
        Ok(Self {
            jws,
            presented: digest(presented),
        })
    }

    /// What it is bound to, once it is signed by `key` and over just what it came with (RFC 9901 §7.3).
    pub fn verified(&self, key: &PublicKey) -> Result<Binding, SdJwtError> {
        let wrong = SdJwtError::Malformed;
        let claims = self.jws.clone().verified(key)?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).ok_or(wrong);
        if text("sd_hash")? != self.presented {
            return Err(SdJwtError::BadSignature);
        }
        let made_at = claims.get("iat").and_then(Value::as_i64).ok_or(wrong)?;
        Ok(Binding {
            audience: text("aud")?.to_owned(),
            nonce: text("nonce")?.to_owned(),
            made_at: DateTime::from_timestamp(made_at, 0).ok_or(wrong)?,
            presented: self.presented.clone(),
        })
    }
}

impl Binding {
    /// What tells this presentation from every other one of its holder's.
    pub fn id(&self) -> [u8; 16] {
        let moment = self.made_at.timestamp().to_be_bytes();
        let parts: [&[u8]; 6] = [
            b"dinhdanh presentation v1\0",
            &moment,
            self.audience.as_bytes(),
            b"\0",
            self.nonce.as_bytes(),
            self.presented.as_bytes(),
        ];
        let [id @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = sha256(&parts);
        id
    }

    /// Of what is about to be presented: a text of [`SdJwt::showing`](super::SdJwt::showing).
    pub fn of(shown: &str, audience: &str, nonce: &str, made_at: DateTime<Utc>) -> Self {
        Self {
            audience: audience.to_owned(),
            nonce: nonce.to_owned(),
            made_at,
            presented: digest(shown),
        }
    }

    /// Binds `shown`, of which this was made, to the holder's key: what is presented.
    pub fn bind(&self, shown: &str, key: &SigningKey) -> Result<String, SdJwtError> {
        let mut claims = Map::new();
        claims.insert("iat".to_owned(), self.made_at.timestamp().into());
        claims.insert("aud".to_owned(), self.audience.as_str().into());
        claims.insert("nonce".to_owned(), self.nonce.as_str().into());
        claims.insert("sd_hash".to_owned(), self.presented.as_str().into());
        let mut header = Map::new();
        header.insert("typ".to_owned(), TYPE.into());
        Ok(format!("{shown}{}", jose::sign(key, header, &claims)?))
    }
}

fn digest(presented: &str) -> String {
    to_base64url(&sha256(&[presented.as_bytes()]))
}
