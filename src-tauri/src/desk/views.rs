use dinhdanh_authority::practice::Holder;
use dinhdanh_authority::{Act, DeskAccount, PendingFile};
use dinhdanh_protocol::{AccountLevel, AccountStatus, FileState, IdentityCard};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::preferences::{Language, Theme};
use crate::views::day;
use crate::views::person::SexView;
use crate::views::persona::PersonaStateView;
use crate::views::picture::{portrait_address, stranger_portrait_address};

/// Whose desk it is, and how its window looks and speaks.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskView {
    pub(super) authority_name: String,
    pub(super) language: Language,
    pub(super) theme: Theme,
    /// Per cent.
    #[ts(type = "100 | 125 | 150 | 175 | 200")]
    pub(super) text_size: u16,
    /// Who sits there.
    pub(super) officer: String,
}

/// The files that wait.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskFilesView {
    /// In all; the list has a hundred at most.
    pub(super) count: u64,
    pub(super) files: Vec<DeskFileView>,
}

/// A file for level 1, with what the register has of its sender.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskFileView {
    file: i64,
    /// Milliseconds since 1970, as all moments here.
    sent_at: i64,
    /// As the citizen gave it.
    residence: String,
    phone: String,
    email: Option<String>,
    /// The portrait that was sent, drawn anew; null where it is no picture.
    portrait: Option<String>,
    registered: RegisteredView,
}

/// What the register has of a person.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegisteredView {
    number: String,
    full_name: String,
    birth_date: String,
    sex: SexView,
    place_of_residence: String,
    issued_on: String,
    expires_on: Option<String>,
    features: String,
    portrait: String,
}

/// An account as the desk sees it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskAccountView {
    number: String,
    full_name: String,
    birth_date: String,
    sex: SexView,
    phone: String,
    email: Option<String>,
    level: DeskLevel,
    status: DeskStatus,
    file: DeskFileState,
    /// Why the file was returned, where it was.
    returned_for: Option<String>,
    /// What the bound device calls itself.
    device: Option<String>,
    bound_at: Option<i64>,
    /// Where the bound device is claimed lost: from then on the account may move.
    claim: Option<i64>,
    /// Where security answers are not taken: from then on they are.
    answers_locked: Option<i64>,
    /// Where something is refused because it was asked for too often: from then on it is not.
    limited: Option<i64>,
    deleted_at: Option<i64>,
    /// The register's, a `data:` address.
    portrait: Option<String>,
}

/// A level.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(super) enum DeskLevel {
    App,
    One,
    Two,
}

/// What an account may do.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(super) enum DeskStatus {
    Active,
    Suspended,
    Revoked,
}

/// How the file for level 1 stands.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(super) enum DeskFileState {
    None,
    Awaiting,
    Returned,
}

/// A line of the log.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskActView {
    id: i64,
    at: i64,
    /// Null: the account's holder, from a device.
    officer: Option<String>,
    /// A name that the interface has words for.
    kind: &'static str,
    number: String,
    reason: Option<String>,
}

/// Somebody in the practice register.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeskPersonView {
    number: String,
    full_name: String,
    /// yyyy-mm-dd, as all dates here.
    birth_date: String,
    #[ts(type = "0 | 1 | 2")]
    level: u8,
    state: PersonaStateView,
}

/// A made-up person's card, to be drawn, kept as a picture and printed.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(super) struct SpecimenView {
    number: String,
    full_name: String,
    birth_date: String,
    sex: SexView,
    nationality: String,
    place_of_origin: String,
    place_of_residence: String,
    issued_on: String,
    /// Null: without end ("Không thời hạn").
    expires_on: Option<String>,
    old_number: Option<String>,
    features: String,
    issuer: String,
    mrz: [String; 3],
    /// A `data:` address.
    portrait: String,
    /// The printed QR, black on white with its quiet zone, sized by its viewBox.
    qr: String,
}

impl From<Holder> for DeskPersonView {
    fn from(holder: Holder) -> Self {
        Self {
            number: holder.number.as_str().to_owned(),
            full_name: holder.full_name,
            birth_date: day(holder.birth_date),
            level: holder.level.number(),
            state: holder.state.into(),
        }
    }
}

