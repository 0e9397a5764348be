use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::sign::{Algorithm, PublicKey, SigningKey};
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use super::MdocError;
use super::cbor::{array_of, raw, written};

/// `{1: -7}`: ES256, which is all that we do (ISO/IEC 18013-5 §9.1.2.4).
const PROTECTED: [u8; 3] = [0xa1, 0x01, 0x26];

const KID: i64 = 4;
const X5CHAIN: i64 = 33;

/// A COSE_Sign1 (RFC 9052 §4.2) without tag, **unverified**.
#[derive(Clone)]
pub(super) struct Sign1 {
    pub(super) key_id: Option<Vec<u8>>,
    /// As it came: a certificate, or an array of them.
    chain: Option<Vec<u8>>,
    /// None where what is signed stands elsewhere.
    pub(super) payload: Option<Vec<u8>>,
    signature: Vec<u8>,
}

impl Sign1 {
    pub(super) fn read(d: &mut Decoder<'_>) -> Result<Self, MdocError> {
        let wrong = MdocError::Malformed;
        array_of(d, 4)?;
        if d.bytes()? != PROTECTED {
            return Err(wrong);
        }
        let (mut key_id, mut chain) = (None, None);
        for _ in 0..d.map()?.ok_or(wrong)? {
            match d.i64()? {
                KID if key_id.is_none() => key_id = Some(d.bytes()?.to_vec()),
                X5CHAIN if chain.is_none() => chain = Some(raw(d)?.to_vec()),
                KID | X5CHAIN => return Err(wrong),
                _ => d.skip()?,
            }
        }
        let payload = if d.datatype()? == Type::Null {
            d.null()?;
            None
        } else {
            Some(d.bytes()?.to_vec())
        };
        Ok(Self {
            key_id,
            chain,
            payload,
            signature: d.bytes()?.to_vec(),
        })
    }

    /// What is encoded in the payload, once the signature over it is by `key`.
    pub(super) fn verified(&self, key: &PublicKey) -> Result<&[u8], MdocError> {
        let payload = self.payload.as_deref().ok_or(MdocError::Malformed)?;
        verify(key, payload, &self.signature)?;
        Ok(payload)
    }

    /// Whether the signature is by `key` over what stands elsewhere.
    pub(super) fn verify_detached(&self, key: &PublicKey, payload: &[u8]) -> Result<(), MdocError> {
        if self.payload.is_some() {
            return Err(MdocError::Malformed);
        }
        verify(key, payload, &self.signature)
    }

    pub(super) fn write(&self) -> Vec<u8> {
        written(|e| {
            e.array(4)?.bytes(&PROTECTED)?;
            e.map(u64::from(self.key_id.is_some()) + u64::from(self.chain.is_some()))?;
            if let Some(key_id) = &self.key_id {
                e.i64(KID)?.bytes(key_id)?;
            }
            if let Some(chain) = &self.chain {
                e.i64(X5CHAIN)?;
                splice(e, chain);
            }
            match &self.payload {
                Some(payload) => e.bytes(payload)?,
                None => e.null()?,
            };
            e.bytes(&self.signature)?.ok()
        })
    }

    /// Signs `payload`, which stands in it, under the key's name and, where there is one, its certificate.
    pub(super) fn issuers(
        key: &SigningKey,
        certificate: Option<&[u8]>,
        payload: Vec<u8>,
    ) -> Result<Self, MdocError> {
        Ok(Self {
            key_id: Some(key.public().key_id().to_vec()),
            chain: certificate.map(|certificate| written(|e| e.bytes(certificate)?.ok())),
            signature: sign(key, &payload)?,
            payload: Some(payload),
        })
    }

    /// Signs `payload`, which stands elsewhere.
    pub(super) fn detached(key: &SigningKey, payload: &[u8]) -> Result<Self, MdocError> {
        Ok(Self {
            key_id: None,
            chain: None,
            payload: None,
            signature: sign(key, payload)?,
        })
    }
}

/// Puts in what is encoded already.
pub(super) fn splice(e: &mut Encoder<Vec<u8>>, encoded: &[u8]) {
    e.writer_mut().extend_from_slice(encoded);
}

fn signed_bytes(payload: &[u8]) -> Vec<u8> {
    written(|e| {
        e.array(4)?.str("Signature1")?.bytes(&PROTECTED)?;
        e.bytes(&[])?.bytes(payload)?.ok()
    })
}

fn sign(key: &SigningKey, payload: &[u8]) -> Result<Vec<u8>, MdocError> {
    if key.public().algorithm() != Algorithm::Esp256 {
        return Err(CryptoError::BadKey.into());
    }
    Ok(key.sign(&signed_bytes(payload))?.to_vec())
}

fn verify(key: &PublicKey, payload: &[u8], signature: &[u8]) -> Result<(), MdocError> {
    if key.algorithm() != Algorithm::Esp256 {
        return Err(MdocError::BadSignature);
    }
    key.verify(&signed_bytes(payload), signature)
        .map_err(|_| MdocError::BadSignature)
}
