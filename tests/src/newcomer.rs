//! A walk of somebody who has a card and no account: registering, signing in, and what then stands before them.

use anyhow::{Context, Result};
use dinhdanh_authority::population::{Person, portrait, printed_qr};
use dinhdanh_authority::practice;
use image::imageops::FilterType;
use image::{GrayImage, Luma};

use crate::desktop::Desktop;
use crate::person::{self, Persona, Tongue};
use crate::tour::Look;
use crate::webcam::{self, Sight};
use crate::window::Window;

/// The password that the newcomer chooses.
const PASSWORD: &str = "HoaSen_2026";

/// Walks through the window of a new profile, and calls `see` at every screen with the screen's name.
///
/// # Errors
/// Where a screen does not come, or where `see` fails.
pub async fn walk(
    desktop: &Desktop,
    look: Look,
    mut see: impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let window = Window::open(desktop, "newcomer").await?;
    person::choose_look(&window, look.tongue, look.theme).await?;
    let people = person::personas(&window, "no_account", 0, false).await?;
    let newcomer = people.first().context("somebody has no account")?.clone();
    registration(&window, look.tongue, &newcomer, &mut see).await?;
    signing_in(&window, look.tongue, &newcomer, &mut see).await?;
    level_one(&window, look.tongue, &newcomer, &mut see).await?;
    signing_out(&window, look.tongue, &mut see).await?;
    window.close().await
}

/// From the welcome screen to the account.
async fn registration(
    window: &Window,
    tongue: Tongue,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .press(tongue.say("Đăng ký tài khoản", "Register an account"))
        .await?;
    number_and_phone(window, tongue, newcomer).await?;
    see(window, "47-register").await?;
    window.press(tongue.say("Đăng ký", "Register")).await?;
    window
        .reads(tongue.say("Không tìm thấy camera", "No camera found"))
        .await?;
    see(window, "48-card-no-camera").await?;

    window
        .press(tongue.say("Không quét được QR code?", "Cannot scan the QR code?"))
        .await?;
    window
        .fill(tongue.say("Họ và tên", "Full name"), &newcomer.full_name)
        .await?;
    window
        .fill(tongue.say("Ngày sinh", "Date of birth"), "31121899")
        .await?;
    window
        .reads(tongue.say(
            "Ngày này không thể là ngày sinh",
            "This cannot be a date of birth",
        ))
        .await?;
    see(window, "49-card-by-hand").await?;
    window.press(tongue.say("Quét thẻ", "Scan the card")).await?;

    hold_up_the_card(window, tongue, newcomer).await?;
    see(window, "50-card-form").await?;
    let name = tongue.say("Họ và tên", "Full name");
    window
        .press(tongue.say("Sửa: Họ và tên", "Correct: Full name"))
        .await?;
    window.fill(name, "Không Phải Tôi").await?;
    window.press(tongue.say("Đăng ký", "Register")).await?;
    window.reads(tongue.say("Không đạt", "Not passed")).await?;
    see(window, "51-not-passed").await?;
    window.fill(name, &newcomer.full_name).await?;
    window.press(tongue.say("Đăng ký", "Register")).await?;

    window.reads(tongue.say("Nhập mã OTP", "Enter the code")).await?;
    person::type_one_time_code(window, tongue).await?;
    window
        .reads(tongue.say("Tạo mật khẩu", "Create a password"))
        .await?;
    window.fill(tongue.say("Mật khẩu", "Password"), PASSWORD).await?;
    window.press(tongue.say("Tiếp tục", "Continue")).await?;
    window
        .reads(tongue.say("Đăng ký thành công", "You are registered"))
        .await?;
    see(window, "52-registered").await?;
    window.press(tongue.say("Đăng nhập", "Sign in")).await
}

/// The sign-in with its refusals, the overview, and the way to a new password.
async fn signing_in(
    window: &Window,
    tongue: Tongue,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let password = tongue.say("Mật khẩu", "Password");
    let sign_in = tongue.say("Đăng nhập", "Sign in");
    window.fill(password, "Khong_nho_1").await?;
    window.press(sign_in).await?;
    window.shows("[role=alert]").await?;
    see(window, "53-sign-in-wrong").await?;

    window
        .press(tongue.say("Quên mật khẩu?", "Forgotten password?"))
        .await?;
    number_and_phone(window, tongue, newcomer).await?;
    see(window, "54-forgotten").await?;
    window.press(tongue.say("Quay lại", "Back")).await?;

    window.fill(password, PASSWORD).await?;
    window.press(sign_in).await?;
    window
        .reads(tongue.say("Tài khoản ứng dụng (mức 0)", "App account (level 0)"))
        .await?;
    see(window, "55-account").await?;
    Ok(())
}

