use chrono::{DateTime, Utc};
use dinhdanh_protocol::{
    AccountLevel, AccountSnapshot, AccountStatus, CitizenNumber, FileState, NoticeKind, PhoneNumber, Refusal,
};

use super::{Desk, tidy};
use crate::answers::answers_locked;
use crate::past::UNIDENTIFIED;
use crate::register::holder;
use crate::sign_in::sign_in_locked;
use crate::states::{Stage, StageEvent, StatusEvent, status_after};
use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::act::ActKind;
use crate::tables::device::UnboundBy;
use crate::{AuthorityError, sms};

/// An account as officers see it.
#[derive(Debug, Clone)]
pub struct DeskAccount {
    /// The account.
    pub account: AccountSnapshot,
    /// The file for level 1.
    pub file: FileState,
    /// The device that is bound to it.
    pub device: Option<DeskDevice>,
    /// Where that device is claimed lost: from then on the account may move to another.
    pub claim: Option<DateTime<Utc>>,
    /// Where too many wrong security answers were given: from then on they are taken again.
    pub answers_locked: Option<DateTime<Utc>>,
    /// Until then something is refused to the holder: sign-in after wrong passwords, or what was asked for too often.
    pub limited: Option<DateTime<Utc>>,
    /// When it is deleted unless a file for level 1 comes before.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A bound device as officers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskDevice {
    /// What its holder's computer calls itself.
    pub name: String,
    /// Since when.
    pub bound_at: DateTime<Utc>,
}

