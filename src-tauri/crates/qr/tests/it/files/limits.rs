//! What is refused before it is unpacked, what is left of a file that was cut short, and that nothing panics.

use std::time::{Duration, Instant};

use dinhdanh_qr::{Effort, ErrorCorrection, GrayPicture, MAX_FILE_BYTES, PictureError, Reader, encode};
use image::{DynamicImage, GrayImage, ImageFormat};
use png::{BitDepth, ColorType};
use proptest::prelude::*;

use super::made::{self, Scan};
use super::{file, refused};
use crate::scene::Scene;

/// More than a debug build's test takes while others run, and far less than unpacking without bounds would.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn what_is_no_picture_is_told_from_what_is_a_damaged_one() {
    let whole = file(&DynamicImage::new_luma8(40, 40), ImageFormat::Png);
    assert_eq!(refused(b""), Some(PictureError::UnknownFormat));
    assert_eq!(refused(b"%PDF-1.7"), Some(PictureError::UnknownFormat));
    assert_eq!(
        refused(b"II*\0\x08\0\0\0"),
        Some(PictureError::UnknownFormat),
        "TIFF is not read here"
    );
    assert_eq!(refused(&whole[..12]), Some(PictureError::Damaged));
    assert_eq!(refused(&whole[..41]), Some(PictureError::Damaged));
}

/// A PNG that claims to be `width` × `height` and whose data end there.
fn boastful_png(width: u32, height: u32) -> Vec<u8> {
    let mut png = made::png((1, 1), (ColorType::Rgba, BitDepth::Sixteen), &[0; 8], |_| {});
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = !png[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    });
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png.truncate(41);
    png
}

#[test]
fn a_size_beyond_the_limits_is_refused_from_the_header() {
    for (width, height) in [
        (12_001, 1),
        (1, 12_001),
        (u32::MAX >> 1, u32::MAX >> 1),
        (65_535, 65_535),
    ] {
        let png = boastful_png(width, height);
        assert_eq!(refused(&png), Some(PictureError::TooLarge), "{width} × {height}");
    }
    // The same claim within the limits is only found out when it is unpacked.
    assert_eq!(
        refused(&boastful_png(12_000, 12_000)),
        Some(PictureError::Damaged)
    );
    assert_eq!(
        refused(&vec![0; MAX_FILE_BYTES + 1]),
        Some(PictureError::TooLarge)
    );
}

#[test]
fn what_can_only_be_unpacked_whole_is_refused_where_that_takes_too_much() {
    // 12,000 by 12,000 of each, in a few bytes.
    let side = 12_000_u16.to_le_bytes();
    let gif = [
        &b"GIF89a"[..],
        &side,
        &side,
        b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0",
    ]
    .concat();
    let sides = (11_999_u32 | 11_999 << 14).to_le_bytes();
    let webp = [&b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f"[..], &sides, &[0; 5]].concat();
    let bmp = made::bmp_of_bits(12_000, 12_000, &[[0; 4]]);
    let mut progressive = made::flat_jpeg(&[9, 9, 9], Scan::Progressive);
    let frame = progressive
        .windows(2)
        .position(|marker| marker == [0xFF, 0xC2])
        .unwrap();
    let side = 12_000_u16.to_be_bytes();
    progressive[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());
    for (name, claim) in [
        ("GIF", gif.as_slice()),
        ("WebP", &webp),
        ("BMP", &bmp),
        ("JPEG", &progressive),
    ] {
        let begun = Instant::now();
        assert_eq!(refused(claim), Some(PictureError::TooLarge), "{name}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{name}");
    }
}

#[test]
fn the_largest_picture_is_read_though_its_file_is_tiny() {
    let code = encode("12 000 × 12 000", ErrorCorrection::Medium).unwrap();
    let (unit, at) = (24, 7_200);
    let dark = |x: usize, y: usize| {
        let module = |at: usize| at.checked_sub(7_200).map(|at| at / unit);
        module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| x < code.size() && y < code.size() && code.module(x, y))
    };
    let begun = Instant::now();
    let mut rows = vec![0xFF; 12_000 / 8 * 12_000];
    for y in at..at + code.size() * unit {
        for (byte, x) in (at..at + code.size() * unit).step_by(8).enumerate() {
            // Eight pixels are a third of a module.
            rows[y * 1_500 + at / 8 + byte] = if dark(x, y) { 0 } else { 0xFF };
        }
    }
    let tiny = made::png(
        (12_000, 12_000),
        (ColorType::Grayscale, BitDepth::One),
        &rows,
        |_| {},
    );
    assert!(tiny.len() < 200_000, "{} bytes", tiny.len());
    let picture = GrayPicture::decode(&tiny).unwrap();
    // Halved while it was read.
    assert_eq!((picture.view().width(), picture.view().height()), (6_000, 6_000));
    let reading = Reader::new().read(&picture.view(), Effort::Still);
    assert_eq!(reading.texts.first().unwrap().text, "12 000 × 12 000");
    assert!(begun.elapsed() < SOON);
}