impl SpecimenView {
    /// The card, with its QR drawn.
    pub(super) fn new(card: IdentityCard, qr: String) -> Self {
        Self {
            number: card.number,
            full_name: card.full_name,
            birth_date: day(card.birth_date),
            sex: card.sex.into(),
            nationality: card.nationality,
            place_of_origin: card.place_of_origin,
            place_of_residence: card.place_of_residence,
            issued_on: day(card.issued_on),
            expires_on: card.expires_on.map(day),
            old_number: card.old_number,
            features: card.features,
            issuer: card.issuer,
            mrz: card.mrz,
            portrait: portrait_address(&card.portrait),
            qr,
        }
    }
}

impl From<PendingFile> for DeskFileView {
    fn from(file: PendingFile) -> Self {
        let card = file.registered.card;
        Self {
            file: file.id.0,
            sent_at: file.sent_at.timestamp_millis(),
            residence: file.residence,
            phone: file.phone.as_str().to_owned(),
            email: file.email,
            portrait: stranger_portrait_address(&file.portrait),
            registered: RegisteredView {
                number: card.number,
                full_name: card.full_name,
                birth_date: day(card.birth_date),
                sex: card.sex.into(),
                place_of_residence: card.place_of_residence,
                issued_on: day(card.issued_on),
                expires_on: card.expires_on.map(day),
                features: card.features,
                portrait: portrait_address(&card.portrait),
            },
        }
    }
}

impl DeskAccountView {
    /// An account, with the register's portrait of its holder.
    pub(super) fn new(found: DeskAccount, portrait: Option<Vec<u8>>) -> Self {
        let account = found.account;
        let (file, returned_for) = match found.file {
            FileState::None => (DeskFileState::None, None),
            FileState::Awaiting => (DeskFileState::Awaiting, None),
            FileState::Returned { reason } => (DeskFileState::Returned, Some(reason)),
        };
        let (device, bound_at) = found
            .device
            .map(|device| (device.name, device.bound_at.timestamp_millis()))
            .unzip();
        Self {
            number: account.number.as_str().to_owned(),
            full_name: account.full_name,
            birth_date: day(account.birth_date),
            sex: account.sex.into(),
            phone: account.phone.as_str().to_owned(),
            email: account.email,
            level: account.level.into(),
            status: account.status.into(),
            file,
            returned_for,
            device,
            bound_at,
            claim: found.claim.map(|at| at.timestamp_millis()),
            answers_locked: found.answers_locked.map(|at| at.timestamp_millis()),
            limited: found.limited.map(|at| at.timestamp_millis()),
            deleted_at: found.deleted_at.map(|at| at.timestamp_millis()),
            portrait: portrait.as_deref().map(portrait_address),
        }
    }
}

impl From<Act> for DeskActView {
    fn from(act: Act) -> Self {
        Self {
            id: act.id,
            at: act.at.timestamp_millis(),
            officer: act.officer,
            kind: act.kind.code(),
            number: act.number.as_str().to_owned(),
            reason: act.reason,
        }
    }
}

impl From<AccountLevel> for DeskLevel {
    fn from(level: AccountLevel) -> Self {
        match level {
            AccountLevel::App => Self::App,
            AccountLevel::One => Self::One,
            AccountLevel::Two => Self::Two,
        }
    }
}

impl From<DeskLevel> for AccountLevel {
    fn from(level: DeskLevel) -> Self {
        match level {
            DeskLevel::App => Self::App,
            DeskLevel::One => Self::One,
            DeskLevel::Two => Self::Two,
        }
    }
}

impl From<AccountStatus> for DeskStatus {
    fn from(status: AccountStatus) -> Self {
        match status {
            AccountStatus::Active => Self::Active,
            AccountStatus::Suspended => Self::Suspended,
            AccountStatus::Revoked => Self::Revoked,
        }
    }
}

impl From<DeskStatus> for AccountStatus {
    fn from(status: DeskStatus) -> Self {
        match status {
            DeskStatus::Active => Self::Active,
            DeskStatus::Suspended => Self::Suspended,
            DeskStatus::Revoked => Self::Revoked,
        }
    }
}
