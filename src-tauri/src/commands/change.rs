use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;

/// "Đổi mật khẩu".
#[command]
pub(crate) async fn change_password(
    program: Program<'_>,
    current: SecretText,
    new: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let (current, new) = (current.into_string(), new.into_string());
            Ok(opened.wallet.change_password(current, new)?)
        })
        .await
}

/// "Đổi e-mail"; none takes it away.
#[command]
pub(crate) async fn change_email(
    program: Program<'_>,
    password: SecretText,
    email: Option<String>,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let password = password.into_string();
            Ok(opened.wallet.change_email(password, email.as_deref())?)
        })
        .await
}
