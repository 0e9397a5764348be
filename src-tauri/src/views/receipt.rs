use dinhdanh_credential::receipt::{Compared, ReceiptVerdict, SeenField, VerifiedReceipt};
use dinhdanh_crypto::hex;
use dinhdanh_paper::PaperVerdict;
use dinhdanh_wallet::{CaseNote, KeptReceipt, OpenCase, ReceiptFrame, ReceiptJudged, ReceiptRead};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::{HintView, SeenView, WordView};

/// What a receipt about the person at the desk would say so far.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenCaseView {
    /// When it was checked, milliseconds since 1970.
    checked_at: i64,
    /// The verdict's code, of their code or of what is worst of their papers.
    verdict: String,
    word: WordView,
    /// The papers seen, each once, by their kinds' names.
    papers: Vec<String>,
}

/// What an officer compared, and what they write beside it.
#[derive(Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseNoteView {
    compared: ComparedView,
    /// What the check was made for.
    basis: Option<String>,
    file_number: Option<String>,
    /// The citizen agreed that what stands in the fields is written too.
    agreed: bool,
}

/// What an officer compared with each other.
#[derive(Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparedView {
    /// The person with the portrait.
    face: bool,
    /// The papers with each other, or with their originals.
    papers: bool,
    /// The papers with the form.
    form: bool,
}

/// A receipt that is kept, as it is judged now.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptView {
    id: u64,
    /// When it was signed, milliseconds since 1970.
    at: i64,
    /// This account's holder made the check.
    own: bool,
    /// Its text: what its QR code bears.
    text: String,
    /// The QR code, black on white, quiet zone included, sized by its viewBox.
    svg: String,
    judged: ReceiptJudgedView,
}

/// A receipt that was read, and what is found about it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptReadView {
    /// Its text, to be kept.
    text: String,
    judged: ReceiptJudgedView,
}

/// What one picture gave in which a receipt was looked for.
#[derive(Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptFrameView {
    receipt: Option<ReceiptReadView>,
    /// A code was read that is none.
    other: bool,
    /// What would help, if nothing was read.
    hint: Option<HintView>,
    /// Where the camera sees a code, read or not.
    seen: Option<SeenView>,
}

/// What is found about a receipt.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptJudgedView {
    verdict: ReceiptVerdictView,
    /// An officer's device signed what it says, and is not withdrawn.
    signed: bool,
    /// Somebody made it up.
    accuses: bool,
    /// Whether it is about a code that this wallet made; none where it names none, and for who made the check.
    of_my_code: Option<bool>,
    /// What it says; none where its signatures do not hold.
    says: Option<ReceiptSaysView>,
}

/// What a receipt says was found then.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiptSaysView {
    /// Milliseconds since 1970.
    checked_at: i64,
    /// When it was signed, milliseconds since 1970.
    signed_at: i64,
    /// The verdict's code.
    verdict: String,
    word: WordView,
    compared: ComparedView,
    basis: Option<String>,
    file_number: Option<String>,
    /// The person agreed that what stands in the fields is written.
    agreed: bool,
    papers: Vec<SeenPaperView>,
    /// The officer's masked name.
    officer: Option<String>,
    /// A mark of the officer's device.
    device: String,
    /// Who vouches for the officer.
    authority: String,
    practice: bool,
}

/// A paper of which something was seen.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenPaperView {
    /// The kind's name.
    kind: String,
    /// The verdict's code on it.
    verdict: String,
    word: WordView,
    fields: Vec<SeenFieldView>,
}

/// A field that was seen.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenFieldView {
    name: String,
    /// What stands in it, where the person agreed to have it written.
    value: Option<String>,
}

/// What is found about a receipt: the first check that fails names it.
#[derive(Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReceiptVerdictView {
    Malformed,
    UnknownIssuer,
    BadIssuerSignature,
    BadOfficerSignature,
    LevelTooLow,
    BadTime,
    Withdrawn,
    StaleTrust,
    SignedPractice,
    Signed,
}

