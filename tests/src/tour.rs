//! A walk through every screen, in the order in which a person comes to know them.

mod desk;
mod papers;

use std::time::Duration;

use anyhow::{Context, Result};
use dinhdanh_authority::population::SAMPLE_PASSWORD;

use crate::desktop::Desktop;
use crate::person::{self, CODE, PASSCODE, Persona, Tongue};
use crate::webcam::{self, Sight};
use crate::window::Window;

/// Longer than a code lives, with the ten seconds that are granted, milliseconds.
const A_CODES_LIFE: i64 = 75_000;

/// In which what was pressed shows.
const A_MOMENT: Duration = Duration::from_millis(400);

/// Leaves a code two seconds: its end is then seen on the screen, milliseconds.
const NEARLY_A_CODES_LIFE: i64 = 58_000;

/// How the program looks on the way.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In which language.
    pub tongue: Tongue,
    /// `light` or `dark`.
    pub theme: &'static str,
}

/// Walks through the window of a new profile, and calls `see` at every screen with the screen's name.
///
/// # Errors
/// Where a screen does not come, or where `see` fails.
pub async fn walk(
    desktop: &Desktop,
    profile: &str,
    look: Look,
    mut see: impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let window = Window::open(desktop, profile).await?;
    person::choose_look(&window, look.tongue, look.theme).await?;
    let somebody = person::personas(&window, "not_active", 2, true).await?;
    let somebody = somebody.first().context("somebody is ready to activate")?.clone();
    a_new_account(&window, look.tongue, &mut see).await?;
    activation(&window, look.tongue, &somebody, &mut see).await?;
    the_code(&window, look.tongue, &mut see).await?;
    the_check(&window, look.tongue, &mut see).await?;
    papers_and_settings(&window, look.tongue, &mut see).await?;
    the_lock(&window, look.tongue, &mut see).await?;
    window.close().await
}

/// Welcome, and as far as somebody comes who has no password yet.
async fn a_new_account(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    see(window, "01-welcome").await?;
    window
        .press(tongue.say("Chọn nhân vật thực hành", "Choose a practice person"))
        .await?;
    window.shows("li button img").await?;
    see(window, "02-personas").await?;
    back(window, tongue).await?;

    let newcomer = person::personas(window, "card_only", 2, false).await?;
    let newcomer = newcomer.first().context("somebody has a card only")?;
    let stranger = Persona {
        phone: "0900000000".into(),
        ..newcomer.clone()
    };
    person::request(window, &stranger, tongue).await?;
    let refusal = tongue.say(
        "Không thực hiện được yêu cầu với thông tin này",
        "The request cannot be carried out with these details",
    );
    window.reads(refusal).await?;
    see(window, "03-request-refused").await?;
    back(window, tongue).await?;

    person::request(window, newcomer, tongue).await?;
    person::accept_device(window, tongue).await?;
    person::type_one_time_code(window, tongue).await?;
    window
        .reads(tongue.say("Tạo mật khẩu", "Create a password"))
        .await?;
    window.fill(tongue.say("Mật khẩu", "Password"), "Sen2").await?;
    see(window, "04-password").await?;
    window.press(tongue.say("Hủy", "Cancel")).await?;
    window
        .reads(tongue.say("Hủy kích hoạt?", "Cancel the activation?"))
        .await?;
    window.shows("[role=dialog]").await?;
    see(window, "05-cancel").await?;
    window
        .press(tongue.say("Hủy kích hoạt", "Cancel activation"))
        .await
}

