use std::time::Duration;

use chrono::{DateTime, Utc};
use dinhdanh_credential::receipt::{LONGEST_VALUE, MOST_PAPERS, Receipt, SeenField, SeenPaper, is_plain};
use dinhdanh_credential::{Verdict, Word};
use dinhdanh_paper::{PaperVerdict, Proof, Shown};
use serde_json::Value;

use super::CaseNote;
use super::words::without_numbers;
use crate::paper::written;

/// What is checked within so long of what came before belongs to the same person's case.
const GOES_ON_FOR: Duration = Duration::from_secs(10 * 60);

/// So long after the last of it a receipt can be made; then what was seen is let go.
const OPEN_FOR: Duration = Duration::from_secs(30 * 60);

/// More is not said of papers in one receipt, bytes: with the officer's credential and a note it fits into a code.
const MOST_BYTES: usize = 1_200;

/// What was found of one person at the desk: their code, and the papers after it.
#[derive(Clone)]
pub(crate) struct Case {
    /// When the verdict was given.
    checked_at: DateTime<Utc>,
    verdict: String,
    /// A code began it: the verdict is the one on that.
    of_code: bool,
    code_mark: Option<[u8; 16]>,
    /// The person's number, where it was shown: another's paper is of another case.
    whose: Option<String>,
    papers: Vec<Showing>,
    last: Duration,
}

/// A paper as it was shown last, with all that stands in it.
#[derive(Clone)]
struct Showing {
    paper: SeenPaper,
    at: DateTime<Utc>,
}

impl Case {
    /// An identification code was judged: with it another person's case begins.
    pub(crate) fn of_code(
        verdict: &str,
        code_mark: Option<[u8; 16]>,
        whose: Option<&str>,
        checked_at: DateTime<Utc>,
        monotonic: Duration,
    ) -> Self {
        Self {
            checked_at,
            verdict: verdict.to_owned(),
            of_code: true,
            code_mark,
            whose: whose.map(str::to_owned),
            papers: Vec::new(),
            last: monotonic,
        }
    }

    /// A paper was judged. Where nobody's case is going on, or another person's, it begins one of its own. Of a paper that
    /// was shown before the last showing counts; without a code the case has the verdict of what is worst of its papers.
    pub(crate) fn with_paper(
        case: Option<Self>,
        paper: SeenPaper,
        whose: Option<&str>,
        at: DateTime<Utc>,
        monotonic: Duration,
    ) -> Self {
        let going_on = case.and_then(|mut case| {
            let another = case
                .whose
                .as_deref()
                .zip(whose)
                .is_some_and(|(one, other)| one != other);
            let late = monotonic.saturating_sub(case.last) > GOES_ON_FOR;
            case.papers.retain(|seen| !is_same(&seen.paper, &paper));
            let bytes: usize = case.papers().chain([&paper]).map(length).sum();
            let has_room = case.papers.len() < MOST_PAPERS && bytes <= MOST_BYTES;
            (!another && !late && has_room).then_some(case)
        });
        let mut case = going_on.unwrap_or_else(|| Self {
            of_code: false,
            ..Self::of_code(&paper.verdict, None, whose, at, monotonic)
        });
        if case.whose.is_none() {
            case.whose = whose.map(str::to_owned);
        }
        case.papers.push(Showing { paper, at });
        case.last = monotonic;
        if !case.of_code
            && let Some(worst) = case.papers.iter().min_by_key(|seen| rank(&seen.paper.verdict))
        {
            case.verdict.clone_from(&worst.paper.verdict);
            case.checked_at = worst.at;
        }
        case
    }

    /// Nothing more is said of it.
    pub(crate) fn is_over(&self, monotonic: Duration) -> bool {
        monotonic.saturating_sub(self.last) > OPEN_FOR
    }

    /// The papers seen so far, each once.
    pub(crate) fn papers(&self) -> impl Iterator<Item = &SeenPaper> {
        self.papers.iter().map(|seen| &seen.paper)
    }

    /// The verdict on the code that it began with, or on what is worst of its papers.
    pub(crate) fn verdict(&self) -> &str {
        &self.verdict
    }

    /// When that verdict was given.
    pub(crate) const fn checked_at(&self) -> DateTime<Utc> {
        self.checked_at
    }

    /// What is signed at `signed_at`: what stands in fields only where it is proven and the person agreed.
    pub(crate) fn receipt(&self, note: CaseNote, signed_at: DateTime<Utc>) -> Receipt {
        let mut papers: Vec<_> = self.papers().cloned().collect();
        for paper in &mut papers {
            if !note.agreed || !is_proven(&paper.verdict) {
                for field in &mut paper.fields {
                    field.value = None;
                }
            }
        }
        Receipt {
            checked_at: self.checked_at,
            // A clock that was set back meanwhile does not make it signed before it was checked.
            signed_at: signed_at.max(self.checked_at),
            verdict: self.verdict.clone(),
            code_mark: self.code_mark,
            compared: note.compared,
            basis: note.basis,
            file_number: note.file_number,
            agreed: note.agreed,
            papers,
        }
    }
}

