use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_credential::judge::CLOCK_TOLERANCE;
use dinhdanh_credential::{Judgement, Verdict, judge, token};
use dinhdanh_qr::{Found, Hint, Reading};

use super::held::Meeting;
use super::memory::VaultMemory;
use super::{Foreign, officer};
use crate::pictures::{SeenCorners, Wanted};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// What one picture gave.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The verdict to show, if there is one.
    pub verdict: Option<ShownVerdict>,
    /// What would help, if nothing was read.
    pub hint: Option<Hint>,
    /// Where the camera sees a code, read or not.
    pub seen: Option<SeenCorners>,
    /// The code is the one judged last, still held out.
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
    /// What is left of the code's life; none when it is over.
    pub code_expires_in: Option<Duration>,
}

impl Wallet {
    /// One frame of the camera: 8-bit grey, row by row. What is seen in the frames of one scan helps to read
    /// the next, until [`end_scan`](Wallet::end_scan); no picture is kept.
    pub fn check_frame(&self, width: usize, height: usize, gray: &[u8]) -> Result<Frame, WalletError> {
        officer(self.inner().opened()?)?;
        let (reading, seen) = self.read_frame(Wanted::Code, width, height, gray)?;
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
        }
        let frame = self.meet(self.read_picture(file)?, None)?;
        if frame.verdict.is_none() {
            Err(WalletError::NoCodeInPicture)
        } else {
            Ok(frame)
        }
    }

    /// "Quét tiếp": the verdict no longer shows; the code still held out is passed over until it was away.
    pub fn next_check(&self) -> Result<(), WalletError> {
        self.inner().opened()?.held.dismiss(self.clock.monotonic());
        Ok(())
    }

    fn meet(&self, reading: Reading, seen: Option<SeenCorners>) -> Result<Frame, WalletError> {
        let Some(text) = chosen(reading.texts) else {
            return Ok(Frame {
                verdict: None,
                hint: Some(reading.hint),
                seen,
                same_as_before: false,
            });
        };
        let monotonic = self.clock.monotonic();
        let mut inner = self.inner();
        let open = inner.opened()?;
        // The authority may have spoken while the picture was looked at.
        officer(open)?;
        Ok(match open.held.meet(&text, monotonic) {
            Meeting::Showing(shown) => Frame {
                verdict: Some(*shown),
                hint: None,
                seen,
                same_as_before: true,
            },
            Meeting::StillThere => Frame {
                verdict: None,
                hint: None,
                seen,
                same_as_before: true,
            },
            Meeting::New => {
                let shown = self.judge(open, &text)?;
                let good_for = good_for(&shown.judgement, self.now());
                open.held.hold(text, shown.clone(), monotonic, good_for);
                Frame {
                    verdict: Some(shown),
                    hint: None,
                    seen,
                    same_as_before: false,
                }
            }
        })
    }

    fn judge(&self, open: &mut Open, text: &str) -> Result<ShownVerdict, WalletError> {
        let now = self.now();
        let begun = Instant::now();
        let judgement = judge(
            text,
            open.trust.bundle(),
            None,
            now,
            &mut VaultMemory(&open.vault),
        )?;
        let judged_in = begun.elapsed();
        tracing::info!(verdict = judgement.verdict.code(), "judged a code");
        let foreign = matches!(judgement.verdict, Verdict::CardQr | Verdict::NotIdentificationQr);
        let expires_at = code_expires_at(&judgement);
        Ok(ShownVerdict {
            foreign: foreign.then(|| Foreign::of(text)),
            judged_in,
            trust_age: judgement.trust_issued_at.map(|since| now - since),
            code_expires_in: expires_at.and_then(|at| (at - now).to_std().ok()),
            judgement,
        })
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

/// Of several codes in one picture, ours before any other.
fn chosen(texts: Vec<Found>) -> Option<String> {
    let mut texts: Vec<String> = texts.into_iter().map(|found| found.text).collect();
    let ours = texts
        .iter()
        .position(|text| text.starts_with(token::PREFIX))
        .unwrap_or_default();
    (!texts.is_empty()).then(|| texts.swap_remove(ours))
}
