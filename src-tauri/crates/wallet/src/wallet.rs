use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use dinhdanh_crypto::random::Random;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_paper::judge::HANOI;
use dinhdanh_protocol::{ApiError, AuthorityApi, Clock, PhoneNumber, SignedIn};
use dinhdanh_vault::{DeviceSecrets, Protection};

use crate::WalletError;
use crate::activation::Running;
use crate::change::{PhoneChanging, Unanswered};
use crate::folder::ProfileFolder;
use crate::level_one::Taken;
use crate::own::Own;
use crate::pictures::Film;
use crate::recovery::Recovering;
use crate::session::Open;

/// What a wallet is made of.
pub struct WalletParts {
    /// The profile's folder, made if absent.
    pub folder: PathBuf,
    /// Where device secrets are kept.
    pub secrets: SecretStores,
    /// Begins the names of this profile's secrets there; ASCII letters, digits, `-`, `_`.
    pub secret_prefix: String,
    /// The authority.
    pub authority: Arc<dyn AuthorityApi>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// What "Quản lý thiết bị" will call this device.
    pub device_name: String,
    /// A quick key derivation, for tests: without the feature `testing` it must be false.
    pub quick_kdf: bool,
}

/// The two places for device secrets.
#[derive(Clone)]
pub struct SecretStores {
    /// The computer's keystore. One that does not answer fails at each operation, and may answer the next.
    pub keystore: Arc<dyn DeviceSecrets>,
    /// A file for this user's eyes only: protection level "phần mềm".
    pub software: Arc<dyn DeviceSecrets>,
    /// Where new secrets go. The file is for a computer without a keystore, never for one whose keystore is
    /// locked or does not answer: there an activation fails with `keystore_unreachable` and goes on later.
    pub for_new: Protection,
}

/// The app without a screen. All calls block; one wallet a profile.
pub struct Wallet {
    pub(crate) profile: ProfileFolder,
    pub(crate) authority: Arc<dyn AuthorityApi>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) device_name: String,
    pub(crate) root: PublicKey,
    /// Apart from the rest, so that looking for a code never waits for a key derivation.
    pub(crate) film: Mutex<Film>,
    /// One picture file at a time: each may take hundreds of megabytes while it is looked at.
    pub(crate) picture_turn: Mutex<()>,
    /// Who reads the profile's own files or makes their secret; the wallet is not held meanwhile.
    pub(crate) own_turn: Mutex<()>,
    /// Who takes an activation on; the wallet is not held while a keystore is asked.
    pub(crate) activation_turn: Mutex<()>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
pub(crate) struct Inner {
    /// A running activation, as far as it is known to this run.
    pub(crate) activation: Option<Running>,
    /// Whether the activation that a stop interrupted, if there is one, has been found.
    pub(crate) looked_for_activation: bool,
    /// The profile's own files, once they were read.
    pub(crate) own: Option<Own>,
    /// A running recovery of the account that lives here. In memory only.
    pub(crate) recovering: Option<Recovering>,
    /// Who has signed in and has no vault here. In memory only.
    pub(crate) signed_in: Option<SignedIn>,
    /// The portrait that they have taken for their file for level 1. In memory only.
    pub(crate) portrait: Option<Taken>,
    /// A change that the authority has not answered.
    pub(crate) unanswered: Option<Unanswered>,
    /// A running change of the open account's phone number. In memory only.
    pub(crate) phone_change: Option<PhoneChanging>,
    /// The unlocked account.
    pub(crate) open: Option<Open>,
    /// How often the wallet was locked in this run.
    pub(crate) locks: u64,
}

impl Inner {
    /// Who had signed in is no longer; what they were about to send, or have sent unanswered, goes with them.
    pub(crate) fn forget_access(&mut self) -> Option<SignedIn> {
        self.portrait = None;
        self.unanswered = None;
        self.signed_in.take()
    }
}

impl Wallet {
    /// Opens a profile: takes its lock, finishes what a kill left half done, and finds a running activation.
    ///
    /// Fails with [`WalletError::ProfileInUse`] when another wallet has it open.
    pub fn open(parts: WalletParts) -> Result<Self, WalletError> {
        let root = PublicKey::from_cose(&parts.authority.info().root)?;
        let profile = ProfileFolder::open(parts.folder, parts.secrets, parts.secret_prefix, parts.quick_kdf)?;
        let wallet = Self {
            profile,
            authority: parts.authority,
            clock: parts.clock,
            random: parts.random,
            device_name: parts.device_name,
            root,
            film: Mutex::default(),
            picture_turn: Mutex::new(()),
            own_turn: Mutex::new(()),
            activation_turn: Mutex::new(()),
            inner: Mutex::new(Inner::default()),
        };
        // Where the keystore does not answer yet, the activation is looked for again when it is asked about.
        let _ = wallet.look_for_activation();
        Ok(wallet)
    }

    /// How the secrets of what is here are protected, or of what would be made.
    pub fn protection(&self) -> Protection {
        self.profile.protection()
    }

    /// The phone numbers of what is under way, else of who has signed in or is unlocked: whose practice SMS this window
    /// may show. Two while one takes the place of the other; none behind a passcode.
    pub fn phones_for_messages(&self) -> Vec<PhoneNumber> {
        let inner = self.inner();
        let next = inner.phone_change.as_ref().map(PhoneChanging::next);
        let phone = if let Some(running) = &inner.activation {
            (!running.is_locked()).then(|| running.phone())
        } else if let Some(open) = &inner.open {
            Some(open.account.phone.as_str())
        } else if let Some(recovering) = &inner.recovering {
            recovering.phone()
        } else if let Some(journey) = inner.own.as_ref().and_then(Own::journey) {
            Some(journey.phone())
        } else {
            inner
                .signed_in
                .as_ref()
                .map(|signed_in| signed_in.account.phone.as_str())
        };
        let phone = phone.and_then(|phone| phone.parse().ok());
        phone.into_iter().chain(next.cloned()).collect()
    }

    /// The state that is shared by all calls. A call that panicked while holding it left nothing half done on
    /// disk, so the next one goes on.
    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The authority's answer, with its refusals in this crate's words.
    pub(crate) fn answered<T>(&self, answer: Result<T, ApiError>) -> Result<T, WalletError> {
        answer.map_err(|error| WalletError::from_authority(error, self.now()))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The calendar day in Viet Nam.
    pub(crate) fn today(&self) -> NaiveDate {
        (self.now() + HANOI).date_naive()
    }
}
