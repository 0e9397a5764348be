use dinhdanh_protocol::DeviceId;
use dinhdanh_wallet::ErrorCode;
use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::error::CommandError;
use crate::secret_text::SecretText;
use crate::upkeep::tell;
use crate::views::activation::SecurityAnswer;
use crate::views::new_device::{DeviceEntryView, TakeOverView};

/// Who has signed in wants the account here, in the place of the device on which it is active.
#[command]
pub(crate) async fn take_over_begin(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.begin_take_over()?)).await
}

/// The code to show, while somebody wants this device's place.
#[command]
pub(crate) async fn take_over_code(program: Program<'_>) -> Answer<Option<TakeOverView>> {
    program
        .ask(|opened| Ok(opened.wallet.asked_for()?.map(TakeOverView::from)))
        .await
}

/// "Không phải tôi đăng nhập".
#[command]
pub(crate) async fn dispute(app: AppHandle, program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.dispute()?)).await?;
    tell(&app);
    Ok(())
}

/// The device on which the account is active is lost.
#[command]
pub(crate) async fn lost_device_begin(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.begin_lost_device()?)).await
}

/// Sends another one-time code.
#[command]
pub(crate) async fn lost_device_resend(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.resend_journey_otp()?))
        .await
}

/// Takes the one-time code.
#[command]
pub(crate) async fn lost_device_otp(program: Program<'_>, code: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.confirm_journey_otp(code.expose())?))
        .await
}

/// Takes both security answers.
#[command]
pub(crate) async fn lost_device_answers(program: Program<'_>, answers: [SecurityAnswer; 2]) -> Answer<()> {
    program
        .ask(move |opened| {
            let answers = answers.map(|given| (given.question, given.answer.into_string()));
            Ok(opened.wallet.answer_lost_device(answers)?)
        })
        .await
}

/// Gives the claim up.
#[command]
pub(crate) async fn lost_device_cancel(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.cancel_journey()?)).await
}

/// "Quản lý thiết bị".
#[command]
pub(crate) async fn devices(program: Program<'_>) -> Answer<Vec<DeviceEntryView>> {
    program
        .ask(|opened| {
            let devices = opened.wallet.devices()?;
            Ok(devices.into_iter().map(DeviceEntryView::from).collect())
        })
        .await
}

/// "Hủy liên kết".
#[command]
pub(crate) async fn device_unbind(
    app: AppHandle,
    program: Program<'_>,
    id: String,
    password: SecretText,
) -> Answer<()> {
    let device = u128::from_str_radix(&id, 16).map(|number| DeviceId(number.to_be_bytes()));
    let device = device.map_err(|_| CommandError::of(ErrorCode::Failed))?;
    program
        .ask(move |opened| Ok(opened.wallet.unbind(device, password.into_string())?))
        .await?;
    tell(&app);
    Ok(())
}
