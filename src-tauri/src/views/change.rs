use dinhdanh_wallet::{PhoneChange, PhoneCode, Which};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::otp::OtpStepView;

/// A running change of the phone number.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PhoneChangeView {
    old: PhoneCodeView,
    new: PhoneCodeView,
}

/// The code at one of the two numbers.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PhoneCodeView {
    otp: OtpStepView,
    /// It was given.
    confirmed: bool,
}

/// Which of the two numbers.
#[derive(Clone, Copy, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhichView {
    /// The account's number now.
    Old,
    /// The one that is to be.
    New,
}

impl From<PhoneChange> for PhoneChangeView {
    fn from(change: PhoneChange) -> Self {
        Self {
            old: change.old.into(),
            new: change.new.into(),
        }
    }
}

impl From<PhoneCode> for PhoneCodeView {
    fn from(code: PhoneCode) -> Self {
        Self {
            otp: code.otp.into(),
            confirmed: code.confirmed,
        }
    }
}

impl From<WhichView> for Which {
    fn from(which: WhichView) -> Self {
        match which {
            WhichView::Old => Self::Old,
            WhichView::New => Self::New,
        }
    }
}
