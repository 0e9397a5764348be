//! Changes by who has signed in and gives the password again: password, e-mail, phone number. Each is one write, so that
//! what fails midway has changed nothing; the holder is told by notice and SMS. The passcode is changed on the device
//! alone, which says so here.

mod email;
mod passcode;
mod password;
mod phone;

use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_protocol::{AccessToken, IdempotencyKey, TypedPassword};

use crate::store::Writing;
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Carries a change out once, for who gives the password. The same again, its answer lost, is well even where the
    /// password is another by now. `change` is what is changed, and into what.
    fn change_once(
        &self,
        token: &AccessToken,
        password: &TypedPassword,
        (idempotency, change): (&IdempotencyKey, [&[u8]; 2]),
        act: impl FnOnce(&Writing<'_>, &Account, DateTime<Utc>) -> Result<(), AuthorityError>,
    ) -> Result<(), AuthorityError> {
        let [kind, into] = change;
        let request = |account: &Account| {
            // The key is exposed to the MAC. What has no length of its own comes last.
            hmac_sha256(
                self.limit_key.expose(),
                &[
                    b"change",
                    &idempotency.0,
                    account.number.as_str().as_bytes(),
                    kind,
                    into,
                ],
            )
        };
        let is_repeated =
            |write: &Writing<'_>, account: &Account| Ok(write.is_changed(&request(account))?.then_some(()));
        self.with_password_unless(token, password, is_repeated, |write, account, now| {
            act(write, account, now)?;
            write.note_change(&request(account), &account.number, now)
        })
    }
}
