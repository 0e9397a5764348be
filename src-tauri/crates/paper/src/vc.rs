//! A paper as an SD-JWT VC: who issued it, to which key, for how long, and where its status stands.

use chrono::{DateTime, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::random::Random;
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use serde_json::{Map, Value};

use crate::jose::{from_base64url, jwk, public_key, to_base64url};
use crate::sd_jwt::{self, Claims, SdJwt, SdJwtError};
use crate::{Disclosing, Format, PaperKind, ValueKind};

/// The type of the issuer's JWT (SD-JWT VC §2.2.1).
const TYPE: &str = "dc+sd-jwt";

/// Begins the name of a status list; its number follows.
const STATUS_LIST: &str = "urn:dinhdanh:status-list:";

/// What the issuer says about a paper, beside what stands in it. Open to whoever is shown anything of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Which kind.
    pub kind: PaperKind,
    /// Who issued it: a name, of which only the key in the trust bundle is proof.
    pub issuer: String,
    /// From when, whole seconds.
    pub issued_at: DateTime<Utc>,
    /// Worthless from then on, whole seconds.
    pub expires_at: DateTime<Utc>,
    /// The holder's key: nothing is presented without a signature by it.
    pub holder: PublicKey,
    /// Where its status stands.
    pub status: StatusPlace,
}

/// Issues a paper: every field that its kind's metadata call so can be kept, the others stand open. A field that
/// the metadata do not have is [`SdJwtError::Malformed`].
pub fn issue(
    key: &SigningKey,
    envelope: &Envelope,
    content: &Map<String, Value>,
    random: &dyn Random,
) -> Result<String, SdJwtError> {
    let wrong = SdJwtError::Malformed;
    let mut claims = Claims::new();
    for (name, value) in content {
        let field = envelope
            .kind
            .metadata()
            .fields()
            .find(|field| field.name() == name);
        let field = field.ok_or(wrong)?;
        match (field.value, value) {
            (ValueKind::Entries, Value::Array(entries)) => claims.list(name, entries.clone()),
            (ValueKind::Ages, Value::Object(ages)) => {
                let mut hidden = Claims::new();
                for (age, reached) in ages {
                    hidden.hidden(age, reached.clone());
                }
                claims.object(name, hidden)
            }
            (ValueKind::Entries | ValueKind::Ages, _) => return Err(wrong),
            (_, value) if field.sd == Disclosing::Always => claims.hidden(name, value.clone()),
            (_, value) => claims.open(name, value.clone()),
        };
    }
    claims
        .open("vct", envelope.kind.vct())
        .open("iss", envelope.issuer.as_str())
        .open("iat", envelope.issued_at.timestamp())
        .open("exp", envelope.expires_at.timestamp())
        .open(
            "cnf",
            serde_json::json!({ "jwk": jwk(&envelope.holder).ok_or(wrong)? }),
        )
        .open("status", status(envelope.status));
    let mut header = Map::new();
    header.insert("typ".to_owned(), TYPE.into());
    header.insert("kid".to_owned(), to_base64url(&key.public().key_id()).into());
    sd_jwt::issue(key, header, claims, random)
}

fn status(place: StatusPlace) -> Value {
    serde_json::json!({ "status_list": { "idx": place.index, "uri": status_list_name(place.list) } })
}

pub(crate) fn status_list_name(list: u64) -> String {
    format!("{STATUS_LIST}{list}")
}

/// The number in such a name, written in one way only.
pub(crate) fn status_list_number(name: &str) -> Option<u64> {
    let number = name.strip_prefix(STATUS_LIST)?;
    let canonical = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    canonical.then(|| number.parse().ok()).flatten()
}

/// The key that a paper claims to be signed with, **unverified**.
pub fn key_id(paper: &SdJwt) -> Option<[u8; 8]> {
    let header = paper.issuer();
    if header.header_text("typ") != Some(TYPE) {
        return None;
    }
    from_base64url(header.header_text("kid")?)?.try_into().ok()
}

/// A paper whose issuer's signature holds.
#[derive(Clone)]
pub struct Issued {
    /// In which form.
    pub format: Format,
    /// What the issuer says about it.
    pub envelope: Envelope,
    /// What stands in it, as far as it was disclosed.
    pub content: Map<String, Value>,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({:?})", self.envelope.kind)
    }
}

impl Issued {
    /// The paper under the signature of `key`, with a type, times, holder and status as ours have them.
    pub fn verify(paper: &SdJwt, key: &PublicKey) -> Result<Self, SdJwtError> {
        Self::of(paper.verified(key)?).ok_or(SdJwtError::Malformed)
    }

    /// The same of a paper whose signature is not looked at: for its holder, who did so when it came.
    pub fn dangerous_unverified(paper: &SdJwt) -> Result<Self, SdJwtError> {
        Self::of(paper.dangerous_content()?).ok_or(SdJwtError::Malformed)
    }

    fn of(mut claims: Map<String, Value>) -> Option<Self> {
        let kind = PaperKind::of_vct(claims.remove("vct")?.as_str()?)?;
        let issuer = claims.remove("iss")?.as_str()?.to_owned();
        let issued_at = DateTime::from_timestamp(claims.remove("iat")?.as_i64()?, 0)?;
        let expires_at = DateTime::from_timestamp(claims.remove("exp")?.as_i64()?, 0)?;
        let holder = public_key(claims.remove("cnf")?.as_object()?.get("jwk")?.as_object()?)?;
        let status = claims.remove("status")?;
        let status = status.get("status_list")?;
        let status = StatusPlace {
            list: status_list_number(status.get("uri")?.as_str()?)?,
            index: status.get("idx")?.as_u64()?,
        };
        Some(Self {
            format: Format::SdJwt,
            envelope: Envelope {
                kind,
                issuer,
                issued_at,
                expires_at,
                holder,
                status,
            },
            content: claims,
        })
    }
}
