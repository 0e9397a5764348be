use dinhdanh_protocol::{AccessToken, NoticeKind, PasswordChange, Refusal};

use crate::hashing::hash_password;
use crate::limits::Counted;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Sets another password; every other access ends, with all that was begun by it.
    pub(crate) fn put_password(
        &self,
        token: &AccessToken,
        change: &PasswordChange,
    ) -> Result<(), AuthorityError> {
        // Asked before the costly hash, and again with the password.
        self.store
            .read(|read| Ok(read.access(token.digest())?.ok_or(Refusal::SessionOver)?))?;
        let hash = hash_password(&change.new, self.parts.random.as_ref())?;
        self.change_once(
            token,
            &change.current,
            // The new password is exposed to the MAC.
            (&change.idempotency, [b"password", change.new.expose().as_bytes()]),
            |write, account, now| {
                self.count_all(write, &[Counted::PasswordChangeOf(&account.number)], now)?;
                write.set_account_password(&account.number, &hash)?;
                write.end_access_but(&account.number, token.digest())?;
                write.end_begun_by_access(&account.number)?;
                let text = sms::password_changed(&self.parts);
                self.tell(write, account, (&NoticeKind::PasswordChanged, &text), now)
            },
        )
    }
}
