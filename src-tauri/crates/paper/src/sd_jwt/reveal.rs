use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Disclosure, SdJwtError};

/// A disclosure within a disclosure goes no deeper than this.
const DEEPEST: usize = 16;

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the member of this name.
    Member(String),
    /// Into this entry of the list, counted from 0 with those that are kept.
    Entry(usize),
}

/// A payload with what was disclosed in its place.
pub(super) struct Revealed {
    pub(super) payload: Map<String, Value>,
    /// The place of each disclosure.
    pub(super) places: Vec<Vec<Step>>,
}

/// Puts what was disclosed into the place of its digest, and takes out the digests of what was kept: the processed
/// payload (RFC 9901 §7.1, step 3). Refused where a digest stands twice, a disclosure has none, or a name is taken.
pub(super) fn reveal(
    mut payload: Map<String, Value>,
    disclosures: &[Disclosure],
) -> Result<Revealed, SdJwtError> {
    let wrong = SdJwtError::Malformed;
    match payload.remove("_sd_alg") {
        None => {}
        Some(Value::String(name)) if name == "sha-256" => {}
        Some(_) => return Err(wrong),
    }
    let mut shown = HashMap::with_capacity(disclosures.len());
    for (index, disclosure) in disclosures.iter().enumerate() {
        let before = shown.insert(disclosure.digest(), Some((index, disclosure)));
        if before.is_some() {
            return Err(wrong);
        }
    }
    let mut revealing = Revealing {
        shown,
        seen: HashSet::new(),
        way: Vec::new(),
        places: vec![Vec::new(); disclosures.len()],
    };
    revealing.object(&mut payload, 0)?;
    // A disclosure that nothing refers to was never the issuer's (step 5).
    if revealing.shown.values().any(Option::is_some) {
        return Err(wrong);
    }
    Ok(Revealed {
        payload,
        places: revealing.places,
    })
}

struct Revealing<'a> {
    /// By digest; none once it is in its place.
    shown: HashMap<String, Option<(usize, &'a Disclosure)>>,
    /// The digests met so far, shown or kept: each stands once (step 4).
    seen: HashSet<String>,
    way: Vec<Step>,
    places: Vec<Vec<Step>>,
}

impl<'a> Revealing<'a> {
    fn take(&mut self, digest: Value) -> Result<Option<(usize, &'a Disclosure)>, SdJwtError> {
        let Value::String(digest) = digest else {
            return Err(SdJwtError::Malformed);
        };
        let disclosure = self.shown.get_mut(&digest).and_then(Option::take);
        if self.seen.insert(digest) {
            Ok(disclosure)
        } else {
            Err(SdJwtError::Malformed)
        }
    }

    /// What is disclosed one step further, with what is disclosed within.
    fn disclosed(
        &mut self,
        (index, disclosure): (usize, &Disclosure),
        step: Step,
        depth: usize,
    ) -> Result<Value, SdJwtError> {
        self.way.push(step);
        if let Some(place) = self.places.get_mut(index) {
            place.clone_from(&self.way);
        }
        let mut value = disclosure.value.clone();
        self.value(&mut value, depth + 1)?;
        self.way.pop();
        Ok(value)
    }

    fn within(&mut self, step: Step, value: &mut Value, depth: usize) -> Result<(), SdJwtError> {
        self.way.push(step);
        self.value(value, depth)?;
        self.way.pop();
        Ok(())
    }

    fn value(&mut self, value: &mut Value, depth: usize) -> Result<(), SdJwtError> {
        match value {
            Value::Object(members) => self.object(members, depth),
            Value::Array(entries) => self.list(entries, depth),
            _ => Ok(()),
        }
    }

    fn object(&mut self, members: &mut Map<String, Value>, depth: usize) -> Result<(), SdJwtError> {
        let wrong = SdJwtError::Malformed;
        if members.contains_key("...") || depth > DEEPEST {
            return Err(wrong);
        }
        let digests = match members.remove("_sd") {
            None => Vec::new(),
            Some(Value::Array(digests)) => digests,
            Some(_) => return Err(wrong),
        };
        for (name, value) in members.iter_mut() {
            self.within(Step::Member(name.clone()), value, depth)?;
        }
        for digest in digests {
            let Some(found) = self.take(digest)? else {
                continue;
            };
            let name = found.1.name.as_ref().ok_or(wrong)?;
            let value = self.disclosed(found, Step::Member(name.clone()), depth)?;
            if members.insert(name.clone(), value).is_some() {
                return Err(wrong);
            }
        }
        Ok(())
    }

    fn list(&mut self, entries: &mut Vec<Value>, depth: usize) -> Result<(), SdJwtError> {
        let mut kept = Vec::with_capacity(entries.len());
        for (index, mut entry) in std::mem::take(entries).into_iter().enumerate() {
            let step = Step::Entry(index);
            let Some(digest) = entry_digest(&mut entry)? else {
                self.within(step, &mut entry, depth)?;
                kept.push(entry);
                continue;
            };
            let Some(found) = self.take(digest)? else {
                continue;
            };
            if found.1.name.is_some() {
                return Err(SdJwtError::Malformed);
            }
            kept.push(self.disclosed(found, step, depth)?);
        }
        *entries = kept;
        Ok(())
    }
}

/// The digest in whose place an entry stands: the one member of an object.
fn entry_digest(entry: &mut Value) -> Result<Option<Value>, SdJwtError> {
    let Value::Object(members) = entry else {
        return Ok(None);
    };
    let digest = members.remove("...");
    if digest.is_some() && !members.is_empty() {
        return Err(SdJwtError::Malformed);
    }
    Ok(digest)
}
