use std::fmt;

use chrono::{DateTime, Utc};

use crate::{ActivationSession, ClientId, DeviceId, IdempotencyKey, OtpCode, SecurityQuestion, SessionToken};

/// Who has signed in wants the account on this device, in the place of the one on which it is active.
#[derive(Debug, Clone)]
pub struct TakeOverRequest {
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// What this device calls itself, shown on the other one: a name as [`is_device_name`](crate::is_device_name) has it.
    pub device_name: String,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

/// A running take-over: an activation whose code comes another way.
#[derive(Debug, Clone)]
pub struct TakeOverSession {
    /// Goes on like any activation: a code, a completion. When that is done, the other device is unbound.
    pub session: ActivationSession,
    /// Where the one-time code is to be read.
    pub code: CodeWay,
}

/// How a take-over's one-time code reaches the account's holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeWay {
    /// It shows on the device that is bound now.
    Device,
    /// By SMS: that device is lost, and the wait is over.
    Sms,
}

/// What the device that is bound now shows of a take-over: the code to type on the new one.
#[derive(Clone)]
pub struct TakeOver {
    /// The code.
    pub code: OtpCode,
    /// What the new device calls itself: a stranger's words.
    pub device_name: String,
    /// When the code was asked for.
    pub asked_at: DateTime<Utc>,
    /// From then on it is worth nothing.
    pub expires_at: DateTime<Utc>,
}

impl TakeOver {
    /// What a device's proof is for, where it asks for the code; it says nothing besides.
    pub const PURPOSE: &str = "take over";
    /// What a device's proof is for, where its holder says "Không phải tôi đăng nhập"; it says nothing besides.
    pub const DISPUTE: &str = "dispute";
}

impl fmt::Debug for TakeOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TakeOver({:?}, until {})", self.code, self.expires_at)
    }
}

/// Who has signed in has lost the device on which the account is active.
#[derive(Debug, Clone)]
pub struct LostDeviceRequest {
    /// Which copy of the app asks: limits are counted by it, too.
    pub client: ClientId,
    /// Makes a repeated request the same session.
    pub idempotency: IdempotencyKey,
}

/// A running claim of a lost device: a one-time code by SMS, then both security answers.
#[derive(Debug, Clone)]
pub struct LostDeviceSession {
    /// Who holds it, goes on with it.
    pub token: SessionToken,
    /// From then on it must be begun anew.
    pub expires_at: DateTime<Utc>,
    /// The two questions of the account.
    pub questions: [SecurityQuestion; 2],
}

/// A device in "Quản lý thiết bị".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    /// The authority's name for it.
    pub device: DeviceId,
    /// What it calls itself.
    pub name: String,
    /// Since when it was bound.
    pub bound_at: DateTime<Utc>,
    /// When it was last heard of.
    pub last_used_at: DateTime<Utc>,
    /// When it was unbound; none for the one that is bound now.
    pub unbound_at: Option<DateTime<Utc>>,
}

impl DeviceEntry {
    /// What a device's proof is for, where it asks for the list; it says nothing besides.
    pub const PURPOSE: &str = "devices";
    /// What a device's proof is for, where it asks to be unbound; it says nothing besides.
    pub const UNBIND: &str = "unbind";
}
