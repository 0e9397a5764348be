use chrono::{DateTime, Utc};
use dinhdanh_credential::office::{DeskId, MOST_SIGHTED, Sighted, Sightings};
use dinhdanh_crypto::random::Random;
use dinhdanh_stream::{Cargo, FramePace};
use dinhdanh_vault::OfficeSighting;

use super::Member;
use crate::check::officer;
use crate::paper::{FrameCode, frames_of};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// As many as an animated code carries.
const MOST_IN_A_CODE: usize = 3_000;

/// What this desk tells the others, as an animated code.
#[derive(Clone)]
pub struct SightingsCode {
    /// The codes of one round of the animation.
    pub frames: Vec<FrameCode>,
    /// How they follow each other.
    pub pace: FramePace,
    /// So many sightings are in it, the newest.
    pub told: usize,
    /// Of so many that there are.
    pub of: usize,
}

impl Wallet {
    /// What this desk and those that it has heard of have seen, sealed for the office, as a file for the next desk.
    pub fn export_sightings(&self) -> Result<Vec<u8>, WalletError> {
        Ok(self.sealed_sightings(MOST_SIGHTED)?.bytes)
    }

    /// The same as an animated code, for the next desk's camera: the newest 3,000.
    pub fn sightings_code(&self, pace: FramePace) -> Result<SightingsCode, WalletError> {
        let sealed = self.sealed_sightings(MOST_IN_A_CODE)?;
        Ok(SightingsCode {
            frames: frames_of(Cargo::Sightings, &sealed.bytes, pace)?,
            pace,
            told: sealed.told,
            of: sealed.of,
        })
    }

    fn sealed_sightings(&self, most: usize) -> Result<Sealed, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.vault.write(|w| w.forget_office_sightings(now))?;
        open.sealed_sightings(most, now, self.random.as_ref())
    }
}

struct Sealed {
    bytes: Vec<u8>,
    told: usize,
    of: usize,
}

impl Open {
    fn sealed_sightings(
        &self,
        most: usize,
        now: DateTime<Utc>,
        random: &dyn Random,
    ) -> Result<Sealed, WalletError> {
        let Member { key, desk } = self.member()?;
        let kept = self.vault.read(|r| r.office_sightings())?;
        let sightings = Sightings {
            made_at: now,
            by: desk,
            sighted: kept.iter().take(most).map(sighted).collect(),
        };
        Ok(Sealed {
            bytes: sightings.seal(&key, random)?,
            told: sightings.sighted.len(),
            of: kept.len(),
        })
    }
}

fn sighted(kept: &OfficeSighting) -> Sighted {
    Sighted {
        tag: kept.tag,
        desk: DeskId(kept.desk),
        seen_at: kept.seen_at,
        keep_until: kept.expires_at,
    }
}

/// Without what is in it.
impl std::fmt::Debug for SightingsCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SightingsCode({} frames, {} of {})",
            self.frames.len(),
            self.told,
            self.of
        )
    }
}
