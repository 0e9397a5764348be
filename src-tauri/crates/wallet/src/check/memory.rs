use chrono::{DateTime, Utc};
use dinhdanh_credential::{ReplayMemory, Sighting};
use dinhdanh_vault::{Remembered, Vault, VaultError};

/// The vault as the verifier's memory: an HMAC of the `cti`, durable before the verdict shows.
pub(crate) struct VaultMemory<'v> {
    vault: &'v Vault,
    /// What was to be remembered, once it came to that.
    pub(crate) met: Option<[u8; 16]>,
}

impl<'v> VaultMemory<'v> {
    pub(crate) const fn of(vault: &'v Vault) -> Self {
        Self { vault, met: None }
    }
}

impl ReplayMemory for VaultMemory<'_> {
    type Error = VaultError;

    fn remember(
        &mut self,
        code_id: &[u8; 16],
        keep_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Sighting, VaultError> {
        self.met = Some(*code_id);
        self.vault
            .write(|w| w.remember_code(code_id, keep_until, now))
            .map(|remembered| match remembered {
                Remembered::FirstTime => Sighting::First,
                Remembered::SeenAt(at) => Sighting::Again(at),
            })
    }
}
