//! The longest story there is, in the real windows: from a card of plastic to a level-2 account whose code an officer's
//! camera finds genuine.

use anyhow::{Context, Result, ensure};
use image::GrayImage;
use image::imageops::FilterType;
use serde_json::json;

use crate::desktop::Desktop;
use crate::newcomer::{before_the_camera, holder, number_and_phone};
use crate::person::{self, CODE, PASSCODE, Persona, Tongue};
use crate::webcam::{self, FRAME, Sight};
use crate::window::Window;

const VI: Tongue = Tongue::Vietnamese;
const PASSWORD: &str = "HoaSen_2026";

/// Tells the story, and calls `see` at every scene with its name.
///
/// # Errors
/// Where a scene does not come, or where `see` fails.
pub async fn tell(desktop: &Desktop, mut see: impl AsyncFnMut(&Window, &str) -> Result<()>) -> Result<()> {
    let citizen = Window::open(desktop, "citizen").await?;
    let people = person::personas(&citizen, "no_account", 0, false).await?;
    let newcomer = people
        .first()
        .context("somebody has a card and no account")?
        .clone();

    let card = specimen_card(desktop, &newcomer, &mut see).await?;
    register(&citizen, &newcomer, &card, &mut see).await?;
    send_file(&citizen, &newcomer, &card, &mut see).await?;
    approve(desktop, &newcomer, &mut see).await?;
    activate(&citizen, &newcomer, &mut see).await?;
    raise(desktop, &newcomer, &mut see).await?;
    show_the_code(desktop, &citizen, &newcomer, &mut see).await?;
    citizen.close().await
}

