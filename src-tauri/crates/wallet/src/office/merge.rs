use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dinhdanh_credential::office::{INVITATION_PREFIX, Invitation, OfficeError, Sighted, Sightings};
use dinhdanh_qr::{Hint, Reading};
use dinhdanh_stream::Collected;
use dinhdanh_vault::OfficeSighting;

use crate::check::officer;
use crate::paper::Gathering;
use crate::pictures::{SeenCorners, Wanted};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// What came of another desk's sightings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// When the other desk put them together.
    pub made_at: DateTime<Utc>,
    /// They are this desk's own, come back.
    pub own: bool,
    /// Sightings of other desks in them.
    pub told: usize,
    /// So many of these were not known here.
    pub new: usize,
    /// Codes among them that were seen here too.
    pub twice: usize,
}

/// What another desk has handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeTaken {
    /// What it has seen, which is known here from now on.
    Merged(Merged),
    /// The text of an invitation, which wants its digits.
    Invitation(String),
}

/// What one frame of the camera gave that looks at another desk's screen.
#[derive(Debug, Clone)]
pub struct OfficeFrame {
    /// What the other desk has handed over, once it is there.
    pub taken: Option<OfficeTaken>,
    /// How far the frames of an animated code have come, while they do.
    pub gathering: Option<Gathering>,
    /// A code was read that no desk shows to another.
    pub other: bool,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
}

impl Wallet {
    /// Takes a file of another desk: its sightings, or an invitation. All of it, or nothing.
    ///
    /// Fails with [`WalletError::Office`] saying what is wrong with it, and with [`WalletError::NoOffice`] where this desk
    /// is of none.
    pub fn take_office_file(&self, file: &[u8]) -> Result<OfficeTaken, WalletError> {
        let now = self.now();
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        if file.starts_with(INVITATION_PREFIX.as_bytes()) {
            let text = std::str::from_utf8(file).map_err(|_| OfficeError::Malformed)?;
            return invitation(text);
        }
        Ok(OfficeTaken::Merged(open.merge(file, now)?))
    }

    /// Looks at another desk's screen in one frame of the camera: 8-bit grey, row by row; as
    /// [`check_frame`](Wallet::check_frame).
    pub fn office_in_frame(
        &self,
        width: usize,
        height: usize,
        gray: &[u8],
    ) -> Result<OfficeFrame, WalletError> {
        officer(self.inner().opened()?)?;
        let (Reading { texts, hint, .. }, seen) = self.read_frame(Wanted::Office, width, height, gray)?;
        let now = self.now();
        let mut frame = OfficeFrame {
            taken: None,
            gathering: None,
            other: false,
            hint: texts.is_empty().then_some(hint),
            seen,
        };
        let mut inner = self.inner();
        let open = inner.opened()?;
        // The authority may have spoken while the picture was looked at.
        officer(open)?;
        for found in &texts {
            if found.text.starts_with(INVITATION_PREFIX) {
                frame.taken = Some(invitation(&found.text)?);
                return Ok(frame);
            }
            match open.gathering.offer(&found.text) {
                Collected::Nothing => {}
                Collected::Gathering { have, need } => frame.gathering = Some(Gathering { have, need }),
                Collected::Whole(message) => {
                    frame.taken = Some(OfficeTaken::Merged(open.merge(&message, now)?));
                    return Ok(frame);
                }
            }
        }
        frame.other = frame.gathering.is_none() && !texts.is_empty();
        Ok(frame)
    }
}

fn invitation(text: &str) -> Result<OfficeTaken, WalletError> {
    let invitation = Invitation::read(text).ok_or(OfficeError::Malformed)?;
    Ok(OfficeTaken::Invitation(invitation.text()))
}

impl Open {
    /// Takes what another desk has sealed, in one transaction. What this desk has seen is its own to say: nobody else's
    /// word changes it.
    fn merge(&self, sealed: &[u8], now: DateTime<Utc>) -> Result<Merged, WalletError> {
        let member = self.member()?;
        let told = Sightings::open(sealed, &member.key, now)?;
        let here = member.desk;
        self.vault.write(|w| {
            w.forget_office_sightings(now)?;
            let mut twice = BTreeSet::new();
            let mut merged = Merged {
                made_at: told.made_at,
                own: told.by == here,
                told: 0,
                new: 0,
                twice: 0,
            };
            for seen in told.sighted.iter().filter(|seen| seen.desk != here) {
                merged.told += 1;
                let new = w.add_office_sighting(&kept(seen))?;
                merged.new += usize::from(new);
                if w.seen_by_desk(&seen.tag, &here.0)? {
                    twice.insert(seen.tag);
                }
            }
            merged.twice = twice.len();
            if !merged.own {
                w.office_merged_at(told.made_at.min(now))?;
            }
            Ok(merged)
        })
    }
}

fn kept(seen: &Sighted) -> OfficeSighting {
    OfficeSighting {
        tag: seen.tag,
        desk: seen.desk.0,
        seen_at: seen.seen_at,
        expires_at: seen.keep_until,
    }
}
