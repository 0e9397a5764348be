use dinhdanh_wallet::{Locked, SignedOut, State, Trouble};
use serde::Serialize;
use ts_rs::TS;

use super::activation::ActivationStepView;
use super::journey::{RegistrationStepView, ResetStepView};
use super::millis;
use super::new_device::ClaimStepView;
use super::person::PersonView;
use super::recovery::RecoveryStepView;
use super::sign_in::AppAccountView;
use super::who::OccupantView;
use crate::error::CommandError;

/// Where the app stands: which screen shows.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub(crate) enum AppStateView {
    /// Several share the computer, and nobody has said who sits there.
    Choosing {
        people: Vec<OccupantView>,
    },
    /// Nothing is here yet.
    Welcome,
    Activating {
        step: ActivationStepView,
        /// Whether a password is asked for on the way.
        asks_password: bool,
    },
    Registering {
        step: RegistrationStepView,
    },
    /// A forgotten password is being set anew.
    Resetting {
        step: ResetStepView,
    },
    /// The account that lives here is being recovered.
    Recovering {
        step: RecoveryStepView,
    },
    /// The account's device is being claimed lost.
    ClaimingLost {
        step: ClaimStepView,
    },
    /// Somebody has signed in whose account has no vault here.
    SignedIn {
        account: Box<AppAccountView>,
    },
    /// Somebody is to sign in; without a number, it is asked for, too.
    SignedOut {
        name: Option<String>,
        masked_number: Option<String>,
    },
    Locked {
        name: String,
        masked_number: String,
        lock: LockView,
        /// An activation stands behind the lock.
        activation_pending: bool,
        /// There are notices that were not looked at.
        unread: bool,
    },
    Unlocked {
        person: Box<PersonView>,
        /// "Chế độ xuất trình" is on: nothing but the code may show, after a reload of the page too.
        presenting: bool,
    },
    Trouble {
        code: TroubleCode,
    },
}

/// What the lock still takes.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LockView {
    /// Tries before the passcode is deleted.
    tries_left: u32,
    /// A wrong passcode was counted since the last right one.
    failed: bool,
    wait_ms: u64,
}

/// Why what is here cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TroubleCode {
    KeystoreLost,
    KeystoreUnreachable,
    VaultDamaged,
    VaultNewer,
    PasscodeGone,
    ProfileInUse,
}

impl AppStateView {
    /// The state of a wallet that did not open, where the person can do something about it.
    pub(crate) fn of_failure(error: CommandError) -> Result<Self, CommandError> {
        match Trouble::told_by(error.code()) {
            Some(trouble) => Ok(Self::Trouble { code: trouble.into() }),
            None => Err(error),
        }
    }
}

impl From<State> for AppStateView {
    fn from(state: State) -> Self {
        match state {
            State::Welcome => Self::Welcome,
            State::Activating { step, asks_password } => Self::Activating {
                step: step.into(),
                asks_password,
            },
            State::Registering(step) => Self::Registering { step: step.into() },
            State::Resetting(step) => Self::Resetting { step: step.into() },
            State::Recovering(step) => Self::Recovering { step: step.into() },
            State::ClaimingLost(step) => Self::ClaimingLost { step: step.into() },
            State::SignedIn(account) => Self::SignedIn {
                account: Box::new((*account).into()),
            },
            State::SignedOut(SignedOut { name, masked_number }) => Self::SignedOut { name, masked_number },
            State::Locked(Locked {
                name,
                masked_number,
                lock,
                activation_pending,
                unread,
            }) => Self::Locked {
                name,
                masked_number,
                lock: LockView {
                    tries_left: lock.tries_left,
                    failed: lock.has_failures(),
                    wait_ms: millis(lock.wait),
                },
                activation_pending,
                unread,
            },
            State::Unlocked(person) => Self::Unlocked {
                presenting: person.presenting,
                person: Box::new((*person).into()),
            },
            State::Trouble(trouble) => Self::Trouble { code: trouble.into() },
        }
    }
}

impl From<Trouble> for TroubleCode {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::KeystoreLost => Self::KeystoreLost,
            Trouble::KeystoreUnreachable => Self::KeystoreUnreachable,
            Trouble::VaultDamaged => Self::VaultDamaged,
            Trouble::VaultNewer => Self::VaultNewer,
            Trouble::PasscodeGone => Self::PasscodeGone,
            Trouble::ProfileInUse => Self::ProfileInUse,
        }
    }
}
