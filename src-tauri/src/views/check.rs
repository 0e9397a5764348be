use dinhdanh_credential::{Reading, Verdict, Word};
use dinhdanh_crypto::hex;
use dinhdanh_wallet::{
    Foreign, Frame, Hint, MAX_FILE_BYTES, NotReady, Readiness, SeenCorners, ShownChallenge, ShownVerdict,
};
use serde::Serialize;
use ts_rs::TS;

use super::code::CodeViewKind;
use super::millis;
use super::paper_check::{GatheringView, PaperCheckedView};
use super::picture::stranger_portrait_address;
use super::receipt::ReceiptReadView;

/// Whether this account may check, and how old what it checks by is.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CheckReadyView {
    ready: bool,
    reason: Option<NotReadyView>,
    /// Negative where this computer's clock is behind the trust data; none where there are none.
    trust_age_ms: Option<i64>,
    /// Until when they are fresh; 0 where they are not.
    trust_next_update_in_ms: u64,
    trust_stale: bool,
    /// What a picture file may weigh, bytes: a heavier one need not be sent.
    largest_file: usize,
}

/// "Mã hỏi một lần".
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChallengeView {
    /// To be copied.
    text: String,
    /// Black on white, quiet zone included, sized by its viewBox.
    svg: String,
    remaining_ms: u64,
    life_ms: u64,
}

/// Why an account may not check.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NotReadyView {
    LevelTooLow,
    Suspended,
    Revoked,
    /// This device is no longer bound to the account.
    DeviceUnbound,
}

/// What one picture gave.
#[derive(Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FrameView {
    verdict: Option<VerdictView>,
    /// What would help, if nothing was read.
    hint: Option<HintView>,
    /// Where the camera sees a code, read or not.
    seen: Option<SeenView>,
    /// The code is the one judged last, still held out.
    same_as_before: bool,
    /// A paper, where it was one.
    paper: Option<PaperCheckedView>,
    /// A check's receipt, where it was one: it says nothing of who stands there.
    receipt: Option<ReceiptReadView>,
    /// How much of a paper's animated code is there, while it is gathered.
    gathering: Option<GatheringView>,
}

/// What would help.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HintView {
    Closer,
    Straighter,
    WipeScreen,
    Brighter,
    HoldStill,
    Nothing,
}

/// Where a code is seen: its corners – upper left, upper right, lower right, lower left of the code, however it is
/// turned –, each as its distance from the left and from the top in widths and heights of the frame.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SeenView([(f64, f64); 4]);

/// A verdict with what is told beside it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerdictView {
    word: WordView,
    code: VerdictCode,
    /// The row of the table in src-tauri/crates/credential/README.md that decided; none where every row passed.
    check: Option<u8>,
    practice: bool,
    authority: Option<String>,
    /// Whether the values in `read` are proven.
    verified: bool,
    read: Option<ReadView>,
    /// Milliseconds since 1970.
    seen_before_at: Option<i64>,
    /// That was at another desk of the office.
    seen_elsewhere: bool,
    /// Negative where this computer's clock is behind the trust data; none where there are none.
    trust_age_ms: Option<i64>,
    /// With fractions.
    judged_in_ms: f64,
    code_expires_in_ms: Option<u64>,
    /// Whether it answers the challenge that was asked for; null where none was.
    answered: Option<bool>,
    foreign: Option<ForeignView>,
}

/// The four words.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordView {
    Genuine,
    Fake,
    Withdrawn,
    Unverified,
}

/// The verdict codes of src-tauri/crates/credential/README.md.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerdictCode {
    CardQr,
    NotIdentificationQr,
    Malformed,
    UnknownIssuer,
    BadIssuerSignature,
    BadHolderSignature,
    LevelTooLow,
    BadLifetime,
    NotYetValid,
    Expired,
    WrongAudience,
    Replayed,
    Revoked,
    Suspended,
    StaleTrust,
    GenuinePractice,
    Genuine,
}

/// The values of a code.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReadView {
    full_name: Option<String>,
    number: Option<String>,
    /// yyyy-mm-dd as the code says it; the calendar is not checked.
    birth_date: Option<String>,
    level: Option<u8>,
    /// A `data:` address.
    portrait: Option<String>,
    /// The first bytes of the portrait's SHA-256, in hexadecimal.
    portrait_hash: Option<String>,
    view: Option<CodeViewKind>,
}

/// What a text seems to be that is no identification code.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ForeignView {
    CardQr,
    MinistryCode,
    Link,
    Payment,
    Challenge,
    Office,
    Text,
    Other,
}

impl From<Readiness> for CheckReadyView {
    fn from(readiness: Readiness) -> Self {
        Self {
            ready: readiness.reason.is_none(),
            reason: readiness.reason.map(|reason| match reason {
                NotReady::LevelTooLow => NotReadyView::LevelTooLow,
                NotReady::Suspended => NotReadyView::Suspended,
                NotReady::Revoked => NotReadyView::Revoked,
                NotReady::DeviceUnbound => NotReadyView::DeviceUnbound,
            }),
            trust_age_ms: readiness.trust_age.map(|age| age.num_milliseconds()),
            trust_next_update_in_ms: readiness.next_update_in.map(millis).unwrap_or_default(),
            trust_stale: readiness.trust_stale,
            largest_file: MAX_FILE_BYTES,
        }
    }
}

impl From<ShownChallenge> for ChallengeView {
    fn from(challenge: ShownChallenge) -> Self {
        Self {
            text: challenge.text,
            svg: challenge.svg,
            remaining_ms: millis(challenge.life),
            life_ms: millis(challenge.life),
        }
    }
}

