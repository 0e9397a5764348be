use tauri::command;

use super::{Answer, Program};
use crate::views::refusal::RefusalView;

/// Notes that a desk did not take the electronic identity.
#[command]
pub(crate) async fn note_refusal(
    program: Program<'_>,
    place: String,
    asked_for: String,
    said: String,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.note_refusal(&place, &asked_for, &said)?))
        .await
}

/// What was noted, newest first.
#[command]
pub(crate) async fn refusals(program: Program<'_>) -> Answer<Vec<RefusalView>> {
    program
        .ask(|opened| {
            let refusals = opened.wallet.refusals()?;
            Ok(refusals.into_iter().map(RefusalView::from).collect())
        })
        .await
}

/// Deletes one.
#[command]
pub(crate) async fn forget_refusal(program: Program<'_>, id: u64) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.forget_refusal(id)?))
        .await
}
