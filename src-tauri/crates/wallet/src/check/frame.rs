use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::challenge::CHALLENGE_PREFIX;
use dinhdanh_credential::judge::CLOCK_TOLERANCE;
use dinhdanh_credential::receipt::mark_of;
use dinhdanh_credential::{Judgement, Verdict, judge, token};
use dinhdanh_qr::{Hint, Reading};
use dinhdanh_stream::Cargo;

use super::held::{Finding, Meeting};
use super::memory::VaultMemory;
use super::{AnswerBy, Foreign, Scanned, officer};
use crate::paper::{Brought, Gathering, PaperChecked};
use crate::pictures::{SeenCorners, Wanted};
use crate::receipt::{Case, is_receipt, said};
use crate::session::Open;
use crate::{ReceiptRead, Wallet, WalletError};

/// What one picture gave.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The verdict on an identification code to show, if there is one.
    pub verdict: Option<ShownVerdict>,
    /// What was found about a paper, if one is shown.
    pub paper: Option<Box<PaperChecked>>,
    /// A check's receipt, if one is shown: it says what was found then, and nothing of who stands there.
    pub receipt: Option<Box<ReceiptRead>>,
    /// How far the frames of a paper's animated code have come, while they do.
    pub gathering: Option<Gathering>,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
    /// The code, or the paper, is the one judged last, still held out.
    pub same_as_before: bool,
}

/// A verdict with what is told beside it.
#[derive(Debug, Clone)]
pub struct ShownVerdict {
    /// The judgement.
    pub judgement: Judgement,
    /// What the code seems to be, when it is none of ours.
    pub foreign: Option<Foreign>,
    /// How long judging took, without looking for the code.
    pub judged_in: Duration,
    /// Age of the trust data, negative where this computer's clock is behind them; none when there are none.
    pub trust_age: Option<TimeDelta>,
    /// It was seen at another desk of the office, and not here before that.
    pub seen_elsewhere: bool,
    /// What is left of the code's life; none when it is over.
    pub code_expires_in: Option<Duration>,
    /// Whether it answers the challenge; none where none was asked for.
    pub answered: Option<bool>,
}

impl Wallet {
    /// One frame of the camera: 8-bit grey, row by row. What is seen in the frames of one scan helps to read
    /// the next, until [`end_scan`](Wallet::end_scan); no picture is kept.
    pub fn check_frame(&self, width: usize, height: usize, gray: &[u8]) -> Result<Frame, WalletError> {
        officer(self.inner().opened()?)?;
        let (mut reading, seen) = self.read_frame(Wanted::Code, width, height, gray)?;
        if self.inner().opened()?.question.was_posed() {
            // Whoever scans this desk's challenge shows it to this camera, on a screen that faces it.
            reading
                .texts
                .retain(|found| !found.text.starts_with(CHALLENGE_PREFIX));
        }
        self.meet(reading, seen)
    }

    /// A picture file of [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES) at most, dropped, pasted or chosen.
    ///
    /// Fails with [`WalletError::NoCodeInPicture`] when no code can be read in it.
    pub fn check_picture(&self, file: &[u8]) -> Result<Frame, WalletError> {
        {
            let mut inner = self.inner();
            let open = inner.opened()?;
            officer(open)?;
            // A file is held out anew each time it is given.
            open.held = super::Held::default();
            open.desk.forget();
        }
        let frame = self.meet(self.read_picture(file)?, None)?;
        if frame.verdict.is_none() && frame.paper.is_none() && frame.receipt.is_none() {
            Err(WalletError::NoCodeInPicture)
        } else {
            Ok(frame)
        }
    }

    /// "Quét tiếp": the verdict no longer shows; the code still held out is passed over until it was away.
    pub fn next_check(&self) -> Result<(), WalletError> {
        let monotonic = self.clock.monotonic();
        let mut inner = self.inner();
        let open = inner.opened()?;
        open.held.dismiss(monotonic);
        open.desk.dismiss(monotonic);
        Ok(())
    }

