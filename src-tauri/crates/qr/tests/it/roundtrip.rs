//! Any text through code and picture; any bytes and pixels without a panic.

use dinhdanh_qr::{Effort, ErrorCorrection, GrayPicture, Reader, encode};
use proptest::prelude::*;

use crate::scene::Scene;

/// How files of the formats begin, so that chance gets past the door.
const HEADS: &[&[u8]] = &[
    b"",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"BM",
    b"RIFF\x20\0\0\0WEBPVP8L",
    b"RIFF\x20\0\0\0WEBPVP8X",
];

fn levels() -> impl Strategy<Value = ErrorCorrection> {
    prop_oneof![
        Just(ErrorCorrection::Low),
        Just(ErrorCorrection::Medium),
        Just(ErrorCorrection::Quartile),
        Just(ErrorCorrection::High),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn alphanumeric_texts_of_all_versions_come_back(
        text in "[0-9A-Z $%*+./:-]{1,1500}",
        level in levels(),
        px_per_module in 3.0..6.0f64,
        turn in 0.0..std::f64::consts::TAU,
    ) {
        let code = encode(&text, level).unwrap();
        let side = code.size() as f64 * px_per_module;
        let frame = ((side + 8.0 * px_per_module) * 1.45) as usize;
        let middle = frame as f64 / 2.0;
        let picture =
            Scene::new(frame, frame, 235).code(&code, (middle, middle), side, turn, (25, 235)).picture();
        let reading = Reader::new().read(&picture.view(), Effort::Still);
        let texts: Vec<_> = reading.texts.iter().map(|found| &found.text).collect();
        prop_assert_eq!(texts, [&text], "version {}", code.version());
    }

    #[test]
    fn any_text_comes_back(text in "\\PC{1,200}") {
        let code = encode(&text, ErrorCorrection::Medium).unwrap();
        let side = code.size() as f64 * 4.0;
        let frame = code.size() * 4 + 40;
        let middle = frame as f64 / 2.0;
        let picture = Scene::new(frame, frame, 255).code(&code, (middle, middle), side, 0.0, (0, 255)).picture();
        let reading = Reader::new().read(&picture.view(), Effort::Live);
        prop_assert_eq!(reading.texts.first().map(|found| &found.text), Some(&text));
    }

    #[test]
    fn arbitrary_gray_never_panics_and_never_speaks(
        (width, pixels) in (1usize..90).prop_flat_map(|width| {
            (Just(width), (1usize..90).prop_flat_map(move |height| {
                proptest::collection::vec(prop_oneof![Just(0u8), Just(255u8), any::<u8>()], width * height)
            }))
        }),
    ) {
        let height = pixels.len() / width;
        let picture = GrayPicture::from_raw(width, height, pixels).unwrap();
        let mut reader = Reader::new();
        for effort in [Effort::Live, Effort::Still] {
            prop_assert!(reader.read(&picture.view(), effort).texts.is_empty());
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_no_picture_and_no_panic(
        head in proptest::sample::select(HEADS),
        tail in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let _ = GrayPicture::decode(&[head, &tail].concat());
    }
}
