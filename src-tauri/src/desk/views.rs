use dinhdanh_authority::practice::Holder;
use dinhdanh_protocol::IdentityCard;
use serde::Serialize;
use ts_rs::TS;

use crate::preferences::{Language, Theme};
use crate::views::day;
use crate::views::person::SexView;
use crate::views::persona::PersonaStateView;
use crate::views::picture::portrait_address;

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
