//! The text behind the prefix of a code.
#![no_main]

use dinhdanh_credential::token::{PREFIX, text_to_bytes};
use dinhdanh_fuzz::{NOW, at, judged, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    let whole = format!("{PREFIX}{body}");
    if let Some(bytes) = text_to_bytes(&whole) {
        assert_eq!(text(&bytes), whole, "bytes have one text");
        assert!(whole.len() <= 2_900);
    }
    judged(&whole, None, None, at(NOW));
});
