//! Activation (kích hoạt): from "Gửi yêu cầu" to an open account, each step durable before the next. Locking drops one
//! that is past its one-time code and before its passcode, and waits for none that asks a keystore or the authority.

mod complete;
mod draft;
mod passcode;
mod request;
mod steps;
mod turn;

pub(crate) use complete::folded;
pub use request::ActivationOutcome;
pub(crate) use request::may_begin;

use dinhdanh_protocol::CitizenNumber;
use dinhdanh_vault::passcode_rule::PasscodeContext;
use dinhdanh_vault::{Vault, VaultError};

use crate::folder::AccountFolder;
use crate::otp::OtpStep;
use crate::{Locked, State, Wallet, WalletError};
use draft::{Draft, Step};

/// The next step of a running activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivationStep {
    /// The notice about what this device is bound to.
    DeviceNotice {
        /// What it is bound to.
        other: Binding,
    },
    /// The one-time code.
    Otp(OtpStep),
    /// The password; only for who had no account before.
    Password,
    /// The passcode, twice.
    Passcode,
    /// Two security questions.
    Questions,
}

/// What this device is bound to before an activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// No account.
    None,
    /// The same account, from before: its data here are fetched anew.
    Own,
    /// Another account, which going on deactivates here.
    Other {
        /// Its number, three and three; none when its label cannot be read.
        masked: Option<String>,
    },
}

/// A running activation, as far as it is open in this run.
pub(crate) struct Running {
    account: AccountFolder,
    draft: Draft,
    door: Door,
}

/// The vault of an activation; there is one from the passcode on.
enum Door {
    /// There is none yet, or its passcode is asked for.
    Shut,
    Open(Box<Vault>),
    /// A step works with it.
    Lent,
}

/// A running activation as it stood at one moment, to be told of while the wallet is not held.
pub(crate) struct Seen {
    account: AccountFolder,
    draft: Draft,
    is_locked: bool,
}

impl Running {
    pub(crate) fn phone(&self) -> &str {
        &self.draft.phone
    }

    pub(crate) fn passcode_context(&self) -> PasscodeContext<'_> {
        self.draft.passcode_context()
    }

    /// Whether the passcode has been typed.
    pub(crate) const fn is_open(&self) -> bool {
        !matches!(self.door, Door::Shut)
    }

    /// The passcode that was chosen stands between the next step and who comes next.
    pub(crate) fn lock(&mut self) {
        self.door = Door::Shut;
    }

    /// Whether the one-time code was right, and no passcode stands before the next step yet. The authority has bound
    /// nothing there.
    pub(crate) const fn is_unguarded(&self) -> bool {
        matches!(self.draft.step, Step::Password | Step::Passcode)
    }

    /// Whether the passcode that was chosen stands before the next step.
    pub(crate) fn is_locked(&self) -> bool {
        self.draft.step == Step::Questions && !self.is_open()
    }

    pub(crate) fn seen(&self) -> Seen {
        Seen {
            account: self.account.clone(),
            draft: self.draft.clone(),
            is_locked: self.is_locked(),
        }
    }
}

impl Seen {
    /// A keystore may be asked.
    pub(crate) fn state(&self, wallet: &Wallet) -> Result<State, WalletError> {
        if self.is_locked {
            return self.locked(wallet);
        }
        let taken = wallet.profile.is_taken();
        let step = match self.draft.step {
            Step::DeviceNotice => ActivationStep::DeviceNotice {
                other: match self.draft.number.parse() {
                    _ if !taken => Binding::None,
                    Ok(number) if wallet.is_known_to_live_here(&number) => Binding::Own,
                    _ => Binding::Other {
                        masked: wallet.label_here().map(|label| label.masked_in_device_notice),
                    },
                },
            },
            Step::Otp => {
                let draft = &self.draft;
                ActivationStep::Otp(draft.otp().step(draft.way, &draft.phone, wallet.now()))
            }
            Step::Password => ActivationStep::Password,
            Step::Passcode => ActivationStep::Passcode,
            Step::Questions => ActivationStep::Questions,
        };
        Ok(State::Activating {
            step,
            asks_password: self.draft.needs_password,
        })
    }

    fn locked(&self, wallet: &Wallet) -> Result<State, WalletError> {
        let lock = self.account.place.lock_state(wallet.now())?;
        if !lock.passcode_slot {
            return Err(VaultError::PasscodeGone.into());
        }
        let number = self
            .draft
            .number
            .parse()
            .map(|number: CitizenNumber| number.masked_at_sign_in());
        Ok(State::Locked(Locked {
            name: self.draft.full_name.clone(),
            masked_number: number.unwrap_or_default(),
            lock,
            activation_pending: true,
            unread: false,
        }))
    }
}
