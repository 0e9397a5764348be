use dinhdanh_protocol::{AccessToken, Email, EmailChange, NoticeKind};

use crate::limits::Counted;
use crate::{Authority, AuthorityError, sms};

impl Authority {
    /// Sets another e-mail, or takes it away.
    pub(crate) fn put_email(&self, token: &AccessToken, change: &EmailChange) -> Result<(), AuthorityError> {
        let into = change.email.as_ref().map_or("", Email::as_str).as_bytes();
        self.change_once(
            token,
            &change.password,
            (&change.idempotency, [b"email", into]),
            |write, account, now| {
                self.count_all(write, &[Counted::EmailChangeOf(&account.number)], now)?;
                write.set_account_email(&account.number, change.email.as_ref())?;
                let text = sms::email_changed(&self.parts);
                self.tell(write, account, (&NoticeKind::EmailChanged, &text), now)
            },
        )
    }
}
