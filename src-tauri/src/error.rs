//! What a command rejects with.

use dinhdanh_wallet::{Detail, ErrorCode, WalletError};
use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::TS;

use crate::views::activation::{PasscodeFault, PasswordFault};
use crate::views::card_form::CardFormFault;
use crate::views::millis;

/// A code that the interface has words for, and what the words need. Nothing in it is personal.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct CommandError {
    code: ErrorCode,
    #[ts(type = "Record<string, unknown>")]
    data: Value,
}

impl CommandError {
    /// A code that needs no more.
    pub(crate) fn of(code: ErrorCode) -> Self {
        Self {
            code,
            data: json!({}),
        }
    }

    /// The code.
    pub(crate) const fn code(&self) -> ErrorCode {
        self.code
    }
}

impl From<WalletError> for CommandError {
    fn from(error: WalletError) -> Self {
        let code = error.code();
        if matches!(
            code,
            ErrorCode::Failed
                | ErrorCode::StorageFailed
                | ErrorCode::AuthorityFailed
                | ErrorCode::VaultDamaged
        ) {
            tracing::error!(%code, "a command failed");
        }
        let data = match error.detail() {
            Detail::None => json!({}),
            Detail::TriesAndWait { tries_left, wait } => {
                json!({ "triesLeft": tries_left, "waitMs": millis(wait) })
            }
            Detail::Wait(wait) => json!({ "waitMs": millis(wait) }),
            Detail::TriesLeft(tries_left) => json!({ "triesLeft": tries_left }),
            Detail::Faults(faults) => {
                let faults: Vec<PasswordFault> = faults.into_iter().map(PasswordFault::from).collect();
                json!({ "faults": faults })
            }
            Detail::FormFaults(faults) => {
                let faults: Vec<CardFormFault> = faults.into_iter().map(CardFormFault::from).collect();
                json!({ "faults": faults })
            }
            Detail::Fault(fault) => json!({ "fault": PasscodeFault::from(fault) }),
        };
        Self { code, data }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_error_carries_what_its_words_need() {
        let error = CommandError::from(WalletError::OtpTooSoon(Duration::from_secs(42)));
        let sent = serde_json::to_value(&error).unwrap();
        assert_eq!(
            sent,
            json!({ "code": "otp_resend_too_soon", "data": { "waitMs": 42_000 } })
        );
        let weak = CommandError::from(WalletError::PasswordWeak(vec![
            dinhdanh_protocol::PasswordFault::Length,
            dinhdanh_protocol::PasswordFault::Mark,
        ]));
        assert_eq!(weak.data, json!({ "faults": ["length", "special"] }));
        let plain = serde_json::to_value(CommandError::from(WalletError::Locked)).unwrap();
        assert_eq!(plain, json!({ "code": "locked", "data": {} }));
    }
}
