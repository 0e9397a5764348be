use dinhdanh_protocol::FileState;
use dinhdanh_wallet::{AppAccount, Next, SignInOutcome};
use serde::Serialize;
use ts_rs::TS;

use super::millis;

/// What a sign-in leads to.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignInView {
    outcome: SignInOutcomeView,
}

/// Where who has signed in goes next.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignInOutcomeView {
    /// To the overview of an app account.
    SignedIn,
    /// Identified, and active nowhere.
    Activate,
    /// It is the account that lives here.
    Passcode,
    /// Active on another device.
    Elsewhere,
}

/// The overview of who has signed in, and has no vault here.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppAccountView {
    full_name: String,
    masked_number: String,
    /// Masked.
    phone: String,
    email: Option<String>,
    #[ts(type = "0 | 1 | 2")]
    level: u8,
    file: FileStateView,
    /// Why the file was returned, in the words of who returned it.
    returned_reason: Option<String>,
    /// Until the account is deleted unless a file comes before.
    deleted_in_ms: Option<u64>,
    /// Where the bound device is claimed lost: until the account may move without it, 0 from then on.
    claim_ready_in_ms: Option<u64>,
    next: NextView,
    /// A wallet of the account is on this device, from before.
    lives_here: bool,
}

/// How the file for level 1 stands.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileStateView {
    /// None was sent, or it was approved.
    None,
    Awaiting,
    Returned,
}

/// What there is to do for who has signed in.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NextView {
    LevelOne,
    Wait,
    Activate,
    TakeOver,
}

impl From<SignInOutcome> for SignInView {
    fn from(outcome: SignInOutcome) -> Self {
        let outcome = match outcome {
            SignInOutcome::SignedIn => SignInOutcomeView::SignedIn,
            SignInOutcome::Activate => SignInOutcomeView::Activate,
            SignInOutcome::Passcode => SignInOutcomeView::Passcode,
            SignInOutcome::Elsewhere => SignInOutcomeView::Elsewhere,
        };
        Self { outcome }
    }
}

impl From<AppAccount> for AppAccountView {
    fn from(account: AppAccount) -> Self {
        let (file, returned_reason) = match account.file {
            FileState::None => (FileStateView::None, None),
            FileState::Awaiting => (FileStateView::Awaiting, None),
            FileState::Returned { reason } => (FileStateView::Returned, Some(reason)),
        };
        Self {
            full_name: account.full_name,
            masked_number: account.masked_number,
            phone: account.masked_phone,
            email: account.email,
            level: account.level.number(),
            file,
            returned_reason,
            deleted_in_ms: account.deleted_in.map(millis),
            claim_ready_in_ms: account.claim_ready_in.map(millis),
            next: match account.next {
                Next::LevelOne => NextView::LevelOne,
                Next::Wait => NextView::Wait,
                Next::Activate => NextView::Activate,
                Next::TakeOver => NextView::TakeOver,
            },
            lives_here: account.lives_here,
        }
    }
}
