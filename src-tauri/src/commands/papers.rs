use tauri::command;

use super::{Answer, Program};
use crate::platform::downloads;
use crate::secret_text::SecretText;
use crate::views::paper::IdentityCardView;
use crate::views::paper_kind::{PaperKindInfoView, PaperKindView};
use crate::views::printing::{PaperPrintingView, PrintedPaperView};
use crate::views::wallet_paper::{IntegratedView, PaperEntryView, PaperSheetView};

/// The identity card: behind the passcode each time, unless its owner is not asked for it.
#[command]
pub(crate) async fn identity_card(
    program: Program<'_>,
    passcode: Option<SecretText>,
) -> Answer<IdentityCardView> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.identity_card(passcode)?.into())
        })
        .await
}

/// Whether the passcode is asked for each time; it takes the passcode to be asked no more.
#[command]
pub(crate) async fn set_papers_ask(
    program: Program<'_>,
    ask: bool,
    passcode: Option<SecretText>,
) -> Answer<()> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.set_papers_ask(ask, passcode)?)
        })
        .await
}

/// The papers beside the card, as far as may be told without the passcode.
#[command]
pub(crate) async fn papers(program: Program<'_>) -> Answer<Vec<PaperEntryView>> {
    program
        .ask(|opened| {
            let papers = opened.wallet.papers()?;
            Ok(papers.into_iter().map(PaperEntryView::from).collect())
        })
        .await
}

/// What there is to know of the kinds.
#[command]
pub(crate) async fn paper_kinds(program: Program<'_>) -> Answer<Vec<PaperKindInfoView>> {
    program.work(|| Ok(PaperKindInfoView::all())).await
}

/// A paper: behind the passcode as the card is.
#[command]
pub(crate) async fn paper(
    program: Program<'_>,
    id: u64,
    passcode: Option<SecretText>,
) -> Answer<PaperSheetView> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.open_paper(id, passcode)?.into())
        })
        .await
}

/// "Tích hợp giấy tờ".
#[command]
pub(crate) async fn integrate_paper(
    program: Program<'_>,
    kind: PaperKindView,
    number: Option<String>,
) -> Answer<IntegratedView> {
    program
        .ask(move |opened| {
            let integrated = opened.wallet.integrate_paper(kind.into(), number.as_deref())?;
            Ok(integrated.into())
        })
        .await
}

/// Takes a paper out of the wallet.
#[command]
pub(crate) async fn remove_paper(program: Program<'_>, id: u64, passcode: Option<SecretText>) -> Answer<()> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            Ok(opened.wallet.remove_paper(id, passcode)?)
        })
        .await
}

/// "Xuất PDF": writes fields of a paper as a sheet into the folder for downloads.
#[command]
pub(crate) async fn print_paper(
    program: Program<'_>,
    printing: PaperPrintingView,
    passcode: Option<SecretText>,
) -> Answer<PrintedPaperView> {
    program
        .ask(move |opened| {
            let passcode = passcode.as_ref().map(SecretText::expose);
            let printed = opened.wallet.print_paper(&printing.into(), passcode)?;
            Ok(PrintedPaperView {
                path: downloads::write(&printed.name, &printed.pdf)?,
                codes: printed.codes.len(),
            })
        })
        .await
}
