use chrono::{DateTime, Utc};
use dinhdanh_protocol::{DeviceProof, Notice, NoticeKind, Refusal, TakeOver};

use crate::device_proof::device_of_holder;
use crate::states::{StatusEvent, status_after};
use crate::store::Reading;
use crate::tables::act::{ActKind, NewAct};
use crate::tables::device::Device;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// "Không phải tôi đăng nhập": locks the account, and ends all that runs for it; only the desk unlocks it. Locked
    /// already, it is well.
    pub(crate) fn lock_disputed(&self, proof: &DeviceProof) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            let device = device_of_holder(write, proof, TakeOver::DISPUTE, &DeviceProof::NOTHING, now)?;
            let account = write
                .account(&device.account)?
                .ok_or(AuthorityError::Damaged("a device without account"))?;
            let after = status_after(account.status, StatusEvent::Disputed).ok_or(Refusal::AccountRevoked)?;
            if after == account.status {
                return Ok(());
            }
            if !has_reason(write, proof, &device, now)? {
                return Err(Refusal::OutOfOrder.into());
            }
            write.set_account_status(&account.number, after)?;
            write.end_all_under_way(&account.number)?;
            // Once: who lost the account to its holder at the desk does not lock it again and again.
            write.settle_disputes(&account.number)?;
            let act = NewAct {
                officer: None,
                kind: ActKind::Disputed,
                number: &account.number,
                reason: None,
            };
            write.add_act(&act, now)?;
            let text = sms::disputed(&self.parts);
            self.tell(write, &account, (&NoticeKind::Disputed, &text), now)
        })
    }
}

/// Whether somebody else is after the device's place or has just taken it, or has just done what comes before.
fn has_reason(
    read: &Reading<'_>,
    proof: &DeviceProof,
    device: &Device,
    now: DateTime<Utc>,
) -> Result<bool, AuthorityError> {
    match device.unbound_at {
        Some(unbound_at) => Ok(device.disputable && now < unbound_at + Notice::DISPUTABLE),
        None => {
            let account = &device.account;
            if read.is_being_taken_over(proof.device, now)? {
                return Ok(true);
            }
            if read.is_claim_settled(account)? {
                return Ok(false);
            }
            let since = now - Notice::DISPUTABLE;
            Ok(read.claim(account)?.is_some() || read.is_changed_by_sms(account, since)?)
        }
    }
}
