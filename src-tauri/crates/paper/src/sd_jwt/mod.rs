//! Selective disclosure for JWTs, RFC 9901: a signed object of whose values its holder shows some and keeps the others.
//!
//! [`SdJwt::parse`] reads what came, **unverified**. [`SdJwt::verified`] is the issuer's word and what was disclosed;
//! [`SdJwt::showing`] leaves out what is to be kept, and [`Binding::bind`] binds the rest to the holder's key.

mod disclosure;
mod issue;
mod key_binding;
mod reveal;

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::sign::PublicKey;
use serde_json::{Map, Value};

pub use disclosure::Disclosure;
pub use issue::{Claims, issue};
pub use key_binding::{Binding, KeyBinding};
pub use reveal::Step;

use crate::jose::{Jws, JwsError};

/// A longer text is refused before it is looked at, bytes: a list of 5,000 visits fits.
pub const MAX_LENGTH: usize = 8 << 20;

/// Why a text is no SD-JWT, or not what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SdJwtError {
    /// Length, parts, encoding, JSON, or what the digests refer to (RFC 9901 §7.1).
    #[error("no SD-JWT")]
    Malformed,
    /// A signature is not by the key that it should be by.
    #[error("a signature does not hold")]
    BadSignature,
    /// A key or the randomness failed.
    #[error("a key failed")]
    Crypto(#[from] CryptoError),
}

impl From<JwsError> for SdJwtError {
    fn from(error: JwsError) -> Self {
        match error {
            JwsError::Malformed => Self::Malformed,
            JwsError::BadSignature => Self::BadSignature,
        }
    }
}

/// An SD-JWT, parsed and **unverified**: the issuer's JWT, disclosures, and a key binding where it has one.
#[derive(Clone)]
pub struct SdJwt {
    issuer: Jws,
    issuer_text: String,
    disclosures: Vec<Disclosure>,
    binding: Option<KeyBinding>,
}

impl SdJwt {
    /// Parses `<JWT>~<disclosure>~…~[<key binding>]`.
    pub fn parse(text: &str) -> Result<Self, SdJwtError> {
        let wrong = SdJwtError::Malformed;
        if text.len() > MAX_LENGTH {
            return Err(wrong);
        }
        let (presented, binding) = text.rsplit_once('~').ok_or(wrong)?;
        let mut parts = presented.split('~');
        let issuer_text = parts.next().ok_or(wrong)?.to_owned();
        let issuer = Jws::parse(&issuer_text)?;
        let disclosures = parts
            .map(|part| Disclosure::parse(part).ok_or(wrong))
            .collect::<Result<Vec<_>, _>>()?;
        let binding = match binding {
            "" => None,
            // What is bound is all before it, its tilde included (§4.3.1).
            binding => Some(KeyBinding::parse(binding, &format!("{presented}~"))?),
        };
        Ok(Self {
            issuer,
            issuer_text,
            disclosures,
            binding,
        })
    }

    /// The issuer's JWT, **unverified**: its header says whose it claims to be.
    pub const fn issuer(&self) -> &Jws {
        &self.issuer
    }

    /// Its key binding, **unverified**.
    pub const fn binding(&self) -> Option<&KeyBinding> {
        self.binding.as_ref()
    }

    /// The disclosures that came with it.
    pub fn disclosures(&self) -> &[Disclosure] {
        &self.disclosures
    }

    /// What the issuer says as far as it was disclosed, once its signature is by `key` and every disclosure is one of
    /// which it signed the digest (RFC 9901 §7.1).
    pub fn verified(&self, key: &PublicKey) -> Result<Map<String, Value>, SdJwtError> {
        let payload = self.issuer.clone().verified(key)?;
        Ok(reveal::reveal(payload, &self.disclosures)?.payload)
    }

    /// What it says as far as it is disclosed, under a signature that is **not looked at**.
    pub fn dangerous_content(&self) -> Result<Map<String, Value>, SdJwtError> {
        let payload = self.issuer.dangerous_payload().clone();
        Ok(reveal::reveal(payload, &self.disclosures)?.payload)
    }

    /// The text that shows those disclosures only whose place `shown` names, and what they stand in, without a key
    /// binding. For its holder: nothing is verified.
    pub fn showing(&self, shown: impl Fn(&[Step]) -> bool) -> Result<String, SdJwtError> {
        let payload = self.issuer.dangerous_payload().clone();
        let places = reveal::reveal(payload, &self.disclosures)?.places;
        let wanted: Vec<&[Step]> = places
            .iter()
            .map(Vec::as_slice)
            .filter(|place| shown(place))
            .collect();
        let mut text = self.issuer_text.clone();
        text.push('~');
        for (disclosure, place) in self.disclosures.iter().zip(&places) {
            if wanted.iter().any(|wanted| wanted.starts_with(place)) {
                text.push_str(disclosure.text());
                text.push('~');
            }
        }
        Ok(text)
    }
}

impl Disclosure {
    /// The name of the member that it shows; none for an entry of a list.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What it shows.
    pub const fn value(&self) -> &Value {
        &self.value
    }
}
