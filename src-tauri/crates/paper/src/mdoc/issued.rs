use std::collections::{BTreeMap, HashSet};

use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::sign::PublicKey;
use minicbor::Decoder;

use super::cbor::{embedded, entries, members, read_embedded, whole, written};
use super::licence::{content, is_of};
use super::sign1::{Sign1, splice};
use super::{Element, MdocError, SecurityObject};
use crate::vc::{Envelope, Issued};
use crate::{Format, PaperKind};

/// Bytes of randomness in what we issue; the standard wants 16 at least (§9.1.2.5).
const RANDOM: usize = 32;
const LEAST_RANDOM: usize = 16;

/// One element with the randomness that keeps it from being guessed from its digest.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) value: Element,
    /// `IssuerSignedItemBytes` as they travel: what the digest is over.
    bytes: Vec<u8>,
}

impl Item {
    pub(super) fn make(
        number: u64,
        name: &str,
        value: Element,
        random: &dyn Random,
    ) -> Result<Self, MdocError> {
        let random = random::array::<RANDOM>(random)?;
        let inner = written(|e| {
            e.map(4)?.str("digestID")?.u64(number)?;
            e.str("random")?.bytes(&random)?;
            e.str("elementIdentifier")?.str(name)?;
            e.str("elementValue")?;
            splice(e, &value.write());
            Ok(())
        });
        Ok(Self {
            number,
            name: name.to_owned(),
            value,
            bytes: embedded(&inner),
        })
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, MdocError> {
        let wrong = MdocError::Malformed;
        let bytes = super::cbor::raw(d)?;
        let inner = whole(bytes, read_embedded)?;
        let (mut number, mut salted, mut name, mut value) = (None, false, None, None);
        whole(inner, |d| {
            members(d, |member, d| {
                match member {
                    "digestID" => number = Some(d.u64()?),
                    "random" => salted = d.bytes()?.len() >= LEAST_RANDOM,
                    "elementIdentifier" => name = Some(d.str()?.to_owned()),
                    "elementValue" => value = Some(Element::read(d, 0)?),
                    _ => return Err(wrong),
                }
                Ok(())
            })
        })?;
        if !salted {
            return Err(wrong);
        }
        Ok(Self {
            number: number.ok_or(wrong)?,
            name: name.ok_or(wrong)?,
            value: value.ok_or(wrong)?,
            bytes: bytes.to_vec(),
        })
    }

    pub(super) fn digest(&self) -> [u8; 32] {
        sha256(&[&self.bytes])
    }
}

/// What the issuer hands over (`IssuerSigned`, §8.3.2.1.2.2), parsed and **unverified**.
#[derive(Clone)]
pub struct IssuerSigned {
    pub(super) items: BTreeMap<String, Vec<Item>>,
    pub(super) auth: Sign1,
}

/// Elements as they were disclosed, by namespace and name.
pub type Disclosed = BTreeMap<String, BTreeMap<String, Element>>;

impl IssuerSigned {
    /// Parses it, and nothing behind it.
    pub fn parse(bytes: &[u8]) -> Result<Self, MdocError> {
        whole(bytes, Self::read)
    }

    pub(super) fn read(d: &mut Decoder<'_>) -> Result<Self, MdocError> {
        let (mut items, mut auth) = (BTreeMap::new(), None);
        members(d, |name, d| match name {
            "nameSpaces" => members(d, |namespace, d| {
                items.insert(namespace.to_owned(), entries(d, Item::read)?);
                Ok(())
            }),
            "issuerAuth" => {
                auth = Some(Sign1::read(d)?);
                Ok(())
            }
            _ => Err(MdocError::Malformed),
        })?;
        Ok(Self {
            items,
            auth: auth.ok_or(MdocError::Malformed)?,
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        written(|e| {
            e.map(2)?.str("nameSpaces")?.map(self.items.len() as u64)?;
            for (namespace, items) in &self.items {
                e.str(namespace)?.array(items.len() as u64)?;
                for item in items {
                    splice(e, &item.bytes);
                }
            }
            e.str("issuerAuth")?;
            splice(e, &self.auth.write());
            Ok(())
        })
    }

    /// The key that it claims to be signed with, **unverified**.
    pub fn key_id(&self) -> Option<[u8; 8]> {
        self.auth.key_id.as_deref()?.try_into().ok()
    }

    /// What the issuer signed and what of it was disclosed, once its signature is by `key` and every element is one of
    /// which it signed the digest (§9.3.1).
    pub fn verified(&self, key: &PublicKey) -> Result<(SecurityObject, Disclosed), MdocError> {
        let wrong = MdocError::Malformed;
        let object = SecurityObject::parse(self.auth.verified(key)?)?;
        let mut disclosed = Disclosed::new();
        for (namespace, items) in &self.items {
            let digests = object.digests.get(namespace).ok_or(wrong)?;
            let mut numbers = HashSet::new();
            let mut elements = BTreeMap::new();
            for item in items {
                let signed = digests.get(&item.number) == Some(&item.digest());
                let again = elements.insert(item.name.clone(), item.value.clone()).is_some();
                if !signed || again || !numbers.insert(item.number) {
                    return Err(wrong);
                }
            }
            disclosed.insert(namespace.clone(), elements);
        }
        Ok((object, disclosed))
    }

    /// The paper under the signature of the issuer's `key`, in our names, with holder and status as ours have them.
    pub fn paper(&self, key: &PublicKey) -> Result<Issued, MdocError> {
        let (object, disclosed) = self.verified(key)?;
        let content = content(&disclosed)?;
        let issuer = content.get("issuer_name").and_then(|name| name.as_str());
        Ok(Issued {
            format: Format::Mdoc,
            envelope: Envelope {
                kind: PaperKind::DrivingLicence,
                issuer: issuer.unwrap_or_default().to_owned(),
                issued_at: object.valid_from.max(object.signed_at),
                expires_at: object.valid_until,
                holder: object.holder,
                status: object.status.ok_or(MdocError::Malformed)?,
            },
            content,
        })
    }

    /// Whether any of these fields, named as [`present`](super::present) takes them, is in it.
    pub fn has_any(&self, fields: &[impl AsRef<str>]) -> bool {
        let mut spaces = self.items.iter();
        spaces.any(|(namespace, items)| items.iter().any(|item| is_of(namespace, &item.name, fields)))
    }

    /// The same with only those elements that `shown` names, by namespace and name.
    pub(super) fn showing(mut self, shown: impl Fn(&str, &str) -> bool) -> Self {
        for (namespace, items) in &mut self.items {
            items.retain(|item| shown(namespace, &item.name));
        }
        self.items.retain(|_, items| !items.is_empty());
        self
    }
}
