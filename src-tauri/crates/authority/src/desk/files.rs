use chrono::{DateTime, Utc};
use dinhdanh_protocol::{AccountLevel, CitizenNumber, NoticeKind, PhoneNumber};

use super::{Desk, PAGE, tidy};
use crate::past::UNIDENTIFIED;
use crate::register::{RegisteredPerson, holder};
use crate::states::{Stage, StageEvent};
use crate::store::Writing;
use crate::tables::account::Account;
use crate::tables::act::ActKind;
use crate::tables::file::{Decision, WaitingFile};
use crate::{AuthorityError, sms};

/// One file for level 1: who sends another after it was returned gets another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(pub i64);

/// A file that waits, with what the register has of its sender.
pub struct PendingFile {
    /// Names it at the desk.
    pub id: FileId,
    /// Số định danh cá nhân.
    pub number: CitizenNumber,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Nơi thường trú, as the citizen gave it; everything else on the card agreed with the register when it was sent.
    pub residence: String,
    /// The phone of the account.
    pub phone: PhoneNumber,
    /// The e-mail of the account.
    pub email: Option<String>,
    /// The portrait that was sent, WebP: a stranger's picture, never decoded here.
    pub portrait: Vec<u8>,
    /// What the register has: card and portrait.
    pub registered: RegisteredPerson,
}

impl std::fmt::Debug for PendingFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PendingFile({:?})", self.id)
    }
}

impl Desk<'_> {
    /// How many files wait.
    pub fn pending_count(&self) -> Result<u64, AuthorityError> {
        self.authority.store.read(|read| read.waiting_count())
    }

    /// The files that wait, oldest first, a hundred at most: those after this one, or the first.
    pub fn pending_files(&self, after: Option<FileId>) -> Result<Vec<PendingFile>, AuthorityError> {
        let after = after.map_or(0, |FileId(id)| id);
        let waiting = self
            .authority
            .store
            .read(|read| read.waiting_files(after, PAGE))?;
        waiting.into_iter().map(|file| self.pending(file)).collect()
    }

    fn pending(&self, file: WaitingFile) -> Result<PendingFile, AuthorityError> {
        let registered = holder(self.authority.parts.register.as_ref(), &file.account.number)?;
        Ok(PendingFile {
            id: FileId(file.id),
            sent_at: file.sent_at,
            residence: file.residence,
            portrait: file.portrait.unwrap_or_else(|| registered.card.portrait.clone()),
            number: file.account.number,
            phone: file.account.phone,
            email: file.account.email,
            registered,
        })
    }

    /// Approves a file: its sender's account is level 1, and the citizen is told by SMS. Approved already, it is well.
    ///
    /// [`AuthorityError::UnknownFile`]; [`AuthorityError::DecidedAlready`] where it was returned.
    pub fn approve(&self, file: FileId) -> Result<(), AuthorityError> {
        self.decide(file, None)
    }

    /// Returns a file, to be mended and sent again, and tells the citizen by SMS why: it is the citizen who reads the
    /// reason. The account is deleted 3 days from now unless a file comes. Returned already for the same reason, it is well.
    ///
    /// [`AuthorityError::NoReason`]; [`AuthorityError::UnknownFile`]; [`AuthorityError::DecidedAlready`] where it was
    /// decided otherwise.
    pub fn return_file(&self, file: FileId, reason: &str) -> Result<(), AuthorityError> {
        self.decide(file, Some(tidy(reason)?))
    }

    /// Of all who decide on one file at once, one does; who says the same is told the same.
    fn decide(&self, FileId(id): FileId, returned_for: Option<&str>) -> Result<(), AuthorityError> {
        let authority = self.authority;
        let now = authority.parts.clock.now();
        let number = authority.store.read(|read| read.sender_of(id))?;
        let number = number.ok_or(AuthorityError::UnknownFile)?;
        let person = holder(authority.parts.register.as_ref(), &number)?;
        authority.write(now, |write| {
            // Deleted meanwhile, perhaps, with its account.
            match write.decision_on(id)?.ok_or(AuthorityError::UnknownFile)? {
                Decision::None => {}
                Decision::Approved if returned_for.is_none() => return Ok(()),
                Decision::Returned(reason) if Some(reason.as_str()) == returned_for => return Ok(()),
                Decision::Approved | Decision::Returned(_) => return Err(AuthorityError::DecidedAlready),
            }
            let account = write
                .account(&number)?
                .ok_or(AuthorityError::Damaged("a file without account"))?;
            let event = match returned_for {
                None => StageEvent::FileApproved,
                Some(_) => StageEvent::FileReturned,
            };
            Stage::of(&account).after(event).ok_or(AuthorityError::Damaged(
                "a file that waits, of an account that does not",
            ))?;
            write.decide_on_file(&number, returned_for, now)?;
            match returned_for {
                None => self.approved(write, &account, &person, now),
                Some(reason) => self.returned(write, &account, &person, reason, now),
            }
        })
    }

    fn approved(
        &self,
        write: &Writing<'_>,
        account: &Account,
        person: &RegisteredPerson,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        write.set_account_level(&account.number, AccountLevel::One)?;
        let text = sms::approved(&self.authority.parts, &person.card.full_name);
        let told = (&NoticeKind::FileApproved, text.as_str());
        self.act(write, account, (ActKind::FileApproved, None), told, now)
    }

    fn returned(
        &self,
        write: &Writing<'_>,
        account: &Account,
        person: &RegisteredPerson,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        let deleted_at = now + UNIDENTIFIED;
        write.await_another_file(&account.number, deleted_at)?;
        let text = sms::returned(&self.authority.parts, &person.card.full_name, reason, deleted_at);
        let notice = NoticeKind::FileReturned {
            reason: reason.to_owned(),
        };
        let act = (ActKind::FileReturned, Some(reason));
        self.act(write, account, act, (&notice, &text), now)
    }
}
