use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;

/// "Quên mật khẩu".
#[command]
pub(crate) async fn reset_begin(program: Program<'_>, number: String, phone: String) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.begin_reset(&number, &phone)?))
        .await
}

/// Sends another one-time code.
#[command]
pub(crate) async fn reset_resend(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.resend_journey_otp()?))
        .await
}

/// Takes the one-time code.
#[command]
pub(crate) async fn reset_otp(program: Program<'_>, code: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.confirm_journey_otp(code.expose())?))
        .await
}

/// Takes the new password.
#[command]
pub(crate) async fn reset_password(program: Program<'_>, password: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.reset_password(password.into_string())?))
        .await
}

/// Gives the reset up.
#[command]
pub(crate) async fn reset_cancel(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.cancel_journey()?)).await
}
