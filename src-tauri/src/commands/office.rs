use dinhdanh_wallet::{ErrorCode, OfficeTaken};
use tauri::ipc::Request;
use tauri::{State, command};

use super::pictures::{OneAtATime, bytes, of_drop_or, sides};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::error::CommandError;
use crate::platform::downloads;
use crate::secret_text::SecretText;
use crate::views::office::{
    OfficeFrameView, OfficeInvitationView, OfficeTakenView, OfficeView, SightingsCodeView,
};
use crate::views::showing::PaceView;

/// The office that this desk is of.
#[command]
pub(crate) async fn office(program: Program<'_>) -> Answer<Option<OfficeView>> {
    program
        .ask(|opened| Ok(opened.wallet.office()?.map(OfficeView::from)))
        .await
}

/// "Tạo nhóm".
#[command]
pub(crate) async fn make_office(program: Program<'_>) -> Answer<OfficeView> {
    program
        .ask(|opened| Ok(opened.wallet.make_office()?.into()))
        .await
}

/// "Rời nhóm".
#[command]
pub(crate) async fn leave_office(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.leave_office()?)).await
}

/// "Thêm bàn vào nhóm": shows an invitation, the passcode first.
#[command]
pub(crate) async fn invite_desk(program: Program<'_>, passcode: SecretText) -> Answer<OfficeInvitationView> {
    program
        .ask(move |opened| Ok(opened.wallet.invite_desk(passcode.expose())?.into()))
        .await
}

/// Writes the invitation that is shown into the folder for downloads; the path that the file has there. The same digits
/// open it.
#[command]
pub(crate) async fn save_invitation(program: Program<'_>, invitation: String) -> Answer<String> {
    program
        .ask(
            move |opened| match opened.wallet.take_office_file(invitation.as_bytes())? {
                OfficeTaken::Invitation(text) => {
                    downloads::write("moi-vao-nhom-ban.ddoffice", text.as_bytes())
                }
                OfficeTaken::Merged(_) => Err(CommandError::of(ErrorCode::OfficeUnreadable)),
            },
        )
        .await
}

/// Joins the office that an invitation is from.
#[command]
pub(crate) async fn join_office(
    program: Program<'_>,
    invitation: String,
    digits: SecretText,
) -> Answer<OfficeView> {
    program
        .ask(move |opened| Ok(opened.wallet.join_office(&invitation, digits.expose())?.into()))
        .await
}

/// Writes what the desks have seen into the folder for downloads, for the next desk; the path that the file has there.
#[command]
pub(crate) async fn export_sightings(program: Program<'_>) -> Answer<String> {
    program
        .ask(|opened| downloads::write("ma-da-quet.ddseen", &opened.wallet.export_sightings()?))
        .await
}

/// The same as an animated code.
#[command]
pub(crate) async fn sightings_code(program: Program<'_>, pace: PaceView) -> Answer<SightingsCodeView> {
    program
        .ask(move |opened| Ok(opened.wallet.sightings_code(pace.into())?.into()))
        .await
}

/// Takes a file of another desk.
#[command]
pub(crate) async fn take_office_file(program: Program<'_>, request: Request<'_>) -> Answer<OfficeTakenView> {
    let file = bytes(&request)?.to_vec();
    program
        .ask(move |opened| Ok(opened.wallet.take_office_file(&file)?.into()))
        .await
}

/// The same with the file that was dropped on the window.
#[command]
pub(crate) async fn take_dropped_office_file(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
) -> Answer<OfficeTakenView> {
    let file = of_drop_or(&dropped, ErrorCode::OfficeUnreadable);
    program
        .ask(move |opened| Ok(opened.wallet.take_office_file(&file()?)?.into()))
        .await
}

/// Looks at another desk's screen in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn office_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<OfficeFrameView> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(OfficeFrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.office_in_frame(width, height, &gray)?.into())
        })
        .await
}
