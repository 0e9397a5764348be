use std::time::Duration;

use chrono::TimeDelta;
use dinhdanh_credential::{Judgement, Verdict};
use dinhdanh_paper::judge::LIFE;
use dinhdanh_paper::packed::unpack;
use dinhdanh_paper::{PaperJudgement, Purpose, is_presentation, judge};
use dinhdanh_stream::{Collected, Collector, MessageMark};
use serde_json::{Map, Value};

use crate::check::{AnswerBy, Frame, Held, Scanned, ShownChallenge, VaultMemory, officer};
use crate::receipt::{Case, is_receipt, said, seen};
use crate::session::Open;
use crate::{TextWay, Wallet, WalletError};

/// For so long the person of a genuine identification code is taken to stand at the counter.
const MET_FOR: Duration = Duration::from_secs(5 * 60);

/// An animated code that was out of sight for this long is a new showing.
const OUT_OF_SIGHT: Duration = Duration::from_secs(2);

/// What was found about a paper that somebody presented.
#[derive(Clone)]
pub struct PaperChecked {
    /// The judgement.
    pub judgement: PaperJudgement,
    /// What it was asked for, if for something.
    pub asked: Option<Purpose>,
    /// It is none of the papers that are shown for that.
    pub other_kind: bool,
    /// The fields that were asked for and not shown, in the order in which the purpose has them.
    pub asked_missing: Vec<String>,
    /// Whether it is the person of the identification code that was judged genuine last, within 5 minutes; none where
    /// there was no such code, or no number was shown, or the paper is not proven.
    pub same_person: Option<bool>,
    /// Whether it answers the challenge; none where none was asked for.
    pub answered: Option<bool>,
    /// It was seen at another desk of the office, and not here before that.
    pub seen_elsewhere: bool,
    /// Age of the trust data, negative where this computer's clock is behind them; none when there are none.
    pub trust_age: Option<TimeDelta>,
}

/// How far the frames of an animated code have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gathering {
    /// So many different ones are there.
    pub have: usize,
    /// So many are needed at least.
    pub need: usize,
}

/// What an officer's app keeps of the papers that are presented to it, as long as it is unlocked.
#[derive(Default)]
pub(crate) struct PaperDesk {
    collector: Collector,
    held: Option<HeldPaper>,
    asked: Option<Purpose>,
    met: Option<Met>,
}

/// The paper judged last: while its code stays in front of the camera it is judged once, not called replayed.
struct HeldPaper {
    mark: MessageMark,
    last_seen: Duration,
    /// None once it was put away: nothing is kept then of what was found.
    shown: Option<ShowingPaper>,
}

struct ShowingPaper {
    checked: PaperChecked,
    /// From then on it no longer speaks for the paper.
    over_at: Duration,
}

/// The person of the last genuine identification code.
struct Met {
    number: String,
    at: Duration,
}

/// What the frames that a camera saw have brought.
pub(crate) enum Brought {
    /// Nothing new of a paper.
    Nothing,
    /// There are some of what is needed.
    Some(Gathering),
    /// The paper whose verdict shows.
    Showing(Box<PaperChecked>),
    /// It is still held out after "Quét tiếp".
    StillThere,
    /// A paper.
    Whole(Box<PaperChecked>),
}

