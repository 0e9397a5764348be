//! "Nhóm bàn": the desks of one office tell each other which codes they have seen, so that a code shown at one is known
//! at the next.
//!
//! An office is 32 random bytes that its desks share, [`OfficeKey`]; they come to a desk by an [`Invitation`], behind eight
//! digits that are told beside it. What the desks tell are [`Sightings`], by file or by an animated code: of a code only a
//! tag that nobody makes without the office's key, sealed under that key. So what is nobody's in the office is refused, and
//! what is lost on the way tells its finder nothing.

mod invitation;
mod key;
mod sightings;

pub use invitation::{Digits, INVITATION_PREFIX, Invitation};
pub use key::{DeskId, OfficeKey, Tag};
pub use sightings::{KEPT_FOR, MOST_BYTES, MOST_SIGHTED, Sighted, Sightings};

use chrono::{DateTime, TimeDelta, Utc};

/// How far the clocks of two desks may disagree.
const CLOCKS_APART: TimeDelta = TimeDelta::minutes(10);

/// Why what another desk made was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    /// It is none, torn or altered.
    #[error("not made by a desk, or torn")]
    Malformed,
    /// Another office's.
    #[error("of another office")]
    OtherOffice,
    /// More than a day old.
    #[error("more than a day old")]
    Old,
    /// Made later than this desk's clock says it is.
    #[error("made later than this clock says")]
    Ahead,
    /// The digits are not those that were told beside the invitation.
    #[error("not the invitation's digits")]
    WrongDigits,
    /// A moment in it cannot be written, or there is too much of it.
    #[error("out of range")]
    OutOfRange,
}

/// Refused where something made then is of no use now.
fn in_time(made_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), OfficeError> {
    if made_at > now + CLOCKS_APART {
        Err(OfficeError::Ahead)
    } else if made_at < now - KEPT_FOR {
        Err(OfficeError::Old)
    } else {
        Ok(())
    }
}
