use std::path::PathBuf;

use crate::SecretStores;
use crate::folder::ProfileFolder;
use crate::lock::Label;

/// What a profile says of itself before any passcode: what its lock screen would.
#[derive(Clone)]
pub struct Glance {
    /// Somebody's account lives there, or is being activated.
    pub lived_in: bool,
    /// Họ tên of who lives there; empty where it cannot be read now.
    pub name: String,
    /// The number, its eight middle digits hidden; empty as the name is.
    pub masked_number: String,
    /// A wallet has the profile open at this moment.
    pub in_use: bool,
}

/// Looks at a profile, for "Ai đang dùng máy này?". Nothing is changed, so another wallet may have it open.
pub fn glance(folder: PathBuf, secrets: SecretStores, secret_prefix: String) -> Glance {
    let profile = ProfileFolder::seen(folder, secrets, secret_prefix);
    // What cannot be read is somebody's, too.
    let lived_in = !matches!((profile.head(), profile.pending()), (Ok(None), Ok(None)));
    let label = profile.head().and_then(|head| match head {
        Some(account) => Label::if_whole(&account),
        None => Ok(None),
    });
    let label = label.unwrap_or_else(|error| {
        tracing::info!(code = %error.code(), "a profile does not say who lives there");
        None
    });
    let (name, masked_number) = label
        .map(|label| (label.name, label.masked_at_sign_in))
        .unwrap_or_default();
    Glance {
        lived_in,
        name,
        masked_number,
        in_use: profile.is_in_use(),
    }
}

/// Without what tells who it is.
impl std::fmt::Debug for Glance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Glance")
            .field("in_use", &self.in_use)
            .finish_non_exhaustive()
    }
}