impl Desk<'_> {
    /// The account of a number; none where there is none.
    pub fn account(&self, number: &CitizenNumber) -> Result<Option<DeskAccount>, AuthorityError> {
        let now = self.authority.parts.clock.now();
        let found = self.authority.store.read(|read| {
            let Some(account) = read.account(number)? else {
                return Ok(None);
            };
            let seen = (
                read.file_state(number)?,
                read.desk_device(number)?,
                read.claim(number)?,
                answers_locked(read, number, now)?,
                sign_in_locked(read, &self.authority.sign_in_subject(number), now)?.max(
                    self.authority
                        .limited_until(read, (number, &account.phone), now)?,
                ),
            );
            Ok(Some((account, seen)))
        })?;
        let Some((account, (file, device, claim, answers_locked, limited))) = found else {
            return Ok(None);
        };
        let person = holder(self.authority.parts.register.as_ref(), number)?;
        Ok(Some(DeskAccount {
            file: match account.level {
                AccountLevel::App => file,
                AccountLevel::One | AccountLevel::Two => FileState::None,
            },
            device,
            claim,
            answers_locked,
            limited,
            deleted_at: account.deleted_at,
            account: person.snapshot(&account),
        }))
    }

    /// Locks, unlocks or withdraws an account; its living credentials go with it, so that the next code reads so. Every
    /// sign-in ends, and all that runs for it. As it is already, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none; refused with
    /// [`Refusal::AccountRevoked`] once it was withdrawn: that is for good.
    pub fn set_status(
        &self,
        number: &CitizenNumber,
        status: AccountStatus,
        reason: &str,
    ) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            let parts = &self.authority.parts;
            let told = || reason.to_owned();
            let event = match status {
                AccountStatus::Suspended => StatusEvent::Locked,
                AccountStatus::Active => StatusEvent::Unlocked,
                AccountStatus::Revoked => StatusEvent::Withdrawn,
            };
            let after = status_after(account.status, event).ok_or(Refusal::AccountRevoked)?;
            if after == account.status {
                return Ok(());
            }
            let (kind, notice, text) = match status {
                AccountStatus::Suspended => {
                    let notice = NoticeKind::Suspended { reason: told() };
                    (ActKind::Suspended, notice, sms::suspended(parts, reason))
                }
                AccountStatus::Active => (ActKind::Restored, NoticeKind::Restored, sms::restored(parts)),
                AccountStatus::Revoked => {
                    let notice = NoticeKind::Revoked { reason: told() };
                    (ActKind::Revoked, notice, sms::revoked(parts, reason))
                }
            };
            write.set_account_status(number, status)?;
            // Unlocked, too: a reset may have come as far as its code meanwhile.
            write.end_all_under_way(number)?;
            if status == AccountStatus::Active {
                write.put_deletion_off(number, now + UNIDENTIFIED)?;
                // Whose account it is was settled at the desk.
                write.settle_disputes(number)?;
            }
            self.act(write, account, (kind, Some(reason)), (&notice, &text), now)
        })
    }

    /// Sets the level of an account that was identified: to 2 after the check in person; down again where a mistake was
    /// made. A bound device gets credentials of the level when it renews; those that say more are withdrawn for good, and
    /// an app account has no device. As it is already, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none;
    /// [`AuthorityError::NotIdentified`] where no file was approved.
    pub fn set_level(
        &self,
        number: &CitizenNumber,
        level: AccountLevel,
        reason: &str,
    ) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            let stage = Stage::of(account);
            let after = stage.after(StageEvent::LevelSet(level));
            if after.ok_or(AuthorityError::NotIdentified)? == stage {
                return Ok(());
            }
            write.set_account_level(number, level)?;
            write.decide_on_file(number, None, now)?;
            write.withdraw_above(number, level)?;
            if level == AccountLevel::App {
                write.unbind_device(number, UnboundBy::Desk, now)?;
            }
            let text = sms::level_set(&self.authority.parts, level);
            let act = (ActKind::LevelSet(level), Some(reason));
            self.act(write, account, act, (&NoticeKind::LevelSet { level }, &text), now)
        })
    }

    /// Unbinds the account's device, so that the account can be activated anew. Its credentials are revoked. Where none
    /// is bound, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none.
    pub fn unbind(&self, number: &CitizenNumber, reason: &str) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            if !account.active {
                return Ok(());
            }
            write.unbind_device(number, UnboundBy::Desk, now)?;
            let text = sms::unbound_at_desk(&self.authority.parts);
            let act = (ActKind::DeviceUnbound, Some(reason));
            self.act(write, account, act, (&NoticeKind::UnboundAtDesk, &text), now)
        })
    }

    /// Ends the wait of who has lost the device and is here in person: the account may move at once, with a code by SMS,
    /// and whoever has the device has nothing to say against it. Ended already, it is well.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::NothingClaimed`] where no device is claimed lost;
    /// [`AuthorityError::UnknownAccount`] where there is no account.
    pub fn shorten_wait(&self, number: &CitizenNumber, reason: &str) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            let ready_at = write.claim(number)?.ok_or(AuthorityError::NothingClaimed)?;
            if ready_at <= now {
                return Ok(());
            }
            write.settle_claim(number, now)?;
            let text = sms::wait_shortened(&self.authority.parts);
            let act = (ActKind::WaitShortened, Some(reason));
            self.act(write, account, act, (&NoticeKind::WaitEnded, &text), now)
        })
    }

    /// Sets the phone number of who has lost the one before. Every sign-in ends, and all that runs for the account: whoever
    /// has the old number got its codes, and may have set the password. A wait for a lost device that was ended here stays
    /// ended. Both numbers are told. As it is already, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none.
    pub fn set_phone(
        &self,
        number: &CitizenNumber,
        phone: &PhoneNumber,
        reason: &str,
    ) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            if account.phone == *phone {
                return Ok(());
            }
            write.end_all_unsettled(number)?;
            write.set_account_phone(number, phone)?;
            let text = sms::phone_set(&self.authority.parts, phone);
            let notice = NoticeKind::PhoneSet {
                phone: phone.masked(),
            };
            let act = (ActKind::PhoneSet, Some(reason));
            self.act(write, account, act, (&notice, &text), now)?;
            self.authority.notify(write, (&account.number, phone), &text, now)
        })
    }

    /// Lets the answers to the account's security questions be given again at once, after too many wrong ones. Where
    /// none were given, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none.
    pub fn unlock_answers(&self, number: &CitizenNumber, reason: &str) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        self.on(number, |write, account, now| {
            if write.wrong_answers(number)?.is_none() {
                return Ok(());
            }
            write.forgive_wrong_answers(number)?;
            let text = sms::answers_unlocked(&self.authority.parts);
            let act = (ActKind::AnswersUnlocked, Some(reason));
            self.act(write, account, act, (&NoticeKind::AnswersUnlocked, &text), now)
        })
    }

    /// Lets the account's holder go on at once: forgets wrong passwords and all that was asked for too often with the
    /// number or the phone, whoever did. Where nothing is refused for it, nothing happens.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownAccount`] where there is none.
    pub fn lift_limits(&self, number: &CitizenNumber, reason: &str) -> Result<(), AuthorityError> {
        let reason = tidy(reason)?;
        let subject = self.authority.sign_in_subject(number);
        self.on(number, |write, account, now| {
            let holder = (number, &account.phone);
            let locked = sign_in_locked(write, &subject, now)?;
            if locked
                .or(self.authority.limited_until(write, holder, now)?)
                .is_none()
            {
                return Ok(());
            }
            write.forgive_wrong_passwords(&subject)?;
            self.authority.lift_limits(write, holder)?;
            let text = sms::limits_lifted(&self.authority.parts);
            let act = (ActKind::LimitsLifted, Some(reason));
            self.act(write, account, act, (&NoticeKind::LimitsLifted, &text), now)
        })
    }

    /// A write on the account of a number.
    fn on(
        &self,
        number: &CitizenNumber,
        writing: impl FnOnce(&Writing<'_>, &Account, DateTime<Utc>) -> Result<(), AuthorityError>,
    ) -> Result<(), AuthorityError> {
        let now = self.authority.parts.clock.now();
        self.authority.write(now, |write| {
            let account = write.account(number)?.ok_or(AuthorityError::UnknownAccount)?;
            writing(write, &account, now)
        })
    }
}
