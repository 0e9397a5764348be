use dinhdanh_protocol::PasswordFault as ProtocolPasswordFault;
use dinhdanh_vault::passcode_rule::PasscodeFault as VaultPasscodeFault;
use dinhdanh_wallet::{ActivationOutcome, ActivationStep, Binding};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::otp::OtpStepView;
use crate::secret_text::SecretText;

/// The next step of a running activation.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub(crate) enum ActivationStepView {
    DeviceNotice {
        binding: BindingView,
        /// The other account's number, as the notice masks it.
        masked_other: Option<String>,
    },
    Otp(OtpStepView),
    Password,
    Passcode,
    Questions,
}

/// What this device is bound to before an activation.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BindingView {
    None,
    Own,
    Other,
}

/// The answer to "Gửi yêu cầu".
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivationRequestView {
    outcome: OutcomeView,
}

/// What became of the request.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeView {
    /// An activation is under way.
    Open,
    NotMatched,
    NotIdentified,
    AlreadyActive,
}

/// What a password lacks.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PasswordFault {
    Length,
    Digit,
    Upper,
    Lower,
    Special,
    OtherCharacter,
}

/// Why a passcode is too easy to guess.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PasscodeFault {
    AllSame,
    Sequence,
    BirthDate,
    NumberPart,
    PhonePart,
    Common,
    RepeatedPattern,
}

/// A security question with its answer, on its way in.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct SecurityAnswer {
    /// 1 to 10.
    pub(crate) question: u8,
    #[ts(type = "string")]
    pub(crate) answer: SecretText,
}

impl From<ActivationStep> for ActivationStepView {
    fn from(step: ActivationStep) -> Self {
        match step {
            ActivationStep::DeviceNotice { other: Binding::None } => Self::DeviceNotice {
                binding: BindingView::None,
                masked_other: None,
            },
            ActivationStep::DeviceNotice { other: Binding::Own } => Self::DeviceNotice {
                binding: BindingView::Own,
                masked_other: None,
            },
            ActivationStep::DeviceNotice {
                other: Binding::Other { masked },
            } => Self::DeviceNotice {
                binding: BindingView::Other,
                masked_other: masked,
            },
            ActivationStep::Otp(step) => Self::Otp(step.into()),
            ActivationStep::Password => Self::Password,
            ActivationStep::Passcode => Self::Passcode,
            ActivationStep::Questions => Self::Questions,
        }
    }
}

impl From<ActivationOutcome> for ActivationRequestView {
    fn from(outcome: ActivationOutcome) -> Self {
        let outcome = match outcome {
            ActivationOutcome::Open => OutcomeView::Open,
            ActivationOutcome::NotMatched => OutcomeView::NotMatched,
            ActivationOutcome::NotIdentified => OutcomeView::NotIdentified,
            ActivationOutcome::AlreadyActive => OutcomeView::AlreadyActive,
        };
        Self { outcome }
    }
}

impl From<ProtocolPasswordFault> for PasswordFault {
    fn from(fault: ProtocolPasswordFault) -> Self {
        match fault {
            ProtocolPasswordFault::Length => Self::Length,
            ProtocolPasswordFault::Digit => Self::Digit,
            ProtocolPasswordFault::Upper => Self::Upper,
            ProtocolPasswordFault::Lower => Self::Lower,
            ProtocolPasswordFault::Mark => Self::Special,
            ProtocolPasswordFault::OtherCharacter => Self::OtherCharacter,
        }
    }
}

impl From<VaultPasscodeFault> for PasscodeFault {
    fn from(fault: VaultPasscodeFault) -> Self {
        match fault {
            VaultPasscodeFault::AllSame => Self::AllSame,
            VaultPasscodeFault::Sequence => Self::Sequence,
            VaultPasscodeFault::BirthDate => Self::BirthDate,
            VaultPasscodeFault::NumberPart => Self::NumberPart,
            VaultPasscodeFault::PhonePart => Self::PhonePart,
            VaultPasscodeFault::Common => Self::Common,
            VaultPasscodeFault::RepeatedPattern => Self::RepeatedPattern,
        }
    }
}