    /// "Người kế tiếp": as [`next_check`](Wallet::next_check), and what comes now is of another person: nothing of it is
    /// compared with what was seen before, or goes into that person's receipt.
    pub fn next_person(&self) -> Result<(), WalletError> {
        self.next_check()?;
        let mut inner = self.inner();
        let open = inner.opened()?;
        open.case = None;
        open.desk.part();
        Ok(())
    }

    fn meet(&self, reading: Reading, seen: Option<SeenCorners>) -> Result<Frame, WalletError> {
        let frame = Frame {
            seen,
            ..Frame::default()
        };
        let sight = Sight::of(reading.texts.into_iter().map(|found| found.text));
        if matches!(sight, Sight::Nothing) {
            return Ok(Frame {
                hint: Some(reading.hint),
                ..frame
            });
        }
        let mut inner = self.inner();
        let open = inner.opened()?;
        // The authority may have spoken while the picture was looked at.
        officer(open)?;
        self.meet_sight(open, sight, frame)
    }

    /// Judges what was read, by whatever way.
    pub(super) fn meet_sight(
        &self,
        open: &mut Open,
        sight: Sight,
        frame: Frame,
    ) -> Result<Frame, WalletError> {
        match sight {
            Sight::Nothing => Ok(frame),
            Sight::Code(text) => self.meet_code(open, text, frame),
            Sight::Receipt(text) => self.meet_receipt(open, text, frame),
            Sight::Paper(texts) => Ok(match self.gather(open, &texts)? {
                Brought::Nothing => frame,
                Brought::Some(gathering) => Frame {
                    gathering: Some(gathering),
                    ..frame
                },
                Brought::Showing(checked) => Frame {
                    paper: Some(checked),
                    same_as_before: true,
                    ..frame
                },
                Brought::StillThere => Frame {
                    same_as_before: true,
                    ..frame
                },
                Brought::Whole(checked) => Frame {
                    paper: Some(checked),
                    ..frame
                },
            }),
        }
    }

    fn meet_code(&self, open: &mut Open, text: String, frame: Frame) -> Result<Frame, WalletError> {
        let monotonic = self.clock.monotonic();
        Ok(match open.held.meet(&text, monotonic) {
            Meeting::Showing(shown) => frame.again(*shown),
            Meeting::StillThere => Frame {
                same_as_before: true,
                ..frame
            },
            Meeting::New => {
                let shown = self.judge(open, &text)?;
                open.desk.meet(&shown.judgement, monotonic);
                let good_for = good_for(&shown.judgement, self.now());
                let finding = Finding::Verdict(shown.clone());
                open.held.hold(&text, finding, monotonic, good_for);
                Frame {
                    verdict: Some(shown),
                    ..frame
                }
            }
        })
    }

    fn meet_receipt(&self, open: &mut Open, text: String, frame: Frame) -> Result<Frame, WalletError> {
        let monotonic = self.clock.monotonic();
        Ok(match open.held.meet(&text, monotonic) {
            Meeting::Showing(shown) => frame.again(*shown),
            Meeting::StillThere => Frame {
                same_as_before: true,
                ..frame
            },
            Meeting::New => {
                let read = ReceiptRead::of(text, open, self.now())?;
                tracing::info!(verdict = read.judged.verdict.code(), "judged a receipt");
                let finding = Finding::Receipt(read.clone());
                open.held.hold(&read.text, finding, monotonic, Duration::MAX);
                Frame {
                    receipt: Some(Box::new(read)),
                    ..frame
                }
            }
        })
    }

