//! A code as a camera or a file has it, and its text.

use std::io::Cursor;

use dinhdanh_credential::token::{PREFIX, text_to_bytes};
use dinhdanh_qr::{Effort, ErrorCorrection, GrayView, Reader, encode};
use dinhdanh_wallet::{Frame, ShownVerdict, Wallet, WalletError};
use image::{GrayImage, ImageFormat};

/// A picture of the code that an SVG draws.
pub(crate) fn picture_of_svg(svg: &str) -> GrayImage {
    dinhdanh_lens::drawn(svg).unwrap()
}

pub(crate) fn picture_of_text(text: &str) -> GrayImage {
    picture_of_svg(&encode(text, ErrorCorrection::Medium).unwrap().svg())
}

pub(crate) fn png(picture: &GrayImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// What a code on somebody's screen says.
pub(crate) fn text_of_svg(svg: &str) -> String {
    text_of_picture(&picture_of_svg(svg))
}

/// What a code in a picture says.
pub(crate) fn text_of_picture(picture: &GrayImage) -> String {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let view = GrayView::new(width, height, picture.as_raw()).unwrap();
    let mut found = Reader::new().read(&view, Effort::Still).texts;
    found.swap_remove(0).text
}

pub(crate) fn bytes_of(text: &str) -> Vec<u8> {
    text_to_bytes(text).unwrap()
}

pub(crate) fn text_of(bytes: &[u8]) -> String {
    format!("{PREFIX}{}", base45::encode(bytes))
}

/// The officer holds the camera on a picture.
pub(crate) fn see(officer: &Wallet, picture: &GrayImage) -> Result<Frame, WalletError> {
    officer.check_frame(
        picture.width() as usize,
        picture.height() as usize,
        picture.as_raw(),
    )
}

/// The officer drops a file with a code that bears this text.
pub(crate) fn check_text(officer: &Wallet, text: &str) -> ShownVerdict {
    let frame = officer.check_picture(&png(&picture_of_text(text))).unwrap();
    frame.verdict.unwrap()
}

pub(crate) fn verdict(officer: &Wallet, text: &str) -> &'static str {
    check_text(officer, text).judgement.verdict.code()
}
