use std::time::Duration;

use chrono::NaiveDate;
use dinhdanh_credential::TrustStore;
use dinhdanh_protocol::{Clock, CredentialView, DeviceProof};
use dinhdanh_stream::{Cargo, Collector};
use dinhdanh_vault::{Account, AccountStatus, Vault, VaultError, VaultPlace};

use crate::change::first_passcode_is_known;
use crate::check::{Held, Question, ScanAge};
use crate::code::{AllowedAnswer, ShownCode};
use crate::paper::{PaperDesk, kept_since};
use crate::receipt::Case;
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

/// An unlocked account. Dropping it locks: the vault wipes its keys.
pub(crate) struct Open {
    pub(crate) vault: Vault,
    pub(crate) account: Account,
    pub(crate) trust: TrustStore,
    pub(crate) code: Option<ShownCode>,
    /// The view that "Chế độ xuất trình" is on for, and no other is shown until the passcode ends it; none while it
    /// is off.
    pub(crate) presented: Option<CredentialView>,
    /// The answer to an officer's challenge that the passcode was given for.
    pub(crate) allowed: Option<AllowedAnswer>,
    pub(crate) held: Held,
    pub(crate) desk: PaperDesk,
    /// What this desk asks with a challenge.
    pub(crate) question: Question,
    /// What is there of another desk's animated code.
    pub(crate) gathering: Collector,
    /// What was found of the person at the desk, until a receipt says it.
    pub(crate) case: Option<Case>,
    /// Whether the vault has a recovery slot.
    pub(crate) recoverable: bool,
    /// Notices that were not looked at yet.
    pub(crate) unread_notices: u32,
    /// What the label of the lock screen says of them, as far as it was written in this session.
    pub(crate) label_says_unread: Option<bool>,
    /// The last day of the identity card; none where it has no term.
    pub(crate) card_expires_on: Option<NaiveDate>,
}

impl Wallet {
    /// Makes a session of a vault that has just been opened.
    pub(crate) fn session_of(&self, vault: Vault) -> Result<Open, WalletError> {
        let (account, bundle) = vault.read(|r| Ok::<_, VaultError>((r.account()?, r.trust_bundle()?)))?;
        let account = account.ok_or(VaultError::NoAccount)?;
        let newest_seq = bundle.as_ref().map_or(0, |kept| kept.seq);
        let mut trust = TrustStore::resume(self.root.clone(), newest_seq);
        if let Some(bundle) = bundle
            && let Err(error) = trust.offer(&bundle.bytes)
        {
            // A verifier without trust data accuses nobody; the next refresh brings them.
            tracing::warn!(%error, "the kept trust bundle was not taken");
        }
        vault.write(|w| {
            w.forget_expired_codes(self.now())?;
            w.forget_office_sightings(self.now())?;
            w.forget_sharings_before(kept_since(self.now()))?;
            w.forget_receipts_before(kept_since(self.now()))?;
            w.forget_made_codes_before(kept_since(self.now()))?;
            let age = ScanAge::at(self.now(), self.today());
            w.forget_scans_before(age.scans, age.counts)
        })?;
        first_passcode_is_known(&vault)?;
        let (unread_notices, card) =
            vault.read(|r| Ok::<_, VaultError>((r.unread_notices()?, r.identity_card()?)))?;
        Ok(Open {
            recoverable: !vault.place().recovery_names()?.is_empty(),
            card_expires_on: card.and_then(|card| card.expires_on),
            unread_notices,
            label_says_unread: None,
            vault,
            account,
            trust,
            code: None,
            presented: None,
            held: Held::default(),
            desk: PaperDesk::default(),
            question: Question::default(),
            allowed: None,
            gathering: Collector::of(Cargo::Sightings),
            case: None,
        })
    }

    /// What the vault said to a passcode while it was open. The tenth wrong one has closed it for good, so what
    /// is open now must not stay so.
    pub(crate) fn after_passcode(&self, said: Result<(), VaultError>) -> Result<(), WalletError> {
        if matches!(said, Err(VaultError::PasscodeGone)) {
            self.inner().close();
        }
        Ok(said?)
    }
}