impl From<Frame> for FrameView {
    fn from(frame: Frame) -> Self {
        Self {
            verdict: frame.verdict.map(VerdictView::from),
            hint: frame.hint.map(HintView::from),
            seen: frame.seen.and_then(SeenView::of),
            same_as_before: frame.same_as_before,
            paper: frame.paper.map(|checked| (*checked).into()),
            receipt: frame.receipt.map(|read| (*read).into()),
            gathering: frame.gathering.map(GatheringView::from),
        }
    }
}

impl From<Hint> for HintView {
    fn from(hint: Hint) -> Self {
        match hint {
            Hint::Closer => Self::Closer,
            Hint::Straighter => Self::Straighter,
            Hint::WipeScreen => Self::WipeScreen,
            Hint::Brighter => Self::Brighter,
            Hint::HoldStill => Self::HoldStill,
            Hint::Nothing => Self::Nothing,
        }
    }
}

impl SeenView {
    /// None where a corner lies nowhere: JSON has no word for that.
    pub(crate) fn of(corners: SeenCorners) -> Option<Self> {
        let somewhere = corners.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        somewhere.then_some(Self(corners))
    }
}

impl From<ShownVerdict> for VerdictView {
    fn from(shown: ShownVerdict) -> Self {
        let judgement = shown.judgement;
        Self {
            word: judgement.word.into(),
            code: judgement.verdict.into(),
            check: judgement.verdict.check(),
            practice: judgement.issuer.as_ref().is_some_and(|issuer| issuer.practice),
            authority: judgement.issuer.map(|issuer| issuer.name),
            verified: matches!(judgement.reading, Some(Reading::Proven(_))),
            read: judgement.reading.as_ref().map(ReadView::from),
            seen_before_at: judgement.seen_before_at.map(|at| at.timestamp_millis()),
            seen_elsewhere: shown.seen_elsewhere,
            trust_age_ms: shown.trust_age.map(|age| age.num_milliseconds()),
            judged_in_ms: shown.judged_in.as_secs_f64() * 1000.0,
            code_expires_in_ms: shown.code_expires_in.map(millis),
            answered: shown.answered,
            foreign: shown.foreign.map(ForeignView::from),
        }
    }
}

impl From<Word> for WordView {
    fn from(word: Word) -> Self {
        match word {
            Word::Genuine => Self::Genuine,
            Word::Fake => Self::Fake,
            Word::Withdrawn => Self::Withdrawn,
            Word::Unverified => Self::Unverified,
        }
    }
}

impl From<Verdict> for VerdictCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::CardQr => Self::CardQr,
            Verdict::NotIdentificationQr => Self::NotIdentificationQr,
            Verdict::Malformed => Self::Malformed,
            Verdict::UnknownIssuer => Self::UnknownIssuer,
            Verdict::BadIssuerSignature => Self::BadIssuerSignature,
            Verdict::BadHolderSignature => Self::BadHolderSignature,
            Verdict::LevelTooLow => Self::LevelTooLow,
            Verdict::BadLifetime => Self::BadLifetime,
            Verdict::NotYetValid => Self::NotYetValid,
            Verdict::Expired => Self::Expired,
            Verdict::WrongAudience => Self::WrongAudience,
            Verdict::Replayed => Self::Replayed,
            Verdict::Revoked => Self::Revoked,
            Verdict::Suspended => Self::Suspended,
            Verdict::StaleTrust => Self::StaleTrust,
            Verdict::GenuinePractice => Self::GenuinePractice,
            Verdict::Genuine => Self::Genuine,
        }
    }
}

impl From<&Reading> for ReadView {
    fn from(reading: &Reading) -> Self {
        let (person, _) = reading.person();
        // The authority's three views differ in what they hold, and nothing in a code names its view.
        let view = match (&person.portrait, &person.number) {
            (Some(_), _) => CodeViewKind::C,
            (None, Some(_)) => CodeViewKind::B,
            (None, None) => CodeViewKind::A,
        };
        Self {
            full_name: person.full_name.clone(),
            number: person.number.clone(),
            birth_date: person.birth.map(|birth| {
                let (year, month, day) = (birth / 10_000, birth / 100 % 100, birth % 100);
                format!("{year:04}-{month:02}-{day:02}")
            }),
            level: Some(person.level),
            portrait: person.portrait.as_deref().and_then(stranger_portrait_address),
            portrait_hash: person.portrait_hash.as_deref().map(hex::encode),
            view: Some(view),
        }
    }
}

impl From<Foreign> for ForeignView {
    fn from(foreign: Foreign) -> Self {
        match foreign {
            Foreign::CardQr => Self::CardQr,
            Foreign::MinistryCode => Self::MinistryCode,
            Foreign::Link => Self::Link,
            Foreign::Payment => Self::Payment,
            Foreign::Challenge => Self::Challenge,
            Foreign::Office => Self::Office,
            Foreign::Text => Self::Text,
            Foreign::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdict_codes_are_spelt_as_the_judge_spells_them() {
        for verdict in Verdict::ALL {
            let sent = serde_json::to_value(VerdictCode::from(verdict)).unwrap();
            assert_eq!(sent, verdict.code());
        }
    }
}

/// What was dropped on the window at once.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct DroppedView {
    /// Names it.
    batch: u32,
    /// What its files are called that wait to be judged, in their order.
    names: Vec<String>,
}

impl From<(u32, Vec<String>)> for DroppedView {
    fn from((batch, names): (u32, Vec<String>)) -> Self {
        Self { batch, names }
    }
}