/// Each step of an activation to its end.
async fn activation(
    window: &Window,
    tongue: Tongue,
    somebody: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    person::request(window, somebody, tongue).await?;
    window.reads(tongue.say("Thiết bị này", "This device")).await?;
    see(window, "06-device").await?;
    person::accept_device(window, tongue).await?;
    window.reads(tongue.say("Nhập mã OTP", "Enter the code")).await?;
    see(window, "07-otp").await?;
    let code = person::read_message(window, tongue).await?;
    window.shows("[role=dialog]").await?;
    see(window, "08-messages").await?;
    window.press(tongue.say("Đóng", "Close")).await?;
    window.fill(tongue.say("Mã OTP", "One-time code"), &code).await?;
    window.reads(tongue.say("Đặt passcode", "Set a passcode")).await?;
    window.keys("123456").await?;
    window.shows("[role=alert]").await?;
    see(window, "09-passcode-refused").await?;
    person::choose_passcode(window, tongue).await?;
    window
        .reads(tongue.say("Câu hỏi bảo mật", "Security questions"))
        .await?;
    see(window, "10-questions").await?;
    person::answer_questions(window, tongue).await?;
    window
        .reads(tongue.say("Kích hoạt thành công", "Activation complete"))
        .await?;
    see(window, "11-success").await?;
    window.press(tongue.say("Vào ứng dụng", "Enter the app")).await?;
    window.reads(&somebody.full_name).await
}

/// The home screen with its cards, the switch, and the code at full size.
async fn the_code(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    see(window, "12-home-off").await?;
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    see(window, "13-profile").await?;
    window
        .press(tongue.say(
            "Điều khoản sử dụng ứng dụng và dịch vụ",
            "Terms of use of the app and its services",
        ))
        .await?;
    window
        .reads(tongue.say("Tài khoản và thiết bị", "Accounts and devices"))
        .await?;
    see(window, "14-terms").await?;
    back(window, tongue).await?;
    person::switch_codes_on(window, tongue).await?;
    window.press(tongue.say("Trang chủ", "Home")).await?;
    window.reads(tongue.say("Tạo QR Code", "Make a QR code")).await?;
    see(window, "15-home-ready").await?;
    window
        .press(tongue.say("Cán bộ sẽ thấy gì?", "What will the officer see?"))
        .await?;
    window.shows("[role=dialog]").await?;
    see(window, "16-views").await?;
    window.press(tongue.say("Xong", "Done")).await?;
    person::make_code(window, tongue).await?;
    see(window, "17-code").await?;
    window
        .press(tongue.say("Chế độ xuất trình", "Presentation mode"))
        .await?;
    window.shows(".presentation .paper img").await?;
    see(window, "18-presentation").await?;
    window.press(tongue.say("Thoát", "Leave")).await?;
    window.shows("[role=dialog]").await?;
    see(window, "19-leave").await?;
    window.keys(PASSCODE).await?;
    window.shows(".card[data-state]").await?;
    run_out(window, A_CODES_LIFE).await?;
    person::make_code(window, tongue).await?;
    run_out(window, NEARLY_A_CODES_LIFE).await?;
    window.shows(".card .paper img.blurred").await?;
    see(window, "20-code-expired").await?;
    window
        .press(tongue.say("QR căn cước", "Identity card QR"))
        .await?;
    window.press(tongue.say("Hiện mã", "Show the code")).await?;
    see(window, "21-printed-card").await?;
    window
        .press(tongue.say("QR định danh", "Identification QR"))
        .await
}

/// The check with its troubles, and verdicts of three words.
async fn the_check(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Quét mã", "Scan")).await?;
    window.shows(".trouble").await?;
    see(window, "22-check-no-camera").await?;
    back(window, tongue).await?;
    person::make_code(window, tongue).await?;
    let sight = Sight::of(window, CODE).await?;
    webcam::plug_in(window).await?;
    window.press(tongue.say("Quét mã", "Scan")).await?;
    window
        .reads(tongue.say("Đưa QR code vào khung", "Hold the QR code in the frame"))
        .await?;
    see(window, "23-check").await?;
    webcam::hold_up(window, Some(&webcam::covered(&sight))).await?;
    window.shows(".view svg:not(.gone) .line").await?;
    see(window, "23-check-seen").await?;
    webcam::hold_up(window, None).await?;
    judged(window, tongue, &sight, "24-verdict-genuine", see).await?;
    let forged = Sight::of_text(&webcam::tampered(&sight.text()?)?)?;
    judged(window, tongue, &forged, "25-verdict-fake", see).await?;
    with_portrait(window, tongue, see).await?;
    run_out(window, A_CODES_LIFE).await?;
    judged(
        window,
        tongue,
        &Sight::of_text(&sight.text()?)?,
        "27-verdict-expired",
        see,
    )
    .await?;
    judged(
        window,
        tongue,
        &Sight::of_text("https://example.org/ve-so")?,
        "28-verdict-link",
        see,
    )
    .await?;
    // Another than the last: what is still held out is judged once.
    desk::day(
        window,
        tongue,
        &Sight::of_text("https://example.org/ban-ke")?,
        see,
    )
    .await?;
    desk::one_time_code(window, tongue, see).await
}

