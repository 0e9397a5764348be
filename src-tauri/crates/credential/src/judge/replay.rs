use chrono::{DateTime, Utc};

/// Whether a code was met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// Never before; it is remembered from now on.
    First,
    /// Before, at this moment.
    Again(DateTime<Utc>),
}

/// What a verifier remembers of the codes it has met, on disk, until `exp` and the tolerance are past.
pub trait ReplayMemory {
    /// Why it could not remember.
    type Error;

    /// Looks a code up and remembers it in one step, durably before it returns: of two verifiers that share a
    /// memory and meet one code at once, one gets [`Sighting::First`].
    ///
    /// `keep_until` is when the code is worthless anyway.
    fn remember(
        &mut self,
        code_id: &[u8; 16],
        keep_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Sighting, Self::Error>;
}
