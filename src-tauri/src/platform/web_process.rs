//! WebKitGTK draws the page in a process of its own. Where that ends by itself, an empty window would be left.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use webkit2gtk::{WebProcessTerminationReason, WebView, WebViewExt};

/// As often within [`SPAN`] the page begins anew; what ends oftener would do nothing but end.
const AT_MOST: usize = 3;
const SPAN: Duration = Duration::from_mins(1);

/// Loads the page again whenever its process has ended. The program goes on meanwhile, and the page asks it how things
/// stand. Where it ends again and again `give_up` is called: nobody is left before an empty window that is unlocked.
pub(crate) fn begin_anew_where_it_ends(view: &WebView, give_up: impl Fn() + 'static) {
    let beginnings = RefCell::new(Beginnings::default());
    view.connect_web_process_terminated(move |view, reason| {
        let code = match reason {
            WebProcessTerminationReason::Crashed => "crashed",
            WebProcessTerminationReason::ExceededMemoryLimit => "memory",
            _ => "ended",
        };
        let again = beginnings.borrow_mut().may_begin(Instant::now());
        tracing::error!(code, again, "the web process ended");
        if again {
            view.reload();
        } else {
            give_up();
        }
    });
}

/// When the page began anew, oldest first.
#[derive(Default)]
struct Beginnings(Vec<Instant>);

impl Beginnings {
    /// Whether it may begin anew at `now`; it counts as begun then.
    fn may_begin(&mut self, now: Instant) -> bool {
        self.0.retain(|at| now.saturating_duration_since(*at) < SPAN);
        let may = self.0.len() < AT_MOST;
        if may {
            self.0.push(now);
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_begins_anew_three_times_a_minute() {
        let start = Instant::now();
        let mut beginnings = Beginnings::default();
        let mut at = |seconds| beginnings.may_begin(start + Duration::from_secs(seconds));
        assert!(at(0) && at(10) && at(20));
        assert!(!at(30) && !at(59));
        assert!(at(60));
        assert!(!at(61));
        assert!(at(70));
    }
}