impl From<OpenCase> for OpenCaseView {
    fn from(case: OpenCase) -> Self {
        Self {
            checked_at: case.checked_at.timestamp_millis(),
            word: PaperVerdict::word_of_code(&case.verdict).into(),
            verdict: case.verdict,
            papers: case.papers,
        }
    }
}

impl From<CaseNoteView> for CaseNote {
    fn from(note: CaseNoteView) -> Self {
        Self {
            compared: Compared {
                face: note.compared.face,
                papers: note.compared.papers,
                form: note.compared.form,
            },
            basis: note.basis,
            file_number: note.file_number,
            agreed: note.agreed,
        }
    }
}

impl From<Compared> for ComparedView {
    fn from(compared: Compared) -> Self {
        Self {
            face: compared.face,
            papers: compared.papers,
            form: compared.form,
        }
    }
}

impl ReceiptView {
    /// `svg` is the receipt's code.
    pub(crate) fn of(kept: KeptReceipt, svg: String) -> Self {
        Self {
            id: kept.id,
            at: kept.at.timestamp_millis(),
            own: kept.own,
            text: kept.text,
            svg,
            judged: kept.judged.into(),
        }
    }
}

impl From<ReceiptRead> for ReceiptReadView {
    fn from(read: ReceiptRead) -> Self {
        Self {
            text: read.text,
            judged: read.judged.into(),
        }
    }
}

impl From<ReceiptFrame> for ReceiptFrameView {
    fn from(frame: ReceiptFrame) -> Self {
        Self {
            receipt: frame.receipt.map(|read| (*read).into()),
            other: frame.other,
            hint: frame.hint.map(HintView::from),
            seen: frame.seen.and_then(SeenView::of),
        }
    }
}

impl From<ReceiptJudged> for ReceiptJudgedView {
    fn from(judged: ReceiptJudged) -> Self {
        Self {
            signed: judged.verdict.is_signed(),
            accuses: judged.verdict.accuses(),
            of_my_code: judged.of_my_code,
            verdict: judged.verdict.into(),
            says: judged.says.map(ReceiptSaysView::from),
        }
    }
}

impl From<SeenField> for SeenFieldView {
    fn from(field: SeenField) -> Self {
        Self {
            name: field.name,
            value: field.value,
        }
    }
}

impl From<VerifiedReceipt> for ReceiptSaysView {
    fn from(verified: VerifiedReceipt) -> Self {
        let receipt = verified.receipt;
        let papers = receipt.papers.into_iter().map(|paper| SeenPaperView {
            kind: paper.kind,
            word: PaperVerdict::word_of_code(&paper.verdict).into(),
            verdict: paper.verdict,
            fields: paper.fields.into_iter().map(SeenFieldView::from).collect(),
        });
        Self {
            checked_at: receipt.checked_at.timestamp_millis(),
            signed_at: receipt.signed_at.timestamp_millis(),
            word: PaperVerdict::word_of_code(&receipt.verdict).into(),
            verdict: receipt.verdict,
            compared: receipt.compared.into(),
            basis: receipt.basis,
            file_number: receipt.file_number,
            agreed: receipt.agreed,
            papers: papers.collect(),
            officer: verified.officer.name,
            device: hex::encode(&verified.officer.device),
            authority: verified.issuer.name,
            practice: verified.issuer.practice,
        }
    }
}

impl From<ReceiptVerdict> for ReceiptVerdictView {
    fn from(verdict: ReceiptVerdict) -> Self {
        match verdict {
            ReceiptVerdict::Malformed => Self::Malformed,
            ReceiptVerdict::UnknownIssuer => Self::UnknownIssuer,
            ReceiptVerdict::BadIssuerSignature => Self::BadIssuerSignature,
            ReceiptVerdict::BadOfficerSignature => Self::BadOfficerSignature,
            ReceiptVerdict::LevelTooLow => Self::LevelTooLow,
            ReceiptVerdict::BadTime => Self::BadTime,
            ReceiptVerdict::Withdrawn => Self::Withdrawn,
            ReceiptVerdict::StaleTrust => Self::StaleTrust,
            ReceiptVerdict::SignedPractice => Self::SignedPractice,
            ReceiptVerdict::Signed => Self::Signed,
        }
    }
}
