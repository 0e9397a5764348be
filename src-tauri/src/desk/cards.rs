//! Specimen cards: a card to hold to the webcam for anyone in the practice register.

use std::io::Cursor;
use std::path::PathBuf;

use dinhdanh_vault::files;
use dinhdanh_wallet::printed_qr_svg;
use image::{ImageFormat, ImageReader};
use tauri::command;
use tauri::ipc::{InvokeBody, Request};

use super::error::{DeskAnswer, DeskError, DeskErrorCode};
use super::views::{DeskPersonView, SpecimenView};
use super::{AtDesk, citizen};

/// The longest side of a card's picture, pixels; ours has half of it.
const LONGEST_SIDE: u32 = 4_096;
/// The largest file of a card's picture, bytes.
const MOST_BYTES: usize = 8 << 20;

/// Who is found by a number's beginning or a part of a name, diacritics or none; the first of all where nothing is asked.
#[command]
pub(super) async fn desk_people(desk: AtDesk<'_>, search: String) -> DeskAnswer<Vec<DeskPersonView>> {
    desk.ask(move |desk| {
        let found = desk.authority.practice().holders(&search)?;
        Ok(found.into_iter().map(DeskPersonView::from).collect())
    })
    .await
}

/// The card of somebody in the register.
#[command]
pub(super) async fn desk_specimen(desk: AtDesk<'_>, number: String) -> DeskAnswer<SpecimenView> {
    let number = citizen(&number)?;
    desk.ask(move |desk| {
        let card = desk.authority.practice().card(&number);
        let card = card.ok_or_else(|| DeskError::of(DeskErrorCode::NotRegistered))?;
        let qr = printed_qr_svg(&card.printed_qr).map_err(|_| DeskError::of(DeskErrorCode::Failed))?;
        Ok(SpecimenView::new(card, qr))
    })
    .await
}

/// Keeps the picture of a card's side among the person's pictures, and says where.
#[command]
pub(super) async fn desk_save_card(desk: AtDesk<'_>, request: Request<'_>) -> DeskAnswer<String> {
    let header = |name: &str| {
        let given = request.headers().get(name);
        given.and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let number = citizen(header("x-number"))?;
    let side = match header("x-side") {
        "front" => "mat-truoc",
        "back" => "mat-sau",
        _ => return Err(DeskError::of(DeskErrorCode::NoPicture)),
    };
    let InvokeBody::Raw(picture) = request.body() else {
        return Err(DeskError::of(DeskErrorCode::NoPicture));
    };
    let picture = picture.clone();
    desk.ask(move |_| {
        if !is_card_picture(&picture) {
            return Err(DeskError::of(DeskErrorCode::NoPicture));
        }
        let file = pictures().join(format!("the-mau-{}-{side}.png", number.as_str()));
        files::replace(&file, &picture).map_err(|error| {
            tracing::error!(kind = %error.kind(), "the picture of a card was not kept");
            DeskError::of(DeskErrorCode::StorageFailed)
        })?;
        Ok(file.display().to_string())
    })
    .await
}

/// Where a person looks for pictures.
fn pictures() -> PathBuf {
    [dirs::picture_dir(), dirs::download_dir(), dirs::home_dir()]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}

/// Whether it is a PNG of a sensible size: what the window draws, and nothing else, goes among the pictures.
fn is_card_picture(file: &[u8]) -> bool {
    let size = ImageReader::with_format(Cursor::new(file), ImageFormat::Png).into_dimensions();
    file.len() <= MOST_BYTES && size.is_ok_and(|(width, height)| width.max(height) <= LONGEST_SIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_picture_is_kept() {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(86, 54)
            .write_to(&mut png, ImageFormat::Png)
            .unwrap();
        assert!(is_card_picture(png.get_ref()));
        assert!(!is_card_picture(b"MZ\x90\0"));
        let mut huge = Cursor::new(Vec::new());
        image::RgbImage::new(LONGEST_SIDE + 1, 1)
            .write_to(&mut huge, ImageFormat::Png)
            .unwrap();
        assert!(!is_card_picture(huge.get_ref()));
    }
}
