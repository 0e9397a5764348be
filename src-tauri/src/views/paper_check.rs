use dinhdanh_paper::{PaperVerdict, Proof};
use dinhdanh_wallet::{Gathering, PaperChecked};
use serde::Serialize;
use ts_rs::TS;

use super::check::{VerdictCode, WordView};
use super::paper_field::PaperFieldView;
use super::paper_kind::{PaperColumnView, PaperFormatView, PaperKindView};

/// How much of an animated code is there.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct GatheringView {
    have: usize,
    /// At least.
    need: usize,
}

/// What was found of a paper, with what is told beside it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaperCheckedView {
    word: WordView,
    code: PaperVerdictCode,
    practice: bool,
    authority: Option<String>,
    /// Whether the fields are proven, and shown by their holder.
    verified: bool,
    /// Whether the authority issued them so, and nobody has proved to hold them.
    as_issued: bool,
    kind: Option<PaperKindView>,
    format: Option<PaperFormatView>,
    fields: Vec<PaperFieldView>,
    /// What was asked for and not shown.
    missing: Vec<PaperColumnView>,
    /// It is none of the papers that are shown for what was asked.
    other_kind: bool,
    /// Whether it is the person whose identification code was genuine just before; null where that is not known.
    same_person: Option<bool>,
    /// Whether it answers the challenge that was asked for; null where none was.
    answered: Option<bool>,
    /// Milliseconds since 1970, as the next two.
    issued_at: Option<i64>,
    /// Null of a copy, which nobody presents.
    made_at: Option<i64>,
    seen_before_at: Option<i64>,
    /// That was at another desk of the office.
    seen_elsewhere: bool,
    /// Negative where this computer's clock is behind the trust data; none where there are none.
    trust_age_ms: Option<i64>,
}

/// The verdict codes of papers: those of the identification code, and two more.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(untagged)]
pub(crate) enum PaperVerdictCode {
    Code(VerdictCode),
    Paper(PaperOnlyCode),
}

/// What is found of papers alone.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaperOnlyCode {
    /// Past its last day.
    PaperExpired,
    /// As it was issued; nobody has proved to hold it.
    PrintedCopy,
}

impl From<Gathering> for GatheringView {
    fn from(Gathering { have, need }: Gathering) -> Self {
        Self { have, need }
    }
}

impl From<PaperVerdict> for PaperVerdictCode {
    fn from(verdict: PaperVerdict) -> Self {
        match verdict {
            PaperVerdict::Code(code) => Self::Code(code.into()),
            PaperVerdict::PaperExpired => Self::Paper(PaperOnlyCode::PaperExpired),
            PaperVerdict::PrintedCopy => Self::Paper(PaperOnlyCode::PrintedCopy),
        }
    }
}

impl From<PaperChecked> for PaperCheckedView {
    fn from(checked: PaperChecked) -> Self {
        let judgement = checked.judgement;
        let shown = judgement.shown.as_ref();
        let missing = |shown: &dinhdanh_paper::Shown| {
            let column = |field: &String| PaperColumnView::find(shown.kind, field);
            checked.asked_missing.iter().filter_map(column).collect()
        };
        Self {
            word: judgement.word.into(),
            code: judgement.verdict.into(),
            practice: judgement.issuer.as_ref().is_some_and(|issuer| issuer.practice),
            verified: shown.is_some_and(|shown| shown.proof.is_held()),
            as_issued: shown.is_some_and(|shown| shown.proof == Proof::Issued),
            kind: shown.map(|shown| shown.kind.into()),
            format: shown.map(|shown| shown.format.into()),
            fields: shown.map_or_else(Vec::new, |shown| PaperFieldView::all(shown.kind, &shown.content)),
            missing: shown.map_or_else(Vec::new, missing),
            other_kind: checked.other_kind,
            same_person: checked.same_person,
            answered: checked.answered,
            issued_at: shown.map(|shown| shown.issued_at.timestamp_millis()),
            made_at: shown.and_then(|shown| Some(shown.made_at?.timestamp_millis())),
            seen_before_at: judgement.seen_before_at.map(|at| at.timestamp_millis()),
            seen_elsewhere: checked.seen_elsewhere,
            trust_age_ms: checked.trust_age.map(|age| age.num_milliseconds()),
            authority: judgement.issuer.map(|issuer| issuer.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_of_papers_alone_is_spelt_as_the_judge_spells_it() {
        for verdict in [PaperVerdict::PaperExpired, PaperVerdict::PrintedCopy] {
            let sent = serde_json::to_value(PaperVerdictCode::from(verdict)).unwrap();
            assert_eq!(sent, verdict.code());
        }
    }
}
