use dinhdanh_crypto::random;
use dinhdanh_protocol::{
    ActivationAnswer, ActivationRequest, ActivationSession, CitizenNumber, IdempotencyKey, PhoneNumber,
};
use dinhdanh_vault::{VaultError, files};

use super::draft::{Draft, Step};
use super::turn::Turn;
use super::{Door, Running};
use crate::folder::{AccountFolder, Before, DRAFT};
use crate::otp::OtpWay;
use crate::wallet::Inner;
use crate::{ErrorCode, Wallet, WalletError};

/// What the authority said to "Gửi yêu cầu".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivationOutcome {
    /// The activation is under way.
    Open,
    /// Number and phone do not belong together, or are unknown.
    NotMatched,
    /// "Tài khoản của bạn chưa được định danh điện tử".
    NotIdentified,
    /// "Tài khoản của bạn đã thực hiện kích hoạt".
    AlreadyActive,
}

impl Wallet {
    /// "Gửi yêu cầu". An account that lives here already stays as it is until the new one is bound, and so does an
    /// activation that stands behind its passcode: whoever comes to the lock screen takes nothing from it.
    pub fn request_activation(&self, number: &str, phone: &str) -> Result<ActivationOutcome, WalletError> {
        let number: CitizenNumber = number.parse().map_err(|_| WalletError::NumberMalformed)?;
        let phone: PhoneNumber = phone.parse().map_err(|_| WalletError::PhoneMalformed)?;
        let locks = self.inner().locks();
        self.may_drop(&self.turn())?;
        let client = {
            let mut inner = self.recalled_to_write()?;
            may_begin(&mut inner)?;
            inner.own().client(&self.profile, self.random.as_ref())?
        };
        let request = ActivationRequest {
            number: number.clone(),
            phone: phone.clone(),
            client,
            idempotency: IdempotencyKey(random::array(self.random.as_ref())?),
        };
        let session = match self.answered(self.authority.request_activation(&request))? {
            ActivationAnswer::NotMatched => return Ok(ActivationOutcome::NotMatched),
            ActivationAnswer::NotIdentified => return Ok(ActivationOutcome::NotIdentified),
            ActivationAnswer::AlreadyActive => return Ok(ActivationOutcome::AlreadyActive),
            ActivationAnswer::Open(session) => session,
        };
        self.begin_activation(&session, &number, &phone, OtpWay::Sms, locks)?;
        Ok(ActivationOutcome::Open)
    }

    /// The authority has opened an activation; its code is read that way. Nothing begins where the wallet was locked
    /// since it was asked.
    pub(crate) fn begin_activation(
        &self,
        session: &ActivationSession,
        number: &CitizenNumber,
        phone: &PhoneNumber,
        way: OtpWay,
        locks: u64,
    ) -> Result<(), WalletError> {
        let turn = self.turn();
        self.may_drop(&turn)?;
        let waits = {
            let mut inner = self.recalled()?;
            inner.not_locked_since(locks)?;
            may_begin(&mut inner)?;
            inner.activation.as_ref().and_then(behind_passcode)
        };
        let completion = IdempotencyKey(random::array(self.random.as_ref())?);
        let draft = Draft::new(
            &session.token,
            completion,
            number.as_str(),
            phone.as_str(),
            session.needs_password,
            way,
        );
        let random = self.random.as_ref();
        let before = match waits {
            Some(account) if self.has_passcode(&account)? => Before::Waits,
            _ => Before::Leaves,
        };
        let account = self
            .profile
            .begin_pending(random, before, |account| draft.keep(account, random))?;
        let mut inner = self.inner();
        if let Err(error) = inner.not_locked_since(locks).and_then(|()| may_begin(&mut inner)) {
            // What was here before is looked for on the disk again.
            inner.activation = None;
            inner.looked_for_activation = false;
            drop(inner);
            self.part_with(&account);
            return Err(error);
        }
        inner.activation = Some(Running {
            account,
            draft,
            door: Door::Shut,
        });
        Ok(())
    }

    /// Drops the running activation; the account that lives here, if any, is as it was, and an activation that
    /// waited is the running one again.
    pub fn cancel_activation(&self) -> Result<(), WalletError> {
        let turn = self.turn();
        self.may_drop(&turn)?;
        let dropped = {
            let mut inner = self.inner();
            inner.looked_for_activation = false;
            inner.activation.take()
        };
        // Who locked meanwhile has parted with it, and what waited behind it stays.
        dropped.map_or(Ok(()), |running| self.profile.drop_pending(&running.account))
    }

