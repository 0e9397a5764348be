use dinhdanh_wallet::KeptReceipt;
use tauri::ipc::Request;
use tauri::{AppHandle, State, command};

use super::pictures::{OneAtATime, bytes, of_clipboard, of_drop, sides};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::platform::downloads;
use crate::views::receipt::{CaseNoteView, OpenCaseView, ReceiptFrameView, ReceiptJudgedView, ReceiptView};

/// What there is of the person at the desk to make a receipt of.
#[command]
pub(crate) async fn open_case(program: Program<'_>) -> Answer<Option<OpenCaseView>> {
    program
        .ask(|opened| Ok(opened.wallet.open_case()?.map(OpenCaseView::from)))
        .await
}

/// "Lập phiếu kết quả": signs what was found of the person at the desk.
#[command]
pub(crate) async fn make_receipt(program: Program<'_>, note: CaseNoteView) -> Answer<ReceiptView> {
    program
        .ask(move |opened| shown(opened.wallet.make_receipt(&note.into())?))
        .await
}

/// What is found about somebody's receipt.
#[command]
pub(crate) async fn judge_receipt(program: Program<'_>, text: String) -> Answer<ReceiptJudgedView> {
    program
        .ask(move |opened| Ok(opened.wallet.judge_receipt(&text)?.into()))
        .await
}

/// "Quét phiếu": looks for a receipt in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn receipt_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<ReceiptFrameView> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(ReceiptFrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.receipt_in_frame(width, height, &gray)?.into())
        })
        .await
}

/// Looks for a receipt in a picture file.
#[command]
pub(crate) async fn receipt_image(program: Program<'_>, request: Request<'_>) -> Answer<ReceiptFrameView> {
    let file = bytes(&request)?.to_vec();
    receipt_in(program, move || Ok(file)).await
}

/// Looks for a receipt in the picture file that was dropped on the window.
#[command]
pub(crate) async fn receipt_dropped(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
) -> Answer<ReceiptFrameView> {
    receipt_in(program, of_drop(&dropped)).await
}

/// Looks for a receipt in the picture on the clipboard.
#[command]
pub(crate) async fn receipt_pasted(app: AppHandle, program: Program<'_>) -> Answer<ReceiptFrameView> {
    receipt_in(program, of_clipboard(app)).await
}

async fn receipt_in<F>(program: Program<'_>, fetch: F) -> Answer<ReceiptFrameView>
where
    F: FnOnce() -> Answer<Vec<u8>> + Send + 'static,
{
    program
        .ask(move |opened| Ok(opened.wallet.receipt_in_picture(&fetch()?)?.into()))
        .await
}

/// Keeps a receipt that an officer gave.
#[command]
pub(crate) async fn keep_receipt(program: Program<'_>, text: String) -> Answer<ReceiptView> {
    program
        .ask(move |opened| shown(opened.wallet.keep_receipt(&text)?))
        .await
}

/// The receipts that are kept, newest first.
#[command]
pub(crate) async fn receipts(program: Program<'_>) -> Answer<Vec<ReceiptView>> {
    program
        .ask(|opened| opened.wallet.receipts()?.into_iter().map(shown).collect())
        .await
}

/// "Xuất PDF": writes one as a sheet into the folder for downloads; where.
#[command]
pub(crate) async fn print_receipt(program: Program<'_>, id: u64) -> Answer<String> {
    program
        .ask(move |opened| {
            let printed = opened.wallet.print_receipt(id)?;
            downloads::write(&printed.name, &printed.pdf)
        })
        .await
}

/// Deletes one.
#[command]
pub(crate) async fn forget_receipt(program: Program<'_>, id: u64) -> Answer<()> {
    program
        .ask(move |opened| Ok(opened.wallet.forget_receipt(id)?))
        .await
}

fn shown(kept: KeptReceipt) -> Answer<ReceiptView> {
    let svg = kept.svg()?;
    Ok(ReceiptView::of(kept, svg))
}
