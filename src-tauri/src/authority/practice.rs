use std::path::Path;
use std::sync::Arc;

use dinhdanh_authority::practice::{self, PracticeAuthority};
use dinhdanh_crypto::random::SystemRandom;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_protocol::{AuthorityApi, Clock, PhoneNumber};
use dinhdanh_wallet::ErrorCode;

use crate::error::CommandError;
use crate::views::persona::{PersonaView, SmsView};

/// Its name, as people see it.
pub(crate) const NAME: &str = practice::AUTHORITY_NAME;
/// Whether nothing that it says has legal value.
pub(crate) const PRACTICE: bool = true;

/// The practice authority, in this process.
pub(crate) struct Authority(Arc<PracticeAuthority>);

/// The root key that this build pins; nothing is opened for it.
pub(crate) fn root() -> Result<PublicKey, CommandError> {
    practice::root().map_err(|_| CommandError::of(ErrorCode::Failed))
}

impl Authority {
    /// Opens it in the folder that all profiles share.
    pub(crate) fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, CommandError> {
        let opened = practice::open(folder, clock, Arc::new(SystemRandom));
        opened
            .map(|authority| Self(Arc::new(authority)))
            .map_err(|error| {
                tracing::error!(kind = error.kind(), "the practice authority did not open");
                CommandError::of(ErrorCode::AuthorityFailed)
            })
    }

    /// As a wallet sees it.
    pub(crate) fn api(&self) -> Arc<dyn AuthorityApi> {
        self.0.clone()
    }

    /// The authority itself, for its desk.
    pub(crate) fn practice(&self) -> &PracticeAuthority {
        &self.0
    }

    /// The people to try the app with.
    pub(crate) fn personas(&self) -> Result<Vec<PersonaView>, CommandError> {
        let personas = self
            .0
            .personas()
            .map_err(|_| CommandError::of(ErrorCode::AuthorityFailed))?;
        Ok(personas.into_iter().map(PersonaView::from).collect())
    }

    /// The text messages to a phone, newest first.
    pub(crate) fn messages(&self, phone: &PhoneNumber) -> Result<Vec<SmsView>, CommandError> {
        let messages = self
            .0
            .messages(phone)
            .map_err(|_| CommandError::of(ErrorCode::AuthorityFailed))?;
        Ok(messages
            .into_iter()
            .map(|message| SmsView::new(message, phone))
            .collect())
    }
}
