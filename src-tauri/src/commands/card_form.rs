use dinhdanh_wallet::card_form_of_text;
use tauri::ipc::Request;
use tauri::{AppHandle, State, command};

use super::pictures::{OneAtATime, bytes, of_clipboard, of_drop, sides};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::views::card_form::{CardFormView, CardFrameView};

/// The form in a text: what a scanner types, or what was pasted.
#[command]
pub(crate) fn card_form_text(text: &str) -> Answer<CardFormView> {
    Ok(card_form_of_text(text)?.into())
}

/// Looks for a card's QR in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn card_form_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<CardFrameView> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(CardFrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.card_form_in_frame(width, height, &gray)?.into())
        })
        .await
}

/// Looks for a card's QR in a picture file.
#[command]
pub(crate) async fn card_form_image(program: Program<'_>, request: Request<'_>) -> Answer<CardFrameView> {
    let file = bytes(&request)?.to_vec();
    in_fetched(program, move || Ok(file)).await
}

/// Looks for a card's QR in the picture file that was dropped on the window.
#[command]
pub(crate) async fn card_form_dropped(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
) -> Answer<CardFrameView> {
    in_fetched(program, of_drop(&dropped)).await
}

/// Looks for a card's QR in the picture on the clipboard.
#[command]
pub(crate) async fn card_form_pasted(app: AppHandle, program: Program<'_>) -> Answer<CardFrameView> {
    in_fetched(program, of_clipboard(app)).await
}

async fn in_fetched<F>(program: Program<'_>, fetch: F) -> Answer<CardFrameView>
where
    F: FnOnce() -> Answer<Vec<u8>> + Send + 'static,
{
    program
        .ask(move |opened| Ok(opened.wallet.card_form_in_picture(&fetch()?)?.into()))
        .await
}
