use dinhdanh_wallet::{RegistrationStep, ResetStep};
use serde::Serialize;
use ts_rs::TS;

use super::card_form::CardFormView;
use super::otp::OtpStepView;

/// The next step of a registration.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub(crate) enum RegistrationStepView {
    Card {
        /// How often the register may still be asked.
        checks_left: u8,
        /// The number that registers: the card must be its own.
        number: String,
        /// What the register was asked about last, and did not pass or not yet answer.
        form: Option<CardFormView>,
    },
    Otp(OtpStepView),
    Password,
}

/// The next step of setting a forgotten password anew.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum ResetStepView {
    Otp(OtpStepView),
    Password,
}

impl From<RegistrationStep> for RegistrationStepView {
    fn from(step: RegistrationStep) -> Self {
        match step {
            RegistrationStep::Card {
                checks_left,
                number,
                form,
            } => Self::Card {
                checks_left,
                number: number.as_str().to_owned(),
                form: form.as_ref().map(CardFormView::from),
            },
            RegistrationStep::Otp(step) => Self::Otp(step.into()),
            RegistrationStep::Password => Self::Password,
        }
    }
}

impl From<ResetStep> for ResetStepView {
    fn from(step: ResetStep) -> Self {
        match step {
            ResetStep::Otp(step) => Self::Otp(step.into()),
            ResetStep::Password => Self::Password,
        }
    }
}
