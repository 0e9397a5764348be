use dinhdanh_protocol as protocol;
use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::views::activation::{ActivationRequestView, PasscodeFault, PasswordFault, SecurityAnswer};

/// "Gửi yêu cầu".
#[command]
pub(crate) async fn activation_request(
    program: Program<'_>,
    number: String,
    phone: String,
) -> Answer<ActivationRequestView> {
    program
        .ask(move |opened| Ok(opened.wallet.request_activation(&number, &phone)?.into()))
        .await
}

/// The notice about this device is accepted; sends the one-time code.
#[command]
pub(crate) async fn activation_continue(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.accept_device_notice()?))
        .await
}

/// Sends another one-time code.
#[command]
pub(crate) async fn activation_resend(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.resend_otp()?)).await
}

/// Takes the one-time code.
#[command]
pub(crate) async fn activation_otp(program: Program<'_>, code: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.confirm_otp(code.expose())?))
        .await
}

/// Takes the password of who had no account before.
#[command]
pub(crate) async fn activation_password(program: Program<'_>, password: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.set_password(password.into_string())?))
        .await
}

/// What a password lacks as it is being typed.
#[command]
pub(crate) async fn password_faults(
    program: Program<'_>,
    password: SecretText,
) -> Answer<Vec<PasswordFault>> {
    program
        .ask(move |_| {
            let faults = protocol::password_faults(password.expose());
            Ok(faults.into_iter().map(PasswordFault::from).collect())
        })
        .await
}

/// Why a passcode would be refused; asked after it was entered once.
#[command]
pub(crate) async fn passcode_fault(
    program: Program<'_>,
    passcode: SecretText,
) -> Answer<Option<PasscodeFault>> {
    program
        .ask(move |opened| {
            let fault = opened.wallet.passcode_fault(passcode.expose())?;
            Ok(fault.map(PasscodeFault::from))
        })
        .await
}

/// Chooses the passcode.
#[command]
pub(crate) async fn activation_passcode(
    program: Program<'_>,
    first: SecretText,
    second: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.choose_passcode(first.expose(), second.expose())?))
        .await
}

/// Takes the two security questions with their answers, and completes the activation.
#[command]
pub(crate) async fn activation_questions(program: Program<'_>, answers: [SecurityAnswer; 2]) -> Answer<()> {
    program
        .ask(move |opened| {
            let answers = answers.map(|given| (given.question, given.answer.into_string()));
            Ok(opened.wallet.answer_questions(answers)?)
        })
        .await?;
    program.came_in().await;
    Ok(())
}

/// Gives the activation up.
#[command]
pub(crate) async fn activation_cancel(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.cancel_activation()?)).await
}
