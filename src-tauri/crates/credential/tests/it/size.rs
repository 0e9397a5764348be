//! The size budget: what an ordinary camera can still read.

use chrono::NaiveDate;
use dinhdanh_credential::StatusPlace;
use dinhdanh_credential::issue::{Claims, PortraitClaim, issue};
use dinhdanh_credential::proof::make_code;
use dinhdanh_credential::token::text_to_bytes;
use dinhdanh_crypto::random::SeededRandom;

use crate::scene::{NOW, Scene, at};

/// Data codewords of versions 16-M and 25-M (ISO/IEC 18004:2024, table 7).
const DATA_CODEWORDS_16_M: usize = 453;
const DATA_CODEWORDS_25_M: usize = 1_000;

/// Characters that fit in alphanumeric mode, versions 10 to 26: 4 bits of mode, 11 of length, then 11 bits for two
/// characters and 6 for a last one.
fn capacity(data_codewords: usize) -> usize {
    let bits = data_codewords * 8 - 4 - 11;
    bits / 11 * 2 + usize::from(bits % 11 >= 6)
}

/// The text for a person in the given view, P-256 throughout, and a status deep in a late list.
fn text(name: &str, portrait: PortraitClaim<'_>) -> String {
    let scene = Scene::p256();
    let claims = Claims {
        number: Some("001084123999"),
        issued_at: at(NOW),
        expires_at: at(NOW + 86_400),
        device_key: scene.device.public(),
        full_name: Some(name),
        birth_date: NaiveDate::from_ymd_opt(1984, 5, 9),
        level: 2,
        portrait,
        status: StatusPlace {
            list: 255,
            index: 16_000_000,
        },
    };
    let credential = issue(&scene.authority, &claims).unwrap();
    let code = make_code(&credential, &scene.device, None, at(NOW), &SeededRandom::new(1)).unwrap();
    code.text
}

#[test]
fn the_everyday_code_is_version_16_at_most() {
    assert_eq!(capacity(DATA_CODEWORDS_16_M), 656);
    let name = "Công Tằng Tôn Nữ Thị Quỳnh Anh";
    assert_eq!(name.len(), 40);
    let text = text(name, PortraitClaim::Hash(&[7; 32]));
    assert!(text_to_bytes(&text).unwrap().len() <= 420);
    assert!(text.len() <= capacity(DATA_CODEWORDS_16_M));
}

#[test]
fn the_code_with_a_portrait_is_version_25_at_most() {
    assert_eq!(capacity(DATA_CODEWORDS_25_M), 1_451);
    let text = text(&"Ế".repeat(21), PortraitClaim::Picture(&[7; 550]));
    assert!(text.len() <= capacity(DATA_CODEWORDS_25_M));
}
