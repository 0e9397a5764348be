use dinhdanh_protocol::CitizenNumber;
use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::views::card_form::{CardCheckedView, CardFormFault, CardFormView};

/// "Đăng ký".
#[command]
pub(crate) async fn register_begin(program: Program<'_>, number: String, phone: String) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.begin_registration(&number, &phone)?))
        .await
}

/// What is wrong with a form as it is being typed.
#[command]
pub(crate) async fn card_form_faults(program: Program<'_>, form: CardFormView) -> Answer<Vec<CardFormFault>> {
    program
        .ask(move |opened| {
            let faults = opened.wallet.card_form_faults(&form.into())?;
            Ok(faults.into_iter().map(CardFormFault::from).collect())
        })
        .await
}

/// The province that the first three digits of a number stand for; none for a place abroad, or no number.
#[command]
pub(crate) fn card_province(number: &str) -> Option<&'static str> {
    number
        .parse()
        .ok()
        .and_then(|number: CitizenNumber| number.province())
}

/// Has the population register asked; where it says Đạt, a one-time code is sent.
#[command]
pub(crate) async fn register_card(program: Program<'_>, form: CardFormView) -> Answer<CardCheckedView> {
    program
        .ask(move |opened| Ok(opened.wallet.check_card_form(&form.into())?.into()))
        .await
}

/// Sends another one-time code.
#[command]
pub(crate) async fn register_resend(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| Ok(opened.wallet.resend_journey_otp()?))
        .await
}

/// Takes the one-time code.
#[command]
pub(crate) async fn register_otp(program: Program<'_>, code: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.confirm_journey_otp(code.expose())?))
        .await
}

/// Takes the password: the app account is made.
#[command]
pub(crate) async fn register_password(program: Program<'_>, password: SecretText) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.complete_registration(password.into_string())?))
        .await
}

/// Gives the registration up.
#[command]
pub(crate) async fn register_cancel(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.cancel_journey()?)).await
}
