//! "Thông báo": what the authority tells the account's holder.

use chrono::{DateTime, Utc};
use dinhdanh_protocol::{ApiError, HolderProof, Notice, NoticeKind};
use dinhdanh_vault as vault;

use crate::lock::Label;
use crate::{Wallet, WalletError};

/// As many as one answer has at most.
const PAGE: usize = 100;
/// The most answers that are asked for at a time; the next refresh goes on.
const MOST_PAGES: usize = 20;
/// The most that are shown.
pub(crate) const SHOWN: u32 = 200;

/// Something that the account's holder was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountNotice {
    /// Counts up.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: NoticeKind,
    /// It was looked at.
    pub read: bool,
    /// Who did not do it may say so: "Không phải tôi đăng nhập".
    pub disputable: bool,
}

impl Wallet {
    /// What the account's holder was told, newest first, 200 at most.
    pub fn notices(&self) -> Result<Vec<AccountNotice>, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let kept = inner.opened()?.vault.read(|r| r.notices(SHOWN))?;
        Ok(all_told(kept, now))
    }

    /// Those up to this one were looked at.
    pub fn notices_read(&self, up_to: u64) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        open.vault.write(|w| w.notices_read(up_to))?;
        open.unread_notices = open.vault.read(|r| r.unread_notices())?;
        drop(inner);
        self.mark_label();
        Ok(())
    }

    /// Lets the lock screen say whether there is something new, where it does not say so yet. The wallet is not held
    /// while the keystore is asked.
    fn mark_label(&self) {
        let Some((device, unread)) = self
            .inner()
            .open
            .as_ref()
            .filter(|open| open.label_says_unread != Some(open.unread_notices > 0))
            .and_then(|open| Some((open.device().ok()?, open.unread_notices > 0)))
        else {
            return;
        };
        let marked = self.profile.head().and_then(|head| {
            let Some(account) = head else { return Ok(()) };
            let label = Label::if_whole(&account)?;
            let stale =
                |label: &Label| label.device == device.0 && label.unread.unwrap_or_default() != unread;
            let Some(label) = label.filter(stale) else {
                return Ok(());
            };
            let unread = Some(unread);
            Label { unread, ..label }.write(&account, self.random.as_ref())
        });
        if let Err(error) = marked {
            tracing::info!(code = %error.code(), "the lock screen does not know of what is new");
            return;
        }
        let mut inner = self.inner();
        if let Some(open) = &mut inner.open
            && open.device().is_ok_and(|of| of == device)
        {
            open.label_says_unread = Some(unread);
        }
    }

    /// Fetches what is new. A device that was unbound is told as much as happened before.
    pub(crate) fn fetch_notices(&self) -> Result<(), WalletError> {
        for _ in 0..MOST_PAGES {
            let (after, device, proof) = {
                let mut inner = self.inner();
                let open = inner.opened_even_presenting()?;
                let after = open.vault.read(|r| r.newest_notice())?;
                let content = Notice::content(after);
                let proof = open.proof(Notice::PURPOSE, &content, self.now(), self.random.as_ref())?;
                (after, proof.device, proof)
            };
            let page = self.answered(self.authority.notices(&HolderProof::Device(proof), after))?;
            let page = in_order(page, after)?;
            let last = page.len() < PAGE;
            let mut inner = self.inner();
            let open = inner.opened_even_presenting()?;
            // Locked and opened again as somebody else meanwhile: the answer is not for this account.
            if open.device()? != device {
                return Ok(());
            }
            if !page.is_empty() {
                let now = self.now();
                open.vault.write(|w| w.add_notices(&page, now))?;
                open.unread_notices = open.vault.read(|r| r.unread_notices())?;
            }
            if last {
                break;
            }
        }
        self.mark_label();
        Ok(())
    }
}

