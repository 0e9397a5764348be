use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::upkeep::tell;
use crate::watch::parted;

/// Opens the app. All windows are told, as a page that was reloaded meanwhile never hears the answer.
#[command]
pub(crate) async fn unlock(app: AppHandle, program: Program<'_>, passcode: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.unlock(passcode.expose())?))
        .await?;
    program.came_in().await;
    tell(&app);
    Ok(())
}

/// Locks now, and tells it as unlocking does.
#[command]
pub(crate) async fn lock(app: AppHandle, program: Program<'_>) -> Answer<()> {
    // Locking gives nothing away, so presentation mode does not keep from it.
    program
        .ask_even_presenting(|opened| {
            opened.wallet.lock();
            Ok(())
        })
        .await?;
    parted(&app);
    tell(&app);
    Ok(())
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
        .await?;
    // Its holder is to be told of it.
    program.upkeep.wake();
    Ok(())
}

/// Asks for the passcode again, which leaves "Chế độ xuất trình".
#[command]
pub(crate) async fn confirm_passcode(program: Program<'_>, passcode: SecretText) -> Answer<()> {
    program
        .ask_even_presenting(move |opened| Ok(opened.wallet.confirm_passcode(passcode.expose())?))
        .await
}
