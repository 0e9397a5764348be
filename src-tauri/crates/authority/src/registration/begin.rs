use dinhdanh_protocol::{RegistrationRequest, RegistrationSession};

use crate::limits::Counted;
use crate::{Authority, AuthorityError, journey};

impl Authority {
    /// Opens a registration, whether or not the number has an account.
    pub(crate) fn open_registration(
        &self,
        request: &RegistrationRequest,
    ) -> Result<RegistrationSession, AuthorityError> {
        let now = self.parts.clock.now();
        let RegistrationRequest {
            number,
            phone,
            client,
            idempotency,
        } = request;
        let token = self.journey_token(b"registration", idempotency, number, phone);
        let digest = token.digest();
        let expires_at = self.write(now, |write| {
            // The same request again: its answer was lost.
            if let Some(begun) = write.registration(digest)? {
                return Ok(begun.expires_at);
            }
            let counted = [
                Counted::RegistrationOf(number),
                Counted::RegistrationTo(phone),
                Counted::RegistrationBy(*client),
            ];
            self.count_all(write, &counted, now)?;
            let expires_at = now + journey::LIFE;
            write.add_registration(digest, number, phone, expires_at, RegistrationSession::CHECKS)?;
            Ok(expires_at)
        })?;
        Ok(RegistrationSession { token, expires_at })
    }
}
