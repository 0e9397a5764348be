use std::collections::BTreeMap;

use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::sign::SigningKey;
use serde_json::{Map, Value};

use super::issued::{IssuerSigned, Item};
use super::licence::elements;
use super::sign1::Sign1;
use super::{MdocError, SecurityObject};
use crate::PaperKind;
use crate::vc::Envelope;

/// Issues a driving licence with this content, fields as its type names them: `IssuerSigned`, for its holder. A
/// certificate (DER) is put in for readers that want one. [`MdocError::Malformed`] for a paper of another kind, or a field
/// that is not what its type says.
pub fn issue(
    key: &SigningKey,
    certificate: Option<&[u8]>,
    envelope: &Envelope,
    content: &Map<String, Value>,
    random: &dyn Random,
) -> Result<Vec<u8>, MdocError> {
    if envelope.kind != PaperKind::DrivingLicence {
        return Err(MdocError::Malformed);
    }
    let mut items: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    let elements = elements(content)?;
    let mut numbers = shuffled(elements.len() as u64, random)?.into_iter();
    for (namespace, name, value) in elements {
        let number = numbers.next().unwrap_or_default();
        let item = Item::make(number, name, value, random)?;
        items.entry(namespace.to_owned()).or_default().push(item);
    }
    let digests = items.iter().map(|(namespace, items)| {
        let digests = items.iter().map(|item| (item.number, item.digest()));
        (namespace.clone(), digests.collect())
    });
    let object = SecurityObject {
        digests: digests.collect(),
        holder: envelope.holder.clone(),
        signed_at: envelope.issued_at,
        valid_from: envelope.issued_at,
        valid_until: envelope.expires_at,
        status: Some(envelope.status),
    };
    let auth = Sign1::issuers(key, certificate, object.write())?;
    Ok(IssuerSigned { items, auth }.write())
}

/// Numbers in an order that tells nothing of the elements' (§9.1.2.5).
fn shuffled(many: u64, random: &dyn Random) -> Result<Vec<u64>, MdocError> {
    let mut drawn = Vec::new();
    for number in 0..many {
        drawn.push((random::array::<16>(random)?, number));
    }
    drawn.sort_unstable();
    Ok(drawn.into_iter().map(|(_, number)| number).collect())
}
