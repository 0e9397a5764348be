//! Image files: what is read of them, and what is refused before it is unpacked.

use std::io::Cursor;

use dinhdanh_qr::{GrayPicture, MAX_FILE_BYTES, PictureError};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageBuffer, ImageFormat, Luma, LumaA, Rgba, RgbaImage};

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The levels of a decoded picture, through the only door there is.
fn gray(bytes: &[u8]) -> (usize, usize, GrayPicture) {
    let picture = GrayPicture::decode(bytes).unwrap();
    (picture.view().width(), picture.view().height(), picture)
}

fn same(picture: &GrayPicture, width: usize, height: usize, pixels: &[u8]) -> bool {
    *picture == GrayPicture::from_raw(width, height, pixels.to_vec()).unwrap()
}

#[test]
fn every_format_is_read() {
    let picture = DynamicImage::ImageRgb8(ImageBuffer::from_pixel(9, 5, image::Rgb([200, 200, 200])));
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Gif,
        ImageFormat::Bmp,
    ] {
        let (width, height, _) = gray(&file(&picture, format));
        assert_eq!((width, height), (9, 5), "{format:?}");
    }
}

#[test]
fn sixteen_bits_become_eight() {
    let picture = ImageBuffer::from_vec(2, 1, vec![0xFFFF_u16, 0x8080])
        .map(DynamicImage::ImageLuma16)
        .unwrap();
    let (_, _, gray) = gray(&file(&picture, ImageFormat::Png));
    assert!(same(&gray, 2, 1, &[0xFF, 0x80]));
}

#[test]
fn what_is_transparent_is_white() {
    let pixels = vec![0, 0, 0, 255, 100, 128];
    let picture = ImageBuffer::<LumaA<u8>, _>::from_vec(3, 1, pixels)
        .map(DynamicImage::ImageLumaA8)
        .unwrap();
    let (_, _, gray) = gray(&file(&picture, ImageFormat::Png));
    assert!(same(&gray, 3, 1, &[255, 0, 177]));
}

#[test]
fn of_an_animation_the_first_picture_is_read() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for level in [255, 0] {
        encoder
            .encode_frame(Frame::new(RgbaImage::from_pixel(
                2,
                2,
                Rgba([level, level, level, 255]),
            )))
            .unwrap();
    }
    drop(encoder);
    let (_, _, gray) = gray(&bytes);
    assert!(same(&gray, 2, 2, &[255; 4]));
}

#[test]
fn a_photograph_is_turned_as_its_exif_says() {
    // Black left, white right, blocks of 8 so that JPEG keeps them apart.
    let picture = ImageBuffer::from_fn(16, 8, |x, _| Luma([if x < 8 { 0u8 } else { 255 }]));
    let mut bytes = file(&DynamicImage::ImageLuma8(picture), ImageFormat::Jpeg);
    // Orientation 6: turn clockwise by a quarter to see it upright.
    let exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    bytes.splice(2..2, exif.iter().copied());
    let (width, height, gray) = gray(&bytes);
    assert_eq!((width, height), (8, 16));
    let upright: Vec<u8> = (0..128).map(|i| if i < 64 { 0 } else { 255 }).collect();
    assert!(same(&gray, 8, 16, &upright));
}

#[test]
fn what_is_no_picture_is_told_from_what_is_a_damaged_one() {
    let whole = file(&DynamicImage::new_luma8(40, 40), ImageFormat::Png);
    let refused = |bytes: &[u8]| GrayPicture::decode(bytes).err();
    assert_eq!(refused(b""), Some(PictureError::UnknownFormat));
    assert_eq!(refused(b"%PDF-1.7"), Some(PictureError::UnknownFormat));
    assert_eq!(
        refused(b"II*\0\x08\0\0\0"),
        Some(PictureError::UnknownFormat),
        "TIFF is not read here"
    );
    assert_eq!(refused(&whole[..whole.len() / 2]), Some(PictureError::Damaged));
    assert_eq!(refused(&whole[..12]), Some(PictureError::Damaged));
}

/// A PNG that claims to be `width` × `height` and whose data ends there: unpacking it would be an error of
/// another kind, so a refusal for size shows that it was not tried.
fn boastful_png(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([16, 6, 0, 0, 0]);
    let crc = !header.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    });
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec();
    png.extend(header);
    png.extend(crc.to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    png
}

#[test]
fn a_bomb_is_refused_from_its_header() {
    for (width, height) in [
        (12_001, 1),
        (1, 12_001),
        (12_000, 12_000),
        (u32::MAX >> 1, u32::MAX >> 1),
        (8000, 8000),
    ] {
        assert_eq!(
            GrayPicture::decode(&boastful_png(width, height)).err(),
            Some(PictureError::TooLarge),
            "{width} × {height}"
        );
    }
    // The same claim within the limits is only found out when it is unpacked.
    assert_eq!(
        GrayPicture::decode(&boastful_png(100, 100)).err(),
        Some(PictureError::Damaged)
    );
    assert_eq!(
        GrayPicture::decode(&vec![0; MAX_FILE_BYTES + 1]).err(),
        Some(PictureError::TooLarge)
    );
}
