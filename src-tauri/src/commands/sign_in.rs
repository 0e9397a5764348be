use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::upkeep::tell;
use crate::views::activation::ActivationRequestView;
use crate::views::sign_in::SignInView;
use crate::watch::parted;

/// "Đăng nhập"; without a number it is the one that is remembered.
#[command]
pub(crate) async fn sign_in(
    app: AppHandle,
    program: Program<'_>,
    number: Option<String>,
    password: SecretText,
) -> Answer<SignInView> {
    let signed_in = program
        .ask(move |opened| {
            let outcome = opened.wallet.sign_in(number.as_deref(), password.into_string())?;
            Ok(outcome.into())
        })
        .await?;
    program.came_in().await;
    tell(&app);
    Ok(signed_in)
}

/// "Đăng xuất".
#[command]
pub(crate) async fn sign_out(app: AppHandle, program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.sign_out()?)).await?;
    parted(&app);
    tell(&app);
    Ok(())
}

/// From the overview to the passcode of the same account's wallet on this device.
#[command]
pub(crate) async fn open_wallet_here(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.open_wallet_here()?)).await
}

/// "Đổi tài khoản".
#[command]
pub(crate) async fn change_account(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.change_account()?)).await
}

/// Brings the overview of who has signed in up to date.
#[command]
pub(crate) async fn account_refresh(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.refresh_account()?)).await
}

/// "Kích hoạt" for who has signed in.
#[command]
pub(crate) async fn activate_signed_in(program: Program<'_>) -> Answer<ActivationRequestView> {
    program
        .ask(|opened| Ok(opened.wallet.activate_signed_in()?.into()))
        .await
}