#[test]
fn of_a_file_that_was_cut_short_what_is_there_is_read() {
    let code = encode("cut short", ErrorCorrection::Medium).unwrap();
    let scene = Scene::new(120, 240, 255).code(&code, (60.0, 60.0), 84.0, 0.0, (0, 255));
    let pixels = scene.pixels().to_vec();
    let picture = DynamicImage::ImageLuma8(GrayImage::from_raw(120, 240, pixels).unwrap());
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let whole = file(&picture, format);
        let text = |length: usize| {
            let picture = GrayPicture::decode(&whole[..length]).ok()?;
            assert_eq!((picture.view().width(), picture.view().height()), (120, 240));
            let reading = Reader::new().read(&picture.view(), Effort::Live);
            reading.texts.into_iter().next().map(|found| found.text)
        };
        // However it was cut, there is the text or none.
        let texts: Vec<Option<String>> = (0..=whole.len()).step_by(7).map(text).collect();
        assert!(
            texts.iter().flatten().all(|text| text == "cut short"),
            "{format:?}"
        );
        assert_eq!(text(whole.len() - 40).as_deref(), Some("cut short"), "{format:?}");
    }
}

/// A small file of each kind.
fn small_files() -> Vec<Vec<u8>> {
    let picture = DynamicImage::ImageRgba8(image::RgbaImage::from_fn(19, 13, |x, y| {
        image::Rgba([(x * 13) as u8, (y * 19) as u8, (x ^ y) as u8, 200])
    }));
    let opaque = DynamicImage::ImageRgb8(picture.to_rgb8());
    let still = file(&picture, ImageFormat::WebP);
    vec![
        file(&picture, ImageFormat::Png),
        file(&opaque, ImageFormat::Jpeg),
        file(&picture, ImageFormat::Gif),
        file(&opaque, ImageFormat::Bmp),
        made::animated_webp(19, 13, &[still.clone(), still.clone()]),
        still,
        made::flat_jpeg(&[1, 2, 3, 4], Scan::Baseline),
        made::flat_jpeg(&[1, 2, 3], Scan::Progressive),
        made::bmp_of_bits(19, -2, &[[5; 4], [9; 4]]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_change_to_a_file_makes_a_panic(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>()), 1..8),
    ) {
        let files = small_files();
        let mut file = files[which.index(files.len())].clone();
        for (at, kind, byte) in changes {
            let at = at.index(file.len());
            match kind {
                0 => file[at] = byte,
                1 => file[at] ^= 1 << (byte % 8),
                2 => file.insert(at, byte),
                _ => file.truncate(at.max(1)),
            }
        }
        let begun = Instant::now();
        let _ = GrayPicture::decode(&file);
        prop_assert!(begun.elapsed() < SOON);
    }
}
