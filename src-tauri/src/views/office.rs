use dinhdanh_credential::office::Digits;
use dinhdanh_wallet::{
    Merged, OfficeFrame, OfficeInvitation, OfficeStanding, OfficeTaken, SeenTwice, SightingsCode,
};
use serde::{Serialize, Serializer};
use ts_rs::TS;

use super::check::{HintView, SeenView};
use super::paper_check::GatheringView;
use super::showing::{FrameCodeView, PaceView};

/// "Nhóm bàn": the office that this desk is of, and what its desks have told in the last day. Moments in milliseconds
/// since 1970.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfficeView {
    /// As two people read it to each other: `3F2A-91C0`.
    name: String,
    joined_at: i64,
    /// When the newest was made that another desk has told; none before the first.
    merged_at: Option<i64>,
    /// Codes that this desk has seen.
    own: u64,
    /// Sightings of the other desks.
    others: u64,
    /// The other desks that were heard of.
    desks: u64,
    /// Codes that were seen here and at another desk.
    twice: u64,
    /// When they were, the newest first; 20 at most.
    seen_twice: Vec<SeenTwiceView>,
}

/// A code that was seen here and at another desk, milliseconds since 1970.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SeenTwiceView {
    here: i64,
    elsewhere: i64,
}

/// An invitation into the office.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct OfficeInvitationView {
    /// For a file.
    text: String,
    /// Black on white, quiet zone included, sized by its viewBox.
    svg: String,
    /// Eight, told beside it.
    #[ts(type = "string")]
    digits: ShownDigits,
}

/// The digits on their way to the screen.
struct ShownDigits(Digits);

impl Serialize for ShownDigits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The screen is what they are drawn for.
        serializer.serialize_str(self.0.expose())
    }
}

/// What this desk tells the others, as an animated code.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SightingsCodeView {
    /// Of one round.
    frames: Vec<FrameCodeView>,
    pace: PaceView,
    /// Frames a second.
    per_second: u32,
    /// So many sightings are in it, the newest.
    told: usize,
    /// Of so many that there are.
    of: usize,
}

/// What another desk has handed over: one of the two.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfficeTakenView {
    merged: Option<MergedView>,
    /// The text of an invitation, which wants its digits.
    invitation: Option<String>,
}

/// What came of another desk's sightings.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MergedView {
    /// Milliseconds since 1970.
    made_at: i64,
    /// They are this desk's own, come back.
    own: bool,
    told: usize,
    /// Not known here before.
    new: usize,
    /// Codes among them that were seen here too.
    twice: usize,
}

/// What one picture gave that was looked at for another desk's screen.
#[derive(Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfficeFrameView {
    taken: Option<OfficeTakenView>,
    gathering: Option<GatheringView>,
    /// A code was read that no desk shows to another.
    other: bool,
    /// What would help, if nothing was read.
    hint: Option<HintView>,
    /// Where the camera sees a code, read or not.
    seen: Option<SeenView>,
}

impl From<OfficeStanding> for OfficeView {
    fn from(office: OfficeStanding) -> Self {
        Self {
            name: office.name,
            joined_at: office.joined_at.timestamp_millis(),
            merged_at: office.merged_at.map(|at| at.timestamp_millis()),
            own: office.count.own,
            others: office.count.others,
            desks: office.count.desks,
            twice: office.count.twice,
            seen_twice: office.twice.into_iter().map(SeenTwiceView::from).collect(),
        }
    }
}

impl From<SeenTwice> for SeenTwiceView {
    fn from(seen: SeenTwice) -> Self {
        Self {
            here: seen.here.timestamp_millis(),
            elsewhere: seen.elsewhere.timestamp_millis(),
        }
    }
}

impl From<OfficeInvitation> for OfficeInvitationView {
    fn from(invitation: OfficeInvitation) -> Self {
        Self {
            text: invitation.text,
            svg: invitation.svg,
            digits: ShownDigits(invitation.digits),
        }
    }
}

impl From<SightingsCode> for SightingsCodeView {
    fn from(code: SightingsCode) -> Self {
        Self {
            frames: code.frames.iter().map(FrameCodeView::from).collect(),
            pace: code.pace.into(),
            per_second: code.pace.per_second(),
            told: code.told,
            of: code.of,
        }
    }
}

impl From<OfficeTaken> for OfficeTakenView {
    fn from(taken: OfficeTaken) -> Self {
        match taken {
            OfficeTaken::Merged(merged) => Self {
                merged: Some(merged.into()),
                invitation: None,
            },
            OfficeTaken::Invitation(text) => Self {
                merged: None,
                invitation: Some(text),
            },
        }
    }
}

impl From<Merged> for MergedView {
    fn from(merged: Merged) -> Self {
        Self {
            made_at: merged.made_at.timestamp_millis(),
            own: merged.own,
            told: merged.told,
            new: merged.new,
            twice: merged.twice,
        }
    }
}

impl From<OfficeFrame> for OfficeFrameView {
    fn from(frame: OfficeFrame) -> Self {
        Self {
            taken: frame.taken.map(OfficeTakenView::from),
            gathering: frame.gathering.map(GatheringView::from),
            other: frame.other,
            hint: frame.hint.map(HintView::from),
            seen: frame.seen.and_then(SeenView::of),
        }
    }
}
