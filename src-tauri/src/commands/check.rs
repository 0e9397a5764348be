use dinhdanh_wallet::TextWay;
use tauri::ipc::{Request, Response};
use tauri::{AppHandle, Manager as _, State, command};

use super::pictures::{OneAtATime, bytes, of_batch, of_clipboard, sides};
use super::{Answer, Program};
use crate::dropped::Dropped;
use crate::error::CommandError;
use crate::platform::screen_part;
use crate::views::check::{ChallengeView, CheckReadyView, DroppedView, FrameView};
use crate::views::paper_check::PaperCheckedView;
use crate::views::paper_kind::PurposeView;

/// Whether this account may check.
#[command]
pub(crate) async fn check_ready(program: Program<'_>) -> Answer<CheckReadyView> {
    program
        .ask(|opened| Ok(opened.wallet.check_readiness()?.into()))
        .await
}

/// Looks for a code in a camera's frame: grey bytes, row by row, its size in the headers.
#[command]
pub(crate) async fn check_frame(
    program: Program<'_>,
    frames: State<'_, OneAtATime>,
    request: Request<'_>,
) -> Answer<FrameView> {
    let (width, height) = sides(&request)?;
    let gray = bytes(&request)?;
    let Some(turn) = frames.turn() else {
        return Ok(FrameView::default());
    };
    let gray = gray.to_vec();
    program
        .ask(move |opened| {
            let _until_done = turn;
            Ok(opened.wallet.check_frame(width, height, &gray)?.into())
        })
        .await
}

/// Looks for a code in a picture file, or takes the file for a paper.
#[command]
pub(crate) async fn check_image(program: Program<'_>, request: Request<'_>) -> Answer<FrameView> {
    let file = bytes(&request)?;
    let file = file.to_vec();
    program
        .ask(move |opened| Ok(opened.wallet.check_file(&file)?.into()))
        .await
}

/// What was dropped on the window and waits to be judged, if the account may check.
#[command]
pub(crate) async fn dropped_files(app: AppHandle, program: Program<'_>) -> Answer<DroppedView> {
    program
        .ask(move |opened| {
            opened.wallet.may_check()?;
            Ok(app.state::<Dropped>().list().into())
        })
        .await
}

/// Looks for a code or a paper in the next file of those that were dropped on the window together.
#[command]
pub(crate) async fn check_dropped(
    program: Program<'_>,
    dropped: State<'_, Dropped>,
    batch: u32,
) -> Answer<FrameView> {
    check_fetched(program, of_batch(&dropped, batch)).await
}

/// Looks for a code in the picture on the clipboard.
#[command]
pub(crate) async fn check_pasted(app: AppHandle, program: Program<'_>) -> Answer<FrameView> {
    check_fetched(program, of_clipboard(app)).await
}

/// A picture of the part of the screen that the officer chooses in the desktop's own picker, if the account may check;
/// empty where none was chosen.
#[command]
pub(crate) async fn choose_screen_part(program: Program<'_>) -> Answer<Response> {
    program
        .ask(|opened| {
            opened.wallet.may_check()?;
            let picture = screen_part::choose().map_err(CommandError::of)?;
            Ok(Response::new(picture.unwrap_or_default()))
        })
        .await
}

/// The same as [`check_image`] with a file that the program fetches by itself, if the account may check.
async fn check_fetched<F>(program: Program<'_>, fetch: F) -> Answer<FrameView>
where
    F: FnOnce() -> Answer<Vec<u8>> + Send + 'static,
{
    program
        .ask(move |opened| {
            opened.wallet.may_check()?;
            Ok(opened.wallet.check_file(&fetch()?)?.into())
        })
        .await
}

/// Judges the text of a code, pasted or typed by a scanner that is a keyboard to the computer.
#[command]
pub(crate) async fn check_text(program: Program<'_>, text: String, typed: bool) -> Answer<FrameView> {
    let way = if typed { TextWay::Typed } else { TextWay::Pasted };
    program
        .ask(move |opened| Ok(opened.wallet.check_text(&text, way)?.into()))
        .await
}

/// "Quét tiếp".
#[command]
pub(crate) async fn check_next(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.next_check()?)).await
}

/// "Người kế tiếp": the same, and what comes now is of another person.
#[command]
pub(crate) async fn next_person(program: Program<'_>) -> Answer<()> {
    program.ask(|opened| Ok(opened.wallet.next_person()?)).await
}

/// "Hỏi giấy tờ": what the next papers are to be checked for – what that takes of them and is not shown is told –, and
/// whether the next one has to answer a fresh challenge.
#[command]
pub(crate) async fn ask_for_paper(
    program: Program<'_>,
    purpose: Option<PurposeView>,
    challenged: bool,
) -> Answer<Option<ChallengeView>> {
    program
        .ask(move |opened| {
            let challenge = opened.wallet.ask_for_paper(purpose.map(Into::into), challenged)?;
            Ok(challenge.map(ChallengeView::from))
        })
        .await
}

/// "Hỏi mã dùng một lần": the next code has to answer a fresh challenge, until `ask_for_paper` asks for something else.
#[command]
pub(crate) async fn ask_for_code(program: Program<'_>) -> Answer<ChallengeView> {
    program
        .ask(|opened| Ok(opened.wallet.ask_for_code()?.into()))
        .await
}

/// Judges a paper that came as a file or as text.
#[command]
pub(crate) async fn check_paper_text(program: Program<'_>, text: String) -> Answer<PaperCheckedView> {
    program
        .ask(move |opened| Ok(opened.wallet.check_paper_text(&text, None)?.into()))
        .await
}
