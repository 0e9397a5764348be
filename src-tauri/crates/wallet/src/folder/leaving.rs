//! Accounts that leave: their folders and secrets are removed.

use std::{fs, io};

use dinhdanh_vault::{Protection, VaultError, VaultPlace};

use super::ProfileFolder;
use super::pointers::{ASIDE, HEAD, LEAVING, PENDING};
use crate::WalletError;

impl ProfileFolder {
    /// Removes what `leaving` names and no other pointer does. What cannot be removed now (its keystore
    /// does not answer) stays named there, and is tried again when the profile is next opened.
    pub(super) fn let_leave(&self) {
        if let Err(error) = self.try_let_leave() {
            tracing::warn!(
                code = %error.code(),
                "an account that left could not be removed yet"
            );
        }
    }

    fn try_let_leave(&self) -> Result<(), WalletError> {
        let leaving = {
            let _held = self.hold_pointers();
            self.named_by_leaving_alone()?
        };
        let mut first_failure = None;
        let mut removed = Vec::new();
        for id in leaving {
            match self.remove(&id) {
                Ok(()) => removed.push(id),
                Err(error) => {
                    first_failure.get_or_insert(error);
                }
            }
        }
        let _held = self.hold_pointers();
        let mut remaining = self.named_by_leaving_alone()?;
        remaining.retain(|id| !removed.contains(id));
        self.write_ids(LEAVING, &remaining)?;
        first_failure.map_or(Ok(()), Err)
    }

    fn named_by_leaving_alone(&self) -> Result<Vec<String>, WalletError> {
        let mut kept = self.ids(ASIDE)?;
        kept.extend(
            [self.pointer(HEAD)?, self.pointer(PENDING)?]
                .into_iter()
                .flatten(),
        );
        let mut leaving = self.ids(LEAVING)?;
        leaving.retain(|id| !kept.contains(id));
        Ok(leaving)
    }

    fn remove(&self, id: &str) -> Result<(), WalletError> {
        let recorded = match VaultPlace::recorded_protection(&self.root.join(id)) {
            Ok(recorded) => recorded,
            Err(VaultError::Damaged(_) | VaultError::Newer) => None,
            Err(error) => return Err(error.into()),
        };
        let protection = recorded.unwrap_or_else(|| self.for_new());
        self.account_under(id.to_owned(), protection).place.remove()?;
        if recorded.is_none() {
            self.forget_secret(id);
        }
        match fs::remove_dir_all(self.root.join(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Where it can no longer be read which store has the secret, both forget it; one that is not there cannot.
    fn forget_secret(&self, id: &str) {
        for protection in [Protection::Keystore, Protection::Software] {
            if let Err(error) = self.secrets.of(protection).delete(&self.secret_name(id)) {
                tracing::info!(%error, "a store was not asked to forget a secret");
            }
        }
    }
}