/// The verdict on a code that carries its owner's portrait.
async fn with_portrait(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Trang chủ", "Home")).await?;
    person::choose_portrait(window, tongue).await?;
    window.press(tongue.say("Tạo mã mới", "Make a new code")).await?;
    window.shows(CODE).await?;
    let sight = Sight::of(window, CODE).await?;
    window.press(tongue.say("Quét mã", "Scan")).await?;
    judged(window, tongue, &sight, "26-verdict-portrait", see).await
}

/// Holds a code up, waits for the verdict, and goes on to the next scan.
pub(crate) async fn judged(
    window: &Window,
    tongue: Tongue,
    sight: &Sight,
    screen: &str,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    webcam::hold_up(window, Some(&sight.seen())).await?;
    window.shows(".banner h2").await?;
    webcam::hold_up(window, None).await?;
    see(window, screen).await?;
    let scanning = tongue.say("Chọn tệp ảnh", "Choose a picture");
    // After a change of size the engine lays a wide screen out anew only when it is touched, so that the button can
    // slip away from under the first press.
    window
        .until("the next code can be scanned", async |window: &Window| {
            window.press(tongue.say("Quét tiếp", "Scan the next one")).await?;
            tokio::time::sleep(A_MOMENT).await;
            Ok(window.text().await?.contains(scanning))
        })
        .await
}

/// The identity card behind the passcode, notices, settings, another passcode.
async fn papers_and_settings(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Ví giấy tờ", "Papers")).await?;
    see(window, "29-papers").await?;
    window
        .press(tongue.say("Mở bằng passcode", "Open with passcode"))
        .await?;
    window.shows("[role=dialog]").await?;
    see(window, "30-papers-passcode").await?;
    window.keys(PASSCODE).await?;
    window.press(tongue.say("Xem mặt sau", "Show the back")).await?;
    see(window, "31-card-back").await?;
    window
        .press(tongue.say("Xem mặt trước", "Show the front"))
        .await?;
    see(window, "32-card-front").await?;
    window.press(tongue.say("Ẩn giấy tờ", "Hide the paper")).await?;
    papers::added_shown_and_checked(window, tongue, see).await?;
    window.press(tongue.say("Thông báo", "Notices")).await?;
    see(window, "33-notices").await?;
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    window
        .press(tongue.say("Cài đặt đăng nhập", "Sign-in settings"))
        .await?;
    window
        .reads(tongue.say(
            "Hỏi passcode khi mở giấy tờ",
            "Ask for the passcode to open papers",
        ))
        .await?;
    see(window, "34a-sign-in-settings").await?;
    back(window, tongue).await?;
    window
        .press(tongue.say("Chính sách quyền riêng tư", "Privacy policy"))
        .await?;
    window.reads(tongue.say("Xóa dữ liệu", "Deleting data")).await?;
    see(window, "34b-privacy").await?;
    back(window, tongue).await?;
    window
        .reads(tongue.say("Đổi số điện thoại", "Change phone number"))
        .await?;
    let add = tongue.say("Thêm e-mail", "Add an e-mail");
    let none_yet = window.text().await?.contains(add);
    window
        .press(if none_yet {
            add
        } else {
            tongue.say("Đổi e-mail", "Change e-mail")
        })
        .await?;
    window
        .fill(tongue.say("E-mail mới", "New e-mail"), "khong@phai")
        .await?;
    window
        .fill(
            tongue.say("Mật khẩu tài khoản", "Account password"),
            SAMPLE_PASSWORD,
        )
        .await?;
    window.press(tongue.say("Lưu e-mail", "Save e-mail")).await?;
    window
        .reads(tongue.say("E-mail này chưa đúng", "This e-mail address is not right"))
        .await?;
    see(window, "34c-change-email").await?;
    window
        .fill(tongue.say("E-mail mới", "New e-mail"), "toi@vidu.vn")
        .await?;
    window.press(tongue.say("Lưu e-mail", "Save e-mail")).await?;
    window
        .reads(tongue.say("Đã lưu e-mail", "The e-mail was saved"))
        .await?;
    window.press(tongue.say("Xong", "Done")).await?;
    another_phone(window, tongue, see).await?;
    window
        .press(tongue.say("Giao diện và ngôn ngữ", "Appearance and language"))
        .await?;
    window.reads(tongue.say("Cỡ chữ", "Text size")).await?;
    see(window, "34-settings").await?;
    back(window, tongue).await?;
    window
        .press(tongue.say("Đổi passcode", "Change passcode"))
        .await?;
    window
        .reads(tongue.say("Passcode hiện tại", "Current passcode"))
        .await?;
    see(window, "35-change-passcode").await?;
    back(window, tongue).await
}

