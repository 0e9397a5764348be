//! A walk of somebody whose account moves from one device to another, with the ways to say no and to go without the old
//! device.

use anyhow::{Context, Result};
use dinhdanh_authority::population::SAMPLE_PASSWORD;
use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::person::{self, Persona, Tongue};
use crate::tour::Look;
use crate::window::Window;

/// Walks through the windows of two new profiles, and calls `see` at every screen with the screen's name.
///
/// # Errors
/// Where a screen does not come, or where `see` fails.
pub async fn walk(
    desktop: &Desktop,
    look: Look,
    mut see: impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    let tongue = look.tongue;
    let old = Window::open(desktop, "old-device").await?;
    person::choose_look(&old, tongue, look.theme).await?;
    let people = person::personas(&old, "not_active", 2, true).await?;
    let mover = people.last().context("somebody is ready to activate")?.clone();
    person::activate(&old, &mover, tongue).await?;

    let new = Window::open(desktop, "new-device").await?;
    person::choose_look(&new, tongue, look.theme).await?;
    sign_in(&new, tongue, &mover).await?;
    see(&new, "66-elsewhere").await?;
    claim(&new, tongue, &mut see).await?;
    take_over(&old, &new, tongue, &mut see).await?;
    old.reads(tongue.say("Thiết bị đã bị hủy liên kết", "Device unbound"))
        .await?;
    see(&old, "71-moved-away").await?;
    // Nobody touches it meanwhile, and it is not to lock.
    old.invoke("touch", serde_json::json!({})).await?;
    in_profile(&new, tongue, &mut see).await?;
    old.invoke("touch", serde_json::json!({})).await?;
    new.close().await?;
    too_late_but_heard(&old, tongue, &mut see).await?;
    old.close().await
}

/// The old device has lost its place, and its owner can still say so.
async fn too_late_but_heard(
    old: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    old.press(tongue.say("Thông báo", "Notices")).await?;
    old.reads(tongue.say(
        "Thiết bị đó đã thay thế máy này",
        "has taken the place of this one",
    ))
    .await?;
    see(old, "75-taken-over-notice").await?;
    old.press(tongue.say("Không phải tôi đăng nhập", "It was not me"))
        .await?;
    old.press(tongue.say("Khóa tài khoản", "Lock the account"))
        .await?;
    old.reads(tongue.say("Tài khoản đã được tạm khóa", "The account is suspended"))
        .await
}

async fn sign_in(new: &Window, tongue: Tongue, mover: &Persona) -> Result<()> {
    new.press(tongue.say("Đăng nhập", "Sign in")).await?;
    new.fill(
        tongue.say("Số định danh cá nhân", "Citizen number"),
        &mover.number,
    )
    .await?;
    new.fill(tongue.say("Mật khẩu", "Password"), SAMPLE_PASSWORD)
        .await?;
    new.press(tongue.say("Đăng nhập", "Sign in")).await?;
    new.reads(tongue.say(
        "Tài khoản đang hoạt động trên thiết bị khác",
        "The account is active on another device",
    ))
    .await
}

/// As far as the two questions, and back: the old device is at hand after all.
async fn claim(
    new: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    // The phone has just had a code of the activation: another goes a minute later.
    person::shift_clock(new, 61_000).await?;
    new.press(tongue.say("Tôi không còn thiết bị đó", "I no longer have that device"))
        .await?;
    new.reads(tongue.say("Báo mất thiết bị đó?", "Report that device lost?"))
        .await?;
    see(new, "66a-report-lost").await?;
    new.press(tongue.say("Gửi mã OTP", "Send the code")).await?;
    new.reads(tongue.say(
        "Báo mất thiết bị: nhập mã OTP",
        "Report the device lost: enter the code",
    ))
    .await?;
    let messages = new.invoke("practice_messages", json!({})).await?;
    let code = messages
        .as_array()
        .and_then(|all| {
            all.iter()
                .find_map(|message| message.get("code").and_then(Value::as_str))
        })
        .context("the phone has a code")?;
    new.fill(tongue.say("Mã OTP", "One-time code"), code).await?;
    new.reads(tongue.say("Trả lời câu hỏi bảo mật", "Answer the security questions"))
        .await?;
    see(new, "67-lost-answers").await?;
    new.press(tongue.say("Hủy", "Cancel")).await?;
    new.press(tongue.say("Hủy báo mất", "Cancel the report")).await?;
    new.reads(tongue.say("Chuyển sang thiết bị này", "Move it to this device"))
        .await
}

/// The code of the old device, typed on the new one.
async fn take_over(
    old: &Window,
    new: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    new.press(tongue.say("Chuyển sang thiết bị này", "Move it to this device"))
        .await?;
    person::accept_device(new, tongue).await?;
    new.reads(tongue.say(
        "Nhập mã hiện trên thiết bị cũ",
        "Enter the code that the old device shows",
    ))
    .await?;
    see(new, "68-take-over-otp").await?;
    let code = old.read(".asked .code span:last-child").await?;
    see(old, "69-take-over-code").await?;
    old.press(tongue.say("Không phải tôi đăng nhập", "It was not me"))
        .await?;
    old.reads(tongue.say("Khóa tài khoản ngay?", "Lock the account now?"))
        .await?;
    see(old, "70-dispute").await?;
    old.press(tongue.say("Đóng", "Close")).await?;
    new.fill(tongue.say("Mã OTP", "One-time code"), &code).await?;
    person::choose_passcode(new, tongue).await?;
    person::answer_questions(new, tongue).await?;
    new.press(tongue.say("Vào ứng dụng", "Enter the app")).await
}

/// Where the account is now, and another password for it.
async fn in_profile(
    new: &Window,
    tongue: Tongue,
    see: &mut impl AsyncFnMut(&Window, &str) -> Result<()>,
) -> Result<()> {
    new.press(tongue.say("Cá nhân", "Profile")).await?;
    new.press(tongue.say("Quản lý thiết bị", "Manage devices"))
        .await?;
    new.reads(tongue.say("Thiết bị này", "This device")).await?;
    see(new, "72-devices").await?;
    new.press(tongue.say("Hủy liên kết", "Unbind")).await?;
    new.shows("[role=dialog]").await?;
    see(new, "73-unbind").await?;
    new.press(tongue.say("Giữ liên kết", "Keep it bound")).await?;
    new.press(tongue.say("Quay lại", "Back")).await?;
    new.press(tongue.say("Đổi mật khẩu", "Change password")).await?;
    new.fill(tongue.say("Mật khẩu mới", "New password"), "Sen2")
        .await?;
    see(new, "74-change-password").await
}
