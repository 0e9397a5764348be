use std::collections::BTreeMap;

use dinhdanh_paper::PaperKind;
use dinhdanh_protocol::papers::{IssuerMetadata, PaperAnswer, PaperOffer};
use dinhdanh_protocol::{ApiError, DeviceId};
use dinhdanh_vault::Paper;

use super::fetch::AT_MOST_EVERY;
use super::integrate::Keep;
use super::list::{copies_left, kind_of};
use crate::{Wallet, WalletError};

/// With fewer copies left others are fetched.
const FEW: u32 = 3;

impl Wallet {
    /// Tells the authority of what was removed, and fetches other copies of the papers that near the end of theirs. What
    /// fails leaves what there is.
    pub(crate) fn refresh_papers(&self) -> Result<(), WalletError> {
        if let Err(error) = self.tell_removed_papers() {
            tracing::info!(code = %error.code(), "of removed papers the authority was not told yet");
        }
        for (kind, papers) in self.due_papers()? {
            self.refresh_kind(kind, papers)?;
        }
        Ok(())
    }

    /// One question serves all papers of a kind. Those that the register has no more, does not give, or gives otherwise
    /// than they must be, keep their last copies for now.
    fn refresh_kind(&self, kind: PaperKind, papers: Vec<Paper>) -> Result<(), WalletError> {
        let answer = match self.asked_anew(kind) {
            Err(error) if is_cut_off(&error) => return Err(error),
            answer => answer.ok(),
        };
        for paper in papers {
            let fetched = answer.as_ref().and_then(|(device, answer, issuer)| {
                let offered = offer_of(answer, &paper.name)?;
                let batch = self.fetch_copies(kind, issuer, offered);
                Some(batch.and_then(|batch| self.keep_papers(*device, &[batch], Keep::Known)))
            });
            match fetched {
                Some(Ok(_)) => {}
                Some(Err(error)) if is_cut_off(&error) => return Err(error),
                Some(Err(_)) | None => {
                    tracing::info!(kind = kind.name(), "a paper keeps its last copies");
                    self.put_off(&paper)?;
                }
            }
        }
        Ok(())
    }

    fn asked_anew(&self, kind: PaperKind) -> Result<(DeviceId, PaperAnswer, IssuerMetadata), WalletError> {
        let (device, answer) = self.ask_for_papers(kind, None)?;
        Ok((device, answer, self.paper_issuer()?))
    }

    fn due_papers(&self) -> Result<BTreeMap<PaperKind, Vec<Paper>>, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        if open.active().is_err() {
            return Ok(BTreeMap::new());
        }
        let mut due: BTreeMap<_, Vec<_>> = BTreeMap::new();
        open.vault.read(|r| {
            for paper in r.papers()? {
                let left = copies_left(&r.paper_copies(paper.id)?, now);
                // What is due within a day, or was put off by one, is not asked for at each turn until then.
                if now >= paper.renew_after || (left < FEW && paper.renew_after > now + AT_MOST_EVERY) {
                    due.entry(kind_of(&paper.kind)?).or_default().push(paper);
                }
            }
            Ok::<_, WalletError>(())
        })?;
        Ok(due)
    }

    fn put_off(&self, paper: &Paper) -> Result<(), WalletError> {
        let until = self.now() + AT_MOST_EVERY;
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        Ok(open.vault.write(|w| w.put_off_paper(paper.id, until))?)
    }
}

fn offer_of<'a>(answer: &'a PaperAnswer, name: &str) -> Option<&'a PaperOffer> {
    match answer {
        PaperAnswer::Matches(offers) => offers.iter().find(|offered| offered.paper == name),
        PaperAnswer::Differs { .. } | PaperAnswer::None => None,
    }
}

/// Whether asking for the next one would come to nothing, too.
const fn is_cut_off(error: &WalletError) -> bool {
    matches!(
        error,
        WalletError::Authority(ApiError::Unreachable) | WalletError::Locked | WalletError::TooMany(_)
    )
}
