use std::collections::VecDeque;
use std::time::Duration;

use dinhdanh_crypto::digest::sha256;

use super::ShownVerdict;
use crate::ReceiptRead;

/// A code that was out of sight for this long is a new showing.
const OUT_OF_SIGHT: Duration = Duration::from_secs(2);

/// So many codes are known again that are before the camera together: two phones, and what hangs on the wall behind.
const AT_ONCE: usize = 4;

/// The codes judged last: while one stays in front of the camera it is judged once, not called replayed, whatever else is
/// seen in between.
#[derive(Default)]
pub(crate) struct Held {
    /// The newest last; it alone may show.
    judged: VecDeque<Judged>,
    /// What was typed last and would be called made up.
    doubted: Option<Mark>,
}

/// What a text is known again by: the text itself says who its holder is.
type Mark = [u8; 32];

fn mark_of(text: &str) -> Mark {
    sha256(&[text.as_bytes()])
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
    mark: Mark,
    last_seen: Duration,
    /// None once it was put away: nothing is kept then of what was found.
    shown: Option<Showing>,
}

struct Showing {
    finding: Finding,
    /// From then on it no longer speaks for the code.
    over_at: Duration,
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
        self.judged
            .retain(|judged| monotonic.saturating_sub(judged.last_seen) <= OUT_OF_SIGHT);
        let mark = mark_of(text);
        let Some(judged) = self.judged.iter_mut().find(|judged| judged.mark == mark) else {
            return Meeting::New;
        };
        match &judged.shown {
            Some(shown) if monotonic >= shown.over_at => Meeting::New,
            Some(shown) => {
                judged.last_seen = monotonic;
                Meeting::Showing(Box::new(shown.finding.clone()))
            }
            None => {
                judged.last_seen = monotonic;
                Meeting::StillThere
            }
        }
    }

    /// Keeps what is about to show, and speaks for its code as long as `good_for`.
    pub(super) fn hold(&mut self, text: &str, finding: Finding, monotonic: Duration, good_for: Duration) {
        let mark = mark_of(text);
        self.judged.retain(|judged| judged.mark != mark);
        self.put_away();
        if self.judged.len() == AT_ONCE {
            self.judged.pop_front();
        }
        self.judged.push_back(Judged {
            mark,
            last_seen: monotonic,
            shown: Some(Showing {
                finding,
                over_at: monotonic.saturating_add(good_for),
            }),
        });
    }

    /// Whether this doubtful text was typed the time before too; it is remembered for the next.
    pub(super) fn typed_twice(&mut self, text: &str) -> bool {
        let mark = mark_of(text);
        self.doubted.replace(mark) == Some(mark)
    }

    /// "Quét tiếp": what is still held out is passed over until it was away.
    pub(crate) fn dismiss(&mut self, monotonic: Duration) {
        self.put_away();
        if let Some(newest) = self.judged.back_mut() {
            newest.last_seen = monotonic;
        }
    }

    /// Nothing is kept of what was found; what was judged is still known again.
    pub(crate) fn put_away(&mut self) {
        for judged in &mut self.judged {
            judged.shown = None;
        }
    }
}
