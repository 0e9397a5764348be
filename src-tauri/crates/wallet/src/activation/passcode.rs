use dinhdanh_vault::{Passcode, Presence, Vault, VaultError};

use super::Running;
use super::draft::Step;
use super::steps::at_step;
use crate::folder::Before;
use crate::lock::chosen_passcode;
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

impl Wallet {
    /// Takes the passcode, entered twice: the vault is made, empty yet.
    pub fn choose_passcode(&self, first: &str, second: &str) -> Result<(), WalletError> {
        let mut inner = self.inner();
        let running = at_step(&mut inner, &[Step::Passcode])?;
        let passcode = chosen_passcode(first, second, &running.passcode_context())?;
        if running.account.place.presence()? == Presence::Present {
            // A kill came between the vault and the step after it. Nothing is in it, and the passcode just chosen
            // counts: a new folder takes its place.
            let random = self.random.as_ref();
            let draft = &running.draft;
            running.account = self
                .profile
                .begin_pending(random, Before::Leaves, |account| draft.keep(account, random))?;
        }
        let vault = Vault::create(&running.account.place, &passcode, self.random.as_ref())?;
        let draft = running.draft.at(Step::Questions);
        self.advance(running, draft)?;
        running.vault = Some(vault);
        Ok(())
    }

    /// Opens the vault of an activation that was interrupted after the passcode was chosen. If the authority's
    /// answer had been kept already, the account opens; else the questions come next.
    pub(crate) fn unlock_activation(
        &self,
        inner: &mut Inner,
        mut running: Running,
        passcode: &Passcode,
    ) -> Result<(), WalletError> {
        let opened = match running.vault.take() {
            Some(vault) => Ok(vault),
            None if running.draft.step == Step::Questions => {
                Vault::unlock(&running.account.place, passcode, self.now()).map_err(WalletError::from)
            }
            None => Err(WalletError::WrongStep),
        };
        let vault = match opened {
            Ok(vault) => vault,
            Err(error) => {
                inner.activation = Some(running);
                return Err(error);
            }
        };
        let bound = vault.read(|r| Ok::<_, VaultError>(r.account()?.is_some()));
        running.vault = Some(vault);
        if matches!(bound, Ok(true)) {
            return self.move_in(inner, running);
        }
        inner.activation = Some(running);
        bound?;
        Ok(())
    }
}
