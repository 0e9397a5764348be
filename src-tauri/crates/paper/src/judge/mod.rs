//! How an officer's app judges a paper: the checks of the identification code as far as they apply, in the same order and
//! under the same words; the first that fails names the verdict.

mod checks;
mod paper;
mod verdict;

pub use checks::{EVERYBODY, HANOI, LIFE, judge};
pub use paper::is_presentation;
pub use verdict::{PaperVerdict, Proof};

use chrono::{DateTime, Utc};
use dinhdanh_credential::Word;
use dinhdanh_credential::judge::Issuer;
use serde_json::{Map, Value};

use crate::{Format, PaperKind};

/// A verdict with all that an officer is told beside it.
#[derive(Clone)]
pub struct PaperJudgement {
    /// What was found.
    pub verdict: PaperVerdict,
    /// The one of the four words under which it is shown.
    pub word: Word,
    /// What was shown, once the issuer's signature held, and the holder's where there is one.
    pub shown: Option<Shown>,
    /// The name of the authority whose key signed, and whether that is a practice key.
    pub issuer: Option<Issuer>,
    /// When this very presentation was seen before, where it was.
    pub seen_before_at: Option<DateTime<Utc>>,
    /// It is the answer to the challenge that was pending, whatever else was found of it.
    pub answered: bool,
    /// When the trust data were made; none where there are none.
    pub trust_issued_at: Option<DateTime<Utc>>,
}

/// What a holder shows of a paper.
#[derive(Clone)]
pub struct Shown {
    /// Which kind.
    pub kind: PaperKind,
    /// In which form.
    pub format: Format,
    /// What was disclosed of it, and nothing else.
    pub content: Map<String, Value>,
    /// When the authority issued this copy.
    pub issued_at: DateTime<Utc>,
    /// When the holder made this presentation; none of a copy, which nobody presents.
    pub made_at: Option<DateTime<Utc>>,
    /// How far it is proven.
    pub proof: Proof,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shown({:?})", self.kind)
    }
}