/// At the desk: the newcomer's card, kept as a picture. What comes back is how a webcam sees it.
async fn specimen_card(
    desktop: &Desktop,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<GrayImage> {
    let desk = Window::open_desk(desktop, "citizen").await?;
    desk.press("Thẻ mẫu").await?;
    desk.fill("Tìm theo tên hoặc số định danh", &newcomer.number)
        .await?;
    desk.press(&newcomer.full_name).await?;
    desk.shows("[data-drawn]").await?;
    see(&desk, "01-specimen-card").await?;
    desk.press("Lưu thành ảnh PNG").await?;
    desk.reads("Đã lưu hai mặt thẻ vào").await?;
    // The QR is on one of the sides.
    let sides = desk.script("return [...document.querySelectorAll('.kept li')].map(li => li.innerText)");
    let sides: Vec<String> = serde_json::from_value(sides.await?)?;
    desk.close().await?;
    for side in sides {
        let seen = image::open(side.trim())?
            .resize(FRAME.0, FRAME.1, FilterType::Triangle)
            .into_luma8();
        let picture = dinhdanh_qr::GrayPicture::from_raw(
            seen.width() as usize,
            seen.height() as usize,
            seen.as_raw().clone(),
        )?;
        let found = dinhdanh_qr::Reader::new().read(&picture.view(), dinhdanh_qr::Effort::Live);
        if !found.texts.is_empty() {
            let mut frame = GrayImage::from_pixel(FRAME.0, FRAME.1, image::Luma([150]));
            image::imageops::overlay(&mut frame, &seen, i64::from(FRAME.0 - seen.width()) / 2, 0);
            return Ok(frame);
        }
    }
    anyhow::bail!("a side of the card bears a code that a webcam can read")
}

/// Card, register, one-time code, password: an app account.
async fn register(
    citizen: &Window,
    newcomer: &Persona,
    card: &GrayImage,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    see(citizen, "02-welcome").await?;
    citizen.press("Đăng ký tài khoản").await?;
    number_and_phone(citizen, VI, newcomer).await?;
    see(citizen, "03-number-and-phone").await?;
    citizen.press("Đăng ký").await?;
    citizen.shows(".trouble").await?;
    webcam::plug_in(citizen).await?;
    citizen.press("Thử lại").await?;
    citizen.reads("Đưa QR code trên thẻ vào khung").await?;
    webcam::hold_up(citizen, Some(card)).await?;
    citizen.reads("Đã điền theo thẻ").await?;
    webcam::hold_up(citizen, None).await?;
    see(citizen, "04-form-of-the-card").await?;
    citizen.press("Đăng ký").await?;
    citizen.reads("Nhập mã OTP").await?;
    see(citizen, "05-one-time-code").await?;
    person::type_newest_code(citizen).await?;
    citizen.reads("Tạo mật khẩu").await?;
    citizen.fill("Mật khẩu", PASSWORD).await?;
    see(citizen, "06-password").await?;
    citizen.press("Tiếp tục").await?;
    citizen.reads("Đăng ký thành công").await?;
    see(citizen, "07-registered").await?;
    citizen.press("Đăng nhập").await?;
    citizen.fill("Mật khẩu", PASSWORD).await?;
    see(citizen, "08-sign-in").await?;
    citizen.press("Đăng nhập").await?;
    citizen.reads("Tài khoản ứng dụng (mức 0)").await
}

/// Card again, portrait, e-mail: a file that waits.
async fn send_file(
    citizen: &Window,
    newcomer: &Persona,
    card: &GrayImage,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    see(citizen, "09-level-0").await?;
    citizen.press("Đăng ký tài khoản mức 1").await?;
    citizen.press("Bắt đầu").await?;
    citizen.press("Tôi đã hiểu").await?;
    citizen.reads("Đưa QR code trên thẻ vào khung").await?;
    webcam::hold_up(citizen, Some(card)).await?;
    citizen.reads("Đã điền theo thẻ").await?;
    webcam::hold_up(citizen, None).await?;
    see(citizen, "10-data-of-the-card").await?;
    citizen.press("Tiếp tục").await?;
    citizen.reads("Cách chụp ảnh chân dung").await?;
    see(citizen, "11-film").await?;
    citizen.press("Tiếp tục").await?;
    webcam::hold_up(citizen, Some(&before_the_camera(&holder(newcomer)?)?)).await?;
    citizen.reads("Ánh sáng và độ nét đã đạt").await?;
    see(citizen, "12-portrait").await?;
    citizen.press("Chụp ảnh").await?;
    webcam::hold_up(citizen, None).await?;
    citizen.press("Dùng ảnh này").await?;
    citizen
        .fill("E-mail (không bắt buộc)", "newcomer@vidu.vn")
        .await?;
    see(citizen, "13-check").await?;
    citizen.press("Xác nhận thông tin đăng ký").await?;
    citizen.reads("Đã gửi hồ sơ").await?;
    citizen.press("Xem tài khoản").await?;
    citizen.reads("Chờ duyệt").await?;
    see(citizen, "14-waiting").await
}

/// At the desk: portrait and register side by side, approved.
async fn approve(
    desktop: &Desktop,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let desk = Window::open_desk(desktop, "citizen").await?;
    desk.press(&newcomer.full_name).await?;
    desk.shows("figure img").await?;
    see(&desk, "15-desk").await?;
    desk.press("Phê duyệt mức 1").await?;
    desk.shows("[role=dialog]").await?;
    desk.press_last("Phê duyệt mức 1").await?;
    desk.reads(&format!("Đã phê duyệt mức 1 cho {}", newcomer.full_name))
        .await?;
    desk.reads("14 hồ sơ đang chờ duyệt").await?;
    desk.close().await
}

/// The SMS, and an account that is active here.
async fn activate(
    citizen: &Window,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    // It looks by itself.
    citizen.reads("Tài khoản mức 1 đã được duyệt").await?;
    let sms = person::newest_message(citizen, |_| true).await?;
    for words in [
        "Cơ quan định danh thực hành thông báo: Hồ sơ đăng ký tài khoản định danh điện tử của công dân",
        "đã được phê duyệt. Đề nghị truy cập ứng dụng Ví Định Danh để kích hoạt tài khoản.",
    ] {
        ensure!(sms.contains(words), "{sms}");
    }
    see(citizen, "16-approved").await?;
    citizen.press("Kích hoạt").await?;
    person::accept_device(citizen, VI).await?;
    citizen.reads("Nhập mã OTP").await?;
    person::type_newest_code(citizen).await?;
    person::choose_passcode(citizen, VI).await?;
    person::answer_questions(citizen, VI).await?;
    citizen.reads("Vào ứng dụng").await?;
    see(citizen, "17-activated").await?;
    citizen.press("Vào ứng dụng").await?;
    citizen.reads(&newcomer.full_name).await?;
    see(citizen, "18-home-level-1").await
}

/// At the desk: met in person, raised to level 2.
async fn raise(
    desktop: &Desktop,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let desk = Window::open_desk(desktop, "citizen").await?;
    desk.press("Tài khoản").await?;
    desk.fill("Tìm theo tên hoặc số định danh", &newcomer.number)
        .await?;
    desk.press(&newcomer.full_name).await?;
    desk.press("Nâng lên mức 2").await?;
    // Face and card, phone, computer.
    desk.script(
        "for (const box of document.querySelectorAll('[role=dialog] input[type=checkbox]')) box.click()",
    )
    .await?;
    desk.press("Đã đối chiếu trực tiếp với thẻ căn cước.").await?;
    desk.press_last("Nâng lên mức 2").await?;
    desk.reads("Mức 2 · Không bị khóa").await?;
    see(&desk, "19-raised").await?;
    desk.close().await
}

/// The code, and what an officer's camera makes of it.
async fn show_the_code(
    desktop: &Desktop,
    citizen: &Window,
    newcomer: &Persona,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let officer = Window::open(desktop, "officer").await?;
    let people = person::personas(&officer, "not_active", 2, true).await?;
    let colleague = people.first().context("somebody is ready to be the officer")?;
    person::activate(&officer, colleague, VI).await?;
    webcam::plug_in(&officer).await?;

    // What the desk did reaches the wallet when it is next opened.
    citizen.invoke("lock", json!({})).await?;
    citizen.reads("Nhập passcode để mở khóa").await?;
    citizen.keys(PASSCODE).await?;
    citizen.press("Cá nhân").await?;
    citizen.reads("Mức 2").await?;
    person::switch_codes_on(citizen, VI).await?;
    citizen.press("Trang chủ").await?;
    person::make_code(citizen, VI).await?;
    see(citizen, "20-code").await?;

    officer.press("Quét mã").await?;
    officer.reads("Đưa QR code vào khung").await?;
    webcam::hold_up(&officer, Some(&Sight::of(citizen, CODE).await?.seen())).await?;
    officer.reads("MÃ THẬT THỰC HÀNH").await?;
    officer.reads(&newcomer.full_name).await?;
    see(&officer, "21-genuine").await?;
    officer.close().await
}
