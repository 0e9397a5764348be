use dinhdanh_protocol::{DeviceProof, ShareName};
use dinhdanh_vault::{VaultError, VaultPlace};

use crate::folder::AccountFolder;
use crate::{Wallet, WalletError};

impl Wallet {
    /// Where the answer to a new share was lost, the vault has two recovery slots: the authority says which one
    /// counts, and the other goes.
    pub(crate) fn settle_recovery(&self) -> Result<(), WalletError> {
        let place = self.inner().opened_even_presenting()?.vault.place().clone();
        if place.recovery_names()?.len() < 2 {
            return Ok(());
        }
        self.settled(&place).map(drop)
    }

    /// The share that the authority has for this device; any slot for another goes.
    pub(super) fn settled(&self, place: &VaultPlace) -> Result<Option<ShareName>, WalletError> {
        let account = self.unlocked_folder(place)?;
        let release = account.release_token()?.digest();
        let proof = self.recovery_proof(&release)?;
        let in_force = self.answered(self.authority.settle_recovery(&proof, &release))?;
        if let Some(name) = in_force {
            place.keep_recovery(Some(name.0), self.now())?;
        }
        Ok(in_force)
    }

    fn unlocked_folder(&self, place: &VaultPlace) -> Result<AccountFolder, WalletError> {
        let head = self.profile.head()?.ok_or(VaultError::NoVault)?;
        if head.place.folder() == place.folder() {
            Ok(head)
        } else {
            Err(WalletError::Locked)
        }
    }

    fn recovery_proof(&self, release: &[u8; 32]) -> Result<DeviceProof, WalletError> {
        let (now, random) = (self.now(), self.random.as_ref());
        self.inner()
            .opened_even_presenting()?
            .proof("recovery", release, now, random)
    }
}
