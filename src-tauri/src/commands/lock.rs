use serde::Deserialize;
use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;

/// What the passcode is asked for while the app is open.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    /// To leave "Chế độ xuất trình".
    LeavePresentation,
    /// To open a paper.
    OpenPaper,
}

/// Opens the app.
#[command]
pub(crate) async fn unlock(program: Program<'_>, passcode: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.unlock(passcode.expose())?))
        .await?;
    program.came_in();
    Ok(())
}

/// Locks now.
#[command]
pub(crate) async fn lock(program: Program<'_>) -> Answer<()> {
    // Locking gives nothing away, so presentation mode does not keep from it.
    program
        .ask_even_presenting(|opened| {
            opened.wallet.lock();
            Ok(())
        })
        .await
}

/// Somebody is there.
#[command]
pub(crate) fn touch(program: Program<'_>) {
    let now = program.clock.monotonic();
    program.auto_lock().touch(now);
}

/// Changes the passcode.
#[command]
pub(crate) async fn change_passcode(
    program: Program<'_>,
    current: SecretText,
    first: SecretText,
    second: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let (current, first, second) = (current.expose(), first.expose(), second.expose());
            Ok(opened.wallet.change_passcode(current, first, second)?)
        })
        .await
}

/// Asks for the passcode again.
#[command]
pub(crate) async fn confirm_passcode(
    program: Program<'_>,
    purpose: Purpose,
    passcode: SecretText,
) -> Answer<()> {
    match purpose {
        Purpose::LeavePresentation => {
            program
                .ask_even_presenting(move |opened| Ok(opened.wallet.confirm_passcode(passcode.expose())?))
                .await
        }
        Purpose::OpenPaper => {
            program
                .ask(move |opened| Ok(opened.wallet.confirm_passcode(passcode.expose())?))
                .await
        }
    }
}
