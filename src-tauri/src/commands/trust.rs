use dinhdanh_wallet::ErrorCode;
use tauri::ipc::Request;
use tauri::{State, command};

use super::pictures::{bytes, of_drop_or};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::platform::downloads;
use crate::views::trust::TrustTakenView;

/// Takes trust data from a file.
#[command]
pub(crate) async fn import_trust(program: Program<'_>, request: Request<'_>) -> Answer<TrustTakenView> {
    let file = bytes(&request)?.to_vec();
    program
        .ask(move |opened| Ok(opened.wallet.import_trust(&file)?.into()))
        .await
}

/// Takes trust data from the file that was dropped on the window.
#[command]
pub(crate) async fn import_dropped_trust(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
) -> Answer<TrustTakenView> {
    let file = of_drop_or(&dropped, ErrorCode::TrustUnreadable);
    program
        .ask(move |opened| Ok(opened.wallet.import_trust(&file()?)?.into()))
        .await
}

/// Writes the newest trust data into the folder for downloads, for the next desk; the path that the file has there.
#[command]
pub(crate) async fn export_trust(program: Program<'_>) -> Answer<String> {
    program
        .ask(|opened| downloads::write("du-lieu-tin-cay.ddtrust", &opened.wallet.export_trust()?))
        .await
}
