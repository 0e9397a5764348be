use std::fmt;

use chrono::NaiveDate;
use dinhdanh_vault::{Account, LockState};

use crate::activation::{ActivationStep, Running};
use crate::journey::{RegistrationStep, ResetStep};
use crate::lock::Label;
use crate::new_device::ClaimStep;
use crate::own::Remembered;
use crate::paper::Expiry;
use crate::recovery::RecoveryStep;
use crate::session::Open;
use crate::sign_in::AppAccount;
use crate::{ErrorCode, Wallet, WalletError};

/// Where a wallet stands.
pub enum State {
    /// Nothing is here yet.
    Welcome,
    /// An activation is under way.
    Activating {
        /// Its next step.
        step: ActivationStep,
        /// Whether a password is asked for on the way: who had no account before has none.
        asks_password: bool,
    },
    /// A registration is under way.
    Registering(RegistrationStep),
    /// A password is being set anew.
    Resetting(ResetStep),
    /// The account that lives here is being recovered.
    Recovering(RecoveryStep),
    /// The account's device is being claimed lost.
    ClaimingLost(ClaimStep),
    /// Somebody has signed in whose account has no vault here.
    SignedIn(Box<AppAccount>),
    /// Somebody is to sign in.
    SignedOut(SignedOut),
    /// An account is here, and locked.
    Locked(Locked),
    /// An account is here, and open.
    Unlocked(Box<Person>),
    /// What is here cannot be used.
    Trouble(Trouble),
}

/// Who is to sign in; none where the number is asked for, too.
#[derive(Clone)]
pub struct SignedOut {
    /// Họ tên.
    pub name: Option<String>,
    /// The number, its eight middle digits hidden.
    pub masked_number: Option<String>,
}

/// What the lock screen shows.
#[derive(Clone)]
pub struct Locked {
    /// Họ tên; empty where the label of the account cannot be read.
    pub name: String,
    /// The number, its eight middle digits hidden; empty as the name is.
    pub masked_number: String,
    /// Tries left, and how long until the next.
    pub lock: LockState,
    /// An activation stands behind the lock, and goes on once it is opened.
    pub activation_pending: bool,
    /// There are notices that were not looked at; what they say stays behind the passcode.
    pub unread: bool,
}

/// Without what tells who it is.
impl fmt::Debug for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locked")
            .field("lock", &self.lock)
            .field("activation_pending", &self.activation_pending)
            .finish_non_exhaustive()
    }
}

/// The person whose account is open.
#[derive(Clone)]
pub struct Person {
    /// The account.
    pub account: Account,
    /// The number as sign-in masks it.
    pub masked_number: String,
    /// The phone, masked.
    pub masked_phone: String,
    /// "Chế độ xuất trình" is on.
    pub presenting: bool,
    /// The vault has a recovery slot: without it a forgotten passcode means a new activation.
    pub recoverable: bool,
    /// Notices that were not looked at yet.
    pub unread_notices: u32,
    /// The last day of an identity card that nears its end, or has passed it.
    pub card_ends: Option<(NaiveDate, Expiry)>,
}

/// Why what is here cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The keystore answers and has not the secret of this vault.
    KeystoreLost,
    /// The keystore does not answer.
    KeystoreUnreachable,
    /// A file is torn or altered.
    VaultDamaged,
    /// A later version of the program made the vault.
    VaultNewer,
    /// Ten wrong passcodes: recovery is left.
    PasscodeGone,
    /// Another wallet has the profile open; only [`Wallet::open`] finds that.
    ProfileInUse,
}

impl Wallet {
    /// Where the wallet stands, from its folder and its session.
    pub fn state(&self) -> State {
        // The wallet is not held while the keystore is asked.
        let standing = self
            .before_the_lock()
            .and_then(|state| state.map_or_else(|| self.locked_state(), Ok));
        if let Some(open) = &self.inner().open {
            return State::Unlocked(Box::new(Person::of(open, self.today())));
        }
        standing.unwrap_or_else(|error| State::Trouble(Trouble::of(&error)))
    }

    /// Whose account is open; none while none is. Neither disk nor keystore is asked.
    pub fn person(&self) -> Option<Person> {
        let inner = self.inner();
        inner.open.as_ref().map(|open| Person::of(open, self.today()))
    }

