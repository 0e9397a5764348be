//! The one-time code: one step, whichever journey it belongs to.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_protocol::{AccountHolder, ApiError, OtpCode, OtpSent, PhoneNumber, Refusal, SessionToken};
use minicbor::{Decode, Encode};

use crate::Wallet;

/// Where a one-time code is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(index_only)]
pub enum OtpWay {
    /// In an SMS.
    #[default]
    #[n(0)]
    Sms,
    /// On the device that is bound now.
    #[n(1)]
    Device,
}

/// What shows while a one-time code is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtpStep {
    /// Where it is to be read.
    pub way: OtpWay,
    /// The account's phone, masked: where an SMS was sent.
    pub masked_phone: String,
    /// Until it is worth nothing.
    pub expires_in: Duration,
    /// Until another may be asked for.
    pub resend_in: Duration,
    /// Tries left for this code.
    pub tries_left: u8,
    /// How many more may be asked for.
    pub sends_left: u8,
}

/// What is known of the code that was sent last; as long as none was, both moments are 0. Moments are milliseconds
/// since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(crate) struct OtpUnderWay {
    #[n(0)]
    pub(crate) expires_at: i64,
    #[n(1)]
    pub(crate) resend_at: i64,
    #[n(2)]
    pub(crate) tries_left: u8,
    #[n(3)]
    pub(crate) sends_left: u8,
}

impl OtpUnderWay {
    /// No code yet.
    pub(crate) const NONE: Self = Self {
        expires_at: 0,
        resend_at: 0,
        tries_left: OtpCode::TRIES,
        sends_left: OtpCode::SENDS,
    };

    fn of(sent: &OtpSent) -> Self {
        Self {
            expires_at: sent.expires_at.timestamp_millis(),
            resend_at: sent.resend_at.timestamp_millis(),
            tries_left: sent.tries_left,
            sends_left: sent.sends_left,
        }
    }

    /// A code is under way whose particulars were lost with an answer. Of the first one they are known but for
    /// the hour; of a later one, what was known before is the best guess.
    fn found_under_way(&mut self, resend_at: DateTime<Utc>) {
        if resend_at.timestamp_millis() != self.resend_at {
            let sent_at = resend_at - OtpCode::RESEND_AFTER;
            *self = Self::of(&OtpSent::untried(sent_at, self.sends_left.saturating_sub(1)));
        }
    }

    pub(crate) fn step(&self, way: OtpWay, phone: &str, now: DateTime<Utc>) -> OtpStep {
        OtpStep {
            way,
            masked_phone: phone
                .parse()
                .map(|phone: PhoneNumber| phone.masked())
                .unwrap_or_default(),
            expires_in: until(self.expires_at, now),
            resend_in: until(self.resend_at, now),
            tries_left: self.tries_left,
            sends_left: self.sends_left,
        }
    }
}

impl Wallet {
    /// Has the first code of a journey sent. Where it was sent before and the answer lost, there is one to type.
    pub(crate) fn send_first_otp(
        &self,
        session: &SessionToken,
        otp: &mut OtpUnderWay,
    ) -> Result<(), ApiError> {
        match self.send_otp(session, otp) {
            Err(ApiError::Refused(Refusal::OtpTooSoon { resend_at })) if just_sent(resend_at, self.now()) => {
                Ok(())
            }
            answer => answer,
        }
    }

    /// Has a code sent; the one before is worth nothing from then on. `otp` follows what is known, of a refusal
    /// too.
    pub(crate) fn send_otp(&self, session: &SessionToken, otp: &mut OtpUnderWay) -> Result<(), ApiError> {
        let answer = self.authority.send_otp(session);
        match &answer {
            Ok(sent) => *otp = OtpUnderWay::of(sent),
            Err(ApiError::Refused(Refusal::OtpTooSoon { resend_at }))
                if just_sent(*resend_at, self.now()) =>
            {
                otp.found_under_way(*resend_at);
            }
            Err(_) => {}
        }
        answer.map(drop)
    }

    /// Tries a code. `otp` follows what is known of it.
    pub(crate) fn try_otp(
        &self,
        session: &SessionToken,
        code: &OtpCode,
        otp: &mut OtpUnderWay,
    ) -> Result<AccountHolder, ApiError> {
        let answer = self.authority.confirm_otp(session, code);
        if let Err(ApiError::Refused(Refusal::OtpWrong { tries_left })) = &answer {
            otp.tries_left = *tries_left;
        }
        answer
    }
}

/// Whether none is sent now because one has just been: else there were too many, and none is under way.
fn just_sent(resend_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    resend_at - now <= OtpCode::RESEND_AFTER
}

/// Time until a stored moment in milliseconds; a clock set far back is shown as what the authority gives at
/// most, ten minutes.
fn until(millis: i64, now: DateTime<Utc>) -> Duration {
    let left = DateTime::from_timestamp_millis(millis).map_or(TimeDelta::zero(), |at| at - now);
    left.min(TimeDelta::minutes(10)).to_std().unwrap_or_default()
}
