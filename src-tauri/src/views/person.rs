use dinhdanh_vault::{AccountStatus, Sex};
use dinhdanh_wallet::{Expiry, Person};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::day;
use super::picture::portrait_address;

/// The person whose account is open.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonView {
    full_name: String,
    masked_number: String,
    /// Shown on demand only.
    number: String,
    #[ts(type = "1 | 2")]
    level: u8,
    /// A `data:` address.
    portrait: String,
    /// yyyy-mm-dd
    birth_date: String,
    sex: SexView,
    /// Masked.
    phone: String,
    email: Option<String>,
    status: AccountStatusView,
    /// The switch "Xác minh ứng dụng qua QR code".
    code_switch: bool,
    /// The passcode is asked for each time that a paper is opened.
    papers_ask: bool,
    /// A forgotten passcode can be recovered; else recovery is to be set up.
    recoverable: bool,
    /// Notices not looked at yet.
    unread_notices: u32,
    /// The last day of an identity card that nears its end, or has passed it; yyyy-mm-dd.
    card_ends_on: Option<String>,
    card_has_ended: bool,
    /// Milliseconds since 1970.
    activated_at: i64,
}

/// Sex as the register has it.
#[derive(Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SexView {
    Male,
    Female,
}

/// What the authority lets the account do.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountStatusView {
    Active,
    Suspended,
    Revoked,
    /// This device is no longer bound to the account.
    DeviceUnbound,
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        let account = person.account;
        Self {
            recoverable: person.recoverable,
            full_name: account.full_name,
            masked_number: person.masked_number,
            number: account.number,
            level: account.level,
            portrait: account
                .portrait
                .as_deref()
                .map(portrait_address)
                .unwrap_or_default(),
            birth_date: day(account.birth_date),
            sex: account.sex.into(),
            phone: person.masked_phone,
            email: account.email,
            status: match account.status {
                AccountStatus::Active => AccountStatusView::Active,
                AccountStatus::Suspended => AccountStatusView::Suspended,
                AccountStatus::Revoked => AccountStatusView::Revoked,
                AccountStatus::DeviceUnbound => AccountStatusView::DeviceUnbound,
            },
            code_switch: account.code_switch,
            papers_ask: account.papers_ask,
            unread_notices: person.unread_notices,
            card_ends_on: person.card_ends.map(|(last_day, _)| day(last_day)),
            card_has_ended: person
                .card_ends
                .is_some_and(|(_, expiry)| expiry == Expiry::Expired),
            activated_at: account.activated_at.timestamp_millis(),
        }
    }
}

impl From<dinhdanh_protocol::Sex> for SexView {
    fn from(sex: dinhdanh_protocol::Sex) -> Self {
        match sex {
            dinhdanh_protocol::Sex::Male => Self::Male,
            dinhdanh_protocol::Sex::Female => Self::Female,
        }
    }
}

impl From<Sex> for SexView {
    fn from(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self::Male,
            Sex::Female => Self::Female,
        }
    }
}
