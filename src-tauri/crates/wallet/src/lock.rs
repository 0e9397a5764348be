use dinhdanh_crypto::random::Random;
use dinhdanh_vault::passcode_rule::{self, PasscodeContext, PasscodeFault};
use dinhdanh_vault::{Account, Part, Passcode, Vault, VaultError, sealed};
use minicbor::{Decode, Encode};

use crate::activation::Running;
use crate::folder::AccountFolder;
use crate::journey::Journey;
use crate::own::Own;
use crate::records::label_of;
use crate::recovery::Recovering;
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

const LABEL: &str = "label";

/// What the lock screen and the device notice show of a locked account; sealed under the device secret alone.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Label {
    #[n(0)]
    pub(crate) name: String,
    #[n(1)]
    pub(crate) masked_at_sign_in: String,
    #[n(2)]
    pub(crate) masked_in_device_notice: String,
    /// The authority's name for this device, so that whoever takes over the profile can have it unbound.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub(crate) device: [u8; 16],
    /// There are notices that were not looked at; what they say stays behind the passcode.
    #[n(4)]
    pub(crate) unread: Option<bool>,
}

impl Label {
    pub(crate) fn read(account: &AccountFolder) -> Result<Self, WalletError> {
        let secret = account.place.device_secret()?;
        let damaged = || WalletError::Vault(VaultError::Damaged(Part::Sealed));
        let sealed = sealed::read(&account.file(LABEL), LABEL, &secret)?.ok_or_else(damaged)?;
        minicbor::decode(sealed.expose()).map_err(|_| damaged())
    }

    /// The same; none where it is damaged or not of this version. All of it stands in the vault too.
    pub(crate) fn if_whole(account: &AccountFolder) -> Result<Option<Self>, WalletError> {
        match Self::read(account) {
            Err(WalletError::Vault(VaultError::Damaged(Part::Sealed) | VaultError::Newer)) => Ok(None),
            label => label.map(Some),
        }
    }

    pub(crate) fn write(&self, account: &AccountFolder, random: &dyn Random) -> Result<(), WalletError> {
        let content = minicbor::to_vec(self).map_err(|_| WalletError::RecordDamaged)?;
        let secret = account.place.device_secret()?;
        Ok(sealed::write(
            &account.file(LABEL),
            LABEL,
            &secret,
            &content,
            random,
        )?)
    }
}

impl Wallet {
    /// Opens the account with the passcode, or goes on with an activation that stands behind one. A recovery that was
    /// under way ends: the passcode has come to mind.
    ///
    /// Fails with [`WalletError::WrongStep`] where the account is open already, and with [`WalletError::Locked`]
    /// where it was locked before the passcode had been tried.
    pub fn unlock(&self, passcode: &str) -> Result<(), WalletError> {
        let passcode = Passcode::new(passcode).map_err(|_| WalletError::PasscodeMalformed)?;
        let locks = {
            let inner = self.inner();
            if inner.open.is_some() {
                return Err(WalletError::WrongStep);
            }
            inner.locks
        };
        self.look_for_activation()?;
        if self.inner().activation.is_some() {
            let turn = self.turn();
            // It may have come to its end before the turn did.
            if self.inner().activation.is_some() {
                return self.unlock_activation(&turn, locks, &passcode);
            }
        }
        if self.profile.is_signed_out() {
            return Err(WalletError::WrongStep);
        }
        let account = self.profile.head()?.ok_or(VaultError::NoVault)?;
        let open = self.session_of(Vault::unlock(&account.place, &passcode, self.now())?)?;
        self.mend_label(&account, &open.account);
        self.inner().enter(open, locks)
    }

    /// A label that cannot be read is written anew, so that the lock screen has a name again.
    fn mend_label(&self, account: &AccountFolder, kept: &Account) {
        let mended = Label::if_whole(account).and_then(|label| match label {
            Some(_) => Ok(()),
            None => label_of(kept)?.write(account, self.random.as_ref()),
        });
        if let Err(error) = mended {
            tracing::warn!(code = %error.code(), "the label of the account could not be mended");
        }
    }

    /// Locks at once: whatever shows is gone, keys and access are wiped. Only the keys that a step of an activation works
    /// with are wiped when it ends, which may be once a keystore's prompt is answered; it opens nothing then. An
    /// activation keeps its place on disk, unless its one-time code was given and no passcode guards it yet: whoever
    /// comes next would choose the passcode. So it is dropped, as is a registration or a reset of a password that is
    /// past its code. Waits for no keystore.
    pub fn lock(&self) {
        self.end_scan();
        let mut inner = self.inner();
        inner.close();
        inner.forget_access();
        self.drop_unguarded(&mut inner);
        if let Some(running) = &mut inner.activation {
            running.lock();
        }
    }