/// From the overview to a file that waits at the authority.
async fn level_one(
    window: &Window,
    tongue: Tongue,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window
        .press(tongue.say("Đăng ký tài khoản mức 1", "Register for level 1"))
        .await?;
    see(window, "56-level-one").await?;
    window.press(tongue.say("Bắt đầu", "Begin")).await?;
    see(window, "57-level-one-know").await?;
    window.press(tongue.say("Tôi đã hiểu", "I understand")).await?;
    see_the_card(window, tongue, newcomer).await?;
    see(window, "58-level-one-data").await?;
    let go_on = tongue.say("Tiếp tục", "Continue");
    window.press(go_on).await?;
    window
        .reads(tongue.say("Cách chụp ảnh chân dung", "How to take the portrait"))
        .await?;
    see(window, "59-film").await?;
    // The film stands still here, so that there is nothing to skip.
    window.press(go_on).await?;

    webcam::hold_up(window, Some(&before_the_camera(&holder(newcomer)?)?)).await?;
    window
        .reads(tongue.say("Ánh sáng và độ nét đã đạt", "Light and sharpness are fine"))
        .await?;
    see(window, "60-portrait").await?;
    window.press(tongue.say("Chụp ảnh", "Take the picture")).await?;
    webcam::hold_up(window, None).await?;
    window.shows("img[src^='data:image/webp']").await?;
    see(window, "61-portrait-taken").await?;
    window.press(tongue.say("Dùng ảnh này", "Use this one")).await?;
    let email = tongue.say("E-mail (không bắt buộc)", "E-mail (optional)");
    let confirm = tongue.say("Xác nhận thông tin đăng ký", "Confirm the registration details");
    window.fill(email, "newcomer@").await?;
    window.press(confirm).await?;
    window
        .reads(tongue.say("E-mail này chưa đúng", "This e-mail address is not right"))
        .await?;
    see(window, "62-level-one-check").await?;
    window.fill(email, "newcomer@vidu.vn").await?;
    window.press(confirm).await?;
    window
        .reads(tongue.say("Đã gửi hồ sơ", "Your file was sent"))
        .await?;
    see(window, "63-level-one-sent").await?;
    window
        .press(tongue.say("Xem tài khoản", "See the account"))
        .await?;
    window
        .reads(tongue.say("Chờ duyệt", "Waiting for approval"))
        .await?;
    see(window, "64-waiting").await
}

/// Back to where somebody else may sign in.
async fn signing_out(
    window: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    window.press(tongue.say("Đăng xuất", "Sign out")).await?;
    window
        .press(tongue.say("Đổi tài khoản", "Change account"))
        .await?;
    window
        .reads(tongue.say("Số định danh cá nhân", "Citizen number"))
        .await?;
    see(window, "65-sign-in").await
}

pub(crate) async fn number_and_phone(window: &Window, tongue: Tongue, newcomer: &Persona) -> Result<()> {
    window
        .fill(
            tongue.say("Số định danh cá nhân", "Citizen number"),
            &newcomer.number,
        )
        .await?;
    window
        .fill(tongue.say("Số điện thoại", "Phone number"), &newcomer.phone)
        .await
}

/// Plugs a camera in and holds the card before it until the form is filled in.
async fn hold_up_the_card(window: &Window, tongue: Tongue, newcomer: &Persona) -> Result<()> {
    window.shows(".trouble").await?;
    webcam::plug_in(window).await?;
    window.press(tongue.say("Thử lại", "Try again")).await?;
    see_the_card(window, tongue, newcomer).await
}

/// Holds the card before the camera until the form is filled in.
async fn see_the_card(window: &Window, tongue: Tongue, newcomer: &Persona) -> Result<()> {
    let card = Sight::of_text(&printed_qr(&holder(newcomer)?))?;
    window
        .reads(tongue.say(
            "Đưa QR code trên thẻ vào khung",
            "Hold the card’s QR code in the frame",
        ))
        .await?;
    webcam::hold_up(window, Some(&card.seen())).await?;
    window
        .reads(tongue.say("Đã điền theo thẻ", "Filled in from the card"))
        .await?;
    webcam::hold_up(window, None).await
}

/// Who the newcomer is, in the practice register.
pub(crate) fn holder(newcomer: &Persona) -> Result<Person> {
    practice::people()?
        .into_iter()
        .find(|person| person.number.as_str() == newcomer.number)
        .context("the newcomer has a card")
}

/// A webcam's picture of somebody who sits before it: the face of the register, from top to bottom of the frame.
pub(crate) fn before_the_camera(person: &Person) -> Result<GrayImage> {
    let (width, height) = webcam::FRAME;
    let face = image::load_from_memory(&portrait::large(person)?)?
        .resize(width, height, FilterType::Lanczos3)
        .into_luma8();
    let mut seen = GrayImage::from_pixel(width, height, Luma([170]));
    image::imageops::overlay(&mut seen, &face, i64::from(width - face.width()) / 2, 0);
    Ok(seen)
}
