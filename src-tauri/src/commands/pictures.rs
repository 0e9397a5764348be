//! Pictures on their way in: a camera's frames, files, what was dropped or copied.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dinhdanh_wallet::ErrorCode;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::dropped::{self, Dropped};
use crate::error::CommandError;
use crate::platform::clipboard;

/// One frame at a time: the newest wins, and none waits behind another.
#[derive(Clone, Default)]
pub(crate) struct OneAtATime(Arc<AtomicBool>);

/// The turn of one frame; the next may come when it is dropped.
pub(super) struct Turn(Arc<AtomicBool>);

/// The camera is no longer looked through.
#[command]
pub(crate) async fn end_scan(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| {
            opened.wallet.end_scan();
            Ok(())
        })
        .await
}

/// The bytes of a request that bears nothing else.
pub(super) fn bytes<'a>(request: &'a Request<'_>) -> Answer<&'a [u8]> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(CommandError::of(ErrorCode::ImageUnreadable)),
    }
}

/// Width and height of a frame, in its headers.
pub(super) fn sides(request: &Request<'_>) -> Answer<(usize, usize)> {
    let side = |header| {
        let given = request.headers().get(header);
        given
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| CommandError::of(ErrorCode::ImageUnreadable))
    };
    Ok((side("x-width")?, side("x-height")?))
}

/// Reads the picture file that was dropped on the window.
pub(super) fn of_drop(dropped: &Dropped) -> impl FnOnce() -> Answer<Vec<u8>> + Send + 'static {
    read_from(dropped.take())
}

/// The same with the next file of a batch.
pub(super) fn of_batch(dropped: &Dropped, batch: u32) -> impl FnOnce() -> Answer<Vec<u8>> + Send + 'static {
    read_from(dropped.take_of(batch))
}

/// Reads the file of another kind that was dropped on the window; `unreadable` where there is one that cannot be read.
pub(super) fn of_drop_or(
    dropped: &Dropped,
    unreadable: ErrorCode,
) -> impl FnOnce() -> Answer<Vec<u8>> + Send + 'static {
    let read = of_drop(dropped);
    move || {
        read().map_err(|error| match error.code() {
            ErrorCode::NoFileDropped => error,
            _ => CommandError::of(unreadable),
        })
    }
}

fn read_from(path: Option<PathBuf>) -> impl FnOnce() -> Answer<Vec<u8>> + Send + 'static {
    move || {
        path.ok_or(ErrorCode::NoFileDropped)
            .and_then(|path| dropped::read(&path))
            .map_err(CommandError::of)
    }
}

/// Reads the picture on the clipboard.
pub(super) fn of_clipboard(app: AppHandle) -> impl FnOnce() -> Answer<Vec<u8>> + Send + 'static {
    move || clipboard::picture(&app).map_err(CommandError::of)
}

impl OneAtATime {
    pub(super) fn turn(&self) -> Option<Turn> {
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
