//! The product's main job: a citizen shows a code, an officer's camera sees it, and the verdict is there.

use anyhow::{Context, Result};
use dinhdanh_tests::desktop::{Desktop, Process};
use dinhdanh_tests::person::{self, CODE, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};

const VI: Tongue = Tongue::Vietnamese;
const BANNER: &str = ".banner h2";

/// Longer than a code lives with the ten seconds that are granted, milliseconds.
const A_CODES_LIFE: i64 = 75_000;

#[test]
fn an_officer_judges_what_the_camera_sees() {
    story(async {
        let desktop = Desktop::start()?;
        let ([citizen, officer], first) = person::side_by_side(&desktop, ["citizen", "officer"]).await?;
        person::make_first_code(&citizen, VI).await?;

        webcam::plug_in(&officer).await?;
        officer.press("Quét mã").await?;
        officer.reads("Đưa QR code vào khung").await?;

        let sight = Sight::of(&citizen, CODE).await?;
        is_outlined(&officer, &sight).await?;
        show(&officer, &sight).await?;
        officer.reads("MÃ THẬT THỰC HÀNH").await?;
        officer.reads("Đạt cả 14 phép kiểm tra").await?;
        let number = person::grouped(&first.number);
        for expected in [
            first.full_name.as_str(),
            number.as_str(),
            "Đối chiếu khuôn mặt",
            "Mời mở Ví giấy tờ",
        ] {
            officer.reads(expected).await?;
        }

        // Still held up: the same scan, not a second one.
        next(&officer).await?;
        officer.reads("Đã kiểm tra mã này").await?;
        webcam::hold_up(&officer, None).await?;

        let forged = Sight::of_text(&webcam::tampered(&sight.text()?)?)?;
        show(&officer, &forged).await?;
        officer.reads("MÃ GIẢ").await?;
        officer.reads("Chữ ký của thiết bị không khớp").await?;
        officer
            .reads("Kết luận này nói về mã, không nói về người xuất trình.")
            .await?;
        webcam::hold_up(&officer, None).await?;
        next(&officer).await?;

        // A minute later, on both sides of the counter.
        person::shift_clock(&citizen, A_CODES_LIFE).await?;
        citizen.reload().await?;
        citizen.reads("Mỗi mã có hiệu lực 01 phút").await?;
        person::make_code(&citizen, VI).await?;
        let fresh = Sight::of(&citizen, CODE).await?;
        person::shift_clock(&officer, 2 * A_CODES_LIFE).await?;
        show(&officer, &fresh).await?;
        officer.reads("CHƯA XÁC MINH ĐƯỢC").await?;
        officer.reads("Mã đã quá 60 giây.").await?;
        assert!(
            !officer.text().await?.contains("MÃ GIẢ"),
            "an expired code accuses nobody"
        );
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_code_runs_out_before_the_eyes_of_its_owner() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "main").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        person::activate(&citizen, people.first().context("somebody is ready")?, VI).await?;
        person::make_first_code(&citizen, VI).await?;
        // Two seconds before the end, and the page asks the core what is left.
        person::shift_clock(&citizen, 58_000).await?;
        citizen
            .script("document.dispatchEvent(new Event('visibilitychange'))")
            .await?;
        citizen.reads("QR code đã hết hạn").await?;
        citizen.shows(".card .paper img.blurred").await?;
        person::make_code(&citizen, VI).await
    })
    .unwrap();
}

/// A code that cannot be read is outlined where the video shows it, and one sentence says what would help.
async fn is_outlined(officer: &Window, sight: &Sight) -> Result<()> {
    // Each corner of the outline, and how far from it the same corner of the video's picture is: CSS pixels.
    const OUTLINE: &str = "const path = document.querySelector('.view svg:not(.gone) .line'); if (!path) return null; \
        const svg = path.ownerSVGElement, video = document.querySelector('.view video'); \
        const box = video.getBoundingClientRect(); \
        const scale = Math.max(box.width / video.videoWidth, box.height / video.videoHeight); \
        const left = box.x + (box.width - scale * video.videoWidth) / 2; \
        const top = box.y + (box.height - scale * video.videoHeight) / 2; \
        const to = svg.getScreenCTM(), { x, y, width, height } = path.getBBox(); \
        const off = [[x, y], [x + width, y + height]].flatMap(([x, y]) => \
            [to.a * x + to.e - (left + scale * x), to.d * y + to.f - (top + scale * y)]); \
        return [[x, y, x + width, y + height], Math.max(...off.map(Math.abs))]";
    webcam::hold_up(officer, Some(&webcam::covered(sight))).await?;
    let middle = (f64::from(webcam::FRAME.0) / 2.0, f64::from(webcam::FRAME.1) / 2.0);
    // The code fills 62 hundredths of the height, a little askew.
    let wanted = [
        middle.0 - 223.0,
        middle.1 - 223.0,
        middle.0 + 223.0,
        middle.1 + 223.0,
    ];
    // The first frames may show the reader less than those after them.
    officer
        .until("the code is outlined where it is", async |window: &Window| {
            let outline: Option<([f64; 4], f64)> = serde_json::from_value(window.script(OUTLINE).await?)?;
            Ok(outline.is_some_and(|(at, off)| {
                off < 1.0
                    && at
                        .iter()
                        .zip(wanted)
                        .all(|(told, wanted)| (told - wanted).abs() < 40.0)
            }))
        })
        .await?;
    officer.shows(".hint.now").await
}

async fn show(officer: &Window, sight: &Sight) -> Result<()> {
    webcam::hold_up(officer, Some(&sight.seen())).await
}

/// "Quét tiếp", with the last verdict gone.
async fn next(officer: &Window) -> Result<()> {
    officer.read(BANNER).await?;
    officer.press("Quét tiếp").await?;
    officer
        .until("the verdict is gone", async |window: &Window| {
            Ok(window
                .script_with("return document.querySelector(arguments[0])", vec![BANNER.into()])
                .await?
                .is_null())
        })
        .await
}

#[test]
fn who_may_be_watching_is_told_and_a_forgotten_passcode_leads_to_recovery() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "citizen").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        person::activate(&citizen, people.first().context("somebody is ready")?, VI).await?;
        person::make_first_code(&citizen, VI).await?;
        let never = "Không cán bộ nào tự gọi điện, nhắn tin hay gọi video cho bạn";
        citizen.reads(never).await?;

        let program = desktop.home().join("anydesk");
        std::fs::copy("/bin/sleep", &program)?;
        let running = Process::start(desktop.command(&program).arg("600"))?;
        citizen.reads("AnyDesk đang chạy trên máy này").await?;
        drop(running);
        citizen.reads(never).await?;

        citizen.press("Chế độ xuất trình").await?;
        citizen.press("Thoát").await?;
        citizen.press("Quên passcode?").await?;
        citizen.reads("Khôi phục ví").await
    })
    .unwrap();
}
