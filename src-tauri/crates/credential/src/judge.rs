//! How a verifier judges: fourteen checks in their order; the first that fails names the verdict.
//!
//! The steps are types: an [`UnverifiedCode`](crate::token::UnverifiedCode) becomes authentic only by both
//! signatures, and what was read leaves here as [`Reading::Proven`] only with a verdict that says genuine.

mod authentic;
mod checks;
mod reading;
mod replay;
mod verdict;

pub use checks::judge;
pub use reading::{Person, Reading};
pub use replay::{ReplayMemory, Sighting};
pub use verdict::{Verdict, Word};

pub use crate::epoch::CLOCK_TOLERANCE;

use chrono::{DateTime, Utc};

/// A verdict with all that an officer is told beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What was found.
    pub verdict: Verdict,
    /// The one of the four words under which it is shown.
    pub word: Word,
    /// What was read, once both signatures held.
    pub reading: Option<Reading>,
    /// The name of the authority whose key signed, and whether that is a practice key.
    pub issuer: Option<Issuer>,
    /// When this code was seen before, for [`Verdict::Replayed`].
    pub seen_before_at: Option<DateTime<Utc>>,
    /// When the trust data were made; none when there are none.
    pub trust_issued_at: Option<DateTime<Utc>>,
    /// It came to check 11 and answers the challenge that was pending, which is used up with it.
    pub answered: bool,
}

/// Who vouches, as the trust bundle names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// The authority's name.
    pub name: String,
    /// A practice key.
    pub practice: bool,
}
