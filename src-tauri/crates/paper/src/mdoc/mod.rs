//! The driving licence as an mdoc, ISO/IEC 18013-5: `org.iso.18013.5.1.mDL`.
//!
//! [`issue`] makes what its holder keeps (`IssuerSigned`), [`present`] what an officer is shown of it: a text `DDM1:` and in
//! base64url the CBOR array of `SessionTranscript` and `DeviceResponse`. No channel is opened between the two, so that the
//! transcript names neither engagement nor reader's key, and the [handover](Transcript) is ours.
//!
//! What of the standard is not here: certificates (the trust bundle names the authority's keys, and `kid` which one; a
//! certificate may stand beside it for other readers and is not looked at), the authentication by MAC, for which there is
//! no reader's key, requests by a reader, and the transports.

mod cbor;
mod element;
mod issue;
mod issued;
mod licence;
mod response;
mod security_object;
mod sign1;

use dinhdanh_crypto::CryptoError;

pub use element::Element;
pub use issue::issue;
pub use issued::{Disclosed, IssuerSigned};
pub use licence::{is_named, said};
pub use response::{PREFIX, Presented, Transcript, present};
pub use security_object::SecurityObject;

/// The type of the document (ISO/IEC 18013-5 §7.1).
pub const DOC_TYPE: &str = "org.iso.18013.5.1.mDL";

/// Elements as the standard names them (§7.2.1).
pub const NAMESPACE: &str = "org.iso.18013.5.1";

/// Elements of ours that the standard has none for.
pub const OUR_NAMESPACE: &str = "urn:dinhdanh:paper:driving-licence:1";

/// Why bytes are no mdoc, or not what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MdocError {
    /// CBOR, members, or a digest that is not the issuer's.
    #[error("no mdoc")]
    Malformed,
    /// A signature is not by the key that it should be by.
    #[error("a signature does not hold")]
    BadSignature,
    /// A key or the randomness failed.
    #[error("a key failed")]
    Crypto(#[from] CryptoError),
}

impl From<minicbor::decode::Error> for MdocError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}