    /// What comes before the lock of an account that lives here: it is open, something is under way, somebody has
    /// signed in or is to.
    fn before_the_lock(&self) -> Result<Option<State>, WalletError> {
        if let Some(open) = &self.inner().open {
            return Ok(Some(State::Unlocked(Box::new(Person::of(open, self.today())))));
        }
        self.look_for_activation()?;
        let activation = self.inner().activation.as_ref().map(Running::seen);
        if let Some(seen) = activation {
            return seen.state(self).map(Some);
        }
        if let Some(recovering) = &self.inner().recovering {
            return Ok(Some(recovering.state(self)));
        }
        let taken = self.profile.is_taken();
        let mut inner = match self.recalled() {
            // The account that lives here has more to say than what is remembered besides.
            Err(_) if taken => return Ok(None),
            inner => inner?,
        };
        if let Some(journey) = inner.own().journey() {
            return journey.state(self).map(Some);
        }
        let remembered = inner.own().remembered().cloned();
        if let Some(signed_in) = &inner.signed_in {
            let lives_here = taken && remembered.is_some_and(|known| known.lives_here);
            let overview = self.overview(signed_in, lives_here);
            return Ok(Some(State::SignedIn(Box::new(overview))));
        }
        Ok(if taken && !self.profile.is_signed_out() {
            None
        } else if taken || remembered.is_some() {
            Some(State::SignedOut(SignedOut::of(remembered.as_ref())))
        } else {
            Some(State::Welcome)
        })
    }

    fn locked_state(&self) -> Result<State, WalletError> {
        let Some(account) = self.profile.head()? else {
            return Ok(State::Welcome);
        };
        let lock = account.place.lock_state(self.now())?;
        if !lock.passcode_slot {
            return Ok(State::Trouble(Trouble::PasscodeGone));
        }
        // Without it the account can still be unlocked.
        let (name, masked_number, unread) = Label::if_whole(&account)?
            .map(|label| (label.name, label.masked_at_sign_in, label.unread))
            .unwrap_or_default();
        Ok(State::Locked(Locked {
            name,
            masked_number,
            lock,
            activation_pending: false,
            unread: unread.unwrap_or_default(),
        }))
    }
}

impl SignedOut {
    fn of(remembered: Option<&Remembered>) -> Self {
        Self {
            name: remembered
                .map(|remembered| remembered.name.clone())
                .filter(|name| !name.is_empty()),
            masked_number: remembered
                .and_then(Remembered::number)
                .map(|number| number.masked_at_sign_in()),
        }
    }
}

impl Person {
    fn of(open: &Open, today: NaiveDate) -> Self {
        let account = &open.account;
        let masked_number = account
            .number
            .parse()
            .map(|n: dinhdanh_protocol::CitizenNumber| n.masked_at_sign_in());
        let masked_phone = account
            .phone
            .parse()
            .map(|p: dinhdanh_protocol::PhoneNumber| p.masked());
        Self {
            account: account.clone(),
            masked_number: masked_number.unwrap_or_default(),
            masked_phone: masked_phone.unwrap_or_default(),
            presenting: open.presented.is_some(),
            recoverable: open.recoverable,
            unread_notices: open.unread_notices,
            card_ends: open.card_expires_on.and_then(|last_day| {
                let expiry = Expiry::on(today, Some(last_day));
                (expiry != Expiry::Valid).then_some((last_day, expiry))
            }),
        }
    }
}

impl Trouble {
    /// The trouble that an error code tells of, if it is one that stands between a person and the wallet.
    pub const fn told_by(code: ErrorCode) -> Option<Self> {
        Some(match code {
            ErrorCode::ProfileInUse => Self::ProfileInUse,
            ErrorCode::KeystoreLost => Self::KeystoreLost,
            ErrorCode::KeystoreUnreachable => Self::KeystoreUnreachable,
            ErrorCode::VaultDamaged => Self::VaultDamaged,
            ErrorCode::VaultNewer => Self::VaultNewer,
            ErrorCode::PasscodeGone => Self::PasscodeGone,
            _ => return None,
        })
    }

    /// Of what is here; what cannot be read for whatever reason is as good as damaged.
    fn of(error: &WalletError) -> Self {
        let code = error.code();
        Self::told_by(code).unwrap_or_else(|| {
            tracing::error!(%code, "what is in the profile's folder cannot be used");
            Self::VaultDamaged
        })
    }
}
