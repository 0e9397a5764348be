use chrono::{DateTime, Utc};
use dinhdanh_crypto::digest::same;
use dinhdanh_protocol::{AccountLevel, AccountStatus, Password, Refusal, Registered, SessionToken};

use crate::hashing::{KeptPassword, SaltedHash};
use crate::past::UNIDENTIFIED;
use crate::register::{RegisteredPerson, holder};
use crate::sms::{self, Message};
use crate::store::{Reading, Writing};
use crate::tables::account::Account;
use crate::tables::message::MessageKind;
use crate::tables::registration::Registration;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Makes the app account. The same password again is a lost answer asked for again.
    pub(crate) fn register(
        &self,
        token: &SessionToken,
        password: &Password,
    ) -> Result<Registered, AuthorityError> {
        let now = self.parts.clock.now();
        let digest = token.digest();
        // Asked before the costly hash and again in the transaction that depends on it.
        let number = self.store.read(|read| completable(read, digest, now))?.number;
        let person = holder(self.parts.register.as_ref(), &number)?;
        let hash = self.journey_password(token, password)?;
        let account = self.write(now, |write| {
            let registration = completable(write, digest, now)?;
            if registration.completed {
                registered(write, &registration, &hash)
            } else {
                self.add_registered(write, &registration, &person, &hash, now)
            }
        })?;
        Ok(Registered {
            deleted_at: account.deleted_at.ok_or(Refusal::SessionOver)?,
            account: person.snapshot(&account),
        })
    }

    fn add_registered(
        &self,
        write: &Writing<'_>,
        registration: &Registration,
        person: &RegisteredPerson,
        password: &SaltedHash,
        now: DateTime<Utc>,
    ) -> Result<Account, AuthorityError> {
        let deleted_at = now + UNIDENTIFIED;
        let account = Account {
            number: registration.number.clone(),
            phone: registration.phone.clone(),
            email: None,
            level: AccountLevel::App,
            status: AccountStatus::Active,
            awaiting_approval: false,
            registered: true,
            active: false,
            deleted_at: Some(deleted_at),
        };
        // Another registration of the same number was quicker.
        if !write.add_account(&account)? {
            return Err(Refusal::SessionOver.into());
        }
        write.set_account_password(&account.number, password)?;
        write.end_registration(registration.digest, now)?;
        let message = Message {
            account: Some(&account.number),
            phone: &account.phone,
            kind: MessageKind::Notice,
            text: &sms::registered(&self.parts, &person.card.full_name, deleted_at),
        };
        self.send_sms(write, Some(&message), now)?;
        Ok(account)
    }
}

/// The account that a completed registration made, for who made it.
fn registered(
    read: &Reading<'_>,
    registration: &Registration,
    password: &SaltedHash,
) -> Result<Account, AuthorityError> {
    let kept = read.account_password(&registration.number)?;
    let account = read.account(&registration.number)?;
    let repeated = matches!(&kept, KeptPassword::Own(kept) if same(&kept.hash, &password.hash));
    Ok(account.filter(|_| repeated).ok_or(Refusal::SessionOver)?)
}

fn completable(
    read: &Reading<'_>,
    digest: [u8; 32],
    now: DateTime<Utc>,
) -> Result<Registration, AuthorityError> {
    let registration = read.registration(digest)?.ok_or(Refusal::SessionOver)?;
    if !registration.completed && now >= registration.expires_at {
        return Err(Refusal::SessionOver.into());
    }
    if !registration.confirmed {
        return Err(Refusal::OutOfOrder.into());
    }
    Ok(registration)
}
