use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::same;
use dinhdanh_protocol::{NoticeKind, Password, Refusal, SessionToken};

use super::named_account;
use crate::activation::refuse_unusable;
use crate::hashing::{KeptPassword, SaltedHash};
use crate::sms;
use crate::store::{Reading, Writing};
use crate::tables::password_reset::PasswordReset;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Sets the new password and ends all access that the old one gave. The same password again is a lost answer asked
    /// for again.
    pub(crate) fn reset(&self, token: &SessionToken, password: &Password) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        let digest = token.digest();
        // Asked before the costly hash and again in the transaction that depends on it.
        self.store.read(|read| completable(read, digest, now))?;
        let hash = self.journey_password(token, password)?;
        self.write(now, |write| {
            let reset = completable(write, digest, now)?;
            if reset.completed {
                repeated(write, &reset, &hash)
            } else {
                self.put_new_password(write, &reset, &hash, now)
            }
        })
    }

    fn put_new_password(
        &self,
        write: &Writing<'_>,
        reset: &PasswordReset,
        password: &SaltedHash,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        // Deleted since its code was given, perhaps.
        let account = named_account(write, reset)?.ok_or(Refusal::SessionOver)?;
        refuse_unusable(&account)?;
        write.set_account_password(&account.number, password)?;
        write.end_access_to(&account.number)?;
        write.end_begun_by_access(&account.number)?;
        write.forgive_wrong_passwords(&self.sign_in_subject(&account.number))?;
        write.end_password_reset(reset, now)?;
        let text = sms::password_reset(&self.parts);
        self.tell(write, &account, (&NoticeKind::PasswordReset, &text), now)
    }
}

/// Whether a completed reset set this password, and it is the account's still.
fn repeated(read: &Reading<'_>, reset: &PasswordReset, password: &SaltedHash) -> Result<(), AuthorityError> {
    match read.account_password(&reset.number)? {
        KeptPassword::Own(kept) if same(&kept.hash, &password.hash) => Ok(()),
        _ => Err(Refusal::SessionOver.into()),
    }
}

fn completable(
    read: &Reading<'_>,
    digest: [u8; 32],
    now: DateTime<Utc>,
) -> Result<PasswordReset, AuthorityError> {
    let reset = read.password_reset(digest)?.ok_or(Refusal::SessionOver)?;
    if !reset.completed && now >= reset.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    if !reset.confirmed {
        return Err(Refusal::OutOfOrder.into());
    }
    Ok(reset)
}