impl Wallet {
    /// What the next papers are asked for, and whether the next one must answer a fresh challenge, which is returned. It is
    /// pending for a minute and for one answer; presentations that were made for nobody are not taken meanwhile. After
    /// that none is pending, and what comes then is [told](PaperChecked::answered) to answer none. Whatever was asked before,
    /// of a code too, is no longer.
    pub fn ask_for_paper(
        &self,
        purpose: Option<Purpose>,
        challenged: bool,
    ) -> Result<Option<ShownChallenge>, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.desk.ask(purpose);
        if challenged {
            return self.pose(open, AnswerBy::Paper).map(Some);
        }
        open.question.withdraw();
        Ok(None)
    }

    /// A file of [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES) at most, dropped, pasted or chosen: a paper or a receipt as
    /// text, or a picture as for [`check_picture`](Wallet::check_picture).
    ///
    /// Fails with [`WalletError::NotAPaper`] where it is text, and no paper.
    pub fn check_file(&self, file: &[u8]) -> Result<Frame, WalletError> {
        match std::str::from_utf8(file) {
            Ok(text) if is_receipt(text.trim()) => {
                // A file is held out anew each time it is given.
                self.inner().opened()?.held = Held::default();
                self.check_text(text.trim(), TextWay::Pasted)
            }
            Ok(text) if !text.contains('\0') => Ok(Frame {
                paper: Some(Box::new(self.check_paper_text(text, None)?)),
                ..Frame::default()
            }),
            _ => self.check_picture(file),
        }
    }

    /// A presentation as a text: from a file, or pasted. `asked` is what it was asked for; without it, what
    /// [`ask_for_paper`](Wallet::ask_for_paper) says.
    ///
    /// Fails with [`WalletError::NotAPaper`] where the text is not meant to be one.
    pub fn check_paper_text(&self, text: &str, asked: Option<Purpose>) -> Result<PaperChecked, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if !is_presentation(text) {
            return Err(WalletError::NotAPaper);
        }
        let asked = asked.or(open.desk.asked);
        self.judge_paper(open, text, asked)
    }

    /// Takes the texts of the frames of an animated code.
    pub(crate) fn gather(&self, open: &mut Open, texts: &[String]) -> Result<Brought, WalletError> {
        let monotonic = self.clock.monotonic();
        let mut brought = Brought::Nothing;
        for text in texts {
            if let Some(held) = open.desk.held_out(text, monotonic) {
                return Ok(held);
            }
            match open.desk.collector.offer(text) {
                Collected::Nothing => {}
                Collected::Gathering { have, need } => brought = Brought::Some(Gathering { have, need }),
                Collected::Whole(message) => {
                    // What cannot be unpacked is judged as what it is: malformed.
                    let presented = unpack(&message).unwrap_or_default();
                    let asked = open.desk.asked;
                    let checked = self.judge_paper(open, &presented, asked)?;
                    open.desk.hold(&message, checked.clone(), monotonic);
                    return Ok(Brought::Whole(Box::new(checked)));
                }
            }
        }
        Ok(brought)
    }

    fn judge_paper(
        &self,
        open: &mut Open,
        text: &str,
        asked: Option<Purpose>,
    ) -> Result<PaperChecked, WalletError> {
        let (now, monotonic) = (self.now(), self.clock.monotonic());
        let mut memory = VaultMemory::of(&open.vault);
        let judgement = judge(
            text,
            open.trust.bundle(),
            open.question.pending(AnswerBy::Paper, monotonic),
            now,
            &mut memory,
        )?;
        let verdict = judgement.verdict.code();
        tracing::info!(verdict, "judged a paper");
        self.keep_scan(open, Scanned::Paper, verdict, judgement.word, memory.met);
        if let Some(shown) = &judgement.shown {
            let paper = seen(shown, said(verdict, judgement.word));
            let whose = shown.content.get("personal_number").and_then(Value::as_str);
            let case = open.case.take();
            open.case = Some(Case::with_paper(case, paper, whose, now, monotonic));
        }
        if judgement.answered {
            open.question.answered();
        }
        let shown = judgement.shown.as_ref();
        let wanted = asked.zip(shown);
        let fields = wanted.map(|(purpose, shown)| purpose.fields(shown.kind));
        Ok(PaperChecked {
            asked,
            other_kind: fields == Some(None),
            asked_missing: match (fields.flatten(), shown) {
                (Some(fields), Some(shown)) => missing(fields, &shown.content),
                _ => Vec::new(),
            },
            same_person: shown
                .filter(|shown| shown.proof.is_held())
                .and_then(|shown| open.desk.is_who_was_met(&shown.content, monotonic)),
            answered: open.question.asks(AnswerBy::Paper).then_some(judgement.answered),
            seen_elsewhere: memory.elsewhere,
            trust_age: judgement.trust_issued_at.map(|since| now - since),
            judgement,
        })
    }
}

impl PaperDesk {
    /// What the next papers are asked for; what came so far is of what was asked before.
    pub(crate) fn ask(&mut self, purpose: Option<Purpose>) {
        self.asked = purpose;
        self.collector.clear();
    }

    /// What was judged is not known again.
    pub(crate) fn forget(&mut self) {
        self.collector.clear();
        self.held = None;
    }

    /// Nothing is kept of what was found, or of what has come of another.
    pub(crate) fn put_away(&mut self) {
        self.collector.clear();
        if let Some(held) = &mut self.held {
            held.shown = None;
        }
    }

    /// "Quét tiếp".
    pub(crate) fn dismiss(&mut self, monotonic: Duration) {
        self.put_away();
        if let Some(held) = &mut self.held {
            held.last_seen = monotonic;
        }
    }

    /// Whoever stood there has left.
    pub(crate) fn part(&mut self) {
        self.met = None;
    }

