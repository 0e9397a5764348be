use tauri::command;

use super::{Answer, Program};
use crate::views::notice::NoticeView;

/// What the account's holder was told, newest first.
#[command]
pub(crate) async fn notices(program: Program<'_>) -> Answer<Vec<NoticeView>> {
    program
        .ask(|opened| {
            let notices = opened.wallet.notices()?;
            Ok(notices.into_iter().map(NoticeView::from).collect())
        })
        .await
}

/// Those up to this one were looked at.
#[command]
pub(crate) async fn notices_read(program: Program<'_>, up_to: u64) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.notices_read(up_to)?))
        .await
}
