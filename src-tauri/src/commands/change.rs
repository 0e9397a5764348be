use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::upkeep::tell;
use crate::views::change::{PhoneChangeView, WhichView};

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

/// "Đổi số điện thoại": sends a code to the old number and one to the new.
#[command]
pub(crate) async fn phone_change_begin(
    program: Program<'_>,
    password: SecretText,
    phone: String,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.begin_phone_change(password.into_string(), &phone)?))
        .await
}

/// The running change of the phone number, if there is one.
#[command]
pub(crate) async fn phone_change(program: Program<'_>) -> Answer<Option<PhoneChangeView>> {
    program
        .ask(|opened| Ok(opened.wallet.phone_change().map(PhoneChangeView::from)))
        .await
}

/// Sends another code to one of the numbers.
#[command]
pub(crate) async fn phone_change_resend(program: Program<'_>, number: WhichView) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.resend_phone_change_otp(number.into())?))
        .await
}

/// Takes the code of one of the numbers.
#[command]
pub(crate) async fn phone_change_otp(
    program: Program<'_>,
    number: WhichView,
    code: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| {
            Ok(opened
                .wallet
                .confirm_phone_change_otp(number.into(), code.expose())?)
        })
        .await
}

/// Both codes were given: the new number is the account's.
#[command]
pub(crate) async fn phone_change_complete(app: AppHandle, program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.complete_phone_change()?))
        .await?;
    tell(&app);
    Ok(())
}

/// Gives the change up.
#[command]
pub(crate) async fn phone_change_cancel(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| {
            opened.wallet.cancel_phone_change();
            Ok(())
        })
        .await
}
