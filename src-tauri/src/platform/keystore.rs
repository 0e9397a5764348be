use std::sync::Arc;

use dinhdanh_vault::{DeviceSecrets, FileSecrets, KeyringSecrets};
use dinhdanh_wallet::SecretStores;

use super::folders::Folders;
use crate::arguments::Profile;

/// Keeps the program's secrets apart from others' in the keystore; the window's identifier.
const SERVICE: &str = "vn.opensource.vidinhdanh";
/// What a person sees who looks through the keystore.
const LABEL: &str = "Ví Định Danh";

/// The computer's keystore, as far as there is one, and the files that stand in for it.
pub(crate) fn secret_stores(folders: &Folders, profile: &Profile) -> SecretStores {
    let keystore = KeyringSecrets::connect(SERVICE, LABEL)
        .inspect_err(|error| tracing::warn!(%error, "no keystore"))
        .ok()
        .map(|keystore| Arc::new(keystore) as Arc<dyn DeviceSecrets>);
    SecretStores {
        keystore,
        software: Arc::new(FileSecrets::new(folders.secrets(profile))),
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::secret::Secret32;
    use dinhdanh_vault::{DeviceSecret, Protection};

    use super::*;
    use crate::arguments::{Arguments, Order};

    /// Runs where `cargo xtask test` has started a Secret Service of its own.
    #[test]
    #[ignore = "needs a Secret Service"]
    fn secret_service_keeps_a_device_secret() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::at(folder.path()).unwrap();
        let Ok(Order::Open(Arguments { profile })) = Arguments::parse(pico_args::Arguments::from_vec(vec![]))
        else {
            panic!()
        };
        let keystore = secret_stores(&folders, &profile)
            .keystore
            .expect("the Secret Service answers");
        assert_eq!(keystore.protection(), Protection::Keystore);
        assert!(keystore.load("shell-test").unwrap().is_none());
        keystore
            .store("shell-test", &DeviceSecret::new(Secret32::new([7; 32])))
            .unwrap();
        assert!(keystore.load("shell-test").unwrap().is_some());
        keystore.delete("shell-test").unwrap();
        assert!(keystore.load("shell-test").unwrap().is_none());
    }
}
