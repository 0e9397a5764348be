use dinhdanh_crypto::sign::PublicKey;

use super::{TrustBundle, TrustError};

/// The pinned root and the newest bundle that it signed, as far as this verifier has seen.
#[derive(Debug, Clone)]
pub struct TrustStore {
    root: PublicKey,
    current: Option<TrustBundle>,
}

impl TrustStore {
    /// A verifier that pins `root` and holds no bundle yet: it can call nobody's code genuine.
    pub const fn new(root: PublicKey) -> Self {
        Self { root, current: None }
    }

    /// Takes a bundle that the root signed and that is not older than the one held. Otherwise the one before
    /// stays. The caller keeps the bytes on disk.
    pub fn offer(&mut self, bytes: &[u8]) -> Result<&TrustBundle, TrustError> {
        let bundle = TrustBundle::open(bytes, &self.root)?;
        if self
            .current
            .as_ref()
            .is_some_and(|held| bundle.seq() < held.seq())
        {
            return Err(TrustError::Older);
        }
        Ok(self.current.insert(bundle))
    }

    /// The bundle held.
    pub const fn bundle(&self) -> Option<&TrustBundle> {
        self.current.as_ref()
    }
}
