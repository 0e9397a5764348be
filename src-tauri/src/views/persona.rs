use dinhdanh_authority::practice::{Persona, PersonaState, PracticeMessage};
use dinhdanh_protocol::PhoneNumber;
use serde::Serialize;
use ts_rs::TS;

use super::picture::portrait_address;

/// A made-up person to try the app with.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonaView {
    full_name: String,
    number: String,
    phone: String,
    #[ts(type = "0 | 1 | 2")]
    level: u8,
    state: PersonaStateView,
    has_password: bool,
    sample_password: Option<String>,
    /// A `data:` address.
    portrait: String,
}

/// How a made-up person's account stands.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PersonaStateView {
    NoAccount,
    AppOnly,
    NotActive,
    ActiveElsewhere,
    AwaitingApproval,
    CardOnly,
    Suspended,
}

/// A practice text message.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SmsView {
    id: i64,
    from: String,
    /// To whom, masked.
    to: String,
    text: String,
    /// Milliseconds since 1970.
    sent_at: i64,
    /// The one-time code in it, for filling in with one tap.
    code: Option<String>,
}

impl From<Persona> for PersonaView {
    fn from(persona: Persona) -> Self {
        Self {
            full_name: persona.full_name,
            number: persona.number.as_str().to_owned(),
            phone: persona.phone.as_str().to_owned(),
            level: persona.level.number(),
            state: persona.state.into(),
            has_password: persona.has_password,
            sample_password: persona.sample_password,
            portrait: portrait_address(&persona.portrait),
        }
    }
}

impl From<PersonaState> for PersonaStateView {
    fn from(state: PersonaState) -> Self {
        match state {
            PersonaState::NoAccount => Self::NoAccount,
            PersonaState::AppOnly => Self::AppOnly,
            PersonaState::NotActive => Self::NotActive,
            PersonaState::ActiveElsewhere => Self::ActiveElsewhere,
            PersonaState::AwaitingApproval => Self::AwaitingApproval,
            PersonaState::CardOnly => Self::CardOnly,
            PersonaState::Suspended => Self::Suspended,
        }
    }
}

impl SmsView {
    /// A message to a phone.
    pub(crate) fn new(message: PracticeMessage, to: &PhoneNumber) -> Self {
        Self {
            id: message.id,
            from: message.from,
            to: to.masked(),
            text: message.text,
            sent_at: message.sent_at.timestamp_millis(),
            // A practice code opens nothing but practice accounts.
            code: message.code.map(|code| code.expose().to_owned()),
        }
    }

    /// Counts up over all messages.
    pub(crate) const fn id(&self) -> i64 {
        self.id
    }
}
