use dinhdanh_crypto::hex;
use dinhdanh_wallet::{AskedFor, ClaimStep, Device};
use serde::Serialize;
use ts_rs::TS;

use super::millis;
use super::otp::OtpStepView;

/// Somebody wants this device's place: the code to type on the new one.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TakeOverView {
    code: String,
    /// What the new device calls itself: a stranger's words.
    device_name: String,
    /// Milliseconds since 1970.
    asked_at: i64,
    expires_in_ms: u64,
}

/// The next step of claiming a device lost.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum ClaimStepView {
    Otp(OtpStepView),
    Answers {
        /// The numbers of the account's two questions.
        questions: [u8; 2],
    },
}

/// A device in "Quản lý thiết bị".
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeviceEntryView {
    /// Names it to `device_unbind`.
    id: String,
    /// What it calls itself.
    name: String,
    /// Milliseconds since 1970, as the next two.
    bound_at: i64,
    last_used_at: i64,
    /// None for the one that is bound now.
    unbound_at: Option<i64>,
    /// It is this one.
    here: bool,
}

impl From<AskedFor> for TakeOverView {
    fn from(asked: AskedFor) -> Self {
        Self {
            code: asked.code,
            device_name: asked.device_name,
            asked_at: asked.asked_at.timestamp_millis(),
            expires_in_ms: millis(asked.expires_in),
        }
    }
}

impl From<ClaimStep> for ClaimStepView {
    fn from(step: ClaimStep) -> Self {
        match step {
            ClaimStep::Otp(step) => Self::Otp(step.into()),
            ClaimStep::Answers(questions) => Self::Answers {
                questions: questions.map(dinhdanh_protocol::SecurityQuestion::number),
            },
        }
    }
}

impl From<Device> for DeviceEntryView {
    fn from(device: Device) -> Self {
        Self {
            id: hex::encode(&device.id.0),
            name: device.name,
            bound_at: device.bound_at.timestamp_millis(),
            last_used_at: device.last_used_at.timestamp_millis(),
            unbound_at: device.unbound_at.map(|at| at.timestamp_millis()),
            here: device.is_here,
        }
    }
}
