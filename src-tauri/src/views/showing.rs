use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dinhdanh_wallet::{ChallengeFrame, FrameCode, FramePace, PaperShowing, Presentation};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::{HintView, SeenView};
use super::millis;
use super::paper_kind::{PaperFormatView, PurposeView};

/// What is to be shown of a paper.
#[derive(Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperShowingView {
    id: u64,
    format: PaperFormatView,
    /// A list as a whole by its name, one entry of it by its place there: `visits.2`.
    fields: Vec<String>,
    /// The edition that was chosen from.
    edition: String,
    purpose: Option<PurposeView>,
    /// To whom, for the sharing log alone.
    to: Option<String>,
    pace: PaceView,
}

/// How an animated code moves.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaceView {
    Brisk,
    Calm,
}

/// What is shown of a paper, from now on.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PresentationView {
    /// Of one round; empty where it is too long for an animated code.
    frames: Vec<FrameCodeView>,
    pace: PaceView,
    /// Frames a second.
    per_second: u32,
    remaining_ms: u64,
    /// For the clipboard.
    text: String,
}

/// One code of the animation.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FrameCodeView {
    /// Modules a side, without the quiet zone.
    side: usize,
    /// Base64 of the modules, row by row without gaps, eight in a byte from its highest bit on, dark = 1.
    modules: String,
}

/// What one picture gave that was looked at for an officer's challenge.
#[derive(Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChallengeFrameView {
    /// Its text.
    challenge: Option<String>,
    /// A code was read that is none.
    other: bool,
    /// What would help, if nothing was read.
    hint: Option<HintView>,
    /// Where the camera sees a code, read or not.
    seen: Option<SeenView>,
}

impl From<ChallengeFrame> for ChallengeFrameView {
    fn from(frame: ChallengeFrame) -> Self {
        Self {
            challenge: frame.challenge,
            other: frame.other,
            hint: frame.hint.map(HintView::from),
            seen: frame.seen.and_then(SeenView::of),
        }
    }
}

impl From<PaperShowingView> for PaperShowing {
    fn from(showing: PaperShowingView) -> Self {
        Self {
            id: showing.id,
            format: showing.format.into(),
            fields: showing.fields,
            purpose: showing.purpose.map(Into::into),
            to: showing.to,
            edition: Some(showing.edition),
            challenge: None,
            pace: showing.pace.into(),
        }
    }
}

impl From<PaceView> for FramePace {
    fn from(pace: PaceView) -> Self {
        match pace {
            PaceView::Brisk => Self::Brisk,
            PaceView::Calm => Self::Calm,
        }
    }
}

impl From<FramePace> for PaceView {
    fn from(pace: FramePace) -> Self {
        match pace {
            FramePace::Brisk => Self::Brisk,
            FramePace::Calm => Self::Calm,
        }
    }
}

impl From<&FrameCode> for FrameCodeView {
    fn from(code: &FrameCode) -> Self {
        Self {
            side: code.side,
            modules: STANDARD.encode(&code.modules),
        }
    }
}

impl PresentationView {
    /// With what is left of its life.
    pub(crate) fn of(presentation: &Presentation, left: Duration) -> Self {
        Self {
            frames: presentation.frames.iter().map(FrameCodeView::from).collect(),
            pace: presentation.pace.into(),
            per_second: presentation.pace.per_second(),
            remaining_ms: millis(left),
            text: presentation.text.clone(),
        }
    }
}