    /// The same for who locks: no keystore is waited for, and this run has forgotten it, whatever the disk says.
    pub(crate) fn part_with_activation(&self, inner: &mut Inner) {
        if let Some(running) = inner.activation.take() {
            inner.looked_for_activation = !self.part_with(&running.account);
        }
    }

    /// Nobody goes on with the activation in this folder, which leaves with the next that does. Whether that is so on
    /// the disk, too.
    pub(super) fn part_with(&self, account: &AccountFolder) -> bool {
        let parted = self.profile.part_with(account);
        // Without its draft nobody goes on with it, even where it is still named.
        let emptied = files::remove(&account.file(DRAFT)).map_err(WalletError::from);
        let is_so = parted.is_ok() || emptied.is_ok();
        for error in [parted.err(), emptied.err()].into_iter().flatten() {
            tracing::error!(code = %error.code(), "an activation that was locked away is still on the disk");
        }
        is_so
    }

    /// An activation that the authority may have completed is not dropped as long as its vault can be opened: the
    /// account would stay bound to a device that is no more.
    fn may_drop(&self, turn: &Turn<'_>) -> Result<(), WalletError> {
        self.look(turn)?;
        let asked = self
            .inner()
            .activation
            .as_ref()
            .filter(|running| running.draft.completing)
            .and_then(behind_passcode);
        match asked {
            Some(account) if self.has_passcode(&account)? => Err(WalletError::ActivationUnfinished),
            _ => Ok(()),
        }
    }

    /// Whether the passcode that was chosen still opens the activation's vault: not once it is deleted, and not where the
    /// vault is damaged or lost. Fails where that cannot be told now.
    fn has_passcode(&self, account: &AccountFolder) -> Result<bool, WalletError> {
        match account.place.lock_state(self.now()) {
            Err(VaultError::NoVault) => Ok(false),
            Err(error) if is_lost(ErrorCode::from(&error)) => Ok(false),
            lock => Ok(lock?.passcode_slot),
        }
    }

    /// Finds the activation that a stop interrupted, once in a run; failing while the keystore does not answer.
    pub(crate) fn look_for_activation(&self) -> Result<(), WalletError> {
        if self.inner().looked_for_activation {
            return Ok(());
        }
        self.look(&self.turn())
    }

    pub(super) fn look(&self, _turn: &Turn<'_>) -> Result<(), WalletError> {
        let locks = {
            let inner = self.inner();
            if inner.looked_for_activation {
                return Ok(());
            }
            inner.locks()
        };
        let found = self.interrupted()?;
        let mut inner = self.inner();
        inner.activation = found;
        inner.looked_for_activation = true;
        // Where it was locked before it was found, what nobody guards goes all the same.
        let _ = self.locked_meanwhile(&mut inner, locks);
        Ok(())
    }

    /// An activation whose draft is damaged, or sealed under a secret that is gone for good, cannot go on: it is
    /// passed over, and the next request takes its place. One that cannot be read now may be read later, and this
    /// device may be bound by it already.
    fn interrupted(&self) -> Result<Option<Running>, WalletError> {
        let found = self.profile.pending().and_then(|account| {
            let Some(account) = account else { return Ok(None) };
            let draft = Draft::read(&account)?;
            Ok(Some(Running {
                account,
                draft,
                door: Door::Shut,
            }))
        });
        match found {
            Err(error) if is_lost(error.code()) => {
                tracing::warn!(code = %error.code(), "a draft of an activation cannot be read");
                Ok(None)
            }
            found => found,
        }
    }
}

/// Whether nothing runs beside which an activation would not show.
pub(crate) fn may_begin(inner: &mut Inner) -> Result<(), WalletError> {
    if inner.open.is_some() || inner.recovering.is_some() || inner.own().journey().is_some() {
        Err(WalletError::WrongStep)
    } else {
        Ok(())
    }
}

/// Whether what is met with it is of no use any more, now or later.
const fn is_lost(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::VaultDamaged | ErrorCode::KeystoreLost)
}

/// Where the vault lies of an activation past its passcode.
fn behind_passcode(running: &Running) -> Option<AccountFolder> {
    (running.draft.step == Step::Questions).then(|| running.account.clone())
}
