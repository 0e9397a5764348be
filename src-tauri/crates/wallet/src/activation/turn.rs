use std::mem;
use std::sync::{MutexGuard, PoisonError};

use dinhdanh_protocol::SessionToken;
use dinhdanh_vault::Vault;

use super::draft::{Draft, Step};
use super::{Door, Running};
use crate::folder::AccountFolder;
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

/// Had by who begins an activation, takes it on or drops it, one at a time. The wallet is not held while a keystore is
/// asked, so locking waits for nobody; it alone comes between, and whoever has the turn looks whether it did. Taken
/// before the wallet, never while it is held.
pub(crate) struct Turn<'w>(#[expect(dead_code, reason = "having it is what it is for")] MutexGuard<'w, ()>);

/// The vault of an activation while a step works with it. It comes back when this is dropped, unless the wallet was
/// locked meanwhile.
pub(super) struct Lent<'w> {
    wallet: &'w Wallet,
    pub(super) account: AccountFolder,
    pub(super) draft: Draft,
    vault: Option<Box<Vault>>,
    /// How often the wallet had been locked.
    pub(super) locks: u64,
}

impl Wallet {
    pub(crate) fn turn(&self) -> Turn<'_> {
        Turn(
            self.activation_turn
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The vault of the activation that stands at the questions.
    pub(super) fn lend(&self, _turn: &Turn<'_>) -> Result<Lent<'_>, WalletError> {
        let mut inner = self.inner();
        let locks = inner.locks();
        let running = at_step(&mut inner, Step::Questions)?;
        match mem::replace(&mut running.door, Door::Lent) {
            Door::Open(vault) => Ok(Lent {
                wallet: self,
                account: running.account.clone(),
                draft: running.draft.clone(),
                vault: Some(vault),
                locks,
            }),
            other => {
                running.door = other;
                Err(WalletError::Locked)
            }
        }
    }
}

impl Lent<'_> {
    pub(super) fn vault(&self) -> Result<&Vault, WalletError> {
        self.vault.as_deref().ok_or(WalletError::Locked)
    }

    /// The next step is durable before it shows.
    pub(super) fn advance(&mut self, draft: Draft) -> Result<(), WalletError> {
        draft.keep(&self.account, self.wallet.random.as_ref())?;
        if let Ok(running) = running_still(&mut self.wallet.inner(), &draft.token()) {
            running.draft = draft.clone();
        }
        self.draft = draft;
        Ok(())
    }

    /// The vault, which does not come back.
    pub(super) fn take(mut self) -> Result<Vault, WalletError> {
        self.vault.take().map(|vault| *vault).ok_or(WalletError::Locked)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let Some(vault) = self.vault.take() else { return };
        if let Ok(running) = running_still(&mut self.wallet.inner(), &self.draft.token())
            && matches!(running.door, Door::Lent)
        {
            running.door = Door::Open(vault);
        }
    }
}

/// The running activation, where it stands at this step.
pub(super) fn at_step(inner: &mut Inner, step: Step) -> Result<&mut Running, WalletError> {
    inner
        .activation
        .as_mut()
        .filter(|running| running.draft.step == step)
        .ok_or(WalletError::WrongStep)
}

/// The running activation, if it is still the same one.
pub(super) fn running_still<'i>(
    inner: &'i mut Inner,
    token: &SessionToken,
) -> Result<&'i mut Running, WalletError> {
    inner
        .activation
        .as_mut()
        .filter(|running| running.draft.token() == *token)
        .ok_or(WalletError::WrongStep)
}
