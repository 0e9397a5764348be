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
