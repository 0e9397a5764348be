use dinhdanh_wallet::RecoveryStep;
use serde::Serialize;
use ts_rs::TS;

use super::otp::OtpStepView;

/// The next step of a recovery.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub(crate) enum RecoveryStepView {
    /// Number and password.
    SignIn,
    Otp(OtpStepView),
    Question {
        /// 1 to 10.
        question: u8,
        /// Whether it is the second of the two.
        second: bool,
        /// Tries left for both, once the answers were wrong.
        tries_left: Option<u8>,
    },
    /// The new passcode, twice.
    Passcode,
}

impl From<RecoveryStep> for RecoveryStepView {
    fn from(step: RecoveryStep) -> Self {
        match step {
            RecoveryStep::SignIn => Self::SignIn,
            RecoveryStep::Otp(step) => Self::Otp(step.into()),
            RecoveryStep::Question {
                question,
                second,
                tries_left,
            } => Self::Question {
                question,
                second,
                tries_left,
            },
            RecoveryStep::Passcode => Self::Passcode,
        }
    }
}
