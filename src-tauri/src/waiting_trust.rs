//! Trust data that wait in the data folder: put there from a file, and taken by every wallet of this user once it is
//! unlocked.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use dinhdanh_crypto::digest::sha256;
use dinhdanh_vault::files;
use dinhdanh_wallet::{ErrorCode, Wallet};

use crate::platform::folders::Folders;

/// Bytes, more than any trust data have: what is longer is none, and is not read.
pub(crate) const LARGEST: u64 = 16 * 1024 * 1024;

const WAITING: &str = "waiting.ddtrust";
/// Locked by whoever puts something there.
const LOCK: &str = "lock";

/// The place where they wait, for one writer at a time.
pub(crate) struct Place {
    folder: PathBuf,
    _lock: File,
}

impl Place {
    /// Waits until nobody else writes there.
    pub(crate) fn take(folders: &Folders) -> io::Result<Self> {
        let folder = folders.trust();
        files::make_private_folder(&folder)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))?;
        lock.lock()?;
        Ok(Self { folder, _lock: lock })
    }

    /// What waits there, whoever wrote it.
    pub(crate) fn waiting(&self) -> io::Result<Option<Vec<u8>>> {
        files::read(&self.folder.join(WAITING), LARGEST)
    }

    /// Puts these there. A kill leaves what there was or these, whole.
    pub(crate) fn put(&self, bundle: &[u8]) -> io::Result<()> {
        files::replace(&self.folder.join(WAITING), bundle)
    }
}

/// What a wallet was offered last: the digest of what waited, or why that could not be read.
#[derive(Default)]
pub(crate) struct Offered(Mutex<Option<Found>>);

type Found = Result<Option<[u8; 32]>, io::ErrorKind>;

impl Offered {
    /// Another account may be open in the wallet: it is offered what waits anew.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Offers an open wallet what waits, unless it was offered just that. Whether the wallet has newer trust data now;
    /// what is not taken changes nothing.
    pub(crate) fn offer(&self, wallet: &Wallet, folders: &Folders) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = files::read(&folders.trust().join(WAITING), LARGEST).map_err(|error| error.kind());
        let found = match &waiting {
            Ok(file) => Ok(file.as_ref().map(|file| sha256(&[file]))),
            Err(kind) => Err(*kind),
        };
        if last.as_ref() == Some(&found) {
            return false;
        }
        let newer = match waiting {
            Ok(None) => false,
            Ok(Some(file)) => match wallet.import_trust(&file).map_err(|error| error.code()) {
                Ok(taken) => taken.newer,
                // The authority or another desk has brought newer ones.
                Err(ErrorCode::TrustOlder) => false,
                Err(code @ (ErrorCode::TrustUnreadable | ErrorCode::TrustOfAnother)) => {
                    tracing::warn!(%code, "the trust data that wait were not taken");
                    false
                }
                // Locked meanwhile, or in a citizen's hands: the next time is soon.
                Err(ErrorCode::Locked | ErrorCode::Presenting) => return false,
                Err(code) => {
                    tracing::warn!(%code, "the trust data that wait could not be kept yet");
                    return false;
                }
            },
            Err(kind) => {
                tracing::warn!(%kind, "the trust data that wait could not be read");
                false
            }
        };
        *last = Some(found);
        newer
    }
}
