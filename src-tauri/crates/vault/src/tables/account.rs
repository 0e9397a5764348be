//! The account that is activated on this device.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension as _, ToSql, named_params};

use super::column::{Day, Millis, choice};
use super::{Reading, Sex, Writing};
use crate::VaultError;

/// The account of this vault; there is one.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Personal identification number, 12 digits.
    pub number: String,
    /// Full name.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Phone number that OTPs go to.
    pub phone: String,
    /// E-mail address, where one was given.
    pub email: Option<String>,
    /// Level of identification, 1 or 2.
    pub level: u8,
    /// What the authority last said of the account, and of this device's part in it.
    pub status: AccountStatus,
    /// The authority's name for this device.
    pub device_id: Vec<u8>,
    /// Portrait as an encoded picture.
    pub portrait: Option<Vec<u8>>,
    /// When it was activated here.
    pub activated_at: DateTime<Utc>,
    /// "Xác minh ứng dụng qua QR code".
    pub code_switch: bool,
    /// The two security questions that were chosen, by their numbers in the list.
    pub security_questions: [u8; 2],
    /// The passcode is asked for each time that a paper is opened.
    pub papers_ask: bool,
}

/// Whether an account may be used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountStatus {
    /// It may.
    Active,
    /// Not for the time being.
    Suspended,
    /// Not any more.
    Revoked,
    /// Not from this device, which is no longer bound to it.
    DeviceUnbound,
}

impl AccountStatus {
    const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::DeviceUnbound => "device_unbound",
        }
    }
}

impl ToSql for AccountStatus {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for AccountStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        const ALL: [AccountStatus; 4] = [
            AccountStatus::Active,
            AccountStatus::Suspended,
            AccountStatus::Revoked,
            AccountStatus::DeviceUnbound,
        ];
        choice(value, &ALL, Self::word)
    }
}

impl Reading<'_> {
    /// The account, once it is activated.
    pub fn account(&self) -> Result<Option<Account>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT * FROM account")?
            .query_row([], |row| {
                Ok(Account {
                    number: row.get("number")?,
                    full_name: row.get("full_name")?,
                    birth_date: row.get::<_, Day>("birth_date")?.0,
                    sex: row.get("sex")?,
                    phone: row.get("phone")?,
                    email: row.get("email")?,
                    level: row.get("level")?,
                    status: row.get("status")?,
                    device_id: row.get("device_id")?,
                    portrait: row.get("portrait")?,
                    activated_at: row.get::<_, Millis>("activated_at")?.0,
                    code_switch: row.get("code_switch")?,
                    security_questions: [row.get("first_question")?, row.get("second_question")?],
                    papers_ask: row.get("papers_ask")?,
                })
            })
            .optional()?)
    }
}

impl Writing<'_> {
    /// Keeps the account, in place of what was kept of it before.
    ///
    /// Fails with [`VaultError::OutOfRange`] when the level is neither 1 nor 2.
    pub fn put_account(&self, account: &Account) -> Result<(), VaultError> {
        if !matches!(account.level, 1 | 2) {
            return Err(VaultError::OutOfRange("level"));
        }
        let [first_question, second_question] = account.security_questions;
        self.connection.execute(
            "INSERT OR REPLACE INTO account VALUES (1, :number, :full_name, :birth_date, :sex, :phone, :email,
                 :level, :status, :device_id, :portrait, :activated_at, :code_switch, :first, :second, :papers_ask)",
            named_params! {
                ":number": account.number,
                ":full_name": account.full_name,
                ":birth_date": Day(account.birth_date),
                ":sex": account.sex,
                ":phone": account.phone,
                ":email": account.email,
                ":level": account.level,
                ":status": account.status,
                ":device_id": account.device_id,
                ":portrait": account.portrait,
                ":activated_at": Millis(account.activated_at),
                ":code_switch": account.code_switch,
                ":first": first_question,
                ":second": second_question,
                ":papers_ask": account.papers_ask,
            },
        )?;
        Ok(())
    }

    /// Turns "Xác minh ứng dụng qua QR code" on or off.
    pub fn set_code_switch(&self, on: bool) -> Result<(), VaultError> {
        self.update_account("UPDATE account SET code_switch = ?1", &on)
    }

    /// Whether the passcode is asked for each time that a paper is opened.
    pub fn set_papers_ask(&self, ask: bool) -> Result<(), VaultError> {
        self.update_account("UPDATE account SET papers_ask = ?1", &ask)
    }

    /// Keeps what the authority says of the account.
    pub fn set_account_status(&self, status: AccountStatus) -> Result<(), VaultError> {
        self.update_account("UPDATE account SET status = ?1", &status)
    }

    fn update_account(&self, sql: &str, value: &dyn ToSql) -> Result<(), VaultError> {
        match self.connection.execute(sql, [value])? {
            0 => Err(VaultError::NoAccount),
            _ => Ok(()),
        }
    }
}
