//! A paper from the register to the officer's screen, by the way that has no network: an animated code before a webcam.

use anyhow::ensure;
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, PASSCODE};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};

/// The animated code.
const FRAMES: &str = ".stage canvas";

/// The officer's code of one use.
const CHALLENGE: &str = ".asking .code img";

/// Where the page lies on the screen, and how to find the middle of what is dragged.
const MIDDLE: &str = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
    return [screenX + box.x + box.width / 2, screenY + box.y + box.height / 2].map(Math.round);";

/// The paper of residence from the register to the screen that shows it, for lodging.
async fn show_residence(citizen: &Window) -> anyhow::Result<()> {
    citizen.press("Ví giấy tờ").await?;
    citizen.press("Tích hợp giấy tờ").await?;
    citizen.press("Thông tin cư trú").await?;
    citizen.reads("Khớp – đã tích hợp").await?;
    citizen.press("Về Ví giấy tờ").await?;
    citizen.press("Thông tin cư trú").await?;
    citizen.reads("Nhập passcode để mở Thông tin cư trú").await?;
    citizen.keys(PASSCODE).await?;
    citizen.reads("CSDL về cư trú").await?;
    citizen.press("Xuất trình cho cán bộ").await?;
    citizen.press("Lưu trú").await?;
    citizen.reads("Sẽ cho xem").await?;
    citizen.press("Xuất trình").await?;
    citizen.reads("Nhập passcode để xuất trình").await?;
    citizen.keys(PASSCODE).await
}

#[test]
fn what_is_shown_is_dragged_into_the_window_that_checks() {
    story(async {
        let desktop = Desktop::start()?;
        let ([citizen, officer], person) = person::side_by_side(&desktop, ["citizen", "officer"]).await?;
        citizen.resize(960, 900).await?;
        officer.client().set_window_position(1000, 0).await?;
        show_residence(&citizen).await?;
        officer.press("Quét mã").await?;
        officer.reads("Chọn tệp ảnh").await?;
        citizen.shows(".grip").await?;
        citizen
            .script("document.querySelector('.grip').scrollIntoView({ block: 'center' })")
            .await?;
        let middle = async |window: &Window, of: &str| -> anyhow::Result<(u32, u32)> {
            let at = window.script_with(MIDDLE, vec![of.into()]).await?;
            Ok(serde_json::from_value(at)?)
        };
        let (from, to) = (middle(&citizen, ".grip").await?, middle(&officer, "body").await?);
        desktop.drag(from, to)?;
        officer.reads(&person.full_name).await?;
        let text = officer.text().await?;
        ensure!(text.contains("THẬT"), "genuine: {text}");
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_paper_is_added_shown_and_verified_from_screen_to_webcam() {
    story(async {
        let desktop = Desktop::start()?;
        let ([citizen, officer], person) = person::side_by_side(&desktop, ["citizen", "officer"]).await?;
        show_residence(&citizen).await?;
        let shown = webcam::frames_of(&citizen, FRAMES).await?;
        ensure!(shown.len() > 1, "an animated code has more than one frame");

        webcam::plug_in(&officer).await?;
        officer.press("Quét mã").await?;
        officer.reads("Đưa QR code vào khung").await?;
        webcam::hold_up_in_turn(&officer, &shown).await?;
        officer.reads("THỰC HÀNH").await?;
        officer.reads(&person.full_name).await?;
        let text = officer.text().await?;
        ensure!(text.contains("THẬT"), "genuine: {text}");
        ensure!(text.contains("Nơi thường trú"), "what was chosen: {text}");
        ensure!(!text.contains("Chủ hộ"), "what was kept: {text}");
        // What was shown of it, to whom nobody else can tell.
        citizen.press("Dừng").await?;

        answer_a_challenge(&citizen, &officer).await?;
        officer
            .axe()
            .await?
            .first()
            .map_or(Ok(()), |fault| Err(anyhow::anyhow!("{fault}")))
    })
    .unwrap();
}

/// The officer shows a code of one use, the citizen scans it after the passcode, and what is shown then answers it.
async fn answer_a_challenge(citizen: &Window, officer: &Window) -> anyhow::Result<()> {
    webcam::hold_up(officer, None).await?;
    officer.press("Kiểm tra tiếp").await?;
    citizen.press("Thông tin cư trú").await?;
    citizen.reads("Nhập passcode để mở Thông tin cư trú").await?;
    citizen.keys(PASSCODE).await?;
    citizen.press("Xuất trình cho cán bộ").await?;
    citizen.press("Lưu trú").await?;
    webcam::plug_in(citizen).await?;
    citizen.press("Cán bộ có mã hỏi").await?;
    citizen.reads("Nhập passcode để xuất trình").await?;
    citizen.keys(PASSCODE).await?;
    citizen.reads("Quét mã hỏi của cán bộ").await?;

    officer.press("Hỏi giấy tờ").await?;
    officer.press("Lưu trú").await?;
    let asked = Sight::of(officer, CHALLENGE).await?;
    webcam::hold_up(citizen, Some(&asked.seen())).await?;
    let answer = webcam::frames_of(citizen, FRAMES).await?;
    webcam::hold_up_in_turn(officer, &answer).await?;
    officer.reads("Trả lời đúng mã hỏi").await?;
    webcam::hold_up(officer, None).await?;
    officer.press("Kiểm tra tiếp").await?;
    officer.reads("Đang hỏi: Lưu trú").await
}
