use chrono::TimeDelta;
use dinhdanh_crypto::digest::{hmac_sha256, same};
use dinhdanh_protocol::{AccountLevel, ActivationAnswer, ActivationRequest, ActivationSession, SessionToken};

use super::refuse_unusable;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

/// How long an activation may take.
const SESSION_LIFE: TimeDelta = TimeDelta::minutes(30);

impl Authority {
    /// "Gửi yêu cầu".
    pub(crate) fn begin_activation(
        &self,
        request: &ActivationRequest,
    ) -> Result<ActivationAnswer, AuthorityError> {
        let now = self.parts.clock.now();
        let token = self.session_token(request);
        self.store.write(|write| {
            // An unknown number and a wrong phone go the same way, so that neither answer nor time tells them apart.
            let account = write.account(&request.number)?;
            let begun = write.session(token.digest())?;
            let claimed = request.phone.as_str().as_bytes();
            let known = account
                .as_ref()
                .map_or("0000000000", |account| account.phone.as_str());
            let belongs = same(known.as_bytes(), claimed);
            let Some(account) = account.filter(|_| belongs) else {
                return Ok(ActivationAnswer::NotMatched);
            };
            // The same request again: its answer was lost.
            if let Some(session) = begun {
                return Ok(open(&token, session.expires_at, session.needs_password));
            }
            refuse_unusable(&account)?;
            if !is_identified(&account) {
                return Ok(ActivationAnswer::NotIdentified);
            }
            if account.active {
                return Ok(ActivationAnswer::AlreadyActive);
            }
            write.forget_old_sessions(now)?;
            let expires_at = now + SESSION_LIFE;
            let needs_password = !account.registered;
            write.add_session(token.digest(), &account.number, expires_at, needs_password)?;
            Ok(open(&token, expires_at, needs_password))
        })
    }

    /// The token of a request's session: the same for the same request, and known to nobody else, since the
    /// idempotency key in it is nowhere in the database.
    fn session_token(&self, request: &ActivationRequest) -> SessionToken {
        SessionToken::new(hmac_sha256(
            // The key is exposed to the MAC.
            self.token_key.expose(),
            &[
                &request.idempotency.0,
                request.number.as_str().as_bytes(),
                request.phone.as_str().as_bytes(),
            ],
        ))
    }
}

/// A file that waits for approval is an app account still.
const fn is_identified(account: &Account) -> bool {
    !account.awaiting_approval && !matches!(account.level, AccountLevel::App)
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