/// As the vault keeps them, once it is sure that they go on from what is there: else the same would be asked for
/// without end.
fn in_order(page: Vec<Notice>, after: u64) -> Result<Vec<vault::Notice>, WalletError> {
    let on = std::iter::once(after).chain(page.iter().map(|notice| notice.seq));
    if page.len() > PAGE || !on.is_sorted_by(|one, next| one < next) {
        return Err(WalletError::Authority(ApiError::Failed));
    }
    Ok(page.into_iter().map(kept).collect())
}

fn kept(notice: Notice) -> vault::Notice {
    let (kind, detail) = notice.kind.parts();
    vault::Notice {
        seq: notice.seq,
        at: notice.at,
        kind: kind.to_owned(),
        detail,
        read: false,
    }
}

/// What is shown of those that are kept, newest first.
fn all_told(kept: Vec<vault::Notice>, now: DateTime<Utc>) -> Vec<AccountNotice> {
    // Of a kind that only a later version knows, nothing can be said.
    let mut told: Vec<AccountNotice> = kept.into_iter().filter_map(|notice| told(notice, now)).collect();
    // The authority takes no dispute any more about what its desk has settled.
    let settled = told.iter().skip_while(|notice| !notice.kind.settles()).count();
    for notice in told.iter_mut().rev().take(settled) {
        notice.disputable = false;
    }
    told
}

fn told(kept: vault::Notice, now: DateTime<Utc>) -> Option<AccountNotice> {
    let notice = Notice {
        seq: kept.seq,
        at: kept.at,
        kind: NoticeKind::from_parts(&kept.kind, kept.detail)?,
    };
    Some(AccountNotice {
        disputable: notice.is_disputable(now),
        seq: notice.seq,
        at: notice.at,
        kind: notice.kind,
        read: kept.read,
    })
}

/// When level or phone of the account were set last, as far as the holder was told.
pub(crate) fn newest_change(kept: &[vault::Notice]) -> Option<DateTime<Utc>> {
    kept.iter()
        .filter(|notice| {
            let kind = NoticeKind::from_parts(&notice.kind, notice.detail.clone());
            matches!(
                kind,
                Some(
                    NoticeKind::LevelSet { .. }
                        | NoticeKind::PhoneChanged { .. }
                        | NoticeKind::PhoneSet { .. }
                )
            )
        })
        .map(|notice| notice.at)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_desk_has_settled_is_not_disputable() {
        let at = DateTime::UNIX_EPOCH;
        let all = [
            NoticeKind::PasswordReset,
            NoticeKind::Restored,
            NoticeKind::PasswordReset,
            NoticeKind::LostDevice { ready_at: at },
        ];
        let newest_first = |kinds: &[NoticeKind]| {
            let told = (1..).zip(kinds).map(|(seq, kind)| {
                let kind = kind.clone();
                kept(Notice { seq, at, kind })
            });
            let mut told: Vec<_> = told.collect();
            told.reverse();
            all_told(told, at)
        };
        let disputable = |kinds: &[NoticeKind]| -> Vec<bool> {
            let told = newest_first(kinds);
            told.iter().map(|notice| notice.disputable).collect()
        };
        assert_eq!(disputable(&all), [true, true, false, false]);
        let settled = [&all[..], &[NoticeKind::WaitEnded]].concat();
        assert_eq!(disputable(&settled), [false; 5]);
        assert_eq!(disputable(&all[..1]), [true]);
    }

    #[test]
    fn an_answer_that_does_not_go_on_is_refused() {
        let notice = |seq| Notice {
            seq,
            at: DateTime::UNIX_EPOCH,
            kind: NoticeKind::Restored,
        };
        assert_eq!(in_order(vec![notice(4), notice(9)], 3).unwrap().len(), 2);
        assert!(in_order(vec![], 3).unwrap().is_empty());
        for wrong in [
            vec![notice(3)],
            vec![notice(5), notice(4)],
            vec![notice(5), notice(5)],
        ] {
            assert!(in_order(wrong, 3).is_err());
        }
        let endless = (1..=101).map(notice).collect();
        assert!(in_order(endless, 0).is_err());
    }
}
