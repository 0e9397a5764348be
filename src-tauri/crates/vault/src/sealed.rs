//! Small files under the device secret alone: what is needed before the passcode is typed (the name on the
//! lock screen, an activation that is under way). Whoever uses this computer as this person can read them;
//! whoever has a copy of the folder cannot.

use std::path::Path;

use dinhdanh_crypto::aead;
use dinhdanh_crypto::random::Random;
use dinhdanh_crypto::secret::{Secret32, SecretBytes};

use crate::{DeviceSecret, Part, VaultError, files};

/// The most that a sealed file holds, in bytes.
pub const MOST_BYTES: usize = 1024 * 1024;

const VERSION: u8 = 1;

/// Seals `content` and puts it at `path`, whole or not at all, durably. `label` says what it is: it opens
/// under no other. One writer a path at a time.
///
/// Fails with [`VaultError::OutOfRange`] when the content is longer than [`MOST_BYTES`].
pub fn write(
    path: &Path,
    label: &str,
    secret: &DeviceSecret,
    content: &[u8],
    random: &dyn Random,
) -> Result<(), VaultError> {
    if content.len() > MOST_BYTES {
        return Err(VaultError::OutOfRange("sealed content"));
    }
    if let Some(folder) = path.parent() {
        files::make_private_folder(folder)?;
    }
    let mut bytes = vec![VERSION];
    bytes.append(&mut aead::seal(
        &key(label, secret),
        label.as_bytes(),
        content,
        random,
    )?);
    Ok(files::replace(path, &bytes)?)
}

/// What was sealed at `path` under this label, or `None` when there is no file.
///
/// Fails with [`VaultError::Damaged`] when it is torn, altered, or sealed under another secret or label, and
/// with [`VaultError::Newer`] when a later version of the program wrote it.
pub fn read(path: &Path, label: &str, secret: &DeviceSecret) -> Result<Option<SecretBytes>, VaultError> {
    const DAMAGED: VaultError = VaultError::Damaged(Part::Sealed);
    let most = (1 + MOST_BYTES + aead::OVERHEAD) as u64;
    let bytes = match files::read(path, most) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Err(DAMAGED),
        Err(error) => return Err(error.into()),
    };
    let (version, sealed) = bytes.split_first().ok_or(DAMAGED)?;
    match *version {
        VERSION => aead::open(&key(label, secret), label.as_bytes(), sealed)
            .map(Some)
            .map_err(|_| DAMAGED),
        0 => Err(DAMAGED),
        _ => Err(VaultError::Newer),
    }
}

fn key(label: &str, secret: &DeviceSecret) -> Secret32 {
    secret.derive_key(&format!("sealed/v1/{label}"))
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_opens_under_its_secret_and_label_alone() -> Result<(), VaultError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("deeper/lock-label");
        let random = SeededRandom::new(1);
        let secret = DeviceSecret::make(&random)?;
        assert!(read(&path, "lock label", &secret)?.is_none());
        write(&path, "lock label", &secret, "Nguyễn Thị Ánh".as_bytes(), &random)?;
        let opened = read(&path, "lock label", &secret)?;
        assert_eq!(opened.unwrap().expose(), "Nguyễn Thị Ánh".as_bytes());
        assert!(read(&path, "draft", &secret).is_err());
        assert!(read(&path, "lock label", &DeviceSecret::make(&random)?).is_err());
        Ok(())
    }

    #[test]
    fn more_than_a_mebibyte_is_refused() {
        let path = Path::new("/nowhere/at/all");
        let secret = DeviceSecret::make(&SeededRandom::new(1)).unwrap();
        let outcome = write(
            path,
            "l",
            &secret,
            &vec![0; MOST_BYTES + 1],
            &SeededRandom::new(2),
        );
        assert!(matches!(outcome, Err(VaultError::OutOfRange(_))));
    }

    proptest! {
        #[test]
        fn an_altered_or_cut_file_is_known(at: prop::sample::Index, bit in 0..8u8) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("draft");
            let random = SeededRandom::new(1);
            let secret = DeviceSecret::make(&random).unwrap();
            write(&path, "draft", &secret, &[5; 90], &random).unwrap();
            let whole = std::fs::read(&path).unwrap();
            let mut altered = whole.clone();
            altered[at.index(whole.len())] ^= 1 << bit;
            std::fs::write(&path, &altered).unwrap();
            prop_assert!(read(&path, "draft", &secret).is_err());
            std::fs::write(&path, &whole[..at.index(whole.len())]).unwrap();
            prop_assert!(read(&path, "draft", &secret).is_err());
        }
    }
}
