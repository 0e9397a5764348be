use dinhdanh_protocol::{
    AccessToken, AccountLevel, NoticeKind, PhoneChangeRequest, PhoneChangeSession, Refusal, SessionToken,
};

use crate::activation::refuse_unusable;
use crate::limits::Counted;
use crate::tables::phone_change::PhoneChange;
use crate::{Authority, AuthorityError, journey, sms};

impl Authority {
    /// Opens a change of the phone number: a token for the code of each number.
    pub(crate) fn open_phone_change(
        &self,
        token: &AccessToken,
        request: &PhoneChangeRequest,
    ) -> Result<PhoneChangeSession, AuthorityError> {
        self.with_password(token, &request.password, |write, account, now| {
            let of =
                |kind: &[u8]| self.journey_token(kind, &request.idempotency, &account.number, &request.phone);
            let (at_old, at_new) = (of(b"phone change, old"), of(b"phone change, new"));
            // The same request again: its answer was lost.
            if let Some(begun) = write.phone_change(at_old.digest())? {
                let expires_at = begun.expires_at;
                return Ok(PhoneChangeSession {
                    at_old,
                    at_new,
                    expires_at,
                });
            }
            if account.level == AccountLevel::App {
                return Err(Refusal::OutOfOrder.into());
            }
            if account.phone == request.phone {
                return Err(Refusal::BadRequest.into());
            }
            let counted = [
                Counted::PhoneChangeOf(&account.number),
                Counted::PhoneChangeTo(&request.phone),
                Counted::PhoneChangeBy(request.client),
            ];
            self.count_all(write, &counted, now)?;
            let expires_at = now + journey::LIFE;
            write.add_phone_change(&PhoneChange {
                digest: at_old.digest(),
                new_digest: at_new.digest(),
                account: account.number.clone(),
                phone: request.phone.clone(),
                expires_at,
                confirmed: false,
                completed: false,
            })?;
            Ok(PhoneChangeSession {
                at_old,
                at_new,
                expires_at,
            })
        })
    }

    /// Sets the new number once both codes were given. What else runs with codes to the old number ends; both numbers
    /// are told.
    pub(crate) fn finish_phone_change(&self, token: &SessionToken) -> Result<(), AuthorityError> {
        let (now, digest) = (self.parts.clock.now(), token.digest());
        self.write(now, |write| {
            let change = write
                .phone_change(digest)?
                .filter(|change| change.digest == digest)
                .ok_or(Refusal::SessionOver)?;
            if change.completed {
                return Ok(());
            }
            if now >= change.expires_at {
                return Err(Refusal::SessionOver.into());
            }
            if !change.confirmed {
                return Err(Refusal::OutOfOrder.into());
            }
            let account = write
                .account(&change.account)?
                .ok_or(AuthorityError::Damaged("a change of phone without account"))?;
            refuse_unusable(&account)?;
            write.complete_phone_change(&change, now)?;
            write.set_account_phone(&account.number, &change.phone)?;
            write.end_running_sessions(&account.number)?;
            write.end_begun_by_access(&account.number)?;
            let text = sms::phone_set(&self.parts, &change.phone);
            let phone = change.phone.masked();
            self.tell(write, &account, (&NoticeKind::PhoneChanged { phone }, &text), now)?;
            self.notify(write, (&account.number, &change.phone), &text, now)
        })
    }
}
