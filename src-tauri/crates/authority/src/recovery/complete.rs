use dinhdanh_protocol::{RecoveryCompletion, Refusal, SessionToken};

use super::begin::account_of;
use crate::activation::refuse_unusable;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Puts the new share in the place of the one that was given out, and the device's new release token in the place
    /// of its old one.
    pub(crate) fn finish_recovery(
        &self,
        token: &SessionToken,
        completion: &RecoveryCompletion,
    ) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        let name = completion.share.name();
        self.write(now, |write| {
            let recovery = write.recovery(token.digest())?.ok_or(Refusal::SessionOver)?;
            if recovery.renewed == Some(name) {
                return Ok(());
            }
            if recovery.renewed.is_some() || now >= recovery.expires_at {
                return Err(Refusal::SessionOver.into());
            }
            let given = recovery.given.ok_or(Refusal::OutOfOrder)?;
            refuse_unusable(&account_of(write, &recovery.account)?)?;
            // The vault is open under the share that was given out, and no other.
            let kept = write.share_of(recovery.device)?.ok_or(Refusal::NoRecovery)?;
            if kept.name() != given {
                return Err(Refusal::NoRecovery.into());
            }
            write.put_share(recovery.device, &completion.share)?;
            write.put_release(recovery.device, &completion.release)?;
            write.end_recovery(&recovery, name)
        })
    }
}
