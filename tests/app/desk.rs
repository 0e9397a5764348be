//! The practice authority's desk, in its own window.

use std::fs;

use anyhow::Context as _;
use dinhdanh_protocol::CardForm;
use dinhdanh_qr::{Effort, GrayPicture, Reader};
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::window::{Window, story};
use image::GenericImageView as _;

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
