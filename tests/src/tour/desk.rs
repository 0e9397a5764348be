//! An officer's day besides a single check.

use anyhow::Result;

use super::back;
use crate::person::{PASSCODE, Tongue};
use crate::webcam::{self, Sight};
use crate::window::Window;

/// What belongs to an officer's day besides a single check.
pub(super) async fn day(
    window: &Window,
    tongue: Tongue,
    sight: &Sight,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let history = tongue.say("Lịch sử quét mã", "History of checks");
    window.press(history).await?;
    window
        .reads(tongue.say("Số lượt theo giờ", "Checks by hour"))
        .await?;
    see(window, "28a-history").await?;
    back(window, tongue).await?;
    window.press(tongue.say("Dữ liệu tin cậy", "Trust data")).await?;
    window
        .reads(tongue.say("Xuất cho máy khác", "Export for another computer"))
        .await?;
    see(window, "28b-trust").await?;
    back(window, tongue).await?;
    window
        .press(tongue.say("Chế độ bàn kiểm tra", "Desk mode"))
        .await?;
    window
        .reads(tongue.say("Nơi giữ khóa", "Where keys are kept"))
        .await?;
    see(window, "28c-morning").await?;
    window.press(tongue.say("Mở bàn", "Open the desk")).await?;
    window
        .reads(tongue.say("Mời công dân đưa mã", "Ask the citizen to show a code"))
        .await?;
    see(window, "28d-desk-waits").await?;
    webcam::hold_up(window, Some(&sight.seen())).await?;
    window.shows(".banner h2").await?;
    webcam::hold_up(window, None).await?;
    see(window, "28e-desk-verdict").await?;
    window.press(tongue.say("Người kế tiếp", "Next person")).await?;
    window
        .press(tongue.say(
            "Hỏi mã dùng một lần cho mỗi người",
            "A one-time code for each person",
        ))
        .await?;
    window.shows(".asked .code img").await?;
    see(window, "28t-desk-asks").await?;
    webcam::hold_up(
        window,
        Some(&Sight::of_text("https://example.org/ban-hoi")?.seen()),
    )
    .await?;
    window.shows(".banner h2").await?;
    webcam::hold_up(window, None).await?;
    see(window, "28u-desk-asks-on").await?;
    window.press(tongue.say("Rời bàn", "Leave the desk")).await?;
    window.reads(history).await?;
    office(window, tongue, see).await?;
    window.reads(history).await
}

/// Desks that tell each other: none yet, the first one, its invitation, what it shows to another's camera.
async fn office(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Nhóm bàn", "Office")).await?;
    window
        .reads(tongue.say("Bàn này chưa thuộc nhóm nào", "This desk is of no office yet"))
        .await?;
    see(window, "28f-office-none").await?;
    window.press(tongue.say("Tạo nhóm", "Make an office")).await?;
    let show = tongue.say("Hiện mã động", "Show animated code");
    window.reads(show).await?;
    see(window, "28g-office").await?;
    window
        .press(tongue.say("Quét màn hình bàn kia", "Scan the other desk’s screen"))
        .await?;
    window
        .reads(tongue.say("Đưa mã trên màn hình bàn kia", "Bring the code on the other desk"))
        .await?;
    see(window, "28h-office-scan").await?;
    back(window, tongue).await?;
    window
        .press(tongue.say("Thêm bàn vào nhóm", "Add a desk"))
        .await?;
    window.shows("[role=dialog]").await?;
    window.keys(PASSCODE).await?;
    window.shows(".invitation .digits").await?;
    see(window, "28i-office-invitation").await?;
    window.press(tongue.say("Đóng", "Close")).await?;
    window.press(show).await?;
    window.shows(".stage canvas").await?;
    see(window, "28j-office-code").await?;
    window.press(tongue.say("Đóng", "Close")).await?;
    let leave = tongue.say("Rời nhóm", "Leave the office");
    window.press(leave).await?;
    window.shows("[role=dialog]").await?;
    see(window, "28k-office-leave").await?;
    window.press_last(leave).await?;
    window.reads(tongue.say("Đã rời nhóm", "Left the office")).await?;
    back(window, tongue).await
}

/// "Hỏi mã dùng một lần", from both sides of the counter: who asks here scans the question, too.
pub(super) async fn one_time_code(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    const CHALLENGE: &str = ".asking .code img";
    window
        .press(tongue.say("Hỏi mã dùng một lần", "Ask for a one-time code"))
        .await?;
    window.shows(CHALLENGE).await?;
    let question = Sight::of(window, CHALLENGE).await?;
    see(window, "28p-ask-code").await?;
    window.press(tongue.say("Trang chủ", "Home")).await?;
    window
        .press(tongue.say("Cán bộ có mã hỏi", "The officer has a request code"))
        .await?;
    window.shows("[role=dialog]").await?;
    see(window, "28q-answer-passcode").await?;
    window.keys(PASSCODE).await?;
    window
        .reads(tongue.say("Quét mã hỏi của cán bộ", "Scan the officer’s request code"))
        .await?;
    see(window, "28r-scan-question").await?;
    webcam::hold_up(window, Some(&question.seen())).await?;
    window.shows(".for-camera .code img").await?;
    webcam::hold_up(window, None).await?;
    see(window, "28s-answer").await?;
    window.press(tongue.say("Xong", "Done")).await?;
    window.press(tongue.say("Quét mã", "Scan")).await?;
    window
        .reads(tongue.say("Lịch sử quét mã", "History of checks"))
        .await
}