    /// An identification code was judged: whoever showed one before is no longer the person of the last.
    pub(crate) fn meet(&mut self, judgement: &Judgement, monotonic: Duration) {
        if matches!(judgement.verdict, Verdict::CardQr | Verdict::NotIdentificationQr) {
            return;
        }
        let reading = judgement.reading.as_ref();
        let number = reading.and_then(|reading| reading.person().0.number.clone());
        if judgement.verdict.is_genuine() {
            self.met = number.map(|number| Met {
                number,
                at: monotonic,
            });
        } else if self
            .met
            .as_ref()
            .is_some_and(|met| Some(&met.number) != number.as_ref())
        {
            self.met = None;
        }
    }

    fn is_who_was_met(&self, content: &Map<String, Value>, monotonic: Duration) -> Option<bool> {
        let shown = content.get("personal_number")?.as_str()?;
        let met = self.met.as_ref()?;
        (monotonic.saturating_sub(met.at) <= MET_FOR).then(|| met.number == shown)
    }

    fn hold(&mut self, message: &[u8], checked: PaperChecked, monotonic: Duration) {
        self.held = Some(HeldPaper {
            mark: MessageMark::of(message),
            last_seen: monotonic,
            shown: Some(ShowingPaper {
                checked,
                over_at: monotonic.saturating_add(LIFE.to_std().unwrap_or_default()),
            }),
        });
    }

    /// What a frame of the paper judged last, still held out, says; none for any other.
    fn held_out(&mut self, text: &str, monotonic: Duration) -> Option<Brought> {
        let held = self.held.as_mut()?;
        let away = monotonic.saturating_sub(held.last_seen) > OUT_OF_SIGHT;
        let over = held
            .shown
            .as_ref()
            .is_some_and(|shown| monotonic >= shown.over_at);
        if away || over || !held.mark.is_on(text) {
            return None;
        }
        held.last_seen = monotonic;
        Some(match &held.shown {
            Some(shown) => Brought::Showing(Box::new(shown.checked.clone())),
            None => Brought::StillThere,
        })
    }
}

/// Of the fields those of which nothing was shown.
fn missing(fields: &[&str], content: &Map<String, Value>) -> Vec<String> {
    let is_shown = |field: &&&str| {
        let mut names = field.split('.');
        let first = names.next().and_then(|name| content.get(name));
        let value = names.try_fold(first, |value, name| Some(value?.get(name)));
        match value.flatten() {
            Some(Value::Array(entries)) => !entries.is_empty(),
            value => value.is_some(),
        }
    };
    let missing = fields.iter().filter(|field| !is_shown(field));
    missing.map(|field| (*field).to_owned()).collect()
}

/// Without what was shown.
impl std::fmt::Debug for PaperChecked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperChecked({})", self.judgement.verdict.code())
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_paper::{PaperKind, PaperVerdict};
    use serde_json::json;

    use super::*;

    #[test]
    fn of_a_paper_that_was_put_away_nothing_is_kept_but_what_its_frames_are_known_by() {
        let put_away: [fn(&mut PaperDesk); 2] = [|desk| desk.dismiss(Duration::ZERO), PaperDesk::put_away];
        for put_away in put_away {
            let mut desk = PaperDesk::default();
            desk.hold(b"Tran Van An", malformed(), Duration::ZERO);
            put_away(&mut desk);
            let held = desk.held.unwrap();
            assert!(held.shown.is_none());
            assert_eq!(held.mark, MessageMark::of(b"Tran Van An"));
        }
    }

    fn malformed() -> PaperChecked {
        let verdict = PaperVerdict::Code(Verdict::Malformed);
        PaperChecked {
            judgement: PaperJudgement {
                verdict,
                word: verdict.word(false),
                shown: None,
                issuer: None,
                seen_before_at: None,
                answered: false,
                trust_issued_at: None,
            },
            asked: None,
            other_kind: false,
            asked_missing: Vec::new(),
            same_person: None,
            answered: None,
            seen_elsewhere: false,
            trust_age: None,
        }
    }

    #[test]
    fn what_was_asked_for_and_not_shown_is_named() {
        let content = json!({
            "full_name": "Trần Văn An",
            "expires_on": null,
            "classes": [],
            "age_equal_or_over": {"18": true},
        });
        let fields = Purpose::Driving.fields(PaperKind::DrivingLicence).unwrap();
        let missing_of = |fields: &[&str]| missing(fields, content.as_object().unwrap());
        assert_eq!(
            missing_of(fields),
            [
                "document_number",
                "birthdate",
                "classes",
                "issued_on",
                "points",
                "portrait"
            ]
        );
        assert!(missing_of(&["age_equal_or_over.18"]).is_empty());
        assert_eq!(missing_of(&["age_equal_or_over.60"]), ["age_equal_or_over.60"]);
    }
}
