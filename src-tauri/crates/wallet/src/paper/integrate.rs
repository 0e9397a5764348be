use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::DeviceId;
use dinhdanh_protocol::papers::{NotificationEvent, PaperAnswer};

use super::PaperEntry;
use super::fetch::Batch;
use crate::{Wallet, WalletError};

/// What came of "Tích hợp giấy tờ".
#[derive(Debug, Clone)]
pub enum Integrated {
    /// Khớp: these papers are in the wallet now.
    Kept(Vec<PaperEntry>),
    /// Không khớp: what was typed is not what the register has.
    Differs {
        /// The field, as the kind's metadata call it.
        field: String,
    },
    /// The register has no such paper of this person.
    None,
}

/// Which of the fetched papers are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// All.
    All,
    /// Those that are still in the wallet: what was removed meanwhile does not come back.
    Known,
}

impl Wallet {
    /// "Tích hợp giấy tờ": fetches the papers of one kind that the register has, of them only the one with that number
    /// where one was typed. One that is in the wallet already is brought up to date. All come or none.
    ///
    /// Fails with [`WalletError::Authority`] where the authority refused, did not answer, or issued what was not asked
    /// for; what was in the wallet is kept then.
    pub fn integrate_paper(&self, kind: PaperKind, number: Option<&str>) -> Result<Integrated, WalletError> {
        self.inner().opened()?;
        let number = number.map(str::trim).filter(|number| !number.is_empty());
        let (device, answer) = self.ask_for_papers(kind, number)?;
        let offers = match answer {
            PaperAnswer::Matches(offers) => offers,
            PaperAnswer::Differs { field } => return Ok(Integrated::Differs { field }),
            PaperAnswer::None => return Ok(Integrated::None),
        };
        let issuer = self.paper_issuer()?;
        let batches = offers
            .iter()
            .map(|offered| self.fetch_copies(kind, &issuer, offered));
        let batches = batches.collect::<Result<Vec<_>, _>>()?;
        let ids = self.keep_papers(device, &batches, Keep::All)?;
        let mut inner = self.inner();
        let open = inner.opened()?;
        let entries = ids.into_iter().map(|id| self.entry_of(open, id));
        Ok(Integrated::Kept(entries.collect::<Result<_, _>>()?))
    }

    /// Keeps what was fetched, all or nothing, once it is sure that it is what was asked for.
    pub(super) fn keep_papers(
        &self,
        device: DeviceId,
        batches: &[Batch],
        keep: Keep,
    ) -> Result<Vec<u64>, WalletError> {
        // The newest bundle has the keys and the lists of what was just issued.
        if let Err(error) = self.refresh_trust() {
            tracing::info!(code = %error.code(), "papers are looked at by the trust data that there are");
        }
        let kept = self.kept_papers(device, batches, keep);
        let all = kept.as_ref().is_ok_and(|ids| ids.len() == batches.len());
        let event = if all {
            NotificationEvent::CredentialAccepted
        } else {
            NotificationEvent::CredentialFailure
        };
        self.tell_of(batches, event);
        kept
    }

    fn kept_papers(&self, device: DeviceId, batches: &[Batch], keep: Keep) -> Result<Vec<u64>, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        // Locked and opened again as somebody else meanwhile: the answer is not for this account.
        if open.device()? != device {
            return Err(WalletError::Locked);
        }
        let fetched = self.looked_at(open, batches)?;
        open.vault.write(|w| {
            let known = w.papers()?;
            let mut ids = Vec::with_capacity(fetched.len());
            for one in &fetched {
                if keep == Keep::All || known.iter().any(|paper| paper.name == one.paper.name) {
                    ids.push(w.put_paper(&one.paper, &one.content, &one.copies)?);
                }
            }
            Ok(ids)
        })
    }
}