    fn judge(&self, open: &mut Open, text: &str) -> Result<ShownVerdict, WalletError> {
        let now = self.now();
        let begun = Instant::now();
        let mut memory = VaultMemory::of(&open.vault);
        let pending = open.question.pending(AnswerBy::Code, self.clock.monotonic());
        let judgement = judge(text, open.trust.bundle(), pending, now, &mut memory)?;
        let judged_in = begun.elapsed();
        let verdict = judgement.verdict.code();
        tracing::info!(verdict, "judged a code");
        let met = memory.met;
        self.keep_scan(open, Scanned::Code, verdict, judgement.word, met);
        if judgement.answered {
            open.question.answered();
        }
        let foreign = matches!(judgement.verdict, Verdict::CardQr | Verdict::NotIdentificationQr);
        // What is none of our codes says nothing of the person at the desk, and ends nobody's case.
        if !foreign {
            let mark = met.as_ref().map(mark_of);
            let whose = judgement.reading.as_ref();
            let whose = whose.and_then(|reading| reading.person().0.number.as_deref());
            let verdict = said(verdict, judgement.word);
            open.case = Some(Case::of_code(verdict, mark, whose, now, self.clock.monotonic()));
        }
        let expires_at = code_expires_at(&judgement);
        Ok(ShownVerdict {
            foreign: foreign.then(|| Foreign::of(text)),
            judged_in,
            seen_elsewhere: memory.elsewhere,
            trust_age: judgement.trust_issued_at.map(|since| now - since),
            answered: open.question.asks(AnswerBy::Code).then_some(judgement.answered),
            code_expires_in: expires_at.and_then(|at| (at - now).to_std().ok()),
            judgement,
        })
    }
}

impl Frame {
    /// What was found before shows on.
    fn again(self, shown: Finding) -> Self {
        let mut frame = Self {
            same_as_before: true,
            ..self
        };
        match shown {
            Finding::Verdict(shown) => frame.verdict = Some(shown),
            Finding::Receipt(read) => frame.receipt = Some(Box::new(read)),
        }
        frame
    }
}

/// How long a verdict speaks for its code: a genuine one as long as the code would be judged in time, any other
/// until the code's life is over, and for good after that.
fn good_for(judgement: &Judgement, now: DateTime<Utc>) -> Duration {
    let Some(expires_at) = code_expires_at(judgement) else {
        return Duration::MAX;
    };
    if judgement.verdict.is_genuine() {
        let expires_at = expires_at + CLOCK_TOLERANCE;
        (expires_at - now).to_std().unwrap_or_default()
    } else {
        (expires_at - now).to_std().unwrap_or(Duration::MAX)
    }
}

fn code_expires_at(judgement: &Judgement) -> Option<DateTime<Utc>> {
    let reading = judgement.reading.as_ref()?;
    Some(reading.person().0.code_expires_at)
}

/// What is in one picture.
pub(super) enum Sight {
    /// No code.
    Nothing,
    /// A code, ours or not.
    Code(String),
    /// Frames of a paper's animated code.
    Paper(Vec<String>),
    /// A check's receipt.
    Receipt(String),
}

impl Sight {
    /// Of several codes an identification code before a paper, that before a receipt, and that before any other.
    pub(super) fn of(texts: impl IntoIterator<Item = String>) -> Self {
        let mut texts: Vec<String> = texts.into_iter().collect();
        if let Some(ours) = texts.iter().position(|text| text.starts_with(token::PREFIX)) {
            return Self::Code(texts.swap_remove(ours));
        }
        if texts.iter().any(|text| text.starts_with(Cargo::Paper.prefix())) {
            return Self::Paper(texts);
        }
        if let Some(receipt) = texts.iter().position(|text| is_receipt(text)) {
            return Self::Receipt(texts.swap_remove(receipt));
        }
        // Frames of one animation are each another text: here, where none of them is anything, they are one.
        if texts.iter().any(|text| Cargo::of(text).is_some()) {
            return Self::Code(Cargo::Sightings.prefix().to_owned());
        }
        texts.into_iter().next().map_or(Self::Nothing, Self::Code)
    }
}
