use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dinhdanh_wallet::ErrorCode;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State, command};

use super::{Answer, Program};
use crate::dropped::{self, Dropped};
use crate::error::CommandError;
use crate::platform::clipboard;
use crate::views::check::{CheckReadyView, FrameView};

/// One frame at a time: the newest wins, and none waits behind another.
#[derive(Clone, Default)]
pub(crate) struct OneAtATime(Arc<AtomicBool>);

/// The turn of one frame; the next may come when it is dropped.
struct Turn(Arc<AtomicBool>);

/// Whether this account may check.
#[command]
pub(crate) async fn check_ready(program: Program<'_>) -> Answer<CheckReadyView> {
    program
        .ask(|opened| Ok(opened.wallet.check_readiness()?.into()))
        .await
}

/// Looks for a code in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn check_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<FrameView> {
    let (width, height) = (side(&request, "x-width")?, side(&request, "x-height")?);
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(FrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.check_frame(width, height, &gray)?.into())
        })
        .await
}

/// Looks for a code in a picture file.
#[command]
pub(crate) async fn check_image(program: Program<'_>, request: Request<'_>) -> Answer<FrameView> {
    let file = bytes(&request)?;
    let file = file.to_vec();
    program
        .ask(move |opened| Ok(opened.wallet.check_picture(&file)?.into()))
        .await
}

/// Looks for a code in the picture file that was dropped on the window last.
#[command]
pub(crate) async fn check_dropped(program: Program<'_>, dropped: State<'_, Dropped>) -> Answer<FrameView> {
    let path = dropped.take();
    check_fetched(program, move || {
        path.ok_or(ErrorCode::NoFileDropped)
            .and_then(|path| dropped::read(&path))
    })
    .await
}

/// Looks for a code in the picture on the clipboard.
#[command]
pub(crate) async fn check_pasted(app: AppHandle, program: Program<'_>) -> Answer<FrameView> {
    check_fetched(program, move || clipboard::picture(&app)).await
}

/// The same as [`check_image`] with a file that the program fetches by itself, if the account may check.
async fn check_fetched<F>(program: Program<'_>, fetch: F) -> Answer<FrameView>
where
    F: FnOnce() -> Result<Vec<u8>, ErrorCode> + Send + 'static,
{
    program
        .ask(move |opened| {
            opened.wallet.may_check()?;
            let file = fetch().map_err(CommandError::of)?;
            Ok(opened.wallet.check_picture(&file)?.into())
        })
        .await
}

/// "Quét tiếp".
#[command]
pub(crate) async fn check_next(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.next_check()?)).await
}

fn bytes<'a>(request: &'a Request<'_>) -> Answer<&'a [u8]> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(CommandError::of(ErrorCode::ImageUnreadable)),
    }
}

fn side(request: &Request<'_>, header: &str) -> Answer<usize> {
    let given = request
        .headers()
        .get(header)
        .and_then(|value| value.to_str().ok());
    given
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| CommandError::of(ErrorCode::ImageUnreadable))
}

impl OneAtATime {
    fn turn(&self) -> Option<Turn> {
        let taken = self.0.swap(true, Ordering::AcqRel);
        (!taken).then(|| Turn(Arc::clone(&self.0)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_waits_behind_none() {
        let frames = OneAtATime::default();
        let turn = frames.turn();
        assert!(turn.is_some());
        assert!(frames.turn().is_none());
        drop(turn);
        assert!(frames.turn().is_some());
    }
}
