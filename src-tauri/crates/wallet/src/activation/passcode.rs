use dinhdanh_vault::{Passcode, Presence, Vault, VaultError};

use super::Door;
use super::draft::{Draft, Step};
use super::turn::{Turn, at_step, running_still};
use crate::folder::{AccountFolder, Before};
use crate::lock::chosen_passcode;
use crate::{Wallet, WalletError};

impl Wallet {
    /// Takes the passcode, entered twice: the vault is made, empty yet.
    ///
    /// Fails with [`WalletError::Locked`] where the wallet was locked meanwhile: the activation is dropped then, since
    /// nothing guarded it.
    pub fn choose_passcode(&self, first: &str, second: &str) -> Result<(), WalletError> {
        let _turn = self.turn();
        let (mut account, draft, locks) = {
            let mut inner = self.inner();
            let locks = inner.locks();
            let running = at_step(&mut inner, Step::Passcode)?;
            (running.account.clone(), running.draft.clone(), locks)
        };
        let passcode = chosen_passcode(first, second, &draft.passcode_context())?;
        if account.place.presence()? == Presence::Present {
            // A kill came between the vault and the step after it. Nothing is in it, and the passcode just chosen
            // counts: a new folder takes its place.
            let random = self.random.as_ref();
            account = self
                .profile
                .begin_pending(random, Before::Leaves, |account| draft.keep(account, random))?;
        }
        let made = self.vault_of_activation(&account, &passcode, &draft);
        let mut inner = self.inner();
        if let Err(locked) = inner.not_locked_since(locks) {
            drop(inner);
            drop(made);
            self.part_with(&account);
            return Err(locked);
        }
        let running = at_step(&mut inner, Step::Passcode)?;
        running.account = account;
        let (vault, draft) = made?;
        running.draft = draft;
        running.door = Door::Open(Box::new(vault));
        Ok(())
    }

    /// The vault, and the draft at the step after it, both durable.
    fn vault_of_activation(
        &self,
        account: &AccountFolder,
        passcode: &Passcode,
        draft: &Draft,
    ) -> Result<(Vault, Draft), WalletError> {
        let vault = Vault::create(&account.place, passcode, self.random.as_ref())?;
        let draft = draft.at(Step::Questions);
        draft.keep(account, self.random.as_ref())?;
        Ok((vault, draft))
    }

    /// Opens the vault of an activation that was interrupted after the passcode was chosen. If the authority's
    /// answer had been kept already, the account opens; else the questions come next.
    pub(crate) fn unlock_activation(
        &self,
        turn: &Turn<'_>,
        locks: u64,
        passcode: &Passcode,
    ) -> Result<(), WalletError> {
        let (account, token) = {
            let mut inner = self.inner();
            inner.not_locked_since(locks)?;
            let running = at_step(&mut inner, Step::Questions)?;
            if running.is_open() {
                return Ok(());
            }
            (running.account.clone(), running.draft.token())
        };
        let vault = Vault::unlock(&account.place, passcode, self.now())?;
        if vault.read(|r| Ok::<_, VaultError>(r.account()?.is_some()))? {
            return self.move_in(turn, &account, vault, locks);
        }
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        running_still(&mut inner, &token)?.door = Door::Open(Box::new(vault));
        Ok(())
    }
}
