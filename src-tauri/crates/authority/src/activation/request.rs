use dinhdanh_crypto::digest::same;
use dinhdanh_protocol::{ActivationAnswer, ActivationRequest, ActivationSession, SessionToken};

use super::refuse_unusable;
use crate::limits::Counted;
use crate::states::Stage;
use crate::{Authority, AuthorityError, journey};

impl Authority {
    /// "Gửi yêu cầu".
    pub(crate) fn begin_activation(
        &self,
        request: &ActivationRequest,
    ) -> Result<ActivationAnswer, AuthorityError> {
        let now = self.parts.clock.now();
        let token = self.journey_token(b"", &request.idempotency, &request.number, &request.phone);
        self.write(now, |write| {
            // An unknown number and a wrong phone go the same way, so that neither answer nor time tells them apart.
            let account = write.account(&request.number)?;
            let begun = write.session(token.digest())?;
            let claimed = request.phone.as_str().as_bytes();
            let known = account
                .as_ref()
                .map_or("0000000000", |account| account.phone.as_str());
            let belongs = same(known.as_bytes(), claimed);
            let account = account.filter(|_| belongs);
            // The same request again: its answer was lost.
            if account.is_some()
                && let Some(session) = begun
            {
                return Ok(open(&token, session.expires_at, session.needs_password));
            }
            // Pairs that do not belong together are counted, so that nobody tries phone after phone.
            let counted = [
                Counted::WrongPairOf(&request.number),
                Counted::WrongPairWith(&request.phone),
                Counted::WrongPairBy(request.client),
            ];
            let Some(account) = account else {
                self.count_all(write, &counted, now)?;
                return Ok(ActivationAnswer::NotMatched);
            };
            self.refuse_over(write, &counted, now)?;
            refuse_unusable(&account)?;
            if !Stage::of(&account).is_identified() {
                return Ok(ActivationAnswer::NotIdentified);
            }
            if account.active {
                return Ok(ActivationAnswer::AlreadyActive);
            }
            let expires_at = now + journey::LIFE;
            let needs_password = !account.registered;
            write.add_session(token.digest(), &account.number, expires_at, needs_password)?;
            Ok(open(&token, expires_at, needs_password))
        })
    }
}

fn open(
    token: &SessionToken,
    expires_at: chrono::DateTime<chrono::Utc>,
    needs_password: bool,
) -> ActivationAnswer {
    ActivationAnswer::Open(ActivationSession {
        token: token.clone(),
        expires_at,
        needs_password,
    })
}
