//! What a copy of the folder gives away: nothing.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::secret::SecretBytes;
use dinhdanh_vault::{DeviceSecret, DeviceSecrets as _, MemorySecrets, Vault, VaultError, View, sealed};

use crate::desk::{Desk, RIGHT, account, bundle, credential, identity_card, noon, passcode, place};

#[test]
fn no_file_holds_a_name_a_number_or_a_key_in_plain() {
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    vault
        .write(|w| {
            w.put_account(&account())?;
            w.put_identity_card(&identity_card())?;
            w.replace_credentials(&[View::A, View::B, View::C].map(credential))?;
            w.put_device_key(&SecretBytes::new(b"the private device key".to_vec()))?;
            w.put_trust_bundle(&bundle(1))?;
            w.remember_code(b"code-identifier!", noon(), noon())
        })
        .unwrap();
    let secret = desk.place.device_secret().unwrap();
    let label = "NGUYỄN THỊ ÁNH TUYẾT 00********17";
    sealed::write(
        &desk.file("label"),
        "lock label",
        &secret,
        label.as_bytes(),
        &desk.random,
    )
    .unwrap();

    let needles: Vec<&[u8]> = [
        "001190000017",
        "00********17",
        "NGUYỄN",
        "NGUYEN",
        "TUYẾT",
        "0912047358",
        "example.vn",
        "1990",
        "Hàng Bài",
        "012345678",
        "private",
        "token of",
        "portrait",
        "device-identifier",
        "code-identifier",
        "signed bundle",
        "CREATE TABLE",
        "SQLite format",
        RIGHT,
    ]
    .map(str::as_bytes)
    .to_vec();
    // While it is open, the log full, and after it was closed.
    let mut files = grep(desk.place.folder(), &needles);
    assert!(files.contains(&"vault.db-wal".to_owned()), "{files:?}");
    drop(vault);
    files = grep(desk.place.folder(), &needles);
    assert_eq!(files, ["label", "slots", "vault.db", "vault.lock"]);
}

#[test]
fn a_copied_folder_is_useless_without_the_keystore() {
    let desk = Desk::with_vault();
    let copy = desk.root.path().join("copy");
    fs::create_dir(&copy).unwrap();
    for name in ["slots", "vault.db"] {
        fs::copy(desk.file(name), copy.join(name)).unwrap();
    }
    let thief = Arc::new(MemorySecrets::new());
    let theirs = place(&copy, thief.clone());
    assert!(matches!(
        Vault::unlock(&theirs, &passcode(RIGHT), noon()),
        Err(VaultError::KeystoreLost)
    ));

    // With a secret of their own neither.
    thief
        .store("main", &DeviceSecret::make(&SeededRandom::new(99)).unwrap())
        .unwrap();
    assert!(Vault::unlock(&theirs, &passcode(RIGHT), noon()).is_err());

    // With this computer's keystore it does: it was the secret that was missing, and nothing else.
    let here = place(&copy, desk.secrets.clone());
    Vault::unlock(&here, &passcode(RIGHT), noon()).unwrap();
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_vault();
    let vault = Vault::unlock(&desk.place, &passcode(RIGHT), noon()).unwrap();
    vault.write(|w| w.put_account(&account())).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(desk.place.folder()), 0o700);
    for entry in fs::read_dir(desk.place.folder()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }
}

/// The names of the folder's files, none of which holds any of the needles.
fn grep(folder: &Path, needles: &[&[u8]]) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let content = fs::read(&path).unwrap();
        for needle in needles {
            let found = content.windows(needle.len()).any(|window| window == *needle);
            assert!(!found, "{:?} in {path:?}", String::from_utf8_lossy(needle));
        }
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    names
}
