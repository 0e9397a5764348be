use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::aead;
use dinhdanh_crypto::cose::{deterministic, strict};
use dinhdanh_crypto::random::Random;
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::{CLOCKS_APART, DeskId, OfficeError, OfficeKey, Tag, in_time};
use crate::epoch::{Epoch, epoch, moment};
use crate::token::outside_grammar;

const CONTENT_TYPE: &str = "application/dd-seen+cbor";

/// For so long after it was worthless it is told that a code was seen.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(1);

/// The most that is told at once: more than an office with four desks sees in a day.
pub const MOST_SIGHTED: usize = 20_000;

/// More than the longest; what is longer is not looked at.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The longest time between a sighting and the moment from which the code is worthless, seconds.
const LONGEST_LIFE: Epoch = 3_600;

/// A code that a desk has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighted {
    /// What stands for the code.
    pub tag: Tag,
    /// Which desk.
    pub desk: DeskId,
    /// When it was seen there first.
    pub seen_at: DateTime<Utc>,
    /// From when the code is worthless anyway.
    pub keep_until: DateTime<Utc>,
}

/// What one desk tells the others: what it has seen, and what others have told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sightings {
    /// When they were put together.
    pub made_at: DateTime<Utc>,
    /// By which desk.
    pub by: DeskId,
    /// By desk, then by tag; each code once a desk.
    pub sighted: Vec<Sighted>,
}

impl Sightings {
    /// Seals them for the office. Moments are cut to whole seconds.
    ///
    /// Fails with [`OfficeError::OutOfRange`] where they are more than [`MOST_SIGHTED`].
    pub fn seal(&self, office: &OfficeKey, random: &dyn Random) -> Result<Vec<u8>, OfficeError> {
        let group = office.group();
        let sealed = aead::seal(&office.sealing_key(), &label(&group), &self.to_cbor()?, random)
            .map_err(|_| OfficeError::OutOfRange)?;
        Ok(deterministic(&Envelope {
            group,
            sealed: &sealed,
        }))
    }

    /// Reads what another desk of the office has sealed. What is too old to matter, or dated after this clock, is left out.
    ///
    /// Fails with [`OfficeError::Malformed`] for anything that is not just so, with [`OfficeError::OtherOffice`], and where
    /// all of it is a day old or from the future.
    pub fn open(bytes: &[u8], office: &OfficeKey, now: DateTime<Utc>) -> Result<Self, OfficeError> {
        if bytes.len() > MOST_BYTES {
            return Err(OfficeError::Malformed);
        }
        let malformed = |_| OfficeError::Malformed;
        let envelope: Envelope<'_> = strict(bytes).map_err(malformed)?;
        if envelope.group != office.group() {
            return Err(OfficeError::OtherOffice);
        }
        let content =
            aead::open(&office.sealing_key(), &label(&envelope.group), envelope.sealed).map_err(malformed)?;
        // Nothing in it is secret from who holds the office's key.
        let mut sightings = Self::from_cbor(content.expose())?;
        in_time(sightings.made_at, now)?;
        sightings
            .sighted
            .retain(|seen| seen.keep_until > now - KEPT_FOR && seen.seen_at <= now + CLOCKS_APART);
        Ok(sightings)
    }

    /// As they are before they are sealed.
    pub fn to_cbor(&self) -> Result<Vec<u8>, OfficeError> {
        let at = |at| epoch(at).ok_or(OfficeError::OutOfRange);
        if self.sighted.len() > MOST_SIGHTED {
            return Err(OfficeError::OutOfRange);
        }
        let mut desks: BTreeMap<DeskId, BTreeMap<Tag, (Epoch, Epoch)>> = BTreeMap::new();
        for seen in &self.sighted {
            let until = at(seen.keep_until)?;
            let left = until.checked_sub(at(seen.seen_at)?);
            let left = left
                .filter(|left| *left <= LONGEST_LIFE)
                .ok_or(OfficeError::OutOfRange)?;
            desks
                .entry(seen.desk)
                .or_default()
                .insert(seen.tag, (until, left));
        }
        Ok(deterministic(&Content {
            made_at: at(self.made_at)?,
            by: self.by,
            desks,
        }))
    }

