use std::fmt;

use dinhdanh_crypto::sign::{Algorithm, PublicKey};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::header::TYP;
use super::{Identity, algorithm, exactly, members, outside_grammar};
use crate::epoch::Epoch;

/// `typ` of a CWT: CoAP content format 61, `application/cwt`.
const CWT: u64 = 61;
/// The private claim that bears the identity.
const IDENTITY: i64 = -65_537;
/// Length of `sub`, the citizen number, in bytes.
const SUBJECT_LENGTH: usize = 12;

/// The protected header of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialHeader {
    /// The algorithm that the credential claims to be signed with.
    pub algorithm: Algorithm,
    /// Which of the authority's keys it claims to be signed by.
    pub key_id: [u8; 8],
}

/// What the authority signs: whose device key this is.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims<'b> {
    /// `sub`: số định danh cá nhân, 12 bytes.
    pub subject: Option<&'b str>,
    /// `exp`, seconds since 1970.
    pub expires_at: Epoch,
    /// `iat`, seconds since 1970.
    pub issued_at: Epoch,
    /// `cnf`: the device key.
    pub device_key: PublicKey,
    /// The person, as far as this view shows.
    pub identity: Identity<'b>,
}

/// Without what tells who it is.
impl fmt::Debug for Claims<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("issued_at", &self.issued_at)
            .field("expires_at", &self.expires_at)
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

impl<C> Encode<C> for CredentialHeader {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(3)?.u8(1)?.i64(self.algorithm.cose_number())?;
        e.u8(4)?.bytes(&self.key_id)?.u64(TYP)?.u64(CWT)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for CredentialHeader {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if members(d)? != 3 || d.u64()? != 1 {
            return Err(outside_grammar());
        }
        let algorithm = algorithm(d)?;
        if d.u64()? != 4 {
            return Err(outside_grammar());
        }
        let key_id = exactly(d)?;
        if d.u64()? != TYP || d.u64()? != CWT {
            return Err(outside_grammar());
        }
        Ok(Self { algorithm, key_id })
    }
}

impl<C> Encode<C> for Claims<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(4 + u64::from(self.subject.is_some()))?;
        if let Some(subject) = self.subject {
            e.u8(2)?.str(subject)?;
        }
        e.u8(4)?.u32(self.expires_at)?.u8(6)?.u32(self.issued_at)?;
        e.u8(8)?.map(1)?.u8(1)?.encode(&self.device_key)?;
        e.i64(IDENTITY)?.encode(&self.identity)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Claims<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut subject, mut expires_at, mut issued_at) = (None, None, None);
        let (mut device_key, mut identity) = (None, None);
        for _ in 0..members(d)? {
            match d.i64()? {
                2 => subject = Some(d.str().and_then(twelve_bytes)?),
                4 => expires_at = Some(d.u32()?),
                6 => issued_at = Some(d.u32()?),
                8 => {
                    if members(d)? != 1 || d.u64()? != 1 {
                        return Err(outside_grammar());
                    }
                    device_key = Some(d.decode()?);
                }
                IDENTITY => identity = Some(d.decode()?),
                _ => return Err(outside_grammar()),
            }
        }
        Ok(Self {
            subject,
            expires_at: expires_at.ok_or_else(outside_grammar)?,
            issued_at: issued_at.ok_or_else(outside_grammar)?,
            device_key: device_key.ok_or_else(outside_grammar)?,
            identity: identity.ok_or_else(outside_grammar)?,
        })
    }
}

fn twelve_bytes(subject: &str) -> Result<&str, decode::Error> {
    if subject.len() == SUBJECT_LENGTH {
        Ok(subject)
    } else {
        Err(outside_grammar())
    }
}
