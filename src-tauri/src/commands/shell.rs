use std::sync::Arc;

use tauri::command;

use super::{Answer, Program, who};
use crate::authority;
use crate::views::shell::ShellView;
use crate::views::state::AppStateView;

/// Where the app stands.
#[command]
pub(crate) async fn app_state(program: Program<'_>) -> Answer<AppStateView> {
    let host = Arc::clone(&program);
    program
        .work(move || match host.opened() {
            _ if !host.seat().is_taken() => Ok(AppStateView::Choosing {
                people: who::occupants(&host),
            }),
            Ok(opened) => Ok(opened.wallet.state().into()),
            Err(error) => AppStateView::of_failure(error),
        })
        .await
}

/// Somebody looks where news would show.
#[command]
pub(crate) fn refresh_soon(program: Program<'_>) {
    program.upkeep.wake();
}

/// What the program is.
#[command]
pub(crate) async fn shell_info(program: Program<'_>) -> Answer<ShellView> {
    let host = Arc::clone(&program);
    program
        .work(move || {
            let seat = host.seat();
            Ok(ShellView {
                profile: seat.profile.name().to_owned(),
                shared: host.folders.profiles().iter().any(|other| *other != seat.profile),
                practice: authority::PRACTICE,
                authority_name: authority::NAME.to_owned(),
                // Where the profile does not open, the screen says why, and nothing of its protection.
                protection: host.opened().ok().map(|opened| opened.wallet.protection().into()),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            })
        })
        .await
}
