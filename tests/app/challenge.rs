//! "Hỏi mã dùng một lần": two computers face each other, each one's camera on the other's screen, and nobody touches either
//! between the citizen's passcode and the verdict.

use anyhow::{Result, ensure};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, PASSCODE, Persona, Tongue};
use dinhdanh_tests::webcam;
use dinhdanh_tests::window::{Window, story};

const VI: Tongue = Tongue::Vietnamese;

/// The screens of two laptops.
const LAPTOP: (u32, u32) = (1366, 768);

/// The officer's challenge, at the check and at the desk.
const CHALLENGE: &str = "img[alt^='Mã hỏi một lần']";

const RIGHT_ANSWER: &str = "Trả lời đúng mã hỏi";

#[test]
fn two_computers_that_face_each_other_ask_and_answer_without_a_touch() {
    story(async {
        let desktop = Desktop::start()?;
        let ([citizen, officer], first) = person::side_by_side(&desktop, ["citizen", "officer"]).await?;
        for window in [&citizen, &officer] {
            window.resize(LAPTOP.0, LAPTOP.1).await?;
            webcam::plug_in(window).await?;
        }
        citizen.press("Cá nhân").await?;
        person::switch_codes_on(&citizen, VI).await?;
        citizen.press("Trang chủ").await?;

        officer.press("Quét mã").await?;
        officer.press("Hỏi mã dùng một lần").await?;
        officer.shows(CHALLENGE).await?;
        answer(&citizen, &officer, &first).await?;
        ensure!(
            officer.text().await?.contains("MÃ THẬT THỰC HÀNH"),
            "it is genuine"
        );
        officer.press("Quét tiếp").await?;
        officer.press("Thôi hỏi").await?;
        citizen.press("Xong").await?;

        // The desk that asks each person by itself.
        officer.press("Chế độ bàn kiểm tra").await?;
        officer.press("Mở bàn").await?;
        officer.press("Hỏi mã dùng một lần cho mỗi người").await?;
        officer.shows(CHALLENGE).await?;
        answer(&citizen, &officer, &first).await?;
        officer.reads("Mã hỏi cho người kế tiếp").await?;
        officer.shows(CHALLENGE).await?;
        for window in [&citizen, &officer] {
            let faults = window.axe().await?;
            ensure!(faults.is_empty(), "{faults:?}");
        }
        Ok(())
    })
    .unwrap();
}

/// The citizen gives the passcode; all that follows is between the two screens and the two cameras.
async fn answer(citizen: &Window, officer: &Window, person: &Persona) -> Result<()> {
    citizen.press("Cán bộ có mã hỏi").await?;
    citizen.reads("Nhập passcode để trả lời mã hỏi").await?;
    citizen.keys(PASSCODE).await?;
    webcam::face_each_other(citizen, officer, "the officer reads the answer", async || {
        Ok(officer.text().await?.contains(RIGHT_ANSWER))
    })
    .await?;
    let text = officer.text().await?;
    ensure!(text.contains(&person.full_name), "whose answer it is: {text}");
    for window in [citizen, officer] {
        webcam::hold_up(window, None).await?;
    }
    Ok(())
}
