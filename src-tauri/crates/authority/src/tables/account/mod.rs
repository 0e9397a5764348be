use chrono::{DateTime, Utc};
use dinhdanh_protocol::{AccountLevel, AccountStatus, CitizenNumber, Email, PhoneNumber, SecurityQuestion};

use crate::AuthorityError;
use crate::hashing::{KeptPassword, SaltedAnswers, SaltedHash};
use crate::store::{Reading, Row, Writing};

pub(crate) const V2: (&str, &str) = ("V2__account", include_str!("V2__account.sqlite.sql"));

/// An account as the authority has it.
pub(crate) struct Account {
    pub(crate) number: CitizenNumber,
    pub(crate) phone: PhoneNumber,
    pub(crate) email: Option<String>,
    pub(crate) level: AccountLevel,
    pub(crate) status: AccountStatus,
    /// A file for level 1 or 2 lies with the authority; an app account until it is approved.
    pub(crate) awaiting_approval: bool,
    /// Whether the account has a password: one that came with the issue of a card has none.
    pub(crate) registered: bool,
    /// Whether a device is bound to it.
    pub(crate) active: bool,
    /// When an app account is deleted unless a file for level 1 comes before.
    pub(crate) deleted_at: Option<DateTime<Utc>>,
}

const SELECT: &str = "SELECT number, phone, email, level, status, awaiting_approval, registered,
        EXISTS (SELECT 1 FROM device WHERE account = number AND unbound_at IS NULL), deleted_at
    FROM account";

impl Account {
    fn of_row(row: &Row<'_>) -> Result<Self, AuthorityError> {
        let damaged = || AuthorityError::Damaged("an account");
        Ok(Self {
            number: row.at::<String>(0)?.parse().map_err(|_| damaged())?,
            phone: row.at::<String>(1)?.parse().map_err(|_| damaged())?,
            email: row.at(2)?,
            level: AccountLevel::from_number(row.at(3)?).ok_or_else(damaged)?,
            status: status_of(row.at(4)?).ok_or_else(damaged)?,
            awaiting_approval: row.at(5)?,
            registered: row.at(6)?,
            active: row.at(7)?,
            deleted_at: row.moment_or_none(8)?,
        })
    }
}

impl Reading<'_> {
    pub(crate) fn account(&self, number: &CitizenNumber) -> Result<Option<Account>, AuthorityError> {
        self.row(
            &format!("{SELECT} WHERE number = $1"),
            &[&number.as_str()],
            Account::of_row,
        )
    }

    /// The password of the account of this number.
    pub(crate) fn account_password(&self, number: &CitizenNumber) -> Result<KeptPassword, AuthorityError> {
        let kept = self.row(
            "SELECT registered, password_salt, password_hash FROM account WHERE number = $1",
            &[&number.as_str()],
            |row| {
                let (salt, hash) = (row.at::<Option<Vec<u8>>>(1)?, row.at::<Option<Vec<u8>>>(2)?);
                let damaged = |_| AuthorityError::Damaged("a password");
                Ok(match (row.at(0)?, salt, hash) {
                    (_, Some(salt), Some(hash)) => KeptPassword::Own(SaltedHash {
                        salt: salt.try_into().map_err(damaged)?,
                        hash: hash.try_into().map_err(damaged)?,
                    }),
                    (true, _, _) => KeptPassword::Sample,
                    (false, _, _) => KeptPassword::None,
                })
            },
        )?;
        Ok(kept.unwrap_or(KeptPassword::None))
    }

    /// The answers to the account's security questions, once they were given.
    pub(crate) fn account_answers(
        &self,
        number: &CitizenNumber,
    ) -> Result<Option<SaltedAnswers>, AuthorityError> {
        let kept = self.row(
            "SELECT first_question, second_question, answers_salt, answers_hash FROM account
             WHERE number = $1 AND answers_hash IS NOT NULL",
            &[&number.as_str()],
            |row| {
                let damaged = || AuthorityError::Damaged("security answers");
                let question = |number| SecurityQuestion::from_number(number).ok_or_else(damaged);
                let (salt, hash) = (row.at::<Vec<u8>>(2)?, row.at::<Vec<u8>>(3)?);
                Ok(SaltedAnswers {
                    questions: [question(row.at(0)?)?, question(row.at(1)?)?],
                    hash: SaltedHash {
                        salt: salt.try_into().map_err(|_| damaged())?,
                        hash: hash.try_into().map_err(|_| damaged())?,
                    },
                })
            },
        )?;
        Ok(kept)
    }

    /// The accounts that are deleted by then and were not told so yet.
    pub(crate) fn accounts_to_warn(&self, by: DateTime<Utc>) -> Result<Vec<Account>, AuthorityError> {
        self.rows(
            &format!("{SELECT} WHERE deleted_at <= $1 AND status = 0 AND deletion_warned = 0"),
            &[&by.timestamp_millis()],
            Account::of_row,
        )
    }
}

