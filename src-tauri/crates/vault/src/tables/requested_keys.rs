//! Device keys for which credentials are being asked: kept before the authority is told of them, so that an
//! answer lost on the way can be asked for again with the same keys.

use dinhdanh_crypto::secret::SecretBytes;

use super::{Reading, View, Writing};
use crate::VaultError;

impl Reading<'_> {
    /// The keys, PKCS#8, by view; none when nothing is being asked for.
    pub fn requested_keys(&self) -> Result<Vec<(View, SecretBytes)>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT view, key FROM requested_key ORDER BY view")?;
        let keys = statement.query_map([], |row| Ok((row.get(0)?, SecretBytes::new(row.get(1)?))))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Keeps these keys and no others; an empty slice once their credentials are kept.
    pub fn replace_requested_keys(&self, keys: &[(View, SecretBytes)]) -> Result<(), VaultError> {
        self.connection.execute("DELETE FROM requested_key", [])?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO requested_key VALUES (?1, ?2)")?;
        for (view, key) in keys {
            // The vault is where the key is kept.
            insert.execute((view, key.expose()))?;
        }
        Ok(())
    }
}
