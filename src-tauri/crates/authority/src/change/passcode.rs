use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{DeviceProof, NoticeKind, PasscodeChange};

use crate::activation::refuse_unusable;
use crate::device_proof::proven_device;
use crate::limits::Counted;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Tells the account's holder once that the passcode on the bound device is another.
    pub(crate) fn note_passcode_change(
        &self,
        proof: &DeviceProof,
        change: PasscodeChange,
    ) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        // The key is exposed to the MAC.
        let request = hmac_sha256(
            self.limit_key.expose(),
            &[b"passcode", &proof.device.0, &change.0],
        );
        self.write(now, |write| {
            let device = proven_device(write, proof, PasscodeChange::PURPOSE, &change.0, now)?;
            let account = write
                .account(&device.account)?
                .ok_or(AuthorityError::Damaged("a device without account"))?;
            refuse_unusable(&account)?;
            // The same change again: its answer was lost.
            if write.is_changed(&request)? {
                return Ok(());
            }
            self.count_all(write, &[Counted::PasscodeChangeOf(&account.number)], now)?;
            write.note_change(&request, &account.number, now)?;
            let text = sms::passcode_changed(&self.parts);
            self.tell(write, &account, (&NoticeKind::PasscodeChanged, &text), now)
        })
    }
}
