use dinhdanh_crypto::random::Random;
use dinhdanh_crypto::sign::SigningKey;
use serde_json::{Map, Value};

use super::{Disclosure, SdJwtError};
use crate::jose;

/// What an SD-JWT is to say: members that stand open, and members that their holder may keep to themself.
#[derive(Default)]
pub struct Claims {
    open: Map<String, Value>,
    hidden: Vec<(String, Value)>,
    objects: Vec<(String, Claims)>,
    lists: Vec<(String, Vec<Value>)>,
}

impl Claims {
    /// Says nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A member that everybody reads.
    pub fn open(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.open.insert(name.to_owned(), value.into());
        self
    }

    /// A member that its holder shows or keeps.
    pub fn hidden(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }

    /// An object whose own members are open or hidden each.
    pub fn object(&mut self, name: &str, claims: Claims) -> &mut Self {
        self.objects.push((name.to_owned(), claims));
        self
    }

    /// A list, each of whose entries its holder shows or keeps. Who is shown some sees how many there are.
    pub fn list(&mut self, name: &str, entries: Vec<Value>) -> &mut Self {
        self.lists.push((name.to_owned(), entries));
        self
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        let hidden = self.hidden.iter().map(|(name, _)| name);
        let objects = self.objects.iter().map(|(name, _)| name);
        let lists = self.lists.iter().map(|(name, _)| name);
        self.open.keys().chain(hidden).chain(objects).chain(lists)
    }

    fn values(&self) -> impl Iterator<Item = &Value> {
        let hidden = self.hidden.iter().map(|(_, value)| value);
        let entries = self.lists.iter().flat_map(|(_, entries)| entries);
        self.open.values().chain(hidden).chain(entries)
    }

    fn packed(
        self,
        random: &dyn Random,
        disclosures: &mut Vec<Disclosure>,
    ) -> Result<Map<String, Value>, SdJwtError> {
        if self.names().any(|name| is_the_formats(name)) || self.values().any(holds_the_formats) {
            return Err(SdJwtError::Malformed);
        }
        let mut packed = self.open;
        for (name, claims) in self.objects {
            packed.insert(name, Value::Object(claims.packed(random, disclosures)?));
        }
        for (name, entries) in self.lists {
            let mut digests = Vec::with_capacity(entries.len());
            for entry in entries {
                let disclosure = Disclosure::make(None, entry, random)?;
                digests.push(serde_json::json!({ "...": disclosure.digest() }));
                disclosures.push(disclosure);
            }
            packed.insert(name, Value::Array(digests));
        }
        let mut digests = Vec::with_capacity(self.hidden.len());
        for (name, value) in self.hidden {
            let disclosure = Disclosure::make(Some(&name), value, random)?;
            digests.push(disclosure.digest());
            disclosures.push(disclosure);
        }
        if !digests.is_empty() {
            // In an order that tells nothing of the members' (§4.2.4.1): digests are as good as random.
            digests.sort_unstable();
            packed.insert("_sd".to_owned(), digests.into());
        }
        Ok(packed)
    }
}

/// Names that stand for something else than a value in an SD-JWT: no issuer's own member may have one (RFC 9901 §4.1).
fn is_the_formats(name: &str) -> bool {
    matches!(name, "_sd" | "..." | "_sd_alg")
}

fn holds_the_formats(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.iter().any(holds_the_formats),
        Value::Object(members) => {
            members.keys().any(|name| is_the_formats(name)) || members.values().any(holds_the_formats)
        }
        _ => false,
    }
}

/// Issues an SD-JWT (RFC 9901 §4) with `header` beside its algorithm: the text with every disclosure, for its holder. A
/// member named as the format names its own is [`SdJwtError::Malformed`].
///
/// Every value is salted anew, so that two issued to one person have nothing in common but what they say.
pub fn issue(
    key: &SigningKey,
    header: Map<String, Value>,
    claims: Claims,
    random: &dyn Random,
) -> Result<String, SdJwtError> {
    let mut disclosures = Vec::new();
    let mut payload = claims.packed(random, &mut disclosures)?;
    payload.insert("_sd_alg".to_owned(), "sha-256".into());
    let mut text = jose::sign(key, header, &payload)?;
    text.push('~');
    for disclosure in &disclosures {
        text.push_str(disclosure.text());
        text.push('~');
    }
    Ok(text)
}
