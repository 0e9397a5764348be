//! What officials at the authority's desk do with accounts. Each is durable on return and in the next bundle.

use dinhdanh_protocol::{AccountLevel, AccountStatus, CitizenNumber, Refusal};

use crate::past::UNIDENTIFIED;
use crate::register::holder;
use crate::sms::{self, Message};
use crate::tables::message::MessageKind;
use crate::{Authority, AuthorityError};

impl Authority {
    /// Locks, unlocks or withdraws an account; its living credentials go with it.
    ///
    /// [`AuthorityError::UnknownAccount`] where there is none.
    pub fn set_status(&self, number: &CitizenNumber, status: AccountStatus) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| write.set_account_status(number, status))
    }

    /// Sets the level. Credentials that say more than it are withdrawn for good; an app account has no device.
    ///
    /// [`AuthorityError::UnknownAccount`] where there is none.
    pub fn set_level(&self, number: &CitizenNumber, level: AccountLevel) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            write.set_account_level(number, level)?;
            write.decide_on_file(number, None, now)?;
            write.withdraw_above(number, level)?;
            if level == AccountLevel::App {
                write.unbind_device(number, now)?;
            }
            Ok(())
        })
    }

    /// Approves the file for level 1 or 2 and tells the citizen by SMS. Done once already, it does nothing.
    ///
    /// [`AuthorityError::UnknownAccount`] where there is no account, or none that has a file waiting;
    /// [`Refusal::BadRequest`] for a level that needs no approval.
    pub fn approve(&self, number: &CitizenNumber, level: AccountLevel) -> Result<(), AuthorityError> {
        if level == AccountLevel::App {
            return Err(Refusal::BadRequest.into());
        }
        let now = self.parts.clock.now();
        let person = holder(self.parts.register.as_ref(), number)?;
        self.write(now, |write| {
            let account = write.account(number)?.ok_or(AuthorityError::UnknownAccount)?;
            if !account.awaiting_approval {
                return if account.level == level {
                    Ok(())
                } else {
                    Err(AuthorityError::UnknownAccount)
                };
            }
            write.set_account_level(number, level)?;
            write.decide_on_file(number, None, now)?;
            let text = sms::approved(&self.parts, &person.card.full_name);
            let message = Message {
                account: Some(&account.number),
                phone: &account.phone,
                kind: MessageKind::Notice,
                text: &text,
            };
            self.send_sms(write, Some(&message), now)
        })
    }

    /// Returns the file for level 1 to be mended and sent again, and tells the citizen by SMS why: `reason` is read by
    /// the citizen. The account is deleted 3 days from now unless it comes again.
    ///
    /// [`AuthorityError::UnknownAccount`] where there is no account, or none that has a file waiting.
    pub fn return_file(&self, number: &CitizenNumber, reason: &str) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        let person = holder(self.parts.register.as_ref(), number)?;
        self.write(now, |write| {
            let account = write.account(number)?.ok_or(AuthorityError::UnknownAccount)?;
            if !write.decide_on_file(number, Some(reason), now)? {
                return Err(AuthorityError::UnknownAccount);
            }
            let deleted_at = now + UNIDENTIFIED;
            write.await_another_file(number, deleted_at)?;
            let text = sms::returned(&self.parts, &person.card.full_name, reason, deleted_at);
            let message = Message {
                account: Some(&account.number),
                phone: &account.phone,
                kind: MessageKind::Notice,
                text: &text,
            };
            self.send_sms(write, Some(&message), now)
        })
    }

    /// Unbinds the account's device, so that the account can be activated anew. Its credentials are revoked.
    ///
    /// [`AuthorityError::UnknownAccount`] where there is no account.
    pub fn unbind(&self, number: &CitizenNumber) -> Result<(), AuthorityError> {
        let now = self.parts.clock.now();
        self.write(now, |write| {
            write.account(number)?.ok_or(AuthorityError::UnknownAccount)?;
            write.unbind_device(number, now)
        })
    }
}
