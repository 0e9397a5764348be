use dinhdanh_crypto::sign::PublicKey;

use super::{TrustBundle, TrustError};

/// The pinned root and the newest bundle that it signed, as far as this verifier has seen.
#[derive(Debug, Clone)]
pub struct TrustStore {
    root: PublicKey,
    current: Option<TrustBundle>,
    /// The number of the newest bundle ever taken: it outlives a bundle whose bytes were lost.
    newest_seq: u64,
}

impl TrustStore {
    /// A verifier that pins `root` and holds no bundle yet: it can call nobody's code genuine.
    pub const fn new(root: PublicKey) -> Self {
        Self::resume(root, 0)
    }

    /// A verifier that took the bundle `newest_seq` before it was stopped. It holds none yet, not even when that
    /// bundle can no longer be read, and takes none with a lower number.
    pub const fn resume(root: PublicKey, newest_seq: u64) -> Self {
        Self {
            root,
            current: None,
            newest_seq,
        }
    }

    /// Takes a bundle that the root signed and that is not older than the newest ever taken. Otherwise the one
    /// before stays. The caller keeps the bytes and the number on disk.
    ///
    /// No clock is asked: a bundle that is out of date, or dated after this verifier's clock, still brings the
    /// newest withdrawals. [`TrustBundle::is_stale`] keeps it from calling anything genuine.
    pub fn offer(&mut self, bytes: &[u8]) -> Result<&TrustBundle, TrustError> {
        let bundle = TrustBundle::open(bytes, &self.root)?;
        if bundle.seq() < self.newest_seq {
            return Err(TrustError::Older);
        }
        self.newest_seq = bundle.seq();
        Ok(self.current.insert(bundle))
    }

    /// The bundle held.
    pub const fn bundle(&self) -> Option<&TrustBundle> {
        self.current.as_ref()
    }
}
