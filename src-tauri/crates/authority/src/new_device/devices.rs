use dinhdanh_protocol::{
    AccessToken, DeviceEntry, DeviceId, DeviceProof, HolderProof, NoticeKind, Refusal, TypedPassword,
};

use crate::device_proof::proven_device;
use crate::tables::device::UnboundBy;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// "Quản lý thiết bị".
    pub(crate) fn devices_of_holder(&self, holder: &HolderProof) -> Result<Vec<DeviceEntry>, AuthorityError> {
        let now = self.parts.clock.now();
        match holder {
            HolderProof::Access(token) => self.write(now, |write| {
                let (account, _) = self.use_account(write, token, now)?;
                write.device_entries(&account.number)
            }),
            HolderProof::Device(proof) => self.store.read(|read| {
                let device = proven_device(read, proof, DeviceEntry::PURPOSE, &DeviceProof::NOTHING, now)?;
                read.device_entries(&device.account)
            }),
        }
    }

    /// "Hủy liên kết". Where that device is not the bound one any more, nothing happens.
    ///
    /// A password can be set anew by SMS alone, and where no device is bound an SMS activates the account: from afar
    /// this is no quicker than taking over from a lost device.
    pub(crate) fn unbind_for_holder(
        &self,
        token: &AccessToken,
        device: DeviceId,
        password: &TypedPassword,
        here: Option<&DeviceProof>,
    ) -> Result<(), AuthorityError> {
        self.with_password(token, password, |write, account, now| {
            if write.device_of(&account.number)? != Some(device) {
                return Ok(());
            }
            let by_holder = (
                UnboundBy::Holder,
                NoticeKind::DeviceUnbound,
                sms::unbound_by_holder(&self.parts),
            );
            let (by, notice, text) = match here.filter(|proof| proof.device == device) {
                Some(proof) => {
                    proven_device(write, proof, DeviceEntry::UNBIND, &DeviceProof::NOTHING, now)?;
                    by_holder
                }
                None if write.is_claim_settled(&account.number)? => (
                    UnboundBy::Desk,
                    NoticeKind::UnboundAtDesk,
                    sms::unbound_at_desk(&self.parts),
                ),
                None if write
                    .claim(&account.number)?
                    .is_some_and(|ready_at| ready_at <= now) =>
                {
                    by_holder
                }
                None => return Err(Refusal::OutOfOrder.into()),
            };
            write.unbind_device(&account.number, by, now)?;
            self.tell(write, account, (&notice, &text), now)
        })
    }
}
