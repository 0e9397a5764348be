use dinhdanh_protocol::{ResetRequest, ResetSession};

use crate::limits::Counted;
use crate::{Authority, AuthorityError, journey};

impl Authority {
    /// Opens a reset, whether or not number and phone are an account's.
    pub(crate) fn open_reset(&self, request: &ResetRequest) -> Result<ResetSession, AuthorityError> {
        let now = self.parts.clock.now();
        let ResetRequest {
            number,
            phone,
            client,
            idempotency,
        } = request;
        let token = self.journey_token(b"reset", idempotency, number, phone);
        let digest = token.digest();
        let expires_at = self.write(now, |write| {
            // The same request again: its answer was lost.
            if let Some(begun) = write.password_reset(digest)? {
                return Ok(begun.expires_at);
            }
            // Of one number the codes are counted: whoever begins and sends none keeps nobody from it.
            self.count_all(write, &[Counted::ResetBy(*client)], now)?;
            let expires_at = now + journey::LIFE;
            write.add_password_reset(digest, number, phone, expires_at)?;
            Ok(expires_at)
        })?;
        Ok(ResetSession { token, expires_at })
    }
}
