use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use dinhdanh_credential::StatusPlace;
use dinhdanh_crypto::sign::PublicKey;
use minicbor::Decoder;
use minicbor::data::Tag;

use super::cbor::{embedded, expect, members, read_embedded, whole, written};
use super::sign1::splice;
use super::{DOC_TYPE, MdocError};
use crate::vc::{status_list_name, status_list_number};

/// What the issuer signs (`MobileSecurityObject`, §9.1.2.4): the digest of every element, the holder's key, how long it
/// holds, and where its status stands (`status`, as Token Status List §6.3 has it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityObject {
    /// By namespace and number.
    pub digests: BTreeMap<String, BTreeMap<u64, [u8; 32]>>,
    /// The holder's key.
    pub holder: PublicKey,
    /// When it was signed, whole seconds.
    pub signed_at: DateTime<Utc>,
    /// It holds from then on.
    pub valid_from: DateTime<Utc>,
    /// And until then.
    pub valid_until: DateTime<Utc>,
    /// Where its status stands; the standard's own example has none.
    pub status: Option<StatusPlace>,
}

impl SecurityObject {
    /// `MobileSecurityObjectBytes`.
    pub(super) fn write(&self) -> Vec<u8> {
        let inner = written(|e| {
            e.map(6 + u64::from(self.status.is_some()))?;
            e.str("version")?.str("1.0")?;
            e.str("digestAlgorithm")?.str("SHA-256")?;
            e.str("valueDigests")?.map(self.digests.len() as u64)?;
            for (namespace, digests) in &self.digests {
                e.str(namespace)?.map(digests.len() as u64)?;
                for (number, digest) in digests {
                    e.u64(*number)?.bytes(digest)?;
                }
            }
            e.str("deviceKeyInfo")?.map(1)?.str("deviceKey")?;
            splice(e, &self.holder.to_cose());
            e.str("docType")?.str(DOC_TYPE)?;
            e.str("validityInfo")?.map(3)?;
            for (name, moment) in [
                ("signed", self.signed_at),
                ("validFrom", self.valid_from),
                ("validUntil", self.valid_until),
            ] {
                let moment = moment.to_rfc3339_opts(SecondsFormat::Secs, true);
                e.str(name)?.tag(Tag::new(0))?.str(&moment)?;
            }
            if let Some(place) = self.status {
                e.str("status")?.map(1)?.str("status_list")?.map(2)?;
                e.str("idx")?.u64(place.index)?;
                e.str("uri")?.str(&status_list_name(place.list))?;
            }
            Ok(())
        });
        embedded(&inner)
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, MdocError> {
        let inner = whole(bytes, read_embedded)?;
        whole(inner, Self::read)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, MdocError> {
        let wrong = MdocError::Malformed;
        let (mut version, mut algorithm, mut doc_type) = (false, false, false);
        let (mut digests, mut holder, mut times, mut status) = (None, None, None, None);
        members(d, |name, d| {
            match name {
                "version" => version = expect(d, "1.0").is_ok(),
                "digestAlgorithm" => algorithm = expect(d, "SHA-256").is_ok(),
                "docType" => doc_type = expect(d, DOC_TYPE).is_ok(),
                "valueDigests" => digests = Some(read_digests(d)?),
                "deviceKeyInfo" => holder = Some(read_holder(d)?),
                "validityInfo" => times = Some(read_times(d)?),
                "status" => status = Some(read_status(d)?),
                _ => d.skip()?,
            }
            Ok(())
        })?;
        let [signed_at, valid_from, valid_until] = times.ok_or(wrong)?;
        if !(version && algorithm && doc_type) {
            return Err(wrong);
        }
        Ok(Self {
            digests: digests.ok_or(wrong)?,
            holder: holder.ok_or(wrong)?,
            signed_at,
            valid_from,
            valid_until,
            status,
        })
    }
}

type Digests = BTreeMap<String, BTreeMap<u64, [u8; 32]>>;

fn read_digests(d: &mut Decoder<'_>) -> Result<Digests, MdocError> {
    let wrong = MdocError::Malformed;
    let mut spaces = Digests::new();
    members(d, |namespace, d| {
        let mut digests = BTreeMap::new();
        for _ in 0..d.map()?.ok_or(wrong)? {
            let (number, digest) = (d.u64()?, d.bytes()?);
            if digests
                .insert(number, digest.try_into().map_err(|_| wrong)?)
                .is_some()
            {
                return Err(wrong);
            }
        }
        spaces.insert(namespace.to_owned(), digests);
        Ok(())
    })?;
    Ok(spaces)
}

fn read_holder(d: &mut Decoder<'_>) -> Result<PublicKey, MdocError> {
    let mut holder = None;
    members(d, |name, d| {
        match name {
            "deviceKey" => {
                let key = super::cbor::raw(d)?;
                holder = Some(PublicKey::from_cose(key).map_err(|_| MdocError::Malformed)?);
            }
            _ => d.skip()?,
        }
        Ok(())
    })?;
    holder.ok_or(MdocError::Malformed)
}

fn read_times(d: &mut Decoder<'_>) -> Result<[DateTime<Utc>; 3], MdocError> {
    let wrong = MdocError::Malformed;
    let mut times = [None; 3];
    let [signed, from, until] = &mut times;
    members(d, |name, d| {
        let time = match name {
            "signed" => &mut *signed,
            "validFrom" => &mut *from,
            "validUntil" => &mut *until,
            _ => return Ok(d.skip()?),
        };
        if d.tag()?.as_u64() != 0 {
            return Err(wrong);
        }
        let moment = DateTime::parse_from_rfc3339(d.str()?).map_err(|_| wrong)?;
        *time = Some(moment.to_utc());
        Ok(())
    })?;
    match times {
        [Some(signed), Some(from), Some(until)] => Ok([signed, from, until]),
        _ => Err(wrong),
    }
}

fn read_status(d: &mut Decoder<'_>) -> Result<StatusPlace, MdocError> {
    let (mut list, mut index) = (None, None);
    members(d, |name, d| match name {
        "status_list" => members(d, |name, d| {
            match name {
                "idx" => index = Some(d.u64()?),
                "uri" => list = status_list_number(d.str()?),
                _ => d.skip()?,
            }
            Ok(())
        }),
        _ => Ok(d.skip()?),
    })?;
    match (list, index) {
        (Some(list), Some(index)) => Ok(StatusPlace { list, index }),
        _ => Err(MdocError::Malformed),
    }
}
