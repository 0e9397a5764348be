//! Two desks of one office, each looking at the other's screen through its webcam.

use std::time::Instant;

use anyhow::{Result, bail};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, CODE, PASSCODE, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};

const VI: Tongue = Tongue::Vietnamese;

/// The invitation, on the screen of a desk that is of an office.
const INVITATION: &str = ".invitation .paper img";
/// What a desk has seen, for the next desk's camera.
const FRAMES: &str = ".stage canvas";

#[test]
fn what_one_desk_has_seen_the_other_hears_from_its_screen() {
    story(async {
        let desktop = Desktop::start()?;
        let ([near, far], _) = person::side_by_side(&desktop, ["near", "far"]).await?;
        invite(&near, &far).await?;

        person::make_first_code(&near, VI).await?;
        let made = Instant::now();
        let code = Sight::of(&near, CODE).await?.seen();
        near.press("Quét mã").await?;
        webcam::hold_up(&near, Some(&code)).await?;
        near.reads("MÃ THẬT THỰC HÀNH").await?;
        near.press("Quét tiếp").await?;
        webcam::hold_up(&near, None).await?;
        near.press("Nhóm bàn").await?;
        near.press("Hiện mã động").await?;
        let frames = webcam::frames_of(&near, FRAMES).await?;

        far.press("Quét màn hình bàn kia").await?;
        webcam::hold_up_in_turn(&far, &frames).await?;
        far.reads("Đã nhận 1 lượt quét của bàn khác, 1 lượt chưa biết")
            .await?;
        webcam::hold_up(&far, None).await?;
        no_fault(&far).await?;
        far.press("Quay lại").await?;
        // However long all that took on a busy computer, the code has its minute.
        let took = i64::try_from(made.elapsed().as_millis())?;
        person::shift_clock(&far, -took).await?;
        webcam::hold_up(&far, Some(&code)).await?;
        far.reads("Đã quét ở bàn khác lúc").await?;
        far.reads("CHƯA XÁC MINH").await
    })
    .unwrap();
}

/// The near desk makes an office, and the far one joins it by its camera and the digits.
async fn invite(near: &Window, far: &Window) -> Result<()> {
    for desk in [near, far] {
        webcam::plug_in(desk).await?;
        desk.press("Quét mã").await?;
        desk.press("Nhóm bàn").await?;
    }
    near.press("Tạo nhóm").await?;
    near.press("Thêm bàn vào nhóm").await?;
    near.shows("[role=dialog]").await?;
    near.keys(PASSCODE).await?;
    let invitation = Sight::of(near, INVITATION).await?;
    let digits = near.read(".invitation .digits").await?;
    no_fault(near).await?;
    near.press("Đóng").await?;
    near.press("Quay lại").await?;
    near.press("Quay lại").await?;

    far.press("Quét màn hình bàn kia").await?;
    webcam::hold_up(far, Some(&invitation.seen())).await?;
    far.fill("Tám chữ số", &digits).await?;
    far.press("Vào nhóm").await?;
    far.reads("Đã vào nhóm").await?;
    webcam::hold_up(far, None).await
}

async fn no_fault(window: &Window) -> Result<()> {
    match window.axe().await?.first() {
        Some(fault) => bail!("{fault}"),
        None => Ok(()),
    }
}