    /// What came of a one-time code that was being asked about when the wallet was locked is dropped, too.
    pub(crate) fn locked_meanwhile(&self, inner: &mut Inner, locks: u64) -> Result<(), WalletError> {
        let locked = inner.not_locked_since(locks);
        if locked.is_err() {
            self.drop_unguarded(inner);
        }
        locked
    }

    /// Drops what anybody could go on with whose code somebody else has given.
    pub(crate) fn drop_unguarded(&self, inner: &mut Inner) {
        if inner.activation.as_ref().is_some_and(Running::is_unguarded) {
            self.part_with_activation(inner);
        }
        if let Some(own) = &mut inner.own
            && own.journey().is_some_and(Journey::is_unguarded)
        {
            own.forget_journey(&self.profile);
        }
    }

    /// Whether there is something to lock: an open account, one that is signed in to, an activation whose passcode
    /// has been typed, or what anybody could go on with whose one-time code was given. Waits for no keystore.
    pub fn is_open(&self) -> bool {
        let inner = self.inner();
        inner.open.is_some()
            || inner.signed_in.is_some()
            || inner.recovering.as_ref().is_some_and(Recovering::is_open)
            || inner
                .activation
                .as_ref()
                .is_some_and(|running| running.is_open() || running.is_unguarded())
            || inner
                .own
                .as_ref()
                .and_then(Own::journey)
                .is_some_and(Journey::is_unguarded)
    }

    /// Asks for the passcode again, with the same counter as unlocking. Ends presentation mode, which is left
    /// in no other way.
    pub fn confirm_passcode(&self, passcode: &str) -> Result<(), WalletError> {
        let passcode = Passcode::new(passcode).map_err(|_| WalletError::PasscodeMalformed)?;
        let session = self.inner().session()?;
        self.after_passcode(Vault::verify_passcode(&session.place, &passcode, self.now()))?;
        self.inner().opened_still(&session)?.presented = None;
        Ok(())
    }

    /// Changes the passcode: all of it, or nothing.
    pub fn change_passcode(&self, current: &str, first: &str, second: &str) -> Result<(), WalletError> {
        let current = Passcode::new(current).map_err(|_| WalletError::PasscodeMalformed)?;
        let (session, new) = {
            let mut inner = self.inner();
            let new = chosen_passcode(first, second, &account_context(&inner.opened()?.account))?;
            (inner.session()?, new)
        };
        let random = self.random.as_ref();
        // It holds even where the wallet was locked meanwhile.
        self.after_passcode(Vault::change_passcode(
            &session.place,
            &current,
            &new,
            random,
            self.now(),
        ))
    }

    /// Why a passcode would be refused for the account that is open, being activated or recovered; none when it is fine.
    pub fn passcode_fault(&self, passcode: &str) -> Result<Option<PasscodeFault>, WalletError> {
        let passcode = Passcode::new(passcode).map_err(|_| WalletError::PasscodeMalformed)?;
        if let Some(fault) = self.recovery_passcode_fault(&passcode) {
            return Ok(fault);
        }
        let mut inner = self.inner();
        if let Some(running) = &inner.activation {
            // It would tell whoever guesses of the number, the phone and the birth date behind the lock.
            if running.is_locked() {
                return Err(WalletError::Locked);
            }
            return Ok(passcode_rule::fault(&passcode, &running.passcode_context()));
        }
        Ok(passcode_rule::fault(
            &passcode,
            &account_context(&inner.opened()?.account),
        ))
    }

    /// A code shows and lives: no locking by itself, and the screen stays lit. Presentation mode with no living
    /// code locks as any other screen does.
    pub fn keeps_awake(&self) -> bool {
        self.inner()
            .open
            .as_ref()
            .is_some_and(|open| open.keeps_awake(self.clock.as_ref()))
    }
}

/// A new passcode, entered twice and refused where it is easy to guess.
pub(crate) fn chosen_passcode(
    first: &str,
    second: &str,
    context: &PasscodeContext<'_>,
) -> Result<Passcode, WalletError> {
    let malformed = |_| WalletError::PasscodeMalformed;
    let (first, second) = (
        Passcode::new(first).map_err(malformed)?,
        Passcode::new(second).map_err(malformed)?,
    );
    if !first.same(&second) {
        return Err(WalletError::PasscodesDiffer);
    }
    match passcode_rule::fault(&first, context) {
        Some(fault) => Err(WalletError::PasscodeRefused(fault)),
        None => Ok(first),
    }
}

fn account_context(account: &Account) -> PasscodeContext<'_> {
    PasscodeContext {
        birth_date: Some(account.birth_date),
        number: Some(&account.number),
        phone: Some(&account.phone),
    }
}
