use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader as _;
use rxing::multi::qrcode::QRCodeMultiReader;
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, FilteredImageReader, Luma8Source, MultiFormatReader,
    Reader as _,
};

use super::{Answer, Reads, timed};
use crate::pictures::Gray;

/// rxing: a port of ZXing with parts of zxing-cpp.
pub(crate) struct Rxing;

impl Reads for Rxing {
    fn name(&self) -> &'static str {
        "rxing"
    }

    fn read(&mut self, gray: &Gray) -> Result<Answer> {
        Ok(timed(|| catch_unwind(AssertUnwindSafe(|| texts(gray))).ok()))
    }
}

/// All it can: its search for many codes, and where that finds none its pyramid of sizes; both trying harder.
fn texts(gray: &Gray) -> Vec<String> {
    let (Ok(width), Ok(height)) = (u32::try_from(gray.width), u32::try_from(gray.height)) else {
        return Vec::new();
    };
    let bitmap = || {
        Some(BinaryBitmap::new(HybridBinarizer::new(
            Luma8Source::new_with_slice(&gray.pixels, width, height).ok()?,
        )))
    };
    let hints = DecodeHints {
        TryHarder: Some(true),
        AlsoInverted: Some(true),
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    };
    let many = bitmap().and_then(|mut bitmap| {
        QRCodeMultiReader::new()
            .decode_multiple_with_hints(&mut bitmap, &hints)
            .ok()
    });
    if let Some(many) = many.filter(|many| !many.is_empty()) {
        return many.iter().map(|found| found.getText().to_owned()).collect();
    }
    let one = bitmap().and_then(|mut bitmap| {
        FilteredImageReader::new(MultiFormatReader::default())
            .decode_with_hints(&mut bitmap, &hints)
            .ok()
    });
    one.iter().map(|found| found.getText().to_owned()).collect()
}
