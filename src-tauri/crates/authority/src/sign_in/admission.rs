use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::{hmac_sha256, same};
use dinhdanh_crypto::random;
use dinhdanh_protocol::{AccessToken, CitizenNumber, Refusal, SignInRequest, SignedIn, TypedPassword};

use super::WrongPasswords;
use super::access::Overview;
use crate::activation::refuse_unusable;
use crate::hashing::{KeptPassword, SaltedHash};
use crate::limits::Counted;
use crate::store::{Reading, Writing};
use crate::tables::account::Account;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Lets in who knows the password of the number's account.
    pub(crate) fn admit(&self, request: &SignInRequest) -> Result<SignedIn, AuthorityError> {
        let now = self.parts.clock.now();
        let SignInRequest {
            number,
            password,
            client,
        } = request;
        let (subject, counted) = (self.sign_in_subject(number), Counted::SignInBy(*client));
        let token = AccessToken::new(random::array(self.parts.random.as_ref())?);
        // Asked before the costly hash, so that who is refused anyway costs little, and again in the transaction.
        let kept = self.store.read(|read| {
            refuse_locked(read, &subject, now)?;
            if let Some(until) = self.free_at(read, counted, now)? {
                return Err(Refusal::TooMany { until }.into());
            }
            read.account_password(number)
        })?;
        let hashed = self.typed_password(number, &kept, password)?;
        // A refusal here is an outcome, not an error: what it cost must be committed.
        let outcome = self.write(now, |write| {
            refuse_locked(write, &subject, now)?;
            self.count_all(write, &[counted], now)?;
            if self.is_right(&write.account_password(number)?, &hashed, password) {
                write.forgive_wrong_passwords(&subject)?;
                open_access(write, number, &token, now)
            } else {
                let wrong = WrongPasswords::one_more(write.wrong_passwords(&subject)?, now);
                write.put_wrong_passwords(&subject, &wrong)?;
                Ok(Err(wrong.told()))
            }
        })?;
        self.signed_in(&token, outcome?)
    }

    /// Does something for who has signed in and gives the password again. Wrong ones count like those at sign-in.
    pub(crate) fn with_password<T>(
        &self,
        token: &AccessToken,
        password: &TypedPassword,
        act: impl FnOnce(&Writing<'_>, &Account, DateTime<Utc>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        self.with_password_unless(token, password, |_, _| Ok(None), act)
    }

    /// The same, but for what was done already: that is answered without judging the password, which may be another by
    /// now.
    pub(crate) fn with_password_unless<T>(
        &self,
        token: &AccessToken,
        password: &TypedPassword,
        done: impl FnOnce(&Writing<'_>, &Account) -> Result<Option<T>, AuthorityError>,
        act: impl FnOnce(&Writing<'_>, &Account, DateTime<Utc>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let now = self.parts.clock.now();
        // Asked before the costly hash and again in the transaction.
        let (number, kept) = self.store.read(|read| {
            let number = read.access(token.digest())?.ok_or(Refusal::SessionOver)?.account;
            refuse_locked(read, &self.sign_in_subject(&number), now)?;
            let kept = read.account_password(&number)?;
            Ok((number, kept))
        })?;
        let subject = self.sign_in_subject(&number);
        let hashed = self.typed_password(&number, &kept, password)?;
        // A wrong one is an outcome, not an error: what it cost must be committed.
        let outcome = self.write(now, |write| {
            let (account, _) = self.use_account(write, token, now)?;
            if let Some(answer) = done(write, &account)? {
                return Ok(Ok(answer));
            }
            refuse_locked(write, &subject, now)?;
            if self.is_right(&write.account_password(&number)?, &hashed, password) {
                write.forgive_wrong_passwords(&subject)?;
                act(write, &account, now).map(Ok)
            } else {
                let wrong = WrongPasswords::one_more(write.wrong_passwords(&subject)?, now);
                write.put_wrong_passwords(&subject, &wrong)?;
                Ok(Err(wrong.told()))
            }
        })?;
        Ok(outcome?)
    }

    /// Whether this is the password that is kept. One that was set anew while it was hashed is another.
    fn is_right(&self, kept: &KeptPassword, hashed: &SaltedHash, typed: &TypedPassword) -> bool {
        match kept {
            KeptPassword::None => false,
            KeptPassword::Sample => self.parts.sample_password.as_ref().is_some_and(|sample| {
                // Both are exposed to be compared.
                same(sample.expose().as_bytes(), typed.expose().as_bytes())
            }),
            KeptPassword::Own(kept) => same(&kept.salt, &hashed.salt) && same(&kept.hash, &hashed.hash),
        }
    }

    /// What stands for a number where wrong passwords are counted.
    pub(crate) fn sign_in_subject(&self, number: &CitizenNumber) -> [u8; 32] {
        // The key is exposed to the MAC.
        hmac_sha256(
            self.limit_key.expose(),
            &[b"wrong passwords", number.as_str().as_bytes()],
        )
    }
}

/// Until when wrong passwords lock sign-in; none where they do not.
pub(crate) fn sign_in_locked(
    read: &Reading<'_>,
    subject: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, AuthorityError> {
    let wrong = read.wrong_passwords(subject)?;
    Ok(wrong.and_then(|wrong| wrong.lock(now)))
}

fn refuse_locked(read: &Reading<'_>, subject: &[u8; 32], now: DateTime<Utc>) -> Result<(), AuthorityError> {
    match sign_in_locked(read, subject, now)? {
        Some(until) => Err(Refusal::SignInLocked { until }.into()),
        None => Ok(()),
    }
}

fn open_access(
    write: &Writing<'_>,
    number: &CitizenNumber,
    token: &AccessToken,
    now: DateTime<Utc>,
) -> Result<Result<Overview, Refusal>, AuthorityError> {
    let account = write
        .account(number)?
        .ok_or(AuthorityError::Damaged("a password without account"))?;
    match refuse_unusable(&account) {
        Err(refusal) => Ok(Err(refusal)),
        Ok(()) => Overview::open(write, token, account, now).map(Ok),
    }
}
