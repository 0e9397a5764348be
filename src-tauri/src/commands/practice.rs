use tauri::command;

use super::{Answer, Program};
use crate::views::persona::{PersonaView, SmsView};

/// The people to try the app with.
#[command]
pub(crate) async fn practice_personas(program: Program<'_>) -> Answer<Vec<PersonaView>> {
    program.ask(|opened| opened.authority.personas()).await
}

/// The text messages to this window's number, newest first.
#[command]
pub(crate) async fn practice_messages(program: Program<'_>) -> Answer<Vec<SmsView>> {
    program
        .ask(|opened| match opened.wallet.phone_for_messages() {
            Some(phone) => opened.authority.messages(&phone),
            None => Ok(Vec::new()),
        })
        .await
}
