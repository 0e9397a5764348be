use tauri::{AppHandle, command};

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::upkeep::tell;
use crate::views::activation::SecurityAnswer;

/// Whether the vault of the account that lives here has a recovery slot.
#[command]
pub(crate) async fn recovery_ready(program: Program<'_>) -> Answer<bool> {
    program.ask(|opened| Ok(opened.wallet.has_recovery()?)).await
}

/// "Quên passcode?".
#[command]
pub(crate) async fn recovery_begin(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.begin_recovery()?)).await
}

/// Number and password; without a number it is the one that is remembered. A one-time code is sent.
#[command]
pub(crate) async fn recovery_sign_in(
    program: Program<'_>,
    number: Option<String>,
    password: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let wallet = &opened.wallet;
            Ok(wallet.recovery_sign_in(number.as_deref(), password.into_string())?)
        })
        .await?;
    program.came_in().await;
    Ok(())
}

/// Sends another one-time code.
#[command]
pub(crate) async fn recovery_resend(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.resend_recovery_otp()?))
        .await
}

/// Takes the one-time code.
#[command]
pub(crate) async fn recovery_otp(program: Program<'_>, code: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.confirm_recovery_otp(code.expose())?))
        .await
}

/// Takes the answer to the question that is asked.
#[command]
pub(crate) async fn recovery_answer(program: Program<'_>, answer: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.answer_recovery(answer.into_string())?))
        .await
}

/// Back to the first question.
#[command]
pub(crate) async fn recovery_back(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.recovery_back()?)).await
}

/// Takes the new passcode: the account is open.
#[command]
pub(crate) async fn recovery_passcode(
    app: AppHandle,
    program: Program<'_>,
    first: SecretText,
    second: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.recover(first.expose(), second.expose())?))
        .await?;
    program.came_in().await;
    tell(&app);
    Ok(())
}

/// Gives the recovery up.
#[command]
pub(crate) async fn recovery_cancel(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| {
            opened.wallet.cancel_recovery();
            Ok(())
        })
        .await
}

/// "Đổi câu hỏi bảo mật", and "Thiết lập khôi phục".
#[command]
pub(crate) async fn change_questions(
    program: Program<'_>,
    passcode: SecretText,
    answers: [SecurityAnswer; 2],
) -> Answer<()> {
    program
        .ask(move |opened| {
            let answers = answers.map(|given| (given.question, given.answer.into_string()));
            Ok(opened.wallet.change_questions(passcode.expose(), answers)?)
        })
        .await
}
