use dinhdanh_crypto::digest::sha256;
use dinhdanh_crypto::hex;
use serde_json::{Map, Value};

use super::PaperEntry;
use crate::{Wallet, WalletError};

/// A paper with all that stands in it.
#[derive(Clone)]
pub struct PaperSheet {
    /// The paper.
    pub entry: PaperEntry,
    /// Its fields, as the kind's metadata name them.
    pub content: Map<String, Value>,
    /// Who issued it, as people call them.
    pub issuer: String,
    /// Names what stands in it: where that becomes another, so does this.
    pub edition: String,
}

/// Without what stands in it.
impl std::fmt::Debug for PaperSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperSheet({:?})", self.entry.kind)
    }
}

impl Wallet {
    /// A paper, as it was fetched last. The passcode is asked for as for
    /// [`identity_card`](Wallet::identity_card).
    ///
    /// Fails with [`WalletError::PaperMissing`] where it was removed.
    pub fn open_paper(&self, id: u64, passcode: Option<&str>) -> Result<PaperSheet, WalletError> {
        let asked = self.asked_for_papers(passcode)?;
        let mut inner = self.inner();
        let open = asked.opened(&mut inner)?;
        let paper = open.vault.read(|r| r.paper(id))?;
        let paper = paper.ok_or(WalletError::PaperMissing)?;
        let content = open.vault.read(|r| r.paper_content(id))?;
        let content = content.ok_or(WalletError::PaperMissing)?;
        Ok(PaperSheet {
            edition: edition(&content),
            content: serde_json::from_str(&content).map_err(|_| WalletError::RecordDamaged)?,
            issuer: paper.issuer.clone(),
            entry: self.entry(open, paper)?,
        })
    }
}

/// Names what stands in a paper.
pub(super) fn edition(content: &str) -> String {
    hex::encode(&sha256(&[content.as_bytes()]))
}
