//! Texts that are typed in the window and must not outlive their use.

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A passcode, password or answer as it was typed: printed nowhere, wiped when dropped.
///
/// What the webview and the bridge keep of it on their way here cannot be wiped from here.
pub(crate) struct SecretText(Zeroizing<String>);

impl SecretText {
    /// The text, for the one call that it was typed for.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// The text itself, for who wipes it.
    pub(crate) fn into_string(mut self) -> String {
        std::mem::take(&mut *self.0)
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}
