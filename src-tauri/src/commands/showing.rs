//! What is shown of a paper, from the passcode until it is stopped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dinhdanh_protocol::Clock;
use dinhdanh_wallet::{AllowedShowing, ErrorCode, Presentation, Wallet};
use tauri::ipc::Request;
use tauri::{AppHandle, State, command};

use super::pictures::{OneAtATime, bytes, of_clipboard, of_drop, sides};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::error::CommandError;
use crate::platform::downloads;
use crate::secret_text::SecretText;
use crate::views::showing::{ChallengeFrameView, PaceView, PaperShowingView, PresentationView};

/// What is being shown, and from when on the monotonic clock it has run out; before that, what waits for an officer's
/// challenge.
#[derive(Clone, Default)]
pub(crate) struct Shown(Arc<Mutex<Stage>>);

#[derive(Default)]
struct Stage {
    showing: Option<Showing>,
    allowed: Option<Allowed>,
    /// How often it was stopped: what was begun before a stop is not put on the stage after it.
    stops: u64,
}

#[derive(Clone)]
struct Showing {
    presentation: Presentation,
    ends_at: Duration,
    /// The number of whose paper it is: whoever opens the wallet next gets nothing of it.
    owner: Option<String>,
}

struct Allowed {
    showing: AllowedShowing,
    /// As above.
    owner: Option<String>,
}

/// A command's time on the stage: it is over with the first stop after it was called.
struct Turn {
    shown: Shown,
    clock: Arc<dyn Clock>,
    /// How often it had been stopped then.
    stops: u64,
}

impl Shown {
    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, clock: &Arc<dyn Clock>) -> Turn {
        Turn {
            shown: self.clone(),
            clock: Arc::clone(clock),
            stops: self.lock().stops,
        }
    }

    /// Takes all off the stage, also what is on its way there.
    pub(crate) fn stop(&self) {
        let mut stage = self.lock();
        *stage = Stage {
            stops: stage.stops.wrapping_add(1),
            ..Stage::default()
        };
    }
}

impl Turn {
    /// [`ErrorCode::WrongStep`] where nothing is being shown by who is here: it ends with its time, and with a lock.
    fn now(&self, wallet: &Wallet) -> Answer<Showing> {
        let at = self.clock.monotonic();
        let mut stage = self.shown.lock();
        let owner = owner(wallet);
        stage.showing = stage
            .showing
            .take()
            .filter(|showing| at < showing.ends_at && owner.is_some() && showing.owner == owner);
        stage
            .showing
            .clone()
            .ok_or_else(|| CommandError::of(ErrorCode::WrongStep))
    }

    /// Takes what was allowed off the stage, so that it answers once; [`ErrorCode::WrongStep`] where who is here has
    /// allowed nothing.
    fn take_allowed(&self, wallet: &Wallet) -> Answer<Allowed> {
        let owner = owner(wallet);
        let allowed = self.shown.lock().allowed.take();
        allowed
            .filter(|allowed| owner.is_some() && allowed.owner == owner)
            .ok_or_else(|| CommandError::of(ErrorCode::WrongStep))
    }

    /// Puts something on the stage, unless it was stopped since: then [`ErrorCode::WrongStep`].
    fn put(&self, change: impl FnOnce(&mut Stage)) -> Answer<()> {
        let mut stage = self.shown.lock();
        if stage.stops != self.stops {
            return Err(CommandError::of(ErrorCode::WrongStep));
        }
        change(&mut stage);
        Ok(())
    }

    fn begin(&self, presentation: Presentation, wallet: &Wallet) -> Answer<PresentationView> {
        let now = self.clock.monotonic();
        let life = presentation.expires_at - presentation.made_at;
        let life = life.to_std().unwrap_or_default();
        let view = PresentationView::of(&presentation, life);
        self.put(|stage| {
            stage.showing = Some(Showing {
                presentation,
                ends_at: now.saturating_add(life),
                owner: owner(wallet),
            });
            stage.allowed = None;
        })?;
        Ok(view)
    }
}

fn owner(wallet: &Wallet) -> Option<String> {
    wallet.person().map(|person| person.account.number)
}

/// "Xuất trình cho cán bộ": makes what is shown of a paper.
#[command]
pub(crate) async fn present_paper(
    program: Program<'_>,
    shown: State<'_, Shown>,
    showing: PaperShowingView,
    passcode: Option<SecretText>,
) -> Answer<PresentationView> {
    let turn = shown.turn(&program.clock);
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            let presentation = opened.wallet.present_paper(&showing.into(), passcode)?;
            turn.begin(presentation, &opened.wallet)
        })
        .await
}

