//! COSE_Sign1 (RFC 9052 §4.2) in the one form that this project uses: tag 18, an empty unprotected map,
//! an attached payload, a 64-byte signature, deterministic CBOR throughout.

use minicbor::data::Tag;
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::CryptoError;
use crate::sign::{PublicKey, SIGNATURE_LENGTH, SigningKey};

const SIGN1_TAG: u64 = 18;

/// A COSE_Sign1 as it was received: nothing in it has been verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign1<'b> {
    /// The encoded protected header.
    pub protected: &'b [u8],
    /// The encoded payload.
    pub payload: &'b [u8],
    /// r‖s or R‖S.
    pub signature: &'b [u8],
}

impl<'b> Sign1<'b> {
    /// Parses a tagged COSE_Sign1 and nothing behind it. Headers and payload stay encoded.
    pub fn parse(bytes: &'b [u8]) -> Result<Self, CryptoError> {
        strict(bytes)
    }

    /// Checks the signature over the received bytes.
    pub fn verify(&self, key: &PublicKey) -> Result<(), CryptoError> {
        key.verify(&signed_bytes(self.protected, self.payload), self.signature)
    }
}

/// Signs `payload` under the protected header and gives the tagged COSE_Sign1.
pub fn sign1(key: &SigningKey, protected: &[u8], payload: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let signature = key.sign(&signed_bytes(protected, payload))?;
    Ok(deterministic(&Sign1 {
        protected,
        payload,
        signature: &signature,
    }))
}

/// The `Sig_structure` of RFC 9052 §4.4 with no external data.
fn signed_bytes(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    deterministic(&SigStructure { protected, payload })
}

/// Decodes deterministic CBOR: reads, writes again, compares. So everything that a decoder would let pass
/// (long heads, another order, duplicates, indefinite lengths, trailing bytes) is refused in one place.
pub fn strict<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8]) -> Result<T, CryptoError> {
    let value: T = minicbor::decode(bytes).map_err(|_| CryptoError::BadEncoding)?;
    if deterministic(&value) == bytes {
        Ok(value)
    } else {
        Err(CryptoError::BadEncoding)
    }
}

/// Encodes a value whose `Encode` writes its members in deterministic order.
pub fn deterministic<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    let written = minicbor::encode(value, &mut bytes);
    debug_assert!(written.is_ok(), "writing to a Vec");
    bytes
}

struct SigStructure<'b> {
    protected: &'b [u8],
    payload: &'b [u8],
}

impl<C> Encode<C> for SigStructure<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.array(4)?
            .str("Signature1")?
            .bytes(self.protected)?
            .bytes(&[])?
            .bytes(self.payload)?
            .ok()
    }
}

impl<C> Encode<C> for Sign1<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.tag(Tag::new(SIGN1_TAG))?
            .array(4)?
            .bytes(self.protected)?
            .map(0)?;
        e.bytes(self.payload)?.bytes(self.signature)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Sign1<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let wrong = || decode::Error::message("no COSE_Sign1 of ours");
        if d.tag()?.as_u64() != SIGN1_TAG || d.array()? != Some(4) {
            return Err(wrong());
        }
        let protected = d.bytes()?;
        if d.map()? != Some(0) {
            return Err(wrong());
        }
        let (payload, signature) = (d.bytes()?, d.bytes()?);
        if signature.len() != SIGNATURE_LENGTH {
            return Err(wrong());
        }
        Ok(Self {
            protected,
            payload,
            signature,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::secret::Secret32;

    #[test]
    fn what_is_signed_verifies_and_nothing_else() -> Result<(), CryptoError> {
        let key = SigningKey::ed25519_from_seed(&Secret32::new([1; 32]))?;
        let other = SigningKey::ed25519_from_seed(&Secret32::new([2; 32]))?;
        let signed = sign1(&key, &[0xa0], b"payload")?;
        let parsed = Sign1::parse(&signed)?;
        parsed.verify(key.public())?;
        assert!(parsed.verify(other.public()).is_err());
        assert!(
            Sign1 {
                payload: b"another",
                ..parsed
            }
            .verify(key.public())
            .is_err()
        );
        assert!(
            Sign1 {
                protected: &[0xa1],
                ..parsed
            }
            .verify(key.public())
            .is_err()
        );
        Ok(())
    }

    #[test]
    fn only_the_shortest_heads_pass() -> Result<(), CryptoError> {
        let key = SigningKey::ed25519_from_seed(&Secret32::new([1; 32]))?;
        let signed = sign1(&key, &[0xa0], b"payload")?;
        // d2 = tag 18 in one byte; d8 12 = the same in two.
        let long_tag = [&[0xd8, 0x12], &signed[1..]].concat();
        assert!(Sign1::parse(&signed).is_ok());
        assert!(Sign1::parse(&long_tag).is_err());
        assert!(Sign1::parse(&signed[1..]).is_err());
        Ok(())
    }

    proptest! {
        #[test]
        fn strangers_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Sign1::parse(&bytes);
            let _ = PublicKey::from_cose(&bytes);
        }
    }
}
