//! The practice authority's desk, in its own window.

use std::fs;

use anyhow::Context as _;
use dinhdanh_protocol::CardForm;
use dinhdanh_qr::{Effort, GrayPicture, Reader};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::person::{self, CODE, Tongue};
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use image::GenericImageView as _;

const VI: Tongue = Tongue::Vietnamese;

#[test]
fn files_are_approved_and_returned_and_the_log_has_it() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let desk = Window::open_desk(&desktop, "main").await?;
        desk.reads("14 hồ sơ đang chờ duyệt").await?;
        desk.shows("figure img").await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());
        let first = desk.read(".file h2").await?;
        desk.press("Phê duyệt mức 1").await?;
        desk.reads(&format!("Phê duyệt mức 1 cho {first}?")).await?;
        desk.shows("[role=dialog]").await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());
        desk.press_last("Phê duyệt mức 1").await?;
        desk.reads(&format!("Đã phê duyệt mức 1 cho {first}")).await?;
        desk.reads("13 hồ sơ đang chờ duyệt").await?;
        // Nobody else comes under the pointer.
        desk.reads("Chọn một hồ sơ để xem.").await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());

        let second = desk.read(".list .name").await?;
        assert_ne!(first, second);
        desk.press(&second).await?;
        let sideways =
            "const pane = document.querySelector('.file'); return pane.scrollWidth - pane.clientWidth";
        assert_eq!(desk.script(sideways).await?, 0);
        desk.press("Trả lại hồ sơ").await?;
        desk.press("Ảnh chân dung bị mờ hoặc thiếu sáng.").await?;
        desk.shows("[role=dialog]").await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());
        desk.press_last("Trả lại hồ sơ").await?;
        desk.reads(&format!("Đã trả lại hồ sơ của {second}")).await?;
        desk.reads("12 hồ sơ đang chờ duyệt").await?;

        desk.press("Nhật ký").await?;
        desk.reads("Phê duyệt hồ sơ mức 1").await?;
        desk.reads("Cán bộ thực hành · Ảnh chân dung bị mờ hoặc thiếu sáng.")
            .await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());
        desk.close().await
    })
    .unwrap();
}

#[test]
fn a_suspended_citizen_s_code_reads_as_suspended() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "citizen").await?;
        let officer = Window::open(&desktop, "officer").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        let [first, second, ..] = people.as_slice() else {
            anyhow::bail!("the picker offers two people who are ready");
        };
        person::activate(&citizen, first, VI).await?;
        person::make_first_code(&citizen, VI).await?;
        let sight = Sight::of(&citizen, CODE).await?;

        person::suspend(&desktop, first).await?;

        // Activated after that, so that the trust data know of it.
        person::activate(&officer, second, VI).await?;
        webcam::plug_in(&officer).await?;
        officer.press("Quét mã").await?;
        officer.reads("Đưa QR code vào khung").await?;
        webcam::hold_up(&officer, Some(&sight.seen())).await?;
        officer.reads("Tài khoản đang bị khóa tạm thời.").await?;
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_specimen_card_is_found_kept_and_read() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let desk = Window::open_desk(&desktop, "main").await?;
        desk.reads("Quầy duyệt hồ sơ (thực hành)").await?;
        desk.reads("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ").await?;
        desk.press("Thẻ mẫu").await?;
        // Diacritics or none.
        desk.fill("Tìm theo tên hoặc số định danh", "tran manh dat")
            .await?;
        desk.press("Trần Mạnh Đạt").await?;
        desk.reads("QR code in ở mặt trước").await?;
        desk.shows("[data-drawn]").await?;
        assert_eq!(desk.axe().await?, Vec::<String>::new());
        desk.press("Lưu thành ảnh PNG").await?;
        desk.reads("Đã lưu hai mặt thẻ vào").await?;

        let kept = desk.read(".kept li").await?;
        let file = fs::read(&kept).with_context(|| format!("{kept} is a file"))?;
        let card = image::load_from_memory(&file)?;
        // 85.6 × 54 mm at 600 dots an inch.
        assert_eq!(card.dimensions(), (2022, 1276));
        let picture = GrayPicture::decode(&file)?;
        let found = Reader::new().read(&picture.view(), Effort::Still);
        let text = found.texts.first().context("the card bears a code")?;
        let form = CardForm::from_printed_qr(&text.text)?;
        assert_eq!(form.full_name, "Trần Mạnh Đạt");
        assert!(form.is_consistent());

        // A desk is no wallet: it may not even ask for one's state.
        let refused = desk.invoke("app_state", serde_json::json!({})).await;
        let refused = refused.err().context("the desk asks nothing of a wallet")?;
        assert!(refused.to_string().contains("not allowed"), "{refused}");
        desk.close().await
    })
    .unwrap();
}
