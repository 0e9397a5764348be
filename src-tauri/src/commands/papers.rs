use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::views::paper::IdentityCardView;

/// The identity card, behind the passcode each time.
#[command]
pub(crate) async fn identity_card(program: Program<'_>, passcode: SecretText) -> Answer<IdentityCardView> {
    program
        .ask(move |opened| Ok(opened.wallet.identity_card(passcode.expose())?.into()))
        .await
}