/// Another phone number, with the code at the old one and at the new.
async fn another_phone(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    const NEW: &str = "0912000987";
    window
        .press(tongue.say("Đổi số điện thoại", "Change phone number"))
        .await?;
    window
        .fill(tongue.say("Số điện thoại mới", "New phone number"), NEW)
        .await?;
    window
        .fill(
            tongue.say("Mật khẩu tài khoản", "Account password"),
            SAMPLE_PASSWORD,
        )
        .await?;
    see(window, "34d-change-phone").await?;
    window.press(tongue.say("Gửi hai mã", "Send both codes")).await?;
    window
        .reads(tongue.say("Nhập hai mã OTP", "Enter both one-time codes"))
        .await?;
    see(window, "34e-both-codes").await?;
    for which in [
        tongue.say("Mã gửi tới số mới", "Code sent to the new number"),
        tongue.say("Mã gửi tới số cũ", "Code sent to the old number"),
    ] {
        let label = window.label_of(which).await?;
        let phone = label.rsplit(' ').next().unwrap_or_default().to_owned();
        let code = person::newest_code(window, &phone).await?;
        window.fill(&label, &code).await?;
        if which.ends_with(tongue.say("mới", "new number")) {
            window
                .reads(&format!("{label}: {}", tongue.say("Đã đúng", "Right")))
                .await?;
        }
    }
    window
        .reads(tongue.say("Đã đổi số điện thoại", "The phone number was changed"))
        .await?;
    window.press(tongue.say("Xong", "Done")).await
}

/// Locked, and after a wrong passcode.
async fn the_lock(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Khóa ngay", "Lock now")).await?;
    window
        .reads(tongue.say("Nhập passcode để mở khóa", "Enter your passcode to unlock"))
        .await?;
    see(window, "36-locked").await?;
    window.keys("111112").await?;
    window.shows("[role=alert]").await?;
    see(window, "37-wrong-passcode").await
}

/// Lets so many milliseconds pass at once; the page asks the program what is left of its code.
async fn run_out(window: &Window, ms: i64) -> Result<()> {
    person::shift_clock(window, ms).await?;
    window
        .script("document.dispatchEvent(new Event('visibilitychange'))")
        .await
        .map(drop)
}

async fn back(window: &Window, tongue: Tongue) -> Result<()> {
    window.press(tongue.say("Quay lại", "Back")).await
}
