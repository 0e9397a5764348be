//! Which account folders the profile names, and for what.

use std::io;
use std::sync::{MutexGuard, PoisonError};

use dinhdanh_vault::{Part, Protection, VaultError, files};

use super::ProfileFolder;
use crate::WalletError;

pub(super) const HEAD: &str = "head";
pub(super) const PENDING: &str = "pending";
pub(super) const ASIDE: &str = "aside";
pub(super) const LEAVING: &str = "leaving";

/// An account folder's name, and where its secret is kept as long as no slots file says so.
pub(super) type Pointer = (String, Option<Protection>);

impl ProfileFolder {
    pub(super) fn hold_pointers(&self) -> MutexGuard<'_, ()> {
        self.pointers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names folders in `leaving`, beside those that are there already.
    pub(super) fn mark_leaving<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i String>,
    ) -> Result<(), WalletError> {
        let mut leaving = self.ids(LEAVING)?;
        for id in ids {
            if !leaving.contains(id) {
                leaving.push(id.clone());
            }
        }
        self.write_ids(LEAVING, &leaving)
    }

    /// What a pointer to more than one folder names.
    pub(super) fn ids(&self, name: &str) -> Result<Vec<String>, WalletError> {
        const MOST_BYTES: u64 = 64 << 10;
        let content = files::read(&self.root.join(name), MOST_BYTES)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&content)
            .lines()
            .filter(|line| is_id(line))
            .map(str::to_owned)
            .collect())
    }

    pub(super) fn write_ids(&self, name: &str, ids: &[String]) -> Result<(), WalletError> {
        let path = self.root.join(name);
        if ids.is_empty() {
            files::remove(&path)?;
        } else {
            files::replace(&path, ids.join("\n").as_bytes())?;
        }
        Ok(())
    }

    pub(super) fn pointer(&self, name: &str) -> Result<Option<String>, WalletError> {
        Ok(self.whole_pointer(name)?.map(|(id, _)| id))
    }

    pub(super) fn whole_pointer(&self, name: &str) -> Result<Option<Pointer>, WalletError> {
        let content = match files::read(&self.root.join(name), 64) {
            Ok(None) => return Ok(None),
            Ok(Some(content)) => content,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let content = String::from_utf8(content).unwrap_or_default();
        let (id, protection) = match content.split_once('\n') {
            Some((id, word)) => (id, protection_of(word)),
            None => (content.as_str(), None),
        };
        if is_id(id) {
            Ok(Some((id.to_owned(), protection)))
        } else {
            Err(WalletError::Vault(VaultError::Damaged(Part::Slots)))
        }
    }
}

pub(super) const fn word_of(protection: Protection) -> &'static str {
    match protection {
        Protection::Keystore => "keystore",
        Protection::Software => "software",
    }
}

fn protection_of(word: &str) -> Option<Protection> {
    [Protection::Keystore, Protection::Software]
        .into_iter()
        .find(|protection| word_of(*protection) == word)
}

/// Sixteen random bytes in hexadecimal.
fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