/// An open account while its passcode is asked for again. The wallet is not held then: a keystore may have to ask
/// the person first, and locking waits for neither.
pub(crate) struct Session {
    pub(crate) place: VaultPlace,
    /// How often the wallet had been locked.
    locks: u64,
}

impl Wallet {
    /// Proves to the authority that the bound device asks, with nothing to say besides.
    pub(crate) fn proof_of_this_device(&self, purpose: &str) -> Result<DeviceProof, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        open.proof(purpose, &[0; 32], self.now(), self.random.as_ref())
    }
}

impl Inner {
    /// The account opens, unless the wallet was locked since it had been so many times. Who had signed in, and a recovery
    /// that was under way, are done with: nobody is two people here.
    pub(crate) fn enter(&mut self, open: Open, locks: u64) -> Result<(), WalletError> {
        self.not_locked_since(locks)?;
        if self.activation.is_some() {
            return Err(WalletError::WrongStep);
        }
        self.forget_access();
        self.recovering = None;
        // Of two who came with the right passcode at once, the first has opened it.
        self.open.get_or_insert(open);
        Ok(())
    }

    /// Closes the account, and a recovery behind its first question. Whoever waits for a passcode outside finds that
    /// it was.
    pub(crate) fn close(&mut self) {
        self.open = None;
        if let Some(recovering) = &mut self.recovering {
            recovering.lock();
        }
        self.unanswered = None;
        self.phone_change = None;
        self.locks += 1;
    }

    /// How often the account was closed.
    pub(crate) const fn locks(&self) -> u64 {
        self.locks
    }

    /// Refused where the wallet was locked since it had been so many times: what was asked for then is for nobody now.
    pub(crate) const fn not_locked_since(&self, locks: u64) -> Result<(), WalletError> {
        if self.locks == locks {
            Ok(())
        } else {
            Err(WalletError::Locked)
        }
    }

    /// The open account, to come back to after its passcode was asked for outside.
    pub(crate) fn session(&mut self) -> Result<Session, WalletError> {
        let place = self.opened_even_presenting()?.vault.place().clone();
        Ok(Session {
            place,
            locks: self.locks,
        })
    }

    /// The unlocked account, if it has been so all the while.
    pub(crate) fn opened_still(&mut self, session: &Session) -> Result<&mut Open, WalletError> {
        self.not_locked_since(session.locks)?;
        self.opened_even_presenting()
    }

    /// The unlocked account, for all that presentation mode puts out of reach.
    pub(crate) fn opened(&mut self) -> Result<&mut Open, WalletError> {
        let open = self.opened_even_presenting()?;
        if open.presented.is_some() {
            Err(WalletError::Presenting)
        } else {
            Ok(open)
        }
    }

    /// The unlocked account, for what presentation mode is there for.
    pub(crate) fn opened_even_presenting(&mut self) -> Result<&mut Open, WalletError> {
        self.open.as_mut().ok_or(WalletError::Locked)
    }
}

impl Open {
    /// Refused below level 2, where proving the app and checking others' codes are not.
    pub(crate) const fn at_level_two(&self) -> Result<(), WalletError> {
        if self.account.level == 2 {
            Ok(())
        } else {
            Err(WalletError::LevelTooLow)
        }
    }

    /// Refused where the account may not act, or not from this device.
    pub(crate) const fn active(&self) -> Result<(), WalletError> {
        match self.account.status {
            AccountStatus::Active => Ok(()),
            AccountStatus::Suspended => Err(WalletError::AccountSuspended),
            AccountStatus::Revoked => Err(WalletError::AccountRevoked),
            AccountStatus::DeviceUnbound => Err(WalletError::DeviceUnbound),
        }
    }

    /// What was seen of somebody long ago is kept no longer.
    pub(crate) fn let_go_of_old_case(&mut self, monotonic: Duration) {
        self.case.take_if(|case| case.is_over(monotonic));
    }

    /// Whether locking by itself would pull a code away from under an officer's camera.
    pub(crate) fn keeps_awake(&self, clock: &dyn Clock) -> bool {
        self.code
            .as_ref()
            .is_some_and(|code| !code.remaining(clock).is_zero())
    }
}