impl Writing<'_> {
    /// Adds an account where there is none of that number; the one there stays as it is.
    pub(crate) fn add_account(&self, account: &Account) -> Result<bool, AuthorityError> {
        let added = self.change(
            "INSERT INTO account (number, phone, email, level, status, awaiting_approval, registered, deleted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING",
            &[
                &account.number.as_str(),
                &account.phone.as_str(),
                &account.email,
                &account.level.number(),
                &status_number(account.status),
                &account.awaiting_approval,
                &account.registered,
                &account.deleted_at.map(|at| at.timestamp_millis()),
            ],
        )?;
        Ok(added == 1)
    }

    /// Deletes the app accounts whose time is up; not one that is locked, which would come back unlocked. One that ever had a device or an activation stays: the desk has
    /// lowered its level, and what it did is kept.
    pub(crate) fn delete_unidentified_accounts(&self, now: DateTime<Utc>) -> Result<(), AuthorityError> {
        self.change(
            "DELETE FROM account WHERE deleted_at <= $1 AND status = 0
                AND NOT EXISTS (SELECT 1 FROM device WHERE account = number)
                AND NOT EXISTS (SELECT 1 FROM session WHERE account = number)",
            &[&now.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Gives an app account time until then at least, where it is to be deleted before.
    pub(crate) fn put_deletion_off(
        &self,
        number: &CitizenNumber,
        until: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.change(
            "UPDATE account SET deleted_at = $2, deletion_warned = 0 WHERE number = $1 AND deleted_at < $2",
            &[&number.as_str(), &until.timestamp_millis()],
        )?;
        Ok(())
    }

    /// Keeps that a file of the account waits for approval; while it does, the account is not deleted.
    pub(crate) fn await_approval(&self, number: &CitizenNumber) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET awaiting_approval = 1, deleted_at = NULL, deletion_warned = 0 WHERE number = $1",
            &[&number.as_str()],
        )
    }

    /// Keeps that the account's file was returned: an app account again, deleted by then.
    pub(crate) fn await_another_file(
        &self,
        number: &CitizenNumber,
        deleted_at: DateTime<Utc>,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET awaiting_approval = 0, deleted_at = $2, deletion_warned = 0 WHERE number = $1",
            &[&number.as_str(), &deleted_at.timestamp_millis()],
        )
    }

    pub(crate) fn set_account_phone(
        &self,
        number: &CitizenNumber,
        phone: &PhoneNumber,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET phone = $2 WHERE number = $1",
            &[&number.as_str(), &phone.as_str()],
        )
    }

    pub(crate) fn set_account_email(
        &self,
        number: &CitizenNumber,
        email: Option<&Email>,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET email = $2 WHERE number = $1",
            &[&number.as_str(), &email.map(Email::as_str)],
        )
    }

    /// Keeps that the holder was told of the deletion.
    pub(crate) fn note_warning(&self, number: &CitizenNumber) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET deletion_warned = 1 WHERE number = $1",
            &[&number.as_str()],
        )
    }

    pub(crate) fn set_account_status(
        &self,
        number: &CitizenNumber,
        status: AccountStatus,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET status = $2 WHERE number = $1",
            &[&number.as_str(), &status_number(status)],
        )
    }

    /// Sets the level; a file that was waiting for it waits no more, and the account stays.
    pub(crate) fn set_account_level(
        &self,
        number: &CitizenNumber,
        level: AccountLevel,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET level = $2, awaiting_approval = 0, deleted_at = NULL WHERE number = $1",
            &[&number.as_str(), &level.number()],
        )
    }

    pub(crate) fn set_account_password(
        &self,
        number: &CitizenNumber,
        password: &SaltedHash,
    ) -> Result<(), AuthorityError> {
        self.of_account(
            "UPDATE account SET registered = 1, password_salt = $2, password_hash = $3 WHERE number = $1",
            &[&number.as_str(), &password.salt, &password.hash],
        )
    }

    pub(crate) fn set_account_answers(
        &self,
        number: &CitizenNumber,
        answers: &SaltedAnswers,
    ) -> Result<(), AuthorityError> {
        let [first, second] = answers.questions;
        self.of_account(
            "UPDATE account SET first_question = $2, second_question = $3, answers_salt = $4, answers_hash = $5
             WHERE number = $1",
            &[
                &number.as_str(),
                &first.number(),
                &second.number(),
                &answers.hash.salt,
                &answers.hash.hash,
            ],
        )
    }

    fn of_account(&self, sql: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<(), AuthorityError> {
        match self.change(sql, parameters)? {
            0 => Err(AuthorityError::UnknownAccount),
            _ => Ok(()),
        }
    }
}

const fn status_number(status: AccountStatus) -> u8 {
    match status {
        AccountStatus::Active => 0,
        AccountStatus::Suspended => 1,
        AccountStatus::Revoked => 2,
    }
}

const fn status_of(number: u8) -> Option<AccountStatus> {
    match number {
        0 => Some(AccountStatus::Active),
        1 => Some(AccountStatus::Suspended),
        2 => Some(AccountStatus::Revoked),
        _ => None,
    }
}
