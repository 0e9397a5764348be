//! When it is judged, in four bytes, and a code's bytes. The root is the vectors' own, so that seeds are genuine.
#![no_main]

use std::sync::OnceLock;

use dinhdanh_credential::TrustBundle;
use dinhdanh_credential::token::UnverifiedCode;
use dinhdanh_crypto::sign::PublicKey;
use dinhdanh_fuzz::{at, judged, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((now, token)) = bytes.split_first_chunk() else {
        return;
    };
    if let Ok(code) = UnverifiedCode::parse(token) {
        assert_eq!(code.holder.signature.len(), 64);
        assert_eq!(code.claims.subject.map_or(12, str::len), 12);
    }
    judged(
        &text(token),
        Some(bundle()),
        None,
        at(i64::from(u32::from_be_bytes(*now))),
    );
});

fn bundle() -> &'static TrustBundle {
    static BUNDLE: OnceLock<TrustBundle> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let first = include_str!("../../vectors/idqr.jsonl").lines().next();
        let member = |name: &str| {
            let rest = first?.split_once(&format!("\"{name}\":\""))?.1;
            let digits = rest.split_once('"')?.0;
            (0..digits.len())
                .step_by(2)
                .map(|place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok())
                .collect::<Option<Vec<u8>>>()
        };
        let root = PublicKey::from_cose(&member("root").expect("a root")).expect("a key");
        TrustBundle::open(&member("bundle").expect("a bundle"), &root).expect("one of the root's")
    })
}