/// The passcode first, then "Quét mã hỏi của cán bộ".
#[command]
pub(crate) async fn allow_showing(
    program: Program<'_>,
    shown: State<'_, Shown>,
    showing: PaperShowingView,
    passcode: Option<SecretText>,
) -> Answer<()> {
    let turn = shown.turn(&program.clock);
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            let allowed = Allowed {
                showing: opened.wallet.allow_showing(&showing.into(), passcode)?,
                owner: owner(&opened.wallet),
            };
            turn.put(|stage| stage.allowed = Some(allowed))
        })
        .await
}

/// Looks for the officer's challenge in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn challenge_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<ChallengeFrameView> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(ChallengeFrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.challenge_in_frame(width, height, &gray)?.into())
        })
        .await
}

/// Looks for the officer's challenge in a picture file.
#[command]
pub(crate) async fn challenge_image(
    program: Program<'_>,
    request: Request<'_>,
) -> Answer<ChallengeFrameView> {
    let file = bytes(&request)?.to_vec();
    challenge_in(program, move || Ok(file)).await
}

/// Looks for the officer's challenge in the picture file that was dropped on the window.
#[command]
pub(crate) async fn challenge_dropped(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
) -> Answer<ChallengeFrameView> {
    challenge_in(program, of_drop(&dropped)).await
}

/// Looks for the officer's challenge in the picture on the clipboard.
#[command]
pub(crate) async fn challenge_pasted(app: AppHandle, program: Program<'_>) -> Answer<ChallengeFrameView> {
    challenge_in(program, of_clipboard(app)).await
}

async fn challenge_in<F>(program: Program<'_>, fetch: F) -> Answer<ChallengeFrameView>
where
    F: FnOnce() -> Answer<Vec<u8>> + Send + 'static,
{
    program
        .ask(move |opened| Ok(opened.wallet.challenge_in_picture(&fetch()?)?.into()))
        .await
}

/// Shows what was allowed, in answer to a challenge.
#[command]
pub(crate) async fn answer_challenge(
    program: Program<'_>,
    shown: State<'_, Shown>,
    challenge: String,
) -> Answer<PresentationView> {
    let turn = shown.turn(&program.clock);
    program
        .ask(move |opened| {
            let allowed = turn.take_allowed(&opened.wallet)?;
            match opened.wallet.answer_challenge(&allowed.showing, &challenge) {
                Ok(presentation) => turn.begin(presentation, &opened.wallet),
                Err(error) => {
                    // Nothing was shown: the next challenge may be answered.
                    turn.put(|stage| {
                        stage.allowed.get_or_insert(allowed);
                    })?;
                    Err(error.into())
                }
            }
        })
        .await
}

/// The same, in codes that move otherwise.
#[command]
pub(crate) async fn pace_of_presentation(
    program: Program<'_>,
    shown: State<'_, Shown>,
    pace: PaceView,
) -> Answer<PresentationView> {
    let turn = shown.turn(&program.clock);
    program
        .ask(move |opened| {
            let showing = turn.now(&opened.wallet)?;
            let presentation = showing.presentation.paced(pace.into())?;
            let view = PresentationView::of(
                &presentation,
                showing.ends_at.saturating_sub(turn.clock.monotonic()),
            );
            let paced = Showing {
                presentation,
                ..showing
            };
            turn.put(|stage| stage.showing = Some(paced))?;
            Ok(view)
        })
        .await
}

/// Writes what is shown into the folder for downloads; the path that it has there.
#[command]
pub(crate) async fn save_presentation(program: Program<'_>, shown: State<'_, Shown>) -> Answer<String> {
    let turn = shown.turn(&program.clock);
    program
        .ask(move |opened| {
            let presentation = turn.now(&opened.wallet)?.presentation;
            let name = format!("giay-to-{}.ddpaper", presentation.made_at.format("%Y%m%d-%H%M%S"));
            downloads::write(&name, presentation.text.as_bytes())
        })
        .await
}

/// Forgets what was shown, and what was allowed.
#[command]
pub(crate) async fn stop_presenting_paper(shown: State<'_, Shown>) -> Answer<()> {
    shown.stop();
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dinhdanh_protocol::{Clock, SystemClock};

    use super::Shown;

    #[test]
    fn what_was_begun_before_a_stop_is_not_put_on_the_stage_after_it() {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
        let shown = Shown::default();
        let begun = shown.turn(&clock);
        shown.stop();
        assert!(begun.put(|_| ()).is_err());
        assert!(shown.turn(&clock).put(|_| ()).is_ok());
    }
}
