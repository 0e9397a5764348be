use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1, strict};
use dinhdanh_crypto::sign::{Algorithm, PublicKey, SigningKey};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::epoch::{CLOCK_TOLERANCE, Epoch, epoch, moment};
use crate::status::{Status, StatusList, StatusPlace};
use crate::token::outside_grammar;

const CONTENT_TYPE: &str = "application/dd-trust+cbor";

/// One of the authority's issuing keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKey {
    /// The key.
    pub key: PublicKey,
    /// The algorithm of its signatures: here, and never what a token says.
    pub algorithm: Algorithm,
    /// The authority's name, as the verdict tells it.
    pub name: String,
    /// A practice key: what it signs has no legal value.
    pub practice: bool,
    /// After this moment it vouches for nothing.
    pub not_after: Option<DateTime<Utc>>,
}

/// What a bundle says, before it is signed.
#[derive(Debug, Clone)]
pub struct BundleContent {
    /// Counts up with every bundle; a verifier never goes back.
    pub seq: u64,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
    /// After this it is stale.
    pub next_update: DateTime<Utc>,
    /// The issuing keys.
    pub keys: Vec<TrustedKey>,
    /// The status lists by number.
    pub lists: BTreeMap<u64, StatusList>,
}

/// Why a bundle was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It is not a trust bundle.
    #[error("not a trust bundle")]
    Malformed,
    /// It is not signed by the pinned root.
    #[error("trust bundle is not signed by the pinned root")]
    WrongRoot,
    /// One of its lists is broken or too long.
    #[error("trust bundle has a broken status list")]
    BrokenList,
    /// It is older than the newest one ever taken.
    #[error("trust bundle is older than one taken before")]
    Older,
    /// A moment or a key in it cannot be written.
    #[error("trust bundle content is out of range")]
    OutOfRange,
}

/// How a bundle stands by a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustStanding {
    /// Codes can be called genuine by it.
    Fresh,
    /// The same, for a day at most.
    Soon,
    /// A newer one should have come by now.
    Stale,
    /// It was made later than the clock says it is, beyond the tolerance between two clocks.
    Ahead,
}

/// A bundle whose root signature has been checked and whose lists have been inflated.
#[derive(Debug, Clone)]
pub struct TrustBundle {
    content: BundleContent,
    by_key_id: BTreeMap<[u8; 8], usize>,
}

impl TrustBundle {
    /// Reads a bundle: root signature first, so that nobody else's lists are ever inflated.
    pub fn open(bytes: &[u8], root: &PublicKey) -> Result<Self, TrustError> {
        let signed = Sign1::parse(bytes).map_err(|_| TrustError::Malformed)?;
        let header: BundleHeader = strict(signed.protected).map_err(|_| TrustError::Malformed)?;
        if header.algorithm != root.algorithm() {
            return Err(TrustError::WrongRoot);
        }
        signed.verify(root).map_err(|_| TrustError::WrongRoot)?;
        let wire: WireBundle<'_> = strict(signed.payload).map_err(|_| TrustError::Malformed)?;
        let mut lists = BTreeMap::new();
        for (number, compressed) in wire.lists {
            lists.insert(
                number,
                StatusList::inflate(compressed).map_err(|_| TrustError::BrokenList)?,
            );
        }
        let keys: Vec<TrustedKey> = wire.keys.into_iter().map(|WireKey(key)| key).collect();
        let mut by_key_id = BTreeMap::new();
        for (place, key) in keys.iter().enumerate() {
            by_key_id.entry(key.key.key_id()).or_insert(place);
        }
        let content = BundleContent {
            seq: wire.seq,
            issued_at: moment(wire.issued_at),
            next_update: moment(wire.next_update),
            keys,
            lists,
        };
        Ok(Self { content, by_key_id })
    }

    /// The bundle's number.
    pub const fn seq(&self) -> u64 {
        self.content.seq
    }

    /// When it was made.
    pub const fn issued_at(&self) -> DateTime<Utc> {
        self.content.issued_at
    }

    /// After this it is stale.
    pub const fn next_update(&self) -> DateTime<Utc> {
        self.content.next_update
    }

    /// Whether nothing may be called genuine by it: a newer bundle should have come by now, or it was made after
    /// `now` (beyond the tolerance between two clocks), so that its age is unknown. Whoever could set the clock
    /// back would otherwise keep it fresh for ever. Compared in whole seconds, as the grammar counts.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        matches!(self.standing(now), TrustStanding::Stale | TrustStanding::Ahead)
    }

    /// How it stands at `now`.
    pub fn standing(&self, now: DateTime<Utc>) -> TrustStanding {
        let seconds = now.timestamp();
        if seconds.saturating_add(CLOCK_TOLERANCE.num_seconds()) < self.content.issued_at.timestamp() {
            TrustStanding::Ahead
        } else if seconds > self.content.next_update.timestamp() {
            TrustStanding::Stale
        } else if self.content.next_update - now <= TimeDelta::days(1) {
            TrustStanding::Soon
        } else {
            TrustStanding::Fresh
        }
    }

    /// The key of an identifier, if it still vouches in this second. Should the root ever list a key twice, its
    /// first entry speaks for it.
    pub fn key(&self, key_id: &[u8; 8], now: DateTime<Utc>) -> Option<&TrustedKey> {
        let key = self.content.keys.get(*self.by_key_id.get(key_id)?)?;
        let still_vouches = key
            .not_after
            .is_none_or(|not_after| now.timestamp() <= not_after.timestamp());
        still_vouches.then_some(key)
    }

    /// The state of a place; none when the bundle has no such list, or it does not reach that far.
    pub fn status(&self, place: StatusPlace) -> Option<Status> {
        self.content.lists.get(&place.list)?.at(place.index)
    }
}

