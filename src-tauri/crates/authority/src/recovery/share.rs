use chrono::{DateTime, Utc};
use dinhdanh_protocol::{NoticeKind, RecoveryShare, Refusal, SecurityAnswer, SessionToken};

use super::begin::account_of;
use crate::activation::refuse_unusable;
use crate::answers::refuse_locked_answers;
use crate::store::Reading;
use crate::tables::recovery::Recovery;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Gives the share out for both right answers.
    pub(crate) fn give_share(
        &self,
        token: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<RecoveryShare, AuthorityError> {
        let (now, digest) = (self.parts.clock.now(), token.digest());
        // Asked before the costly hash, so that who is refused anyway costs little, and again in the transaction.
        let account = self.store.read(|read| {
            let recovery = answerable(read, digest, now)?;
            refuse_locked_answers(read, &recovery.account, now)?;
            Ok(recovery.account)
        })?;
        let given = self.hash_given(&account, answers)?;
        // A refusal here is an outcome, not an error: the try that it cost must be committed.
        let outcome = self.write(now, |write| {
            let recovery = answerable(write, digest, now)?;
            let account = account_of(write, &recovery.account)?;
            refuse_unusable(&account)?;
            // Unbound since, or its questions were changed on the device.
            let share = write.share_of(recovery.device)?.ok_or(Refusal::NoRecovery)?;
            if let Err(refusal) = self.judge_answers(write, &account.number, &given, now)? {
                return Ok(Err(refusal));
            }
            let name = share.name();
            if recovery.given != Some(name) {
                write.note_given(&recovery, name)?;
                let text = sms::recovering(&self.parts);
                self.tell(write, &account, (&NoticeKind::Recovering, &text), now)?;
            }
            Ok(Ok(share))
        })?;
        Ok(outcome?)
    }
}

/// The recovery of a token, if its answers may be given now.
fn answerable(read: &Reading<'_>, digest: [u8; 32], now: DateTime<Utc>) -> Result<Recovery, AuthorityError> {
    let recovery = read.recovery(digest)?.ok_or(Refusal::SessionOver)?;
    if recovery.renewed.is_some() || now >= recovery.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    if !recovery.confirmed {
        return Err(Refusal::OutOfOrder.into());
    }
    Ok(recovery)
}
