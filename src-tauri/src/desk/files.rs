//! Files for level 1: looked at, approved, returned.

use dinhdanh_authority::FileId;
use tauri::command;

use super::AtDesk;
use super::error::DeskAnswer;
use super::views::{DeskFileView, DeskFilesView};

/// The files that wait, oldest first, and how many there are in all.
#[command]
pub(super) async fn desk_files(desk: AtDesk<'_>) -> DeskAnswer<DeskFilesView> {
    desk.ask(|desk| {
        let files = desk.at_work().pending_files(None)?;
        Ok(DeskFilesView {
            count: desk.at_work().pending_count()?,
            files: files.into_iter().map(DeskFileView::from).collect(),
        })
    })
    .await
}

/// Approves a file: level 1, and an SMS.
#[command]
pub(super) async fn desk_approve(desk: AtDesk<'_>, file: i64) -> DeskAnswer<()> {
    desk.ask(move |desk| Ok(desk.at_work().approve(FileId(file))?))
        .await
}

/// Returns a file with a reason, which its sender reads.
#[command]
pub(super) async fn desk_return(desk: AtDesk<'_>, file: i64, reason: String) -> DeskAnswer<()> {
    desk.ask(move |desk| Ok(desk.at_work().return_file(FileId(file), &reason)?))
        .await
}
