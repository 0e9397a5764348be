use dinhdanh_protocol::PasscodeChange;
use dinhdanh_vault::{Vault, VaultError};

use crate::{Wallet, WalletError};

impl Wallet {
    /// Has the account's holder told where the passcode is another than the one that was last told of. Whatever came in
    /// between – a kill, no network – the next round tells. The wallet is held neither while the authority is asked nor
    /// while the vault's folder is taken, which somebody who waits for a keystore may have.
    pub(crate) fn tell_passcode_change(&self) -> Result<(), WalletError> {
        let session = self.inner().session()?;
        let in_force = session.place.passcode_name()?;
        let (change, proof) = {
            let mut inner = self.inner();
            let open = inner.opened_still(&session)?;
            let told = open.vault.read(|r| r.told_passcode())?;
            let Some(change) = in_force.filter(|name| told != Some(*name)).map(PasscodeChange) else {
                return Ok(());
            };
            let proof = open.proof(
                PasscodeChange::PURPOSE,
                &change.0,
                self.now(),
                self.random.as_ref(),
            )?;
            (change, proof)
        };
        self.answered(self.authority.tell_passcode_change(&proof, change))?;
        let mut inner = self.inner();
        let open = inner.opened_even_presenting()?;
        // Locked and opened again as somebody else meanwhile: the answer is not for this account.
        if open.device()? == proof.device {
            open.vault.write(|w| w.put_told_passcode(&change.0))?;
        }
        Ok(())
    }
}

/// Of the passcode that the vault was made with, and of one that an earlier version of the program set, there is nothing
/// to tell.
pub(crate) fn first_passcode_is_known(vault: &Vault) -> Result<(), VaultError> {
    if vault.read(|r| r.told_passcode())?.is_some() {
        return Ok(());
    }
    match vault.place().passcode_name()? {
        Some(name) => vault.write(|w| w.put_told_passcode(&name)),
        None => Ok(()),
    }
}
