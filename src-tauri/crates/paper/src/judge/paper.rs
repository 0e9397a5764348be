use dinhdanh_credential::Verdict;
use dinhdanh_crypto::sign::PublicKey;

use crate::mdoc::{self, MdocError};
use crate::sd_jwt::{Binding, KeyBinding, SdJwt, SdJwtError};
use crate::vc::{self, Issued};

/// What came, **unverified**.
pub(super) enum Came {
    /// By its holder, or so it says.
    Presented(Presented),
    /// By anybody: without a holder's signature it is a copy.
    Copy(Box<SdJwt>),
}

/// What is presented, in one of the two formats, **unverified**.
pub(super) enum Presented {
    SdJwt(Box<SdJwt>, Box<KeyBinding>),
    Mdoc(Box<mdoc::Presented>),
}

/// Why a paper is not what it should be.
pub(super) enum Failed {
    Malformed,
    BadSignature,
}

impl Failed {
    /// A signature that does not hold has its own verdict.
    pub(super) const fn verdict(self, bad_signature: Verdict) -> Verdict {
        match self {
            Self::Malformed => Verdict::Malformed,
            Self::BadSignature => bad_signature,
        }
    }
}

impl From<SdJwtError> for Failed {
    fn from(error: SdJwtError) -> Self {
        match error {
            SdJwtError::BadSignature => Self::BadSignature,
            SdJwtError::Malformed | SdJwtError::Crypto(_) => Self::Malformed,
        }
    }
}

impl From<MdocError> for Failed {
    fn from(error: MdocError) -> Self {
        match error {
            MdocError::BadSignature => Self::BadSignature,
            MdocError::Malformed | MdocError::Crypto(_) => Self::Malformed,
        }
    }
}

/// Whether a text is meant to be what a holder presents, however that is judged: parts divided by `~`, or an mdoc.
pub fn is_presentation(text: &str) -> bool {
    text.starts_with(mdoc::PREFIX) || text.contains('~')
}

impl Came {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.starts_with(mdoc::PREFIX) {
            let paper = mdoc::Presented::parse(text).ok()?;
            return Some(Self::Presented(Presented::Mdoc(Box::new(paper))));
        }
        let paper = Box::new(SdJwt::parse(text).ok()?);
        Some(match paper.binding().cloned() {
            Some(binding) => Self::Presented(Presented::SdJwt(paper, Box::new(binding))),
            None => Self::Copy(paper),
        })
    }

    /// The key that it claims to be signed with.
    pub(super) fn key_id(&self) -> Option<[u8; 8]> {
        match self {
            Self::Presented(Presented::Mdoc(paper)) => paper.issued().key_id(),
            Self::Presented(Presented::SdJwt(paper, _)) | Self::Copy(paper) => vc::key_id(paper),
        }
    }

    pub(super) fn issued(&self, key: &PublicKey) -> Result<Issued, Failed> {
        Ok(match self {
            Self::Presented(Presented::Mdoc(paper)) => paper.issued().paper(key)?,
            Self::Presented(Presented::SdJwt(paper, _)) | Self::Copy(paper) => Issued::verify(paper, key)?,
        })
    }
}

impl Presented {
    pub(super) fn bound(&self, holder: &PublicKey) -> Result<Binding, Failed> {
        Ok(match self {
            Self::SdJwt(_, binding) => binding.verified(holder)?,
            Self::Mdoc(paper) => paper.bound(holder)?,
        })
    }
}
