//! What the window's commands work on: the wallet of who sits there and its authority, opened when the first command
//! asks for them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_protocol::Clock;
use dinhdanh_wallet::{ErrorCode, Wallet, WalletParts};
use tauri::async_runtime::spawn_blocking;

use crate::arguments::Profile;
use crate::authority::Authority;
use crate::auto_lock::AutoLock;
use crate::error::CommandError;
use crate::platform::folders::Folders;
use crate::platform::{device_name, keystore};
use crate::preferences::PreferencesFile;
use crate::upkeep::Upkeep;
use crate::waiting_trust::Offered;

/// The program behind the window.
pub(crate) struct Host {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) upkeep: Upkeep,
    pub(crate) folders: Folders,
    auto_lock: Mutex<AutoLock>,
    seat: Mutex<Arc<Seat>>,
}

/// Who sits at the computer: a profile, with what its person prefers, and its wallet once it is open.
pub(crate) struct Seat {
    pub(crate) profile: Profile,
    pub(crate) preferences: PreferencesFile,
    /// Somebody has said who it is, or nobody else could be. Before, the profile only lends its look and language.
    taken: bool,
    opened: Mutex<Option<Arc<Opened>>>,
}

/// An open profile.
pub(crate) struct Opened {
    pub(crate) wallet: Wallet,
    #[cfg_attr(
        not(feature = "practice"),
        expect(dead_code, reason = "only practice has more to say than a wallet asks")
    )]
    pub(crate) authority: Authority,
    offered: Offered,
}

impl Host {
    /// Reads the preferences and nothing else: the window is not to wait for more. Where no profile was named and
    /// others than the default have been used, it has to be asked who sits there.
    pub(crate) fn new(named: Option<Profile>, folders: Folders, clock: Arc<dyn Clock>) -> Arc<Self> {
        let alone = || folders.profiles().iter().all(Profile::is_default);
        let taken = named.is_some() || alone();
        let seat = Seat::new(named.unwrap_or_default(), &folders, taken);
        Arc::new(Self {
            auto_lock: Mutex::new(AutoLock::new(clock.monotonic())),
            upkeep: Upkeep::default(),
            seat: Mutex::new(seat),
            folders,
            clock,
        })
    }

    /// Who sits there now.
    pub(crate) fn seat(&self) -> Arc<Seat> {
        Arc::clone(&self.lock_seat())
    }

    /// Somebody else sits down, or the seat becomes free: what was open is locked, and closed once nothing is under
    /// way there any more.
    pub(crate) fn change_seat(&self, profile: Option<Profile>) {
        let taken = profile.is_some();
        let fresh = Seat::new(profile.unwrap_or_default(), &self.folders, taken);
        let left = std::mem::replace(&mut *self.lock_seat(), fresh);
        if let Some(opened) = left.lock_opened().take() {
            opened.wallet.lock();
        }
    }

    /// Refused while a code is presented across a counter, for what asks no wallet: whoever holds the device then is not
    /// its owner.
    pub(crate) fn not_presenting(&self) -> Result<(), CommandError> {
        let presenting = |opened: Arc<Opened>| opened.wallet.is_presenting();
        if self.opened_already().is_some_and(presenting) {
            return Err(CommandError::of(ErrorCode::Presenting));
        }
        Ok(())
    }

    /// Does something with the wallet, off the main thread. Refused while a code is presented across a counter:
    /// whoever holds the device then is not its owner.
    pub(crate) async fn ask<T, F>(self: &Arc<Self>, act: F) -> Result<T, CommandError>
    where
        T: Send + 'static,
        F: FnOnce(&Opened) -> Result<T, CommandError> + Send + 'static,
    {
        self.ask_even_presenting(|opened| {
            if opened.wallet.is_presenting() {
                return Err(CommandError::of(ErrorCode::Presenting));
            }
            act(opened)
        })
        .await
    }

