use std::collections::BTreeMap;

use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::papers::{NotificationEvent, NotificationRequest, PaperAnswer};

use super::list::kind_of;
use crate::{Wallet, WalletError};

impl Wallet {
    /// Removes a paper with its keys. The authority is told, so that it withdraws the copies; where it does not answer,
    /// at a later refresh. The passcode is asked for as to [open](Wallet::open_paper) it.
    ///
    /// Fails with [`WalletError::PaperMissing`] where it was removed before.
    pub fn remove_paper(&self, id: u64, passcode: Option<&str>) -> Result<(), WalletError> {
        let asked = self.asked_for_papers(passcode)?;
        {
            let mut inner = self.inner();
            let open = asked.opened(&mut inner)?;
            if !open.vault.write(|w| w.remove_paper(id))? {
                return Err(WalletError::PaperMissing);
            }
        }
        if let Err(error) = self.tell_removed_papers() {
            tracing::info!(code = %error.code(), "of a removed paper the authority was not told yet");
        }
        Ok(())
    }

    /// Tells the authority of the papers that were removed, as far as it was not told.
    pub(super) fn tell_removed_papers(&self) -> Result<(), WalletError> {
        let removed = {
            let mut inner = self.inner();
            let open = inner.opened_even_presenting()?;
            open.vault.read(|r| r.removed_papers())?
        };
        let mut by_kind: BTreeMap<PaperKind, Vec<String>> = BTreeMap::new();
        for paper in removed {
            by_kind
                .entry(kind_of(&paper.kind)?)
                .or_default()
                .push(paper.batch);
        }
        for (kind, batches) in by_kind {
            self.tell_removed_batches(kind, &batches)?;
        }
        Ok(())
    }

    fn tell_removed_batches(&self, kind: PaperKind, batches: &[String]) -> Result<(), WalletError> {
        let (_, answer) = self.ask_for_papers(kind, None)?;
        let offers = match answer {
            PaperAnswer::Matches(offers) => offers,
            PaperAnswer::Differs { .. } | PaperAnswer::None => Vec::new(),
        };
        // Any offer gives a token to speak with. Without one the copies end by themselves, within thirty days.
        let token = match offers.first() {
            Some(offered) => Some(self.paper_token(&offered.offer)?),
            None => None,
        };
        for batch in batches {
            if let Some(token) = &token {
                let notification = NotificationRequest {
                    notification_id: batch.clone(),
                    event: NotificationEvent::CredentialDeleted,
                };
                self.told_of_papers(self.authority.notify_papers(token, &notification))?;
            }
            let mut inner = self.inner();
            let open = inner.opened_even_presenting()?;
            open.vault.write(|w| w.forget_removed_paper(batch))?;
        }
        Ok(())
    }
}
