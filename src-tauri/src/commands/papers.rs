use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::views::paper::IdentityCardView;

/// The identity card: behind the passcode each time, unless its owner is not asked for it.
#[command]
pub(crate) async fn identity_card(
    program: Program<'_>,
    passcode: Option<SecretText>,
) -> Answer<IdentityCardView> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.identity_card(passcode)?.into())
        })
        .await
}

/// Whether the passcode is asked for each time; it takes the passcode to be asked no more.
#[command]
pub(crate) async fn set_papers_ask(
    program: Program<'_>,
    ask: bool,
    passcode: Option<SecretText>,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.set_papers_ask(ask, passcode)?)
        })
        .await
}