    /// The same, for what a presented code is in need of.
    pub(crate) async fn ask_even_presenting<T, F>(self: &Arc<Self>, act: F) -> Result<T, CommandError>
    where
        T: Send + 'static,
        F: FnOnce(&Opened) -> Result<T, CommandError> + Send + 'static,
    {
        let host = Arc::clone(self);
        self.work(move || act(&*host.opened()?)).await
    }

    /// Does something that blocks and needs no wallet.
    pub(crate) async fn work<T, F>(&self, act: F) -> Result<T, CommandError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, CommandError> + Send + 'static,
    {
        // What panicked has left its place in the log.
        spawn_blocking(act)
            .await
            .unwrap_or_else(|_| Err(CommandError::of(ErrorCode::Failed)))
    }

    /// The profile, opened now if it is not. A failure is not remembered: the next command tries again.
    ///
    /// [`ErrorCode::WrongStep`] while it is not known who sits there.
    pub(crate) fn opened(&self) -> Result<Arc<Opened>, CommandError> {
        let seat = self.seat();
        if !seat.taken {
            return Err(CommandError::of(ErrorCode::WrongStep));
        }
        let mut opened = seat.lock_opened();
        if let Some(opened) = &*opened {
            return Ok(Arc::clone(opened));
        }
        let fresh = Arc::new(self.open(&seat)?);
        *opened = Some(Arc::clone(&fresh));
        Ok(fresh)
    }

    /// The profile, if a command has opened it.
    pub(crate) fn opened_already(&self) -> Option<Arc<Opened>> {
        self.seat().lock_opened().clone()
    }

    /// The passcode was right, or the activation is complete: somebody is there, and what is kept may be old. Trust data
    /// that came by file are taken before anything is judged by those that there were.
    pub(crate) async fn came_in(self: &Arc<Self>) {
        self.auto_lock().unlocked(self.clock.monotonic());
        let host = Arc::clone(self);
        let offered = self.work(move || {
            if let Some(opened) = host.opened_already() {
                opened.offered.forget();
                host.offer_waiting_trust(&opened);
            }
            Ok(())
        });
        if let Err(error) = offered.await {
            tracing::warn!(code = %error.code(), "the trust data that wait were not offered");
        }
        self.upkeep.wake();
    }

    /// Offers an open wallet the trust data that came by file. Whether it has newer ones now.
    pub(crate) fn offer_waiting_trust(&self, opened: &Opened) -> bool {
        opened.offered.offer(&opened.wallet, &self.folders)
    }

    /// When the app locks by itself.
    pub(crate) fn auto_lock(&self) -> MutexGuard<'_, AutoLock> {
        self.auto_lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_seat(&self) -> MutexGuard<'_, Arc<Seat>> {
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, seat: &Seat) -> Result<Opened, CommandError> {
        let authority = Authority::open(&self.folders.authority(), Arc::clone(&self.clock))?;
        let wallet = Wallet::open(WalletParts {
            folder: self.folders.profile(&seat.profile),
            secrets: keystore::secret_stores(&self.folders, &seat.profile),
            secret_prefix: seat.profile.name().to_owned(),
            authority: authority.api(),
            clock: Arc::clone(&self.clock),
            random: Arc::new(SystemRandom),
            device_name: device_name(seat.preferences.now().language),
            quick_kdf: false,
        })?;
        Ok(Opened {
            wallet,
            authority,
            offered: Offered::default(),
        })
    }
}

impl Seat {
    fn new(profile: Profile, folders: &Folders, taken: bool) -> Arc<Self> {
        Arc::new(Self {
            preferences: PreferencesFile::read(folders.preferences(&profile)),
            taken,
            profile,
            opened: Mutex::new(None),
        })
    }

    /// Whether it is known who sits there.
    pub(crate) const fn is_taken(&self) -> bool {
        self.taken
    }

    fn lock_opened(&self) -> MutexGuard<'_, Option<Arc<Opened>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
