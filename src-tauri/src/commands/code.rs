use tauri::command;

use super::{Answer, Program};
use crate::secret_text::SecretText;
use crate::views::code::{CardQrView, CodeView, CodeViewKind};

/// Turns "Xác minh ứng dụng qua QR code" on or off.
#[command]
pub(crate) async fn set_code_switch(program: Program<'_>, on: bool) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.set_code_switch(on)?))
        .await
}

/// Makes a code.
#[command]
pub(crate) async fn make_code(program: Program<'_>, view: CodeViewKind) -> Answer<CodeView> {
    program
        .ask_even_presenting(move |opened| Ok(opened.wallet.make_code(view.into())?.into()))
        .await
}

/// The code that lives, if one does.
#[command]
pub(crate) async fn current_code(program: Program<'_>) -> Answer<Option<CodeView>> {
    program
        .ask_even_presenting(|opened| Ok(opened.wallet.current_code().map(CodeView::from)))
        .await
}

/// Takes the code off the screen.
#[command]
pub(crate) async fn drop_code(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.drop_code()?)).await
}

/// "Cán bộ có mã hỏi": the passcode first, then the challenge is scanned.
#[command]
pub(crate) async fn allow_answer(
    program: Program<'_>,
    view: CodeViewKind,
    passcode: SecretText,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.allow_answer(view.into(), passcode.expose())?))
        .await
}

/// Makes the code that was allowed, in answer to a challenge.
#[command]
pub(crate) async fn answer_with_code(program: Program<'_>, challenge: String) -> Answer<CodeView> {
    program
        .ask(move |opened| Ok(opened.wallet.answer_with_code(&challenge)?.into()))
        .await
}

/// Left without an answer: what the passcode allowed is over.
#[command]
pub(crate) async fn forbid_answer(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| {
            opened.wallet.forbid_answer();
            Ok(())
        })
        .await
}

/// The QR as it is printed on the card.
#[command]
pub(crate) async fn card_qr(program: Program<'_>) -> Answer<CardQrView> {
    program
        .ask(|opened| {
            Ok(CardQrView {
                svg: opened.wallet.card_qr()?,
            })
        })
        .await
}

/// "Chế độ xuất trình", from here until the passcode is confirmed.
#[command]
pub(crate) async fn presentation(program: Program<'_>) -> Answer<()> {
    program
        .ask_even_presenting(|opened| Ok(opened.wallet.present()?))
        .await
}
