use std::time::Duration;

use super::ShownVerdict;
use crate::ReceiptRead;

/// A code that was out of sight for this long is a new showing.
const OUT_OF_SIGHT: Duration = Duration::from_secs(2);

/// The code judged last: while it stays in front of the camera it is judged once, not called replayed.
#[derive(Default)]
pub(crate) struct Held {
    last: Option<Judged>,
    /// What was typed last and would be called made up.
    doubted: Option<String>,
}

/// What was found about the text of a code.
#[derive(Clone)]
pub(super) enum Finding {
    /// A verdict.
    Verdict(ShownVerdict),
    /// A receipt, which says nothing of who stands there.
    Receipt(ReceiptRead),
}

struct Judged {
    text: String,
    shown: Finding,
    last_seen: Duration,
    /// From then on the verdict no longer speaks for the code.
    over_at: Duration,
    /// "Quét tiếp" was pressed; the verdict no longer shows.
    dismissed: bool,
}

/// What to do with a text that was read.
pub(super) enum Meeting {
    /// Judge it.
    New,
    /// It is the one of which it shows what was found.
    Showing(Box<Finding>),
    /// It is still held out after "Quét tiếp".
    StillThere,
}

impl Held {
    /// What a text read from the camera is, and remembers that it is in sight.
    pub(super) fn meet(&mut self, text: &str, monotonic: Duration) -> Meeting {
        let Some(judged) = self.last.as_mut().filter(|judged| judged.text == text) else {
            return Meeting::New;
        };
        let was_away = monotonic.saturating_sub(judged.last_seen) > OUT_OF_SIGHT;
        if was_away || (!judged.dismissed && monotonic >= judged.over_at) {
            return Meeting::New;
        }
        judged.last_seen = monotonic;
        if judged.dismissed {
            Meeting::StillThere
        } else {
            Meeting::Showing(Box::new(judged.shown.clone()))
        }
    }

    /// Keeps what is about to show, and speaks for its code as long as `good_for`.
    pub(super) fn hold(&mut self, text: String, shown: Finding, monotonic: Duration, good_for: Duration) {
        self.last = Some(Judged {
            over_at: monotonic.saturating_add(good_for),
            text,
            shown,
            last_seen: monotonic,
            dismissed: false,
        });
    }

    /// Whether this doubtful text was typed the time before too; it is remembered for the next.
    pub(super) fn typed_twice(&mut self, text: &str) -> bool {
        self.doubted.replace(text.to_owned()).as_deref() == Some(text)
    }

    /// "Quét tiếp".
    pub(crate) fn dismiss(&mut self, monotonic: Duration) {
        if let Some(judged) = &mut self.last {
            judged.dismissed = true;
            judged.last_seen = monotonic;
        }
    }
}
