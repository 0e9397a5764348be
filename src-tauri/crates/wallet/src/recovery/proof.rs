use chrono::{DateTime, Utc};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{DeviceId, DeviceProof};

use crate::WalletError;
use crate::session::Open;

impl Open {
    /// The authority's name for this device.
    pub(crate) fn device(&self) -> Result<DeviceId, WalletError> {
        let device = self.account.device_id.as_slice().try_into();
        device.map(DeviceId).map_err(|_| WalletError::RecordDamaged)
    }

    /// Proves to the authority that the bound device asks.
    pub(crate) fn proof(
        &self,
        purpose: &str,
        content: &[u8; 32],
        now: DateTime<Utc>,
        random: &dyn Random,
    ) -> Result<DeviceProof, WalletError> {
        let device = self.device()?;
        let key = self.vault.read(|r| r.device_key())?;
        let key = key.ok_or(WalletError::RecordDamaged)?;
        // Signing needs the key itself.
        let key = SigningKey::from_pkcs8(key.expose())?;
        let nonce = random::array(random)?;
        Ok(DeviceProof {
            device,
            at: now,
            nonce,
            signature: key.sign(&DeviceProof::message(device, now, &nonce, purpose, content))?,
        })
    }
}
