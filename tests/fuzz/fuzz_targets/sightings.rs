//! What a desk tells another: a stranger's file, what one of the office could seal, the text of an invitation.
#![no_main]

use std::sync::OnceLock;

use dinhdanh_credential::office::{Invitation, MOST_SIGHTED, OfficeKey, Sightings};
use dinhdanh_crypto::random::SeededRandom;
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_fuzz::{NOW, at};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    static OFFICE: OnceLock<OfficeKey> = OnceLock::new();
    let office = OFFICE.get_or_init(|| OfficeKey::kept(Secret32::new([1; 32])));
    // Nobody but the office seals, so whatever these bytes are, they are refused.
    assert!(Sightings::open(bytes, office, at(NOW)).is_err());
    if let Ok(told) = Sightings::from_cbor(bytes) {
        assert!(told.sighted.len() <= MOST_SIGHTED);
        assert_eq!(told.to_cbor().as_deref(), Ok(bytes), "they have one encoding");
        let sealed = told
            .seal(office, &SeededRandom::new(1))
            .expect("what is read can be sealed");
        if let Ok(opened) = Sightings::open(&sealed, office, at(NOW)) {
            assert!(opened.sighted.iter().all(|seen| told.sighted.contains(seen)));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
        read(&format!("DDO1:{text}"));
    }
    read(&format!("DDO1:{}", base45::encode(bytes)));
});

fn read(text: &str) {
    if let Some(invitation) = Invitation::read(text) {
        assert_eq!(invitation.text(), text.trim(), "an invitation has one text");
    }
}
