//! A code in a picture instead of before the camera: pasted, and dropped.

use std::io::Cursor;

use anyhow::bail;
use dinhdanh_tests::desktop::Desktop;
use dinhdanh_tests::drag::Drag;
use dinhdanh_tests::person::{self, CODE, Tongue};
use dinhdanh_tests::portal::Portal;
use dinhdanh_tests::webcam::{self, Sight};
use dinhdanh_tests::window::{Window, story};
use image::ImageFormat;

const VI: Tongue = Tongue::Vietnamese;

#[test]
fn a_picture_is_pasted_or_dropped_and_judged() {
    story(async {
        let desktop = Desktop::start()?;
        desktop.hold_still()?;
        let citizen = Window::open(&desktop, "citizen").await?;
        let people = person::personas(&citizen, "not_active", 2, true).await?;
        let [first, second, ..] = people.as_slice() else {
            bail!("the picker offers two people who are ready");
        };
        person::activate(&citizen, first, VI).await?;
        person::make_first_code(&citizen, VI).await?;
        let genuine = Sight::of(&citizen, CODE).await?;
        citizen.close().await?;

        // Alone on the screen, so that keys and files reach it.
        let officer = Window::open(&desktop, "officer").await?;
        person::activate(&officer, second, VI).await?;
        officer.press("Quét mã").await?;
        officer.reads("Chọn tệp ảnh").await?;
        desktop.click(210, 70)?;

        let copied = desktop.copy("text/plain", b"no picture")?;
        desktop.key("ctrl+v")?;
        officer.reads("Bảng nhớ tạm không có ảnh").await?;
        drop(copied);

        // Grey, hence small: xclip hands over more than a megabyte in pieces, and loses count of them where two ask at
        // once. The webview asks as well.
        let mut picture = Cursor::new(Vec::new());
        genuine.seen().write_to(&mut picture, ImageFormat::Png)?;
        let _copied = desktop.copy("image/png", &picture.into_inner())?;
        desktop.key("ctrl+v")?;
        officer.reads("MÃ THẬT THỰC HÀNH").await?;
        officer.press("Quét tiếp").await?;
        officer.reads("Chọn tệp ảnh").await?;

        Drag::over_window(&desktop, desktop.home())?.release()?;
        officer
            .reads("Thứ vừa thả không phải là tệp trên máy này")
            .await?;

        let forged = Sight::of_text(&webcam::tampered(&genuine.text()?)?)?;
        let file = desktop.home().join("forged.png");
        std::fs::write(&file, webcam::png(&forged.seen())?)?;
        let drag = Drag::over_window(&desktop, &file)?;
        officer.reads("Thả tệp để kiểm tra").await?;
        drag.release()?;
        officer.reads("MÃ GIẢ").await?;
        assert!(!officer.text().await?.contains("Thả tệp để kiểm tra"));
        officer.press("Quét tiếp").await?;
        officer.reads("Chọn tệp ảnh").await?;

        // What is on the officer's own screen, such as a citizen in a video call, chosen in the desktop's picker.
        officer.press("Không dùng webcam?").await?;
        officer.press("Chọn một phần màn hình").await?;
        officer.reads("Máy này không cho chọn một phần màn hình").await?;
        let changed_their_mind = Portal::start(&desktop, None)?;
        officer.press("Chọn một phần màn hình").await?;
        officer
            .until("choosing nothing is no trouble", async |officer: &Window| {
                let text = officer.text().await?;
                Ok(text.contains("Chọn một phần màn hình") && !text.contains("Máy này không cho chọn"))
            })
            .await?;
        drop(changed_their_mind);
        let part = desktop.home().join("screenshot.png");
        std::fs::write(&part, webcam::png(&forged.seen())?)?;
        let _chosen = Portal::start(&desktop, Some(&part))?;
        officer.press("Chọn một phần màn hình").await?;
        officer.reads("MÃ GIẢ").await?;
        assert!(!part.exists(), "the picture of somebody's code stays nowhere");
        officer.press("Quét tiếp").await?;
        officer.reads("Chọn tệp ảnh").await?;

        // A folder is looked through, and each of its pictures judged.
        let folder = desktop.home().join("thư mục");
        std::fs::create_dir(&folder)?;
        for (name, sight) in [
            ("gia.png", &forged),
            ("lien-ket.png", &Sight::of_text("https://vidu.vn")?),
        ] {
            std::fs::write(folder.join(name), webcam::png(&sight.seen())?)?;
        }
        Drag::over_window(&desktop, &folder)?.release()?;
        officer.reads("gia.png").await?;
        officer.reads("lien-ket.png").await?;
        officer.reads("MÃ GIẢ").await?;
        officer.reads("CHƯA XÁC MINH ĐƯỢC").await?;
        officer.press("Quay lại").await?;
        officer.reads("Chọn tệp ảnh").await?;

        // A paper's file goes to the judge of papers, and a text that is none is told from it.
        for (name, content, said) in [
            ("giay.ddpaper", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA~", "MÃ GIẢ"),
            (
                "ghi-chu.txt",
                "Hai con gà",
                "cũng không phải giấy tờ của Ví Định Danh",
            ),
        ] {
            let file = desktop.home().join(name);
            std::fs::write(&file, content)?;
            Drag::over_window(&desktop, &file)?.release()?;
            officer.reads(said).await?;
            if said == "MÃ GIẢ" {
                officer.press("Kiểm tra tiếp").await?;
                officer.reads("Chọn tệp ảnh").await?;
            }
        }
        Ok(())
    })
    .unwrap();
}
