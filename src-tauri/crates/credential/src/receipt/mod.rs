//! "Phiếu kết quả kiểm tra": what a check found, signed by the device key of the officer who made it, so that a third
//! person can verify it without asking anybody.
//!
//! [`Receipt::sign`] is the officer's half. A text that somebody shows is judged by [`judge_receipt`], and only a
//! [`VerifiedReceipt`] says that an officer's device signed it.

mod content;
mod judge;

pub use content::{
    Compared, LONGEST_BASIS, LONGEST_FILE_NUMBER, LONGEST_VALUE, MOST_PAPERS, Receipt, SeenField, SeenPaper,
    is_plain,
};
pub use judge::{Officer, ReceiptVerdict, VerifiedReceipt, judge_receipt};

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::base45;
use dinhdanh_crypto::cose::{Sign1, deterministic, sign1};
use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::sign::{Algorithm, SigningKey};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::token::{outside_grammar, read_header, write_header};

/// How a receipt's text begins.
pub const RECEIPT_PREFIX: &str = "DD1R:";

/// `typ` of a receipt (RFC 9596), so that no other statement by the same key passes for one.
const TYPE: &str = "application/dd-receipt+cbor";

impl Receipt {
    /// The text of a receipt by whoever holds `device_key`, to which the authority bound `credential`.
    ///
    /// Fails where the receipt is outside its grammar or longer than a code, or the key does not sign.
    pub fn sign(&self, credential: &[u8], device_key: &SigningKey) -> Result<String, CryptoError> {
        let header = Header {
            algorithm: device_key.public().algorithm(),
            credential: Sign1::parse(credential)?,
        };
        let payload = deterministic(self);
        // What could not be read back is not signed.
        dinhdanh_crypto::cose::strict::<Self>(&payload)?;
        let signed = sign1(device_key, &deterministic(&header), &payload)?;
        let text = base45::write(RECEIPT_PREFIX, &signed);
        if text.len() > base45::MAX_TEXT {
            return Err(CryptoError::BadParameters);
        }
        Ok(text)
    }
}

/// What a receipt has of the code that was checked, from its `cti`: the citizen, whose wallet made the code, can tell that
/// it was theirs; nobody else learns anything.
pub fn mark_of(code_id: &[u8; 16]) -> [u8; 16] {
    let [mark @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
        sha256(&[b"dinhdanh receipt v1\0", code_id]);
    mark
}

/// The protected header.
#[derive(Debug, Clone)]
struct Header<'b> {
    algorithm: Algorithm,
    /// Who the officer is, by the authority's word.
    credential: Sign1<'b>,
}

impl<C> Encode<C> for Header<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        write_header(e, self.algorithm, self.credential)?.str(TYPE)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Header<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (algorithm, credential) = read_header(d)?;
        if d.str()? != TYPE {
            return Err(outside_grammar());
        }
        Ok(Self {
            algorithm,
            credential,
        })
    }
}
