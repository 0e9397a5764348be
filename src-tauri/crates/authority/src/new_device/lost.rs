use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{
    AccessToken, LostDeviceRequest, LostDeviceSession, NoticeKind, Refusal, SecurityAnswer, SessionToken,
};

use crate::activation::refuse_unusable;
use crate::answers::refuse_locked_answers;
use crate::limits::Counted;
use crate::store::{Reading, Writing};
use crate::tables::account::Account;
use crate::tables::claim::LostDevice;
use crate::{Authority, AuthorityError, journey, sms};

/// From the claim until the account may move: time for who has the device to say no.
const WAIT: TimeDelta = TimeDelta::days(1);

impl Authority {
    /// Opens the claim that the account's device is lost.
    pub(crate) fn open_lost_device(
        &self,
        token: &AccessToken,
        request: &LostDeviceRequest,
    ) -> Result<LostDeviceSession, AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            let (account, _) = self.use_account(write, token, now)?;
            let answers = write
                .account_answers(&account.number)?
                .ok_or(Refusal::NoAnswers)?;
            let token = self.journey_token(
                b"lost device",
                &request.idempotency,
                &account.number,
                &account.phone,
            );
            let open = |expires_at| LostDeviceSession {
                token: token.clone(),
                expires_at,
                questions: answers.questions,
            };
            // The same request again: its answer was lost.
            if let Some(begun) = write.lost_device(token.digest())? {
                return Ok(open(begun.expires_at));
            }
            if !account.active || write.claim(&account.number)?.is_some() {
                return Err(Refusal::OutOfOrder.into());
            }
            let counted = [
                Counted::LostDeviceOf(&account.number),
                Counted::LostDeviceBy(request.client),
            ];
            self.count_all(write, &counted, now)?;
            let expires_at = now + journey::LIFE;
            write.add_lost_device(token.digest(), &account.number, expires_at)?;
            Ok(open(expires_at))
        })
    }

    /// Judges the answers; right ones begin the wait, and everybody is told. Once begun, it is told again.
    pub(crate) fn claim_lost(
        &self,
        token: &SessionToken,
        answers: &[SecurityAnswer; 2],
    ) -> Result<DateTime<Utc>, AuthorityError> {
        let (now, digest) = (self.parts.clock.now(), token.digest());
        // Asked before the costly hash and again in the transaction that depends on it.
        let number = self.store.read(|read| {
            let number = claimable(read, digest, now)?.account;
            refuse_locked_answers(read, &number, now)?;
            Ok(number)
        })?;
        let given = self.hash_given(&number, answers)?;
        // Wrong answers are an outcome, not an error: the try that they cost must be committed.
        let outcome = self.write(now, |write| {
            let lost = claimable(write, digest, now)?;
            if lost.completed {
                return Ok(Ok(write.claim(&number)?.ok_or(Refusal::SessionOver)?));
            }
            let account = write
                .account(&number)?
                .ok_or(AuthorityError::Damaged("a claim without account"))?;
            refuse_unusable(&account)?;
            match self.judge_answers(write, &number, &given, now)? {
                Ok(()) => self.claim(write, &account, &lost, now).map(Ok),
                Err(refusal) => Ok(Err(refusal)),
            }
        })?;
        Ok(outcome?)
    }

    fn claim(
        &self,
        write: &Writing<'_>,
        account: &Account,
        lost: &LostDevice,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, AuthorityError> {
        // Unbound meanwhile: there is nothing to wait for.
        let device = write.device_of(&account.number)?.ok_or(Refusal::SessionOver)?;
        write.complete_lost_device(lost.digest, now)?;
        // Another claim was quicker: its wait counts.
        if let Some(ready_at) = write.claim(&account.number)? {
            return Ok(ready_at);
        }
        let ready_at = now + WAIT;
        write.put_claim(&account.number, device, ready_at)?;
        let text = sms::claimed_lost(&self.parts, ready_at);
        self.tell(write, account, (&NoticeKind::LostDevice { ready_at }, &text), now)?;
        Ok(ready_at)
    }
}

fn claimable(read: &Reading<'_>, digest: [u8; 32], now: DateTime<Utc>) -> Result<LostDevice, AuthorityError> {
    let lost = read.lost_device(digest)?.ok_or(Refusal::SessionOver)?;
    if !lost.completed && now >= lost.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    if !lost.confirmed {
        return Err(Refusal::OutOfOrder.into());
    }
    Ok(lost)
}
