use std::time::Duration;

use dinhdanh_credential::Challenge;
use dinhdanh_crypto::hex;
use dinhdanh_qr::{ErrorCorrection, encode};

use super::officer;
use crate::session::Open;
use crate::{Wallet, WalletError};

/// How long a challenge is pending.
const CHALLENGE_LIFE: Duration = Duration::from_secs(60);

/// A challenge as an officer's screen shows it, for one answer.
#[derive(Clone)]
pub struct ShownChallenge {
    /// Its text.
    pub text: String,
    /// Its code, black on white, quiet zone included, sized by its `viewBox`.
    pub svg: String,
    /// For so long it is pending.
    pub life: Duration,
}

/// What an answer is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerBy {
    /// An identification code.
    Code,
    /// A paper.
    Paper,
}

/// The question that a desk asks with a challenge: never more than one at a time.
#[derive(Default)]
pub(crate) struct Question(Option<Posed>);

struct Posed {
    by: AnswerBy,
    /// None once it was answered.
    pending: Option<Pending>,
}

/// A challenge that waits for its one answer.
struct Pending {
    challenge: Challenge,
    until: Duration,
}

impl Question {
    /// The challenge that such an answer has to bear now.
    pub(crate) fn pending(&self, by: AnswerBy, monotonic: Duration) -> Option<&Challenge> {
        let posed = self.0.as_ref().filter(|posed| posed.by == by)?;
        let pending = posed.pending.as_ref()?;
        (monotonic < pending.until).then_some(&pending.challenge)
    }

    /// Whether such answers are asked for, be the challenge still pending or not.
    pub(crate) fn asks(&self, by: AnswerBy) -> bool {
        self.0.as_ref().is_some_and(|posed| posed.by == by)
    }

    /// Whether a challenge was shown here that a camera may see again, mirrored by whoever scans it.
    pub(crate) const fn was_posed(&self) -> bool {
        self.0.is_some()
    }

    /// The answer has come.
    pub(crate) fn answered(&mut self) {
        if let Some(posed) = &mut self.0 {
            posed.pending = None;
        }
    }

    /// Nothing is asked any more.
    pub(crate) fn withdraw(&mut self) {
        self.0 = None;
    }
}

impl Wallet {
    /// "Hỏi mã dùng một lần": asks for an identification code that answers a fresh challenge, in place of whatever was asked
    /// before. It is pending for a minute and for one answer; codes that were made for nobody are not taken meanwhile. After
    /// that none is pending, and what comes then is [told](super::ShownVerdict::answered) to answer none, until
    /// [`ask_for_paper`](Wallet::ask_for_paper) asks for something else or nothing.
    pub fn ask_for_code(&self) -> Result<ShownChallenge, WalletError> {
        let mut inner = self.inner();
        let open = inner.opened()?;
        officer(open)?;
        open.desk.ask(None);
        self.pose(open, AnswerBy::Code)
    }

    /// Asks with a fresh challenge; what was asked before has no answer any more.
    pub(crate) fn pose(&self, open: &mut Open, by: AnswerBy) -> Result<ShownChallenge, WalletError> {
        // Enough of the device's name that two officers side by side have different ones.
        let device = hex::encode(open.account.device_id.get(..4).unwrap_or_default());
        let challenge = Challenge::make(&device, self.random.as_ref())?;
        let text = challenge.text();
        let svg = encode(&text, ErrorCorrection::Medium)?.svg();
        let monotonic = self.clock.monotonic();
        // What was judged before answers nothing, though it be held out still.
        open.held.dismiss(monotonic);
        open.desk.dismiss(monotonic);
        open.question = Question(Some(Posed {
            by,
            pending: Some(Pending {
                challenge,
                until: monotonic.saturating_add(CHALLENGE_LIFE),
            }),
        }));
        Ok(ShownChallenge {
            text,
            svg,
            life: CHALLENGE_LIFE,
        })
    }
}

/// Without what it asks for.
impl std::fmt::Debug for ShownChallenge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ShownChallenge({:?})", self.life)
    }
}