/// A verdict as a receipt names it: who stays unknown only because the trust data are old is not accused in it.
pub(crate) fn said(code: &'static str, word: Word) -> &'static str {
    if code == Verdict::UnknownIssuer.code() && word == Word::Unverified {
        Verdict::StaleTrust.code()
    } else {
        code
    }
}

/// What a receipt may say of a paper: which fields were seen, and what stands in them, citizens' numbers masked.
pub(crate) fn seen(shown: &Shown, verdict: &str) -> SeenPaper {
    let is_there = |value: &Value| match value {
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    };
    let claims: Vec<_> = shown.kind.metadata().fields().collect();
    let text_of = |name: &str, value: &Value| {
        let claim = claims.iter().find(|claim| claim.name() == name)?;
        let text = without_numbers(&written(claim.value, value)?);
        (is_plain(&text) && (1..=LONGEST_VALUE).contains(&text.len())).then_some(text)
    };
    let fields = shown.content.iter().filter(|(_, value)| is_there(value));
    let fields = fields.map(|(name, value)| SeenField {
        name: name.clone(),
        value: text_of(name, value),
    });
    SeenPaper {
        kind: shown.kind.name().to_owned(),
        verdict: verdict.to_owned(),
        fields: fields.collect(),
    }
}

/// Whether both may be showings of one paper: of one kind, and nothing that stands in both tells them apart.
fn is_same(one: &SeenPaper, other: &SeenPaper) -> bool {
    let differ = |field: &SeenField| {
        let mut others = other.fields.iter();
        let same_field = others.find(|another| another.name == field.name);
        let values = field
            .value
            .as_ref()
            .zip(same_field.and_then(|field| field.value.as_ref()));
        values.is_some_and(|(value, other)| value != other)
    };
    one.kind == other.kind && !one.fields.iter().any(differ)
}

/// Whether what stands in a paper is proven under such a verdict.
fn is_proven(verdict: &str) -> bool {
    PaperVerdict::of_code(verdict).is_some_and(|verdict| verdict.proof() != Proof::None)
}

/// The worse a verdict, the less.
fn rank(verdict: &str) -> u8 {
    match PaperVerdict::word_of_code(verdict) {
        Word::Fake => 0,
        Word::Withdrawn => 1,
        Word::Unverified => 2,
        Word::Genuine if verdict == Verdict::GenuinePractice.code() => 3,
        Word::Genuine => 4,
    }
}

/// About what a paper takes of a receipt that says nothing of what stands in its fields, bytes.
fn length(paper: &SeenPaper) -> usize {
    let fields = paper
        .fields
        .iter()
        .map(|field| field.name.len() + 2)
        .sum::<usize>();
    8 + paper.kind.len() + paper.verdict.len() + fields
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn field(name: &str) -> SeenField {
        SeenField {
            name: name.to_owned(),
            value: None,
        }
    }

    fn paper(kind: &str) -> SeenPaper {
        SeenPaper {
            kind: kind.to_owned(),
            verdict: "genuine".to_owned(),
            fields: vec![field("full_name")],
        }
    }

    #[test]
    fn a_paper_belongs_to_who_showed_a_code_before_it_and_for_ten_minutes() {
        let (at, second) = (DateTime::UNIX_EPOCH, Duration::from_secs(1));
        let code = Case::of_code("genuine", Some([1; 16]), None, at, Duration::ZERO);
        let with = Case::with_paper(Some(code.clone()), paper("residence"), None, at, GOES_ON_FOR);
        assert_eq!((with.papers().count(), with.code_mark), (1, Some([1; 16])));
        let late = Case::with_paper(Some(code), paper("tax"), None, at, GOES_ON_FOR + second);
        assert_eq!((late.papers().count(), late.code_mark), (1, None));
        let receipt = late.receipt(CaseNote::default(), at);
        assert_eq!(receipt.papers, [paper("tax")]);
    }

    #[test]
    fn another_persons_paper_is_not_put_to_whose_code_it_was() {
        let (at, soon) = (DateTime::UNIX_EPOCH, Duration::from_secs(60));
        let (an, binh) = (Some("001088000012"), Some("001190000034"));
        let code = Case::of_code("genuine", Some([1; 16]), an, at, Duration::ZERO);
        let own = Case::with_paper(Some(code.clone()), paper("residence"), an, at, soon);
        let unnamed = Case::with_paper(Some(own), paper("driving-licence"), None, at, soon);
        assert_eq!((unnamed.papers().count(), unnamed.code_mark), (2, Some([1; 16])));
        let others = Case::with_paper(Some(unnamed), paper("tax"), binh, at, soon);
        assert!(others.papers().eq([&paper("tax")]) && others.code_mark.is_none());
        // Nor does a paper that names its person take in another's.
        let next = Case::with_paper(Some(others), paper("residence"), an, at, soon);
        assert!(next.papers().eq([&paper("residence")]));
    }

    #[test]
    fn of_a_paper_the_last_showing_counts_and_the_case_is_no_better_than_its_worst_paper() {
        let minute = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let found = |verdict: &str, kind| SeenPaper {
            verdict: verdict.to_owned(),
            ..paper(kind)
        };
        let told = |showings: &[SeenPaper]| {
            let mut case = None;
            for (at, paper) in (0..).zip(showings) {
                let case_then = case.take();
                case = Some(Case::with_paper(
                    case_then,
                    paper.clone(),
                    None,
                    minute(at),
                    Duration::ZERO,
                ));
            }
            let receipt = case.unwrap().receipt(CaseNote::default(), minute(9));
            (receipt.verdict, receipt.checked_at, receipt.papers.len())
        };
        let refused = found("wrong_audience", "residence");
        let (residence, tax) = (paper("residence"), paper("tax"));
        let [genuine, wrong] = ["genuine", "wrong_audience"].map(str::to_owned);
        for (showings, expected) in [
            (vec![&refused, &residence], (&genuine, minute(1), 1)),
            (vec![&residence, &refused], (&wrong, minute(1), 1)),
            (vec![&residence, &tax], (&genuine, minute(0), 2)),
            (vec![&refused, &tax], (&wrong, minute(0), 2)),
            (vec![&tax, &refused], (&wrong, minute(1), 2)),
            (vec![&refused, &tax, &residence], (&genuine, minute(1), 2)),
        ] {
            let showings: Vec<_> = showings.into_iter().cloned().collect();
            let (verdict, at, papers) = told(&showings);
            assert_eq!((&verdict, at, papers), expected, "{showings:?}");
        }
        let revoked = found("revoked", "health-insurance");
        let fake = found("bad_holder_signature", "tax");
        assert_eq!(told(&[residence, revoked.clone(), refused]).0, "revoked");
        assert_eq!(told(&[revoked, fake]).0, "bad_holder_signature");
    }

    #[test]
    fn two_papers_of_one_kind_are_told_apart_by_what_stands_in_them() {
        let at = DateTime::UNIX_EPOCH;
        let plate = |verdict: &str, plate: &str| SeenPaper {
            kind: "vehicle-registration".to_owned(),
            verdict: verdict.to_owned(),
            fields: vec![SeenField {
                name: "plate".to_owned(),
                value: Some(plate.to_owned()),
            }],
        };
        let first = Case::with_paper(None, plate("revoked", "29-A1 1"), None, at, Duration::ZERO);
        let both = Case::with_paper(Some(first), plate("genuine", "29-A1 2"), None, at, Duration::ZERO);
        let agreed = CaseNote {
            agreed: true,
            ..CaseNote::default()
        };
        let receipt = both.receipt(agreed, at);
        let values: Vec<_> = receipt
            .papers
            .iter()
            .map(|paper| paper.fields[0].value.as_deref())
            .collect();
        // What is not proven is not written, and tells them apart all the same.
        assert_eq!(
            (receipt.verdict.as_str(), values),
            ("revoked", vec![None, Some("29-A1 2")])
        );
    }

    #[test]
    fn what_stands_in_fields_is_said_of_who_agreed_alone() {
        let at = DateTime::UNIX_EPOCH;
        let mut with_value = paper("residence");
        with_value.fields[0].value = Some("Nguyễn Thị Ánh Đào".to_owned());
        let case = Case::with_paper(None, with_value.clone(), None, at, Duration::ZERO);
        let receipt = |agreed| {
            case.receipt(
                CaseNote {
                    agreed,
                    ..CaseNote::default()
                },
                at,
            )
        };
        assert_eq!(
            (receipt(false).agreed, receipt(false).papers),
            (false, vec![paper("residence")])
        );
        assert_eq!(
            (receipt(true).agreed, receipt(true).papers),
            (true, vec![with_value])
        );
    }

    #[test]
    fn old_trust_data_accuse_nobody() {
        assert_eq!(said("unknown_issuer", Word::Unverified), "stale_trust");
        assert_eq!(said("unknown_issuer", Word::Fake), "unknown_issuer");
        assert_eq!(said("expired", Word::Unverified), "expired");
    }

    #[test]
    fn papers_that_no_code_has_room_for_are_of_the_next_case() {
        let (at, full) = (DateTime::UNIX_EPOCH, |kind| SeenPaper {
            fields: vec![field("permanent_address"); 19],
            ..paper(kind)
        });
        let mut case = None;
        for kind in ["personal-info", "identity-card", "driving-licence"] {
            case = Some(Case::with_paper(case, full(kind), None, at, Duration::ZERO));
        }
        assert_eq!(case.as_ref().map(|case| case.papers().count()), Some(3));
        let next = Case::with_paper(case, full("residence"), None, at, Duration::ZERO);
        assert_eq!(next.papers().count(), 1);
    }
}