    /// Reads what was opened.
    pub fn from_cbor(bytes: &[u8]) -> Result<Self, OfficeError> {
        let content: Content = strict(bytes).map_err(|_| OfficeError::Malformed)?;
        let sighted = content.desks.into_iter().flat_map(|(desk, seen)| {
            seen.into_iter().map(move |(tag, (until, left))| Sighted {
                tag,
                desk,
                seen_at: moment(until.saturating_sub(left)),
                keep_until: moment(until),
            })
        });
        Ok(Self {
            made_at: moment(content.made_at),
            by: content.by,
            sighted: sighted.collect(),
        })
    }
}

/// Binds what is sealed to what it is and whose.
fn label(group: &[u8; 16]) -> Vec<u8> {
    [CONTENT_TYPE.as_bytes(), group].concat()
}

struct Envelope<'b> {
    group: [u8; 16],
    sealed: &'b [u8],
}

impl<C> Encode<C> for Envelope<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(3)?.u8(1)?.str(CONTENT_TYPE)?;
        e.u8(2)?.bytes(&self.group)?.u8(3)?.bytes(self.sealed)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Envelope<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.map()? != Some(3) || d.u8()? != 1 || d.str()? != CONTENT_TYPE || d.u8()? != 2 {
            return Err(outside_grammar());
        }
        let group = d.bytes()?.try_into().map_err(|_| outside_grammar())?;
        if d.u8()? != 3 {
            return Err(outside_grammar());
        }
        Ok(Self {
            group,
            sealed: d.bytes()?,
        })
    }
}

/// By desk and by tag: until when the code was worth something, and the seconds from the sighting to then. That it is
/// read only as it is written keeps all in order and everything single.
struct Content {
    made_at: Epoch,
    by: DeskId,
    desks: BTreeMap<DeskId, BTreeMap<Tag, (Epoch, Epoch)>>,
}

impl<C> Encode<C> for Content {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(3)?.u8(1)?.u32(self.made_at)?.u8(2)?.bytes(&self.by.0)?;
        e.u8(3)?.array(self.desks.len() as u64)?;
        for (desk, seen) in &self.desks {
            e.array(2)?.bytes(&desk.0)?.array(seen.len() as u64)?;
            for (tag, (until, left)) in seen {
                e.array(3)?.bytes(tag)?.u32(*until)?.u32(*left)?;
            }
        }
        e.ok()
    }
}

impl<'b, C> Decode<'b, C> for Content {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.map()? != Some(3) || d.u8()? != 1 {
            return Err(outside_grammar());
        }
        let made_at = d.u32()?;
        if d.u8()? != 2 {
            return Err(outside_grammar());
        }
        let by = desk(d)?;
        if d.u8()? != 3 {
            return Err(outside_grammar());
        }
        let mut desks = BTreeMap::new();
        let mut all = 0;
        for _ in 0..length(d)? {
            if d.array()? != Some(2) {
                return Err(outside_grammar());
            }
            let desk = desk(d)?;
            let mut seen = BTreeMap::new();
            for _ in 0..length(d)? {
                all += 1;
                if all > MOST_SIGHTED || d.array()? != Some(3) {
                    return Err(outside_grammar());
                }
                let tag = d.bytes()?.try_into().map_err(|_| outside_grammar())?;
                let (until, left) = (d.u32()?, d.u32()?);
                if left > LONGEST_LIFE || left > until {
                    return Err(outside_grammar());
                }
                seen.insert(tag, (until, left));
            }
            desks.insert(desk, seen);
        }
        Ok(Self { made_at, by, desks })
    }
}

fn desk(d: &mut Decoder<'_>) -> Result<DeskId, decode::Error> {
    Ok(DeskId(d.bytes()?.try_into().map_err(|_| outside_grammar())?))
}

fn length(d: &mut Decoder<'_>) -> Result<u64, decode::Error> {
    d.array()?.ok_or_else(outside_grammar)
}
