use dinhdanh_wallet::{Expiry, PaperCard};
use serde::Serialize;
use ts_rs::TS;

use super::day;
use super::person::SexView;
use super::picture::portrait_address;

/// The identity card, front and back.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentityCardView {
    number: String,
    full_name: String,
    /// yyyy-mm-dd, as all dates here.
    birth_date: String,
    sex: SexView,
    nationality: String,
    place_of_origin: String,
    place_of_residence: String,
    issued_on: String,
    /// Null: without end ("Không thời hạn").
    expires_on: Option<String>,
    expiry: ExpiryView,
    old_number: Option<String>,
    features: String,
    issuer: String,
    mrz: [String; 3],
    /// A `data:` address.
    portrait: String,
    /// Milliseconds since 1970.
    refreshed_at: i64,
    /// Made up: nothing on it has legal value.
    practice: bool,
}

/// How a paper's validity stands.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExpiryView {
    Valid,
    Soon,
    Expired,
}

impl From<PaperCard> for IdentityCardView {
    fn from(paper: PaperCard) -> Self {
        let card = paper.card;
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
            expiry: paper.expiry.into(),
            old_number: card.old_number,
            features: card.features,
            issuer: card.issuer,
            mrz: card.mrz,
            portrait: portrait_address(&card.portrait),
            refreshed_at: card.refreshed_at.timestamp_millis(),
            practice: paper.practice,
        }
    }
}

impl From<Expiry> for ExpiryView {
    fn from(expiry: Expiry) -> Self {
        match expiry {
            Expiry::Valid => Self::Valid,
            Expiry::Soon => Self::Soon,
            Expiry::Expired => Self::Expired,
        }
    }
}
