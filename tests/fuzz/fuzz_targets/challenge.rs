//! The text of a challenge, as it stands on an officer's screen.
#![no_main]

use dinhdanh_credential::Challenge;
use dinhdanh_credential::challenge::CHALLENGE_PREFIX;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
        read(&format!("{CHALLENGE_PREFIX}{text}"));
    }
    read(&format!("{CHALLENGE_PREFIX}{}", base45::encode(bytes)));
});

fn read(text: &str) {
    if let Some(challenge) = Challenge::read(text) {
        assert_eq!(challenge.text(), text, "a challenge has one text");
        assert!((1..=32).contains(&challenge.audience().len()));
    }
}
