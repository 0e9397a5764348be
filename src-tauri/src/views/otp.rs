use dinhdanh_wallet::{OtpStep, OtpWay};
use serde::Serialize;
use ts_rs::TS;

use super::millis;

/// A one-time code is waited for.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OtpStepView {
    way: OtpWayView,
    masked_phone: String,
    expires_in_ms: u64,
    resend_in_ms: u64,
    tries_left: u8,
    sends_left: u8,
}

/// Where a one-time code is to be read.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OtpWayView {
    Sms,
    /// On the device that is bound now.
    Device,
}

impl From<OtpStep> for OtpStepView {
    fn from(step: OtpStep) -> Self {
        Self {
            way: match step.way {
                OtpWay::Sms => OtpWayView::Sms,
                OtpWay::Device => OtpWayView::Device,
            },
            masked_phone: step.masked_phone,
            expires_in_ms: millis(step.expires_in),
            resend_in_ms: millis(step.resend_in),
            tries_left: step.tries_left,
            sends_left: step.sends_left,
        }
    }
}
