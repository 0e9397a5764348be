//! The key by which the authority knows this device.

use dinhdanh_crypto::secret::SecretBytes;
use rusqlite::OptionalExtension as _;

use super::{Reading, Writing};
use crate::VaultError;

impl Reading<'_> {
    /// The device key, PKCS#8.
    pub fn device_key(&self) -> Result<Option<SecretBytes>, VaultError> {
        Ok(self
            .connection
            .prepare_cached("SELECT key FROM device_key")?
            .query_row([], |row| row.get(0).map(SecretBytes::new))
            .optional()?)
    }
}

impl Writing<'_> {
    /// Keeps the device key, PKCS#8, in place of any before it.
    pub fn put_device_key(&self, key: &SecretBytes) -> Result<(), VaultError> {
        // The vault is where the key is kept.
        self.connection
            .execute("INSERT OR REPLACE INTO device_key VALUES (1, ?1)", [key.expose()])?;
        Ok(())
    }
}
