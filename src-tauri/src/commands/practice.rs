use std::cmp::Reverse;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use dinhdanh_wallet::ErrorCode;
use tauri::command;

use super::{Answer, Program};
use crate::arguments::{DESK, PROFILE};
use crate::error::CommandError;
use crate::views::persona::{PersonaView, SmsView};

/// The people to try the app with.
#[command]
pub(crate) async fn practice_personas(program: Program<'_>) -> Answer<Vec<PersonaView>> {
    program.ask(|opened| opened.authority.personas()).await
}

/// The text messages to this window's numbers, newest first.
#[command]
pub(crate) async fn practice_messages(program: Program<'_>) -> Answer<Vec<SmsView>> {
    program
        .ask(|opened| {
            let mut messages = Vec::new();
            for phone in opened.wallet.phones_for_messages() {
                messages.extend(opened.authority.messages(&phone)?);
            }
            messages.sort_by_key(|message| Reverse(message.id()));
            Ok(messages)
        })
        .await
}

/// Opens the practice authority's desk: a program of its own, which knows nothing of this wallet. Not while a code is
/// presented: whoever holds the device then is not its owner.
#[command]
pub(crate) async fn practice_desk(program: Program<'_>) -> Answer<()> {
    let host = Arc::clone(&program);
    program
        .ask(move |_| {
            let started = std::env::current_exe().and_then(|program| {
                Command::new(program)
                    .args([DESK, PROFILE, host.seat().profile.name()])
                    .stdin(Stdio::null())
                    .spawn()
            });
            let mut desk = started.map_err(|error| {
                tracing::error!(kind = %error.kind(), "the desk did not open");
                CommandError::of(ErrorCode::Failed)
            })?;
            // Waited for, so that nothing of it is left once its window is closed.
            thread::spawn(move || desk.wait());
            Ok(())
        })
        .await
}
