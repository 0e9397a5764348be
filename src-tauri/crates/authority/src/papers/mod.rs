//! Papers into wallets: the register is asked, the offer made, the copies issued (OpenID4VCI 1.0, pre-authorised code).

mod configurations;
mod copies;
mod offers;
mod proofs;

pub(crate) use copies::{FIRST_PAPER_LIST, LAST_PAPER_LIST};

use chrono::NaiveDate;
use dinhdanh_credential::Status;
use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::AccountLevel;
use serde_json::{Map, Value};

/// A paper as its register has it.
#[derive(Clone)]
pub struct RegisteredPaper {
    /// Which kind.
    pub kind: PaperKind,
    /// What the citizen types to have it found, where that is asked for: the number on the paper.
    pub number: Option<String>,
    /// Its fields, as the kind's metadata name them.
    pub content: Map<String, Value>,
    /// Its last day; none where it has no end.
    pub last_day: Option<NaiveDate>,
    /// How it stands with who issued it: tạm giữ is suspended, thu hồi is revoked.
    pub state: Status,
}

impl std::fmt::Debug for RegisteredPaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RegisteredPaper({:?}, {:?})", self.kind, self.state)
    }
}

/// One's own data from the register is a service of level 1, every other paper of level 2.
pub(crate) const fn least_level(kind: PaperKind) -> AccountLevel {
    match kind {
        PaperKind::PersonalInfo => AccountLevel::One,
        _ => AccountLevel::Two,
    }
}
