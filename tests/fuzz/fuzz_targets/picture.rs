//! An image file somebody hands to the officer.
#![no_main]

use dinhdanh_qr::{Effort, GrayPicture, MAX_SIDE, Reader};
use libfuzzer_sys::fuzz_target;

/// A side up to which the picture is read as well, in pixels: what the fuzzer grows stays quick.
const READ_UP_TO: usize = 128;

fuzz_target!(|file: &[u8]| {
    let Ok(picture) = GrayPicture::decode(file) else {
        return;
    };
    let view = picture.view();
    let (width, height) = (view.width(), view.height());
    assert!(width <= MAX_SIDE && height <= MAX_SIDE);
    if width.max(height) <= READ_UP_TO {
        Reader::new().read(&view, Effort::Live);
    }
});
