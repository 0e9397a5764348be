use dinhdanh_wallet::KeptReceipt;
use tauri::command;

use super::{Answer, Program};
use crate::platform::downloads;
use crate::views::receipt::{CaseNoteView, OpenCaseView, ReceiptJudgedView, ReceiptView};

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
