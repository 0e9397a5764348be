use dinhdanh_protocol::{AccessToken, CitizenNumber, RecoveryRequest, RecoverySession, Refusal};

use crate::activation::refuse_unusable;
use crate::answers::refuse_locked_answers;
use crate::limits::Counted;
use crate::store::Reading;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError, journey};

impl Authority {
    /// Opens a recovery for who has signed in.
    pub(crate) fn open_recovery(
        &self,
        access: &AccessToken,
        request: &RecoveryRequest,
    ) -> Result<RecoverySession, AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            // What is over was forgotten a moment ago.
            let access = write.access(access.digest())?.ok_or(Refusal::SessionOver)?;
            let account = account_of(write, &access.account)?;
            refuse_unusable(&account)?;
            let answers = write
                .account_answers(&account.number)?
                .ok_or(Refusal::NoRecovery)?;
            let device = write.device_of(&account.number)?.ok_or(Refusal::NoRecovery)?;
            let share = write.share_of(device)?.ok_or(Refusal::NoRecovery)?;
            if !request.shares.contains(&share.name()) {
                return Err(Refusal::NoRecovery.into());
            }
            refuse_locked_answers(write, &account.number, now)?;
            let token =
                self.journey_token(b"recovery", &request.idempotency, &account.number, &account.phone);
            // The same request again: its answer was lost.
            let expires_at = match write.recovery(token.digest())? {
                Some(begun) => begun.expires_at,
                None => {
                    self.count_all(write, &[Counted::RecoveryOf(&account.number)], now)?;
                    let expires_at = now + journey::LIFE;
                    write.add_recovery(token.digest(), &account.number, device, expires_at)?;
                    expires_at
                }
            };
            Ok(RecoverySession {
                token,
                expires_at,
                questions: answers.questions,
            })
        })
    }
}

pub(super) fn account_of(read: &Reading<'_>, number: &CitizenNumber) -> Result<Account, AuthorityError> {
    read.account(number)?
        .ok_or(AuthorityError::Damaged("a recovery without account"))
}
