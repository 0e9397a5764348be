use dinhdanh_wallet::ErrorCode;
use tauri::command;
use tauri::ipc::Request;

use super::pictures::{bytes, sides};
use super::{Answer, Program};
use crate::error::CommandError;
use crate::views::card_form::CardFormView;
use crate::views::level_one::{PortraitHintView, PortraitView};

/// What would make a portrait better that looks like this frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn portrait_hint(
    program: Program<'_>,
    request: Request<'_>,
) -> Answer<Option<PortraitHintView>> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?.to_vec();
    program
        .ask(move |opened| {
            let hint = opened.wallet.portrait_hint(width, height, &gray);
            Ok(hint.map(PortraitHintView::from))
        })
        .await
}

/// Takes a portrait: red, green, blue and a byte that is passed over, row by row, its size in the headers.
#[command]
pub(crate) async fn portrait_take(program: Program<'_>, request: Request<'_>) -> Answer<PortraitView> {
    let (width, height) = sides(&request)?;
    let side = |side| u32::try_from(side).map_err(|_| CommandError::of(ErrorCode::PortraitUnfit));
    let (width, height) = (side(width)?, side(height)?);
    let rgba = bytes(&request)?.to_vec();
    program
        .ask(move |opened| Ok(opened.wallet.take_portrait(width, height, &rgba)?.into()))
        .await
}

/// Forgets the portrait that was taken.
#[command]
pub(crate) async fn portrait_drop(program: Program<'_>) -> Answer<()> {
    program
        .ask(|opened| {
            opened.wallet.drop_portrait();
            Ok(())
        })
        .await
}

/// "Xác nhận thông tin đăng ký".
#[command]
pub(crate) async fn level_one_send(
    program: Program<'_>,
    form: CardFormView,
    email: Option<String>,
) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.send_file(&form.into(), email.as_deref())?))
        .await
}
