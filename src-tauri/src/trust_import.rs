//! `trust import`: trust data from a file, put where all wallets of this user take them. No window is opened, and nothing
//! that a wallet keeps is touched, so that it may run meanwhile.

use std::io;
use std::path::{Path, PathBuf};

use dinhdanh_credential::{TrustBundle, TrustError, TrustStore};
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::{Clock as _, SystemClock};
use dinhdanh_vault::files;

use crate::authority;
use crate::platform::folders::Folders;
use crate::waiting_trust::{LARGEST, Place};
use crate::words::trust as words;

/// Why nothing was put there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("{}", words::no_file(.0))]
    NoFile(PathBuf),
    /// A folder, a pipe, a device.
    #[error("{}", words::not_a_file(.0))]
    NotAFile(PathBuf),
    #[error("{}", words::not_readable(.0))]
    NotReadable(io::ErrorKind),
    #[error("{}", words::MALFORMED)]
    Malformed,
    #[error("{}", words::OF_ANOTHER)]
    OfAnother,
    #[error("{}", words::OLDER)]
    Older,
    /// Root would write what its owner cannot read.
    #[error("{}", words::of_somebody_else(.0))]
    OfSomebodyElse(PathBuf),
    #[error("{}", words::not_written(.0))]
    NotWritten(io::ErrorKind),
}

/// Puts the trust data of a file where the wallets take them; what to say of it.
pub(crate) fn run(file: &Path) -> Result<String, Refused> {
    let root = authority::root().map_err(|_| Refused::OfAnother)?;
    let data = Folders::place().map_err(|error| Refused::NotWritten(error.kind()))?;
    let (bundle, waited) = import(file, &root, &data)?;
    let standing = bundle.standing(SystemClock::new().now());
    Ok(words::taken(&bundle, waited, standing))
}

/// The trust data that wait now, and whether the very same did before.
fn import(file: &Path, root: &PublicKey, data: &Path) -> Result<(TrustBundle, bool), Refused> {
    let bytes = read(file)?;
    TrustStore::new(root.clone()).offer(&bytes)?;
    if is_of_somebody_else(data) {
        return Err(Refused::OfSomebodyElse(data.to_owned()));
    }
    let written = |error: io::Error| Refused::NotWritten(error.kind());
    let place = Place::take(&Folders::at(data).map_err(written)?).map_err(written)?;
    let waiting = place.waiting().ok().flatten();
    let mut newest = TrustStore::new(root.clone());
    // What is none of the authority's is no reason to keep its own away.
    if let Some(waiting) = &waiting {
        let _none_of_the_authority_s = newest.offer(waiting);
    }
    let bundle = newest.offer(&bytes)?.clone();
    let waited = waiting.as_ref() == Some(&bytes);
    if !waited {
        place.put(&bytes).map_err(written)?;
    }
    Ok((bundle, waited))
}

/// The content of a file, whatever it is; a pipe is not waited for.
fn read(file: &Path) -> Result<Vec<u8>, Refused> {
    let of = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Refused::NoFile(file.to_owned()),
        kind => Refused::NotReadable(kind),
    };
    let about = file.metadata().map_err(of)?;
    if !about.is_file() {
        return Err(Refused::NotAFile(file.to_owned()));
    }
    if about.len() > LARGEST {
        return Err(Refused::Malformed);
    }
    // It may have become another since, hence the same again there.
    files::read(file, LARGEST)
        .map_err(of)?
        .ok_or_else(|| Refused::NoFile(file.to_owned()))
}

/// Whether root was to write into another user's folder, or make it for them: its owner could not read what it wrote.
#[cfg(unix)]
fn is_of_somebody_else(data: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let there = data.ancestors().find_map(|folder| folder.metadata().ok());
    rustix::process::geteuid().is_root() && there.is_some_and(|there| there.uid() != 0)
}

/// Files there take their folder's rights.
#[cfg(not(unix))]
const fn is_of_somebody_else(_data: &Path) -> bool {
    false
}

impl From<TrustError> for Refused {
    fn from(error: TrustError) -> Self {
        match error {
            TrustError::WrongRoot => Self::OfAnother,
            TrustError::Older => Self::Older,
            TrustError::Malformed | TrustError::BrokenList | TrustError::OutOfRange => Self::Malformed,
        }
    }
}
