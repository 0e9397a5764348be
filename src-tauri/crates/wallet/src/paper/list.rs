use chrono::{DateTime, NaiveDate, Utc};
use dinhdanh_credential::{Status, StatusPlace, TrustBundle};
use dinhdanh_paper::{Format, PaperKind};
use dinhdanh_vault::{CopyStanding, Paper, VaultError};

use super::Expiry;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// A paper of the wallet, without what stands in it.
#[derive(Debug, Clone)]
pub struct PaperEntry {
    /// Names it in this wallet.
    pub id: u64,
    /// Which kind.
    pub kind: PaperKind,
    /// What tells it from others of its kind: the number plate, the classes of a licence. Never a person's number.
    pub title: Option<String>,
    /// How its validity stands today.
    pub expiry: Expiry,
    /// Its last day; none where it has no end.
    pub last_day: Option<NaiveDate>,
    /// How it stands with who issued it, as far as the trust data say.
    pub state: PaperState,
    /// When it was fetched.
    pub refreshed_at: DateTime<Utc>,
    /// The forms that there are copies of.
    pub formats: Vec<Format>,
    /// Copies that were not shown yet and are good today, of the form that has the fewest. At 0 the one shown least is
    /// shown again.
    pub copies_left: u32,
    /// Made up: it has no legal value.
    pub practice: bool,
}

/// How a paper stands with who issued it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// Hiệu lực.
    InForce,
    /// Tạm giữ.
    Held,
    /// Thu hồi.
    Revoked,
}

impl Wallet {
    /// The papers, in the order of their kinds.
    pub fn papers(&self) -> Result<Vec<PaperEntry>, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        let papers = open.vault.read(|r| r.papers())?;
        let entries = papers.into_iter().map(|paper| self.entry(open, paper));
        let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| (entry.kind, entry.id));
        Ok(entries)
    }

    pub(super) fn entry(&self, open: &Open, paper: Paper) -> Result<PaperEntry, WalletError> {
        let now = self.now();
        let copies = open.vault.read(|r| r.paper_copies(paper.id))?;
        Ok(PaperEntry {
            id: paper.id,
            kind: kind_of(&paper.kind)?,
            expiry: Expiry::on(self.today(), paper.last_day),
            title: paper.title,
            last_day: paper.last_day,
            state: PaperState::of(&copies, open.trust.bundle()),
            refreshed_at: paper.refreshed_at,
            formats: formats(&copies),
            copies_left: copies_left(&copies, now),
            practice: self.authority.info().practice,
        })
    }

    pub(super) fn entry_of(&self, open: &Open, id: u64) -> Result<PaperEntry, WalletError> {
        let paper = open.vault.read(|r| r.paper(id))?;
        self.entry(open, paper.ok_or(WalletError::PaperMissing)?)
    }
}

impl PaperState {
    /// Copies that came together stand alike; one alone may have been withdrawn.
    fn of(copies: &[CopyStanding], trust: Option<&TrustBundle>) -> Self {
        let status = |copy: &CopyStanding| {
            let (list, index) = copy.status;
            trust.and_then(|trust| trust.status(StatusPlace { list, index }))
        };
        let all = |wanted| copies.iter().all(|copy| status(copy) == Some(wanted));
        if copies.is_empty() {
            Self::InForce
        } else if all(Status::Revoked) {
            Self::Revoked
        } else if copies.iter().any(|copy| status(copy) == Some(Status::Suspended)) {
            Self::Held
        } else {
            Self::InForce
        }
    }
}

pub(super) fn kind_of(name: &str) -> Result<PaperKind, WalletError> {
    PaperKind::of_name(name).ok_or_else(|| VaultError::Newer.into())
}

/// The formats of which there are copies.
fn formats(copies: &[CopyStanding]) -> Vec<Format> {
    let there = |format: &Format| copies.iter().any(|copy| copy.format == format.name());
    Format::ALL.into_iter().filter(there).collect()
}

/// Copies that were not shown yet and are good at `now`, of the format that has the fewest.
pub(super) fn copies_left(copies: &[CopyStanding], now: DateTime<Utc>) -> u32 {
    let fresh = |format: Format| {
        let of_it = copies.iter().filter(|copy| copy.format == format.name());
        of_it
            .filter(|copy| copy.shown == 0 && now < copy.expires_at)
            .count()
    };
    let fewest = formats(copies).into_iter().map(fresh).min();
    u32::try_from(fewest.unwrap_or(0)).unwrap_or(u32::MAX)
}
