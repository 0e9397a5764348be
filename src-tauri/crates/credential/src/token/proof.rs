use dinhdanh_crypto::cose::Sign1;
use dinhdanh_crypto::sign::Algorithm;
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::header::{read_header, write_header};
use super::{exactly, members, outside_grammar, text_within};
use crate::epoch::Epoch;

/// `typ` of a key-binding CWT: CoAP content format 294, `kb+cwt`.
const KB_CWT: u64 = 294;

/// The protected header of the device's layer.
#[derive(Debug, Clone)]
pub struct ProofHeader<'b> {
    /// The algorithm that the proof claims to be signed with.
    pub algorithm: Algorithm,
    /// The authority's layer.
    pub credential: Sign1<'b>,
}

/// What the device signs: for whom, until when, and a number never used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof<'b> {
    /// `aud`: everybody, or the officer who asked.
    pub audience: &'b str,
    /// `exp`, seconds since 1970.
    pub expires_at: Epoch,
    /// `iat`, seconds since 1970.
    pub issued_at: Epoch,
    /// `cti`: random, fresh for every code.
    pub code_id: [u8; 16],
    /// `cnonce`: the officer's challenge, in an answer to one.
    pub challenge: Option<[u8; 16]>,
}

impl<C> Encode<C> for ProofHeader<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        write_header(e, self.algorithm, self.credential)?
            .u64(KB_CWT)?
            .ok()
    }
}

impl<'b, C> Decode<'b, C> for ProofHeader<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (algorithm, credential) = read_header(d)?;
        if d.u64()? != KB_CWT {
            return Err(outside_grammar());
        }
        Ok(Self {
            algorithm,
            credential,
        })
    }
}

impl<C> Encode<C> for Proof<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(4 + u64::from(self.challenge.is_some()))?;
        e.u8(3)?
            .str(self.audience)?
            .u8(4)?
            .u32(self.expires_at)?
            .u8(6)?
            .u32(self.issued_at)?;
        e.u8(7)?.bytes(&self.code_id)?;
        if let Some(challenge) = &self.challenge {
            e.u8(39)?.bytes(challenge)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Proof<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut audience, mut expires_at, mut issued_at) = (None, None, None);
        let (mut code_id, mut challenge) = (None, None);
        for _ in 0..members(d)? {
            match d.u64()? {
                3 => audience = Some(text_within(d, 32)?),
                4 => expires_at = Some(d.u32()?),
                6 => issued_at = Some(d.u32()?),
                7 => code_id = Some(exactly(d)?),
                39 => challenge = Some(exactly(d)?),
                _ => return Err(outside_grammar()),
            }
        }
        Ok(Self {
            audience: audience.ok_or_else(outside_grammar)?,
            expires_at: expires_at.ok_or_else(outside_grammar)?,
            issued_at: issued_at.ok_or_else(outside_grammar)?,
            code_id: code_id.ok_or_else(outside_grammar)?,
            challenge,
        })
    }
}
