use std::path::PathBuf;

use crate::SecretStores;
use crate::folder::ProfileFolder;
use crate::lock::Label;
use crate::own::Own;

/// What a profile says of itself before any passcode: what its lock screen would.
#[derive(Clone)]
pub struct Glance {
    /// Somebody's account lives there, is being activated or registered, or signed in there last.
    pub lived_in: bool,
    /// Họ tên of who lives there; empty where it cannot be read now.
    pub name: String,
    /// The number, its eight middle digits hidden; empty as the name is.
    pub masked_number: String,
    /// There are notices that were not looked at.
    pub unread: bool,
    /// An account is being activated there, and no other lives there: who it is stands behind the passcode.
    pub activating: bool,
    /// A wallet has the profile open at this moment.
    pub in_use: bool,
}

/// Looks at a profile, for "Ai đang dùng máy này?". Nothing is changed, so another wallet may have it open.
pub fn glance(folder: PathBuf, secrets: SecretStores, secret_prefix: String) -> Glance {
    let profile = ProfileFolder::seen(folder, secrets, secret_prefix);
    // What cannot be read is somebody's, too.
    let (lives, pending) = (profile.head(), profile.pending());
    let lived_in = !matches!((&lives, &pending), (Ok(None), Ok(None)));
    let activating = matches!((&lives, &pending), (Ok(None), Ok(Some(_))));
    let label = lives.and_then(|head| match head {
        Some(account) => Label::if_whole(&account),
        None => Ok(None),
    });
    let label = label.unwrap_or_else(|error| {
        tracing::info!(code = %error.code(), "a profile does not say who lives there");
        None
    });
    let unread = label.as_ref().and_then(|label| label.unread).unwrap_or_default();
    let own = if lived_in {
        Ok(Own::default())
    } else {
        Own::read(&profile)
    };
    // Whoever only signs in there is known to it, too, and so is who is about to register.
    let is_known = own
        .as_ref()
        .map_or(true, |own| own.remembered().is_some() || own.journey().is_some());
    let remembered = own.as_ref().ok().and_then(Own::remembered);
    let (name, masked_number) = match (label, remembered) {
        (Some(label), _) => (label.name, label.masked_at_sign_in),
        (None, Some(remembered)) => {
            let number = remembered.number().map(|number| number.masked_at_sign_in());
            (remembered.name.clone(), number.unwrap_or_default())
        }
        (None, None) => Default::default(),
    };
    Glance {
        lived_in: lived_in || is_known,
        name,
        masked_number,
        unread,
        activating,
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
