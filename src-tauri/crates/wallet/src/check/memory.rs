use chrono::{DateTime, Utc};
use dinhdanh_credential::{ReplayMemory, Sighting};
use dinhdanh_vault::{OfficeSighting, Remembered, Vault, VaultError, Writing};

use crate::office::Member;

/// The vault as the verifier's memory: an HMAC of the `cti`, durable before the verdict shows. Where this desk is of an
/// office, it is also what the other desks have told.
pub(crate) struct VaultMemory<'v> {
    vault: &'v Vault,
    /// What was to be remembered, once it came to that.
    pub(crate) met: Option<[u8; 16]>,
    /// It was seen at another desk, and here not before that.
    pub(crate) elsewhere: bool,
}

impl<'v> VaultMemory<'v> {
    pub(crate) const fn of(vault: &'v Vault) -> Self {
        Self {
            vault,
            met: None,
            elsewhere: false,
        }
    }

    const fn again_elsewhere(&mut self, at: DateTime<Utc>) -> Sighting {
        self.elsewhere = true;
        Sighting::Again(at)
    }
}

/// Keeps for the office that this desk has seen the code, and says when another did.
fn told_to_office(
    w: &Writing<'_>,
    code_id: &[u8; 16],
    keep_until: DateTime<Utc>,
    here: Remembered,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, VaultError> {
    let Some(office) = w.office()? else {
        return Ok(None);
    };
    let Member { key, desk } = Member::of(office);
    let tag = key.tag(code_id, keep_until);
    w.forget_office_sightings(now)?;
    w.add_office_sighting(&OfficeSighting {
        tag,
        desk: desk.0,
        seen_at: match here {
            Remembered::FirstTime => now,
            Remembered::SeenAt(at) => at,
        },
        expires_at: keep_until,
    })?;
    w.seen_elsewhere(&tag, &desk.0)
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
        let (here, elsewhere) = self.vault.write(|w| {
            let here = w.remember_code(code_id, keep_until, now)?;
            Ok::<_, VaultError>((here, told_to_office(w, code_id, keep_until, here, now)?))
        })?;
        Ok(match (here, elsewhere) {
            (Remembered::SeenAt(here), Some(there)) if there < here => self.again_elsewhere(there),
            (Remembered::SeenAt(here), _) => Sighting::Again(here),
            (Remembered::FirstTime, Some(there)) => self.again_elsewhere(there),
            (Remembered::FirstTime, None) => Sighting::First,
        })
    }
}
