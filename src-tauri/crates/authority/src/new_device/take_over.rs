use dinhdanh_protocol::{
    AccessToken, ActivationSession, CodeWay, DeviceProof, Refusal, TakeOver, TakeOverRequest,
    TakeOverSession, is_device_name,
};

use crate::device_proof::proven_device;
use crate::limits::Counted;
use crate::states::Stage;
use crate::tables::take_over::TakingOver;
use crate::{Authority, AuthorityError, journey};

impl Authority {
    /// Opens an activation that takes the place of the bound device.
    pub(crate) fn open_take_over(
        &self,
        token: &AccessToken,
        request: &TakeOverRequest,
    ) -> Result<TakeOverSession, AuthorityError> {
        let now = self.parts.clock.now();
        if !is_device_name(&request.device_name) {
            return Err(Refusal::BadRequest.into());
        }
        self.write(now, |write| {
            let (account, _) = self.use_account(write, token, now)?;
            let session = self.journey_token(
                b"take over",
                &request.idempotency,
                &account.number,
                &account.phone,
            );
            let digest = session.digest();
            let open = |expires_at, by_sms| TakeOverSession {
                session: ActivationSession {
                    token: session.clone(),
                    expires_at,
                    needs_password: false,
                },
                code: if by_sms { CodeWay::Sms } else { CodeWay::Device },
            };
            // The same request again: its answer was lost.
            if let Some(begun) = write.session(digest)? {
                let by_sms = begun.taking_over.is_some_and(|taking| taking.by_sms);
                return Ok(open(begun.expires_at, by_sms));
            }
            let bound = write.device_of(&account.number)?;
            let old_device = bound
                .filter(|_| Stage::of(&account).is_identified())
                .ok_or(Refusal::OutOfOrder)?;
            let counted = [
                Counted::TakeOverOf(&account.number),
                Counted::TakeOverBy(request.client),
            ];
            self.count_all(write, &counted, now)?;
            let by_sms = write
                .claim(&account.number)?
                .is_some_and(|ready_at| ready_at <= now);
            let expires_at = now + journey::LIFE;
            write.add_session(digest, &account.number, expires_at, false)?;
            let taking = TakingOver {
                old_device,
                by_sms,
                device_name: request.device_name.clone(),
            };
            write.add_take_over(digest, &taking)?;
            Ok(open(expires_at, by_sms))
        })
    }

    /// What the bound device shows: the code of who wants its place.
    pub(crate) fn shown_code(&self, proof: &DeviceProof) -> Result<Option<TakeOver>, AuthorityError> {
        let now = self.parts.clock.now();
        self.store.read(|read| {
            proven_device(read, proof, TakeOver::PURPOSE, &DeviceProof::NOTHING, now)?;
            read.code_to_show(proof.device, now)
        })
    }
}