/// Signs a bundle with the root key. Moments outside the grammar's range are refused, above all a key's
/// `not_after`: left out, it would let the key vouch for ever.
pub fn sign_bundle(root: &SigningKey, content: &BundleContent) -> Result<Vec<u8>, TrustError> {
    let compressed: Vec<(u64, Vec<u8>)> = content
        .lists
        .iter()
        .map(|(number, list)| (*number, list.compress()))
        .collect();
    let mut ends = content.keys.iter().filter_map(|key| key.not_after);
    if ends.any(|not_after| epoch(not_after).is_none()) {
        return Err(TrustError::OutOfRange);
    }
    let wire = WireBundle {
        seq: content.seq,
        issued_at: epoch(content.issued_at).ok_or(TrustError::OutOfRange)?,
        next_update: epoch(content.next_update).ok_or(TrustError::OutOfRange)?,
        keys: content.keys.iter().cloned().map(WireKey).collect(),
        lists: compressed
            .iter()
            .map(|(number, list)| (*number, list.as_slice()))
            .collect(),
    };
    let header = deterministic(&BundleHeader {
        algorithm: root.public().algorithm(),
    });
    sign1(root, &header, &deterministic(&wire)).map_err(|_| TrustError::OutOfRange)
}

struct BundleHeader {
    algorithm: Algorithm,
}

struct WireBundle<'b> {
    seq: u64,
    issued_at: Epoch,
    next_update: Epoch,
    keys: Vec<WireKey>,
    lists: BTreeMap<u64, &'b [u8]>,
}

struct WireKey(TrustedKey);

impl<C> Encode<C> for BundleHeader {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(2)?
            .u8(1)?
            .i64(self.algorithm.cose_number())?
            .u8(3)?
            .str(CONTENT_TYPE)?
            .ok()
    }
}

impl<'b, C> Decode<'b, C> for BundleHeader {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.map()? != Some(2) || d.u8()? != 1 {
            return Err(outside_grammar());
        }
        let algorithm = Algorithm::from_cose_number(d.i64()?).ok_or_else(outside_grammar)?;
        if d.u8()? != 3 || d.str()? != CONTENT_TYPE {
            return Err(outside_grammar());
        }
        Ok(Self { algorithm })
    }
}

impl<C> Encode<C> for WireBundle<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(5)?
            .u8(1)?
            .u64(self.seq)?
            .u8(2)?
            .u32(self.issued_at)?
            .u8(3)?
            .u32(self.next_update)?;
        e.u8(4)?.array(self.keys.len() as u64)?;
        for key in &self.keys {
            e.encode(key)?;
        }
        e.u8(5)?.map(self.lists.len() as u64)?;
        for (number, list) in &self.lists {
            e.u64(*number)?.bytes(list)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for WireBundle<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let label = |d: &mut Decoder<'b>, wanted: u8| {
            if d.u8()? == wanted {
                Ok(())
            } else {
                Err(outside_grammar())
            }
        };
        if d.map()? != Some(5) {
            return Err(outside_grammar());
        }
        label(d, 1)?;
        let seq = d.u64()?;
        label(d, 2)?;
        let issued_at = d.u32()?;
        label(d, 3)?;
        let next_update = d.u32()?;
        label(d, 4)?;
        let mut keys = Vec::new();
        for _ in 0..d.array()?.ok_or_else(outside_grammar)? {
            keys.push(d.decode()?);
        }
        label(d, 5)?;
        let mut lists = BTreeMap::new();
        for _ in 0..d.map()?.ok_or_else(outside_grammar)? {
            lists.insert(d.u64()?, d.bytes()?);
        }
        Ok(Self {
            seq,
            issued_at,
            next_update,
            keys,
            lists,
        })
    }
}

impl<C> Encode<C> for WireKey {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        let Self(key) = self;
        let not_after = key.not_after.and_then(epoch);
        e.map(4 + u64::from(not_after.is_some()))?;
        e.u8(1)?
            .encode(&key.key)?
            .u8(2)?
            .i64(key.algorithm.cose_number())?;
        e.u8(3)?.str(&key.name)?.u8(4)?.bool(key.practice)?;
        if let Some(not_after) = not_after {
            e.u8(5)?.u32(not_after)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for WireKey {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut key, mut algorithm, mut name, mut practice, mut not_after) = (None, None, None, None, None);
        for _ in 0..d.map()?.ok_or_else(outside_grammar)? {
            match d.u8()? {
                1 => key = Some(d.decode()?),
                2 => algorithm = Some(Algorithm::from_cose_number(d.i64()?).ok_or_else(outside_grammar)?),
                3 => name = Some(d.str()?.to_owned()),
                4 => practice = Some(d.bool()?),
                5 => not_after = Some(moment(d.u32()?)),
                _ => return Err(outside_grammar()),
            }
        }
        Ok(Self(TrustedKey {
            key: key.ok_or_else(outside_grammar)?,
            algorithm: algorithm.ok_or_else(outside_grammar)?,
            name: name.ok_or_else(outside_grammar)?,
            practice: practice.ok_or_else(outside_grammar)?,
            not_after,
        }))
    }
}
