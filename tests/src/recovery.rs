//! A walk of somebody who forgot the passcode: back in with password, one-time code and two answers.

use anyhow::{Context, Result};
use dinhdanh_authority::population::SAMPLE_PASSWORD;

use crate::desktop::Desktop;
use crate::person::{self, Persona, Tongue};
use crate::tour::Look;
use crate::window::Window;

/// The passcode that takes the place of the forgotten one.
const NEW_PASSCODE: &str = "281604";
/// As everybody here answered at the activation.
const ANSWERS: [&str; 2] = ["de men PHIEU LUU KY", "Tiến về Hà Nội"];

/// Walks through the window of a new profile, and calls `see` at every screen with the screen's name.
///
/// # Errors
/// Where a screen does not come, or where `see` fails.
pub async fn walk(
    desktop: &Desktop,
    look: Look,
    mut see: impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let tongue = look.tongue;
    let window = Window::open(desktop, "forgetful").await?;
    person::choose_look(&window, tongue, look.theme).await?;
    let people = person::personas(&window, "not_active", 2, true).await?;
    let somebody = people.last().context("somebody is ready")?.clone();
    person::activate(&window, &somebody, tongue).await?;
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    window.press(tongue.say("Khóa ngay", "Lock now")).await?;
    signing_in(&window, tongue, &somebody, &mut see).await?;
    answering(&window, tongue, &mut see).await?;
    new_passcode(&window, tongue, &mut see).await?;
    window.reads(&somebody.full_name).await?;
    window.close().await
}

/// From the lock to the one-time code.
async fn signing_in(
    window: &Window,
    tongue: Tongue,
    somebody: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .press(tongue.say("Quên passcode?", "Forgotten passcode?"))
        .await?;
    window.reads(tongue.say("Bạn cần có", "What you need")).await?;
    see(window, "80-forgotten-passcode").await?;
    window
        .press_last(tongue.say("Khôi phục ví", "Recover the wallet"))
        .await?;
    window
        .fill(
            tongue.say("Số định danh cá nhân", "Citizen number"),
            &somebody.number,
        )
        .await?;
    window
        .fill(tongue.say("Mật khẩu", "Password"), SAMPLE_PASSWORD)
        .await?;
    see(window, "81-recovery-sign-in").await?;
    window
        .press(tongue.say("Đăng nhập và gửi mã OTP", "Sign in and send the code"))
        .await?;
    window.reads(tongue.say("Nhập mã OTP", "Enter the code")).await?;
    see(window, "82-recovery-code").await?;
    person::type_one_time_code(window, tongue).await
}

/// A wrong pair, and the right one.
async fn answering(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let (answer, next) = (
        tongue.say("Câu trả lời", "Answer"),
        tongue.say("Câu tiếp theo", "Next question"),
    );
    let check = tongue.say("Kiểm tra câu trả lời", "Check the answers");
    let [first, second] = ANSWERS;
    window
        .reads(tongue.say("Cuốn sách bạn thích nhất là gì?", "What is your favourite book?"))
        .await?;
    see(window, "83-first-question").await?;
    for (first, second) in [("Số đỏ", second), (first, second)] {
        window.fill(answer, first).await?;
        window.press(next).await?;
        window
            .reads(tongue.say("Bài hát bạn thích nhất là gì?", "What is your favourite song?"))
            .await?;
        window.fill(answer, second).await?;
        window.press(check).await?;
        if first == "Số đỏ" {
            window
                .reads(tongue.say("Bạn còn 4 lần trả lời", "You have 4 tries left"))
                .await?;
            see(window, "84-wrong-answers").await?;
        }
    }
    Ok(())
}

/// From the new passcode to the open wallet.
async fn new_passcode(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .reads(tongue.say("Đặt passcode mới", "Set a new passcode"))
        .await?;
    see(window, "85-recovery-passcode").await?;
    window.keys(NEW_PASSCODE).await?;
    window
        .reads(tongue.say("Nhập lại passcode", "Enter the passcode again"))
        .await?;
    window.keys(NEW_PASSCODE).await?;
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    window
        .press(tongue.say("Đổi câu hỏi bảo mật", "Change security questions"))
        .await?;
    window
        .reads(tongue.say(
            "Nhập passcode bạn đang dùng.",
            "Enter the passcode that you use now.",
        ))
        .await?;
    window.keys(NEW_PASSCODE).await?;
    window
        .reads(tongue.say("Chọn câu hỏi", "Choose a question"))
        .await?;
    see(window, "86-change-questions").await?;
    window.press(tongue.say("Hủy", "Cancel")).await
}
