//! The grammar of the code, both layers, in deterministic CBOR. What is parsed here is a stranger's word:
//! only [`judge`](mod@crate::judge) makes more of it.

mod claims;
mod header;
mod identity;
mod proof;

pub use claims::{Claims, CredentialHeader};
pub(crate) use header::{read_header, write_header};
pub use identity::{Identity, day_number, day_of_number};
pub use proof::{Proof, ProofHeader};

use std::fmt;

use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::cose::{Sign1, strict};
use minicbor::decode;

/// How an identification code begins.
pub const PREFIX: &str = "DD1:";
/// The longest life of a proof, in seconds.
pub const MAX_LIFE: u32 = 60;
/// The audience of an everyday code: any verifier.
pub const EVERYBODY: &str = "dd.verify";

/// An identification code, parsed: both layers keep the grammar, and no signature has been checked.
#[derive(Clone)]
pub struct UnverifiedCode<'b> {
    /// The device's signed layer.
    pub holder: Sign1<'b>,
    /// Its header.
    pub proof_header: ProofHeader<'b>,
    /// Its payload.
    pub proof: Proof<'b>,
    /// The header of the authority's layer.
    pub credential_header: CredentialHeader,
    /// The payload of the authority's layer.
    pub claims: Claims<'b>,
}

/// Without what tells who it is: not the layers' bytes.
impl fmt::Debug for UnverifiedCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedCode")
            .field("claims", &self.claims)
            .finish_non_exhaustive()
    }
}

impl<'b> UnverifiedCode<'b> {
    /// Parses the bytes of a code (`holder-proof` in the grammar).
    pub fn parse(bytes: &'b [u8]) -> Result<Self, CryptoError> {
        let holder = Sign1::parse(bytes)?;
        let proof_header: ProofHeader<'b> = strict(holder.protected)?;
        let proof = strict(holder.payload)?;
        let credential_header = strict(proof_header.credential.protected)?;
        let claims = strict(proof_header.credential.payload)?;
        Ok(Self {
            holder,
            proof_header,
            proof,
            credential_header,
            claims,
        })
    }
}

/// The bytes of a code's text; none when it is too long, or its body no base45.
pub fn text_to_bytes(text: &str) -> Option<Vec<u8>> {
    dinhdanh_crypto::base45::read(text, PREFIX)
}

/// A member that the grammar does not allow, or one with a value outside its range.
pub(crate) fn outside_grammar() -> decode::Error {
    decode::Error::message("outside the grammar")
}

/// A text of 1 to `most` bytes.
pub(crate) fn text_within<'b>(d: &mut minicbor::Decoder<'b>, most: usize) -> Result<&'b str, decode::Error> {
    let text = d.str()?;
    if (1..=most).contains(&text.len()) {
        Ok(text)
    } else {
        Err(outside_grammar())
    }
}

/// Bytes, exactly `N` of them.
pub(crate) fn exactly<const N: usize>(d: &mut minicbor::Decoder<'_>) -> Result<[u8; N], decode::Error> {
    d.bytes()?.try_into().map_err(|_| outside_grammar())
}

/// The number of members in a map of definite length.
pub(crate) fn members(d: &mut minicbor::Decoder<'_>) -> Result<u64, decode::Error> {
    d.map()?.ok_or_else(outside_grammar)
}

/// The algorithm of a COSE number.
pub(crate) fn algorithm(
    d: &mut minicbor::Decoder<'_>,
) -> Result<dinhdanh_crypto::sign::Algorithm, decode::Error> {
    dinhdanh_crypto::sign::Algorithm::from_cose_number(d.i64()?).ok_or_else(outside_grammar)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn strangers_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(UnverifiedCode::parse(&bytes).is_err());
        }

        #[test]
        fn strangers_texts_never_panic(text in "DD1:\\PC{0,200}") {
            let _ = text_to_bytes(&text);
        }
    }
}
