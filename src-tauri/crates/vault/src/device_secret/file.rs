//! Device secrets in files, for computers without a keystore.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{DeviceSecret, DeviceSecrets, Protection, from_store};
use crate::{KeystoreError, files};

/// Device secrets as files `NAME.secret` (mode 0600) in one folder. Whoever can copy the vault as this user
/// can copy these too: [`Protection::Software`], and the interface says so.
#[derive(Debug)]
pub struct FileSecrets {
    folder: PathBuf,
}

impl FileSecrets {
    /// Keeps secrets in `folder`, which is made when the first is stored.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// A name becomes a file name only when it is nothing but one.
    fn path(&self, name: &str) -> Result<PathBuf, KeystoreError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(plain) {
            return Err(KeystoreError::Malformed);
        }
        Ok(self.folder.join(format!("{name}.secret")))
    }
}

impl DeviceSecrets for FileSecrets {
    fn load(&self, name: &str) -> Result<Option<DeviceSecret>, KeystoreError> {
        match files::read(&self.path(name)?, 32) {
            Ok(bytes) => bytes.map(from_store).transpose(),
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(KeystoreError::Malformed),
            Err(_) => Err(KeystoreError::Failed),
        }
    }

    fn store(&self, name: &str, secret: &DeviceSecret) -> Result<(), KeystoreError> {
        let path = self.path(name)?;
        files::make_private_folder(&self.folder)
            // The file is this store's keeping of the secret.
            .and_then(|()| files::replace(&path, secret.expose()))
            .map_err(|_| KeystoreError::Failed)
    }

    fn delete(&self, name: &str) -> Result<(), KeystoreError> {
        let path = self.path(name)?;
        // A kill while it was stored may have left it aside.
        [files::aside(&path), path]
            .iter()
            .try_for_each(|path| wipe(path))
            .map_err(|_| KeystoreError::Failed)
    }

    fn protection(&self) -> Protection {
        Protection::Software
    }
}

/// Removes a file after its content. Most file systems then leave nothing to undelete (a solid-state disk may).
fn wipe(path: &Path) -> io::Result<()> {
    if let Ok(mut file) = OpenOptions::new().write(true).open(path) {
        file.write_all(&[0; 32])?;
        file.sync_all()?;
    }
    files::remove(path)
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    #[test]
    fn a_secret_is_kept_privately_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = FileSecrets::new(folder.path().join("secrets"));
        let secret = DeviceSecret::make(&SeededRandom::new(3)).unwrap();
        assert!(secrets.load("main").unwrap().is_none());
        secret.store_in(&secrets, "main").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let path = folder.path().join("secrets/main.secret");
            assert_eq!(
                std::fs::metadata(path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        for torn in [&[1; 31][..], &[1; 33]] {
            std::fs::write(folder.path().join("secrets/torn.secret"), torn).unwrap();
            assert_eq!(secrets.load("torn").err(), Some(KeystoreError::Malformed));
        }
        secrets.delete("main").unwrap();
        secrets.delete("main").unwrap();
        assert!(secrets.load("main").unwrap().is_none());
        std::fs::write(folder.path().join("secrets/main.secret.new"), [7; 32]).unwrap();
        secrets.delete("main").unwrap();
        assert!(!folder.path().join("secrets/main.secret.new").exists());
    }

    #[test]
    fn a_name_never_leaves_the_folder() {
        let secrets = FileSecrets::new("/nowhere");
        for name in ["", "../main", "a/b", "a.b", "c:d", "ệ"] {
            assert_eq!(secrets.load(name).err(), Some(KeystoreError::Malformed), "{name}");
        }
    }
}
