//! The text of anything that a scanner may read.
#![no_main]

use dinhdanh_credential::card_qr::is_card_qr;
use dinhdanh_credential::token::PREFIX;
use dinhdanh_credential::{Verdict, Word};
use dinhdanh_fuzz::{NOW, at, judged};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let judgement = judged(text, None, None, at(NOW));
    assert_eq!(judgement.verdict == Verdict::CardQr, is_card_qr(text));
    assert!(text.starts_with(PREFIX) || judgement.word == Word::Unverified);
    if is_card_qr(text) {
        assert!(text.as_bytes().get(12) == Some(&b'|'));
    }
});
